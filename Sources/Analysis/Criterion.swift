/// What a value must satisfy. A sum, so that conditions can join limits without a second path.
package enum Criterion: Hashable, Sendable {
  case limit(Limit)
}
