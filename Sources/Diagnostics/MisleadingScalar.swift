/// Whether a reader, a terminal or a log could be misled by the scalar.
package func isMisleading(_ scalar: Unicode.Scalar) -> Bool {
  if (0x20...0x7e).contains(scalar.value) { return false }
  if scalar.properties.isNoncharacterCodePoint { return true }
  return switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
  default: false
  }
}
