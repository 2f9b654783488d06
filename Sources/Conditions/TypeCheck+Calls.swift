extension TypeCheck {
  func call(
    _ function: ConditionFunction, _ types: [StaticType], _ node: ConditionNode
  ) throws(ConditionFault) -> StaticType {
    let first = types.first ?? .unknown
    let isNumber = first.isNumber || first == .unknown
    switch function {
    case .len:
      if first.isList || first == .text || first == .unknown { return .whole }
    case .abs:
      if isNumber { return first }
    case .floor, .ceil, .round:
      if isNumber { return .real }
    case .int:
      if isNumber || first == .text { return .whole }
    case .float:
      if isNumber || first == .text { return .real }
    case .isNaN, .isInf:
      if isNumber { return .truth }
    case .asInt: return .whole
    case .asFloat: return .real
    case .isNil: return .truth
    case .default: return .unknown
    case .first, .last:
      if first == .floats { return .real }
      if first.isList || first == .unknown { return .unknown }
    case .min, .max, .mean, .median:
      for type in types {
        if type.isList || type == .unknown { return .unknown }
        guard type.isNumber else { throw unfit(function, type, node) }
      }
      return first
    }
    throw unfit(function, first, node)
  }

  private func unfit(
    _ function: ConditionFunction, _ type: StaticType, _ node: ConditionNode
  ) -> ConditionFault {
    fault(
      node, "\"\(function.rawValue)\" can't take \(type.name)",
      type.isList
        ? "give it one value, as in \(function.rawValue)(result[0])"
        : function == .len || function == .first || function == .last
          ? "the result is one number; compare it itself" : "give it a number")
  }
}
