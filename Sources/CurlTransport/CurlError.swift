import CCurl
import HTTPExchange

/// A code of libcurl and what it said about it.
struct CurlError: Error {
  let code: CURLcode
  private let detail: String

  init(code: CURLcode, detail: String = "") {
    self.code = code
    self.detail = detail
  }

  /// The detail where there is one, since it names hosts and files; else the code's own sentence.
  var text: String {
    guard detail.isEmpty else { return detail }
    return unsafe String(cString: curl_easy_strerror(code))
  }

  /// What the code means for a request, timeouts and full buffers aside, which the transfer knows.
  ///
  /// Source: curl.se/libcurl/c/libcurl-errors.html.
  var failure: TransportFailure {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      .nameNotResolved(text)
    case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_INTERFACE_FAILED:
      .connectionFailed(text)
    case CURLE_SSL_CONNECT_ERROR where isCutHandshake:
      .connectionFailed(text)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
      .tls(text)
    case CURLE_RECV_ERROR where isAlert, CURLE_SEND_ERROR where isAlert:
      .tls(text)
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE,
      CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING,
      CURLE_WRITE_ERROR:
      .brokenAnswer(text)
    // The scheme was checked before; libcurl says this also of bytes that are not HTTP.
    case CURLE_UNSUPPORTED_PROTOCOL:
      .brokenAnswer(text)
    case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_CIPHER,
      CURLE_URL_MALFORMAT, CURLE_AUTH_ERROR, CURLE_LOGIN_DENIED, CURLE_UNKNOWN_OPTION,
      CURLE_NOT_BUILT_IN, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_OUT_OF_MEMORY:
      .unusable(text)
    // A foreign enumeration, which grows: a new code is shown with its number.
    default:
      .connectionFailed("\(text) (libcurl code \(code.rawValue))")
    }
  }

  /// A server that goes away within the handshake is restarting; it refused nothing.
  private var isCutHandshake: Bool {
    ["SSL_ERROR_SYSCALL", "Connection reset by peer", "unexpected eof"].contains(
      where: text.contains)
  }

  /// Under TLS 1.3 the server refuses a client's certificate only after the handshake, by an alert.
  private var isAlert: Bool {
    text.contains("SSL routines") && text.contains(" alert ")
  }
}
