import CCurl

/// The headers of a request in libcurl's own list, which must live as long as the transfer.
@safe struct HeaderList: ~Copyable {
  private(set) var first: UnsafeMutablePointer<curl_slist>?

  /// Takes headers that were found sound. Of several with one name, the first is kept; one without
  /// a value is not sent, even where libcurl would by itself.
  init(_ headers: [(name: String, value: String?)]) throws(CurlError) {
    unsafe first = nil
    var seen: Set<String> = []
    for (name, value) in headers where seen.insert(name.lowercased()).inserted {
      // To libcurl `Name:` takes a header away, and `Name;` sends it empty.
      switch value {
      case nil: try append("\(name):")
      case "": try append("\(name);")
      case let value?: try append("\(name): \(value)")
      }
    }
  }

  private mutating func append(_ line: String) throws(CurlError) {
    guard let extended = unsafe curl_slist_append(first, line) else {
      throw CurlError(code: CURLE_OUT_OF_MEMORY)
    }
    unsafe first = extended
  }

  deinit { unsafe curl_slist_free_all(first) }
}
