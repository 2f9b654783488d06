/// The longest range that a query looks back over: `5m` for `rate(x[5m])`; nil where it has none.
package func longestRange(in query: String) -> Duration? {
  QueryOutline(query).ranges.max()
}
