import Diagnostics
import GateConfig

/// What a pull or merge request would make of the base that it is to be merged into.
///
/// Nothing in it is trusted: it says what it wants, and the base says whether that is to be.
package struct Proposal {
  /// As the user names it: `origin/main`.
  package let base: String
  /// Reads a file as it is proposed, by its path relative to the work tree.
  package let read: (_ path: String) -> Result<FoundFile, ReadFailure>
  /// The configs as they are proposed.
  package let configuration: GateConfiguration

  package init(
    to base: String, reading read: @escaping (String) -> Result<FoundFile, ReadFailure>,
    configuration: GateConfiguration
  ) {
    self.base = base
    self.read = read
    self.configuration = configuration
  }
}
