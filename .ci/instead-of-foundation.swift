// What swift-argument-parser asks of FoundationEssentials, for .ci/build-release.
//
// It wants to know whether an error is a LocalizedError, of which there is none here, and an encoder
// for its hidden option --experimental-dump-help. For these two the linker would take in the whole
// library, a quarter of the program. Linked before it, this module satisfies the linker instead:
// names and shapes are those that the argument parser was compiled against.
//
// `make install` makes the manual from that option with a debug build, which has all of Foundation.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

public protocol LocalizedError: Error {
  var errorDescription: String? { get }
  var failureReason: String? { get }
  var recoverySuggestion: String? { get }
  var helpAnchor: String? { get }
}

public struct Data {}

open class JSONEncoder {
  public struct OutputFormatting: OptionSet, Sendable {
    public let rawValue: UInt

    public init(rawValue: UInt) { self.rawValue = rawValue }

    public static let prettyPrinted = OutputFormatting(rawValue: 1)
    public static let sortedKeys = OutputFormatting(rawValue: 2)
  }

  /// The first thing that is asked of an encoder, and the last.
  public init() {
    let text = "Error: this build can't print its options as JSON; a debug build can\n"
    _ = unsafe write(STDERR_FILENO, text, text.utf8.count)
    exit(2)
  }
}

extension String {
  public struct Encoding: Sendable {
    public static let utf8 = Encoding()
  }

  public init?(data: __shared Data, encoding: Encoding) { return nil }
}
