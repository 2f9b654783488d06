import Foundation
import HTTPExchange
import Testing

@Suite struct Base64Tests {
  @Test("Bytes become the text that others make of them, and come back", arguments: 0..<70)
  func bytes(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
    let text = Base64.text(of: bytes)
    #expect(text == Data(bytes).base64EncodedString())
    #expect(Base64.bytes(of: text) == bytes)
  }

  @Test(
    "A text that no bytes become is refused",
    arguments: [
      "Q", "QQ", "QQ=", "QQ===", "QR==", "QUI", "QUJ=", "Q Q=", "QQ==\n", "=QQ=", "QQ==QQ==",
      "Q-_=",
      "Ä===", "====",
    ])
  func refused(text: String) {
    #expect(Base64.bytes(of: text) == nil)
  }
}
