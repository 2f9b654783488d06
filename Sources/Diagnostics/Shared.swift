/// A large value that is kept once, however often what holds it is handed on.
///
/// It is a value like any other and can't be changed; only its copies are cheap, in time and in code:
/// each type that held the value itself would bring its own code to copy all of its fields.
@propertyWrapper
package indirect enum Shared<Value> {
  case kept(Value)

  package init(wrappedValue: Value) {
    self = .kept(wrappedValue)
  }

  package var wrappedValue: Value {
    switch self {
    case .kept(let value): value
    }
  }
}

extension Shared: Equatable where Value: Equatable {}

extension Shared: Hashable where Value: Hashable {}

extension Shared: Sendable where Value: Sendable {}
