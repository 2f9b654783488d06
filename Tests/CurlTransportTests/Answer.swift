/// An answer with its length, as a store gives it.
func answer(_ status: String, _ body: String = "{}", headers: String = "") -> String {
  "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n\(headers)"
    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
