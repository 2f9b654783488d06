/// Certificates made for this test run: an authority, a server for 127.0.0.1 and no other name, and
/// a client. None is ever written to the repository.
final class TLSFiles: Sendable {
  private let folder: ScratchFolder

  /// The file that a client must trust; the system's authorities do not know it.
  var authority: String { folder.path("authority.pem") }
  var serverCertificate: String { folder.path("server.pem") }
  var serverKey: String { folder.path("server.key") }
  var clientCertificate: String { folder.path("client.pem") }
  var clientKey: String { folder.path("client.key") }

  init() throws {
    folder = try ScratchFolder("tls")
    try openssl(
      ["req", "-x509", "-subj", "/CN=Test authority", "-days", "2"] + newKey("authority"))
    try sign("server", extensions: "subjectAltName=IP:127.0.0.1")
    try sign("client", extensions: "extendedKeyUsage=clientAuth")
  }

  private func sign(_ name: String, extensions: String) throws {
    try folder.write(extensions + "\n", to: name + ".ext")
    try openssl(["req", "-subj", "/CN=Test \(name)"] + newKey(name, out: name + ".csr"))
    try openssl([
      "x509", "-req", "-in", name + ".csr", "-CA", "authority.pem", "-CAkey", "authority.key",
      "-CAcreateserial", "-days", "2", "-extfile", name + ".ext", "-out", name + ".pem",
    ])
  }

  private func newKey(_ name: String, out: String? = nil) -> [String] {
    [
      "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
      name + ".key", "-out", out ?? name + ".pem",
    ]
  }

  private func openssl(_ arguments: [String]) throws {
    try Command.require("openssl", arguments, in: folder.path)
  }
}
