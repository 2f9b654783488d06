/// FNV-1a over a text's UTF-8: equal texts have equal numbers, others in practice not. No signature.
///
/// Source: draft-eastlake-fnv, "The FNV Non-Cryptographic Hash Algorithm".
package enum FNV1a {
  /// 16 hexadecimal digits.
  package static func digits64(of text: String) -> String {
    let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return padded(String(hash, radix: 16), to: 16)
  }

  /// 8 hexadecimal digits.
  package static func digits32(of text: String) -> String {
    let hash = text.utf8.reduce(UInt32(0x811c_9dc5)) { hash, byte in
      (hash ^ UInt32(byte)) &* 0x0100_0193
    }
    return padded(String(hash, radix: 16), to: 8)
  }

  private static func padded(_ digits: String, to width: Int) -> String {
    String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
