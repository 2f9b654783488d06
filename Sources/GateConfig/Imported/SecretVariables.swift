/// The variables that stand in for a Secret of the cluster, which is never read.
struct SecretVariables {
  private let prefix: String

  init(of secret: String) {
    let name = secret.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "a"..."z", "0"..."9", "A"..."Z": "\(scalar)".uppercased()
      default: "_"
      }
    }
    prefix = "ROLLOUTGATE_SECRET_" + name.joined()
  }

  var token: String { prefix + "_TOKEN" }
  var username: String { prefix + "_USERNAME" }
  var password: String { prefix + "_PASSWORD" }

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
}
