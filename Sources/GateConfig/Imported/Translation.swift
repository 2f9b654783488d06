import Diagnostics

/// A config of our own, made of other tools' objects.
package struct Translation {
  /// What it is a translation of: `Canary test/podinfo`.
  package let title: String
  package let position: SourcePosition
  /// The config.
  package let text: String
  /// Where each line came from.
  let origins: [SourcePosition]
  /// Errors, for which there is no config; what changes by the translation; what is not used.
  package let diagnostics: [Diagnostic]

  init(_ title: String, of object: SourceField, _ native: NativeText, _ diagnostics: [Diagnostic]) {
    self.title = title
    position = object.position
    text = native.text
    origins = native.lines.map(\.origin)
    var seen: Set<Diagnostic> = []
    self.diagnostics = diagnostics.filter { seen.insert($0).inserted }.inFileOrder
  }
}

/// What other tools' objects do not say of themselves.
package struct ImportSettings: Hashable, Sendable {
  /// The file with the weights, from the folder that the run was started in.
  package var manifest: String?
  /// Values of arguments that templates ask for, by their names.
  package var arguments: [String: String]
  /// Whether checks are judged as Flagger judges them.
  package var isFlaggers: Bool
  /// The names of the environment's variables, by which secrets are found.
  package var variables: Set<String>
  /// Whether what another file or an argument is to give may be missing, as in a look at templates
  /// alone: it is warned of, and its check is never a pass.
  package var admitsGaps: Bool

  package init(
    manifest: String? = nil, arguments: [String: String] = [:], isFlaggers: Bool = false,
    variables: Set<String> = [], admitsGaps: Bool = false
  ) {
    self.manifest = manifest
    self.arguments = arguments
    self.isFlaggers = isFlaggers
    self.variables = variables
    self.admitsGaps = admitsGaps
  }
}
