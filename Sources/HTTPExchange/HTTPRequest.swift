/// One request to the store, as a value. The connection it goes over is `Connection`'s.
package struct HTTPRequest: Hashable, Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  package let method: Method
  /// The whole address, `http` or `https`, never with a user or a password in it.
  package let url: String
  /// Sent in this order, beside those of the `Connection`. Names and values hold no line breaks.
  package let headers: [(name: String, value: String)]
  /// The bytes of a form, for a POST.
  package let body: [UInt8]

  package init(
    method: Method, url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.method == other.method && one.url == other.url && one.body == other.body
      && one.headers.elementsEqual(other.headers, by: ==)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(url)
    hasher.combine(body)
  }
}
