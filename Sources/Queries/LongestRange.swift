/// The longest range that a query selects by itself, as 5m of `rate(requests[5m])`; nil where it has
/// none.
package func longestRange(in query: String) -> Duration? {
  QueryOutline(query).ranges.max()
}
