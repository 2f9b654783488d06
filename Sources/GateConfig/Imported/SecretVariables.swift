/// The variables that stand in for a Secret of the cluster, which is never read.
struct SecretVariables: Hashable {
  private let prefix: String

  init(of secret: String) {
    prefix = "ROLLOUTGATE_SECRET_" + Self.word(secret)
  }

  var token: String { variable("token") }
  var username: String { variable("username") }
  var password: String { variable("password") }

  /// The one for a key of the Secret.
  func variable(_ key: String) -> String { prefix + "_" + Self.word(key) }

  var advice: String {
    "set the variable \(token), or \(username) and \(password); or convert it, and name a file there"
  }

  /// The lines of a store's section, by what is set; nil where nothing is. As in Flagger a token
  /// stands above a user.
  func lines(_ variables: Set<String>) -> [String]? {
    if variables.contains(token) { return ["bearerToken: {env: \(token)}"] }
    guard variables.contains(username), variables.contains(password) else { return nil }
    return ["basicAuth: {username: {env: \(username)}, password: {env: \(password)}}"]
  }

  private static func word(_ name: String) -> String {
    name.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "a"..."z", "0"..."9", "A"..."Z": "\(scalar)".uppercased()
      default: "_"
      }
    }
    .joined()
  }
}
