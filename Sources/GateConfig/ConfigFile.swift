/// A config file as it was found.
package struct ConfigFile: Hashable, Sendable {
  /// As the user names it.
  package let name: String
  /// The folder that its paths are relative to; empty for the work tree itself.
  package let folder: String
  package let bytes: [UInt8]
  /// Whether a pattern or a folder led to it, and it need be no config.
  package let isFound: Bool

  package init(name: String, folder: String, bytes: [UInt8], isFound: Bool = false) {
    self.name = name
    self.folder = folder
    self.bytes = bytes
    self.isFound = isFound
  }
}

/// A config that was found and can't be read.
package struct UnreadableConfig: Hashable, Sendable {
  package let name: String
  /// In words for a person.
  package let why: String

  package init(name: String, why: String) {
    self.name = name
    self.why = why
  }
}
