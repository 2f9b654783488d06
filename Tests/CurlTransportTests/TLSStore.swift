import Foundation
import LoopbackServers

/// nginx with TLS and HTTP/2 in a folder of its own, and certificates made for the occasion.
///
/// `/` answers with the number of the connection, `/protocol` with the version of HTTP, `/basic`
/// and `/bearer` demand credentials, `/client` a client's certificate.
final class TLSStore: Sendable {
  let folder: TemporaryFolder
  let port: Int
  let strictPort: Int
  private let process: Process

  init() throws {
    folder = try TemporaryFolder()
    (port, strictPort) = (try Loopback.unusedPort(), try Loopback.unusedPort())
    try Self.makeCertificates(in: folder)
    try folder.write("prometheus:{PLAIN}password\n", to: "users")
    try folder.write(Self.configuration(port: port, strictPort: strictPort), to: "nginx.conf")
    process = try Tool.start(
      "nginx", ["-p", folder.url.path, "-e", "error.log", "-c", "nginx.conf"], in: folder.url)
    while !Loopback.accepts(port) || !Loopback.accepts(strictPort) {
      guard process.isRunning else { throw ToolError.failed("nginx", []) }
      usleep(5_000)
    }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  func url(_ path: String) -> String { "https://localhost:\(port)\(path)" }

  /// The address whose server takes nobody without a certificate.
  var strictURL: String { "https://localhost:\(strictPort)/" }

  private static func makeCertificates(in folder: TemporaryFolder) throws {
    func openssl(_ line: String) throws {
      try Tool.run("openssl", line.components(separatedBy: " "), in: folder.url)
    }
    try folder.write("subjectAltName=DNS:localhost\n", to: "extensions")
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
    try openssl("req -x509 \(key) -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=ca")
    for name in ["localhost", "client"] {
      try openssl("req \(key) -nodes -keyout \(name).key -out \(name).csr -subj /CN=\(name)")
      try openssl(
        "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2"
          + " -extfile extensions -out \(name).pem")
    }
    try openssl("ec -in client.key -aes256 -passout pass:opensesame -out locked.key")
  }

  private static func configuration(port: Int, strictPort: Int) -> String {
    """
    daemon off;
    pid nginx.pid;
    worker_processes 1;
    events { worker_connections 128; }
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      ssl_certificate localhost.pem;
      ssl_certificate_key localhost.key;
      ssl_client_certificate ca.pem;
      default_type text/plain;
      server {
        listen 127.0.0.1:\(port) ssl http2;
        location / { return 200 "$connection"; }
        location /protocol { return 200 "$server_protocol"; }
        location /basic { auth_basic store; auth_basic_user_file users; root .; try_files /users =404; }
        location /bearer {
          if ($http_authorization != "Bearer token-of-the-day") { return 401 "who are you"; }
          return 200 "welcome";
        }
      }
      server {
        listen 127.0.0.1:\(strictPort) ssl;
        ssl_verify_client on;
        location / { return 200 "$ssl_client_s_dn"; }
      }
    }
    """
  }
}
