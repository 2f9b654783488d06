import Diagnostics

extension KeptnImport {
  /// The checks of the objectives: one that only informs decides nothing.
  mutating func checks() -> [NativeCheck] {
    let objectives = objectives
    var checks: [NativeCheck] = []
    var names: Set<String> = []
    var counts: [String: Int] = [:]
    for objective in objectives {
      guard let sli = objective["sli"]?.text, !sli.allSatisfy(\.isWhitespace) else {
        fault(objective, "the objective names no sli", "add sli: NAME, as the sli.yaml has it")
        continue
      }
      let shown = objective["displayName"].flatMap { field in
        field.text?.allSatisfy(\.isWhitespace) == false ? field : nil
      }
      let own = shown?.text ?? sli
      var name = own
      while !names.insert(name).inserted {
        counts[own, default: 1] += 1
        name = "\(own) (\(counts[own, default: 1]))"
      }
      let field = shown ?? objective["sli"]
      checks.append(
        check(of: objective, asking: sli, .init(key: "name", value: .text(name), field: field)))
    }
    return objectives.contains(where: Self.isJudged) ? checks : checks + [nothing()]
  }

  /// Those that are none count nowhere, and Keptn passes over them, too.
  var objectives: [SourceField] {
    (slo["objectives"]?.items ?? []).filter { $0.node.node.scalar?.isNull != true }
  }

  /// Whether it has criteria to pass; an empty list is none.
  private static func isJudged(_ objective: SourceField) -> Bool {
    guard let pass = objective["pass"] else { return false }
    return pass.node.items?.isEmpty != true
  }

  /// Stands where nothing would hold a canary back, for which Keptn gives the full score.
  private mutating func nothing() -> NativeCheck {
    let field = slo["objectives"] ?? slo
    gap(
      field, "no objective has criteria: nothing would hold the canary back",
      "add pass: [{criteria: [\"<=600\"]}], for instance")
    return NativeCheck(lines: [
      .init(key: "name", value: .raw("objectives"), field: field),
      .init(
        key: "notAsked", value: .text("an slo.yaml without an objective that has criteria"),
        field: field),
    ])
  }

  private mutating func check(
    of objective: SourceField, asking sli: String, _ name: NativeCheck.Line
  ) -> NativeCheck {
    guard Self.isJudged(objective), let pass = objective["pass"] else {
      let asked = ask(sli, of: objective, isJudged: false)
      let own =
        asked.isQuery ? [NativeCheck.Line(key: "present", value: .raw("true"), field: nil)] : []
      return NativeCheck(
        lines: [name] + asked.lines + own
          + [.init(key: "dryRun", value: .raw("true"), field: objective)] + asked.window,
        comments: ["Without criteria it informs, and decides nothing."] + asked.comments)
    }
    let asked = ask(sli, of: objective, isJudged: true)
    guard let criteria = criteria(of: pass) else {
      return NativeCheck(lines: [name] + asked.lines)
    }
    for item in criteria.relatives {
      warn(
        item.field,
        "\(quoted(item.field.text)) is compared with earlier results, which this gate does not keep: "
          + (criteria.neverPasses ? "the objective" : "this alternative") + " is never a pass",
        "compare with the baseline in a query of your own")
    }
    let lines = criteria.lines(of: pass)
    if asked.isQuery, !lines.isEmpty {
      let comments = criteria.relatives.isEmpty ? [] : ["In Keptn: \(criteria.text)."]
      return NativeCheck(
        lines: [name] + asked.lines + lines + asked.window, comments: comments + asked.comments)
    }
    let notAsked =
      asked.isQuery
      ? [
        NativeCheck.Line(
          key: "notAsked", value: .text("a comparison with earlier results"), field: pass)
      ] : asked.lines
    return NativeCheck(
      lines: [name] + notAsked, comments: ["In Keptn: \(criteria.text)."] + asked.comments)
  }

  /// Nil with an error said.
  private mutating func criteria(of pass: SourceField) -> KeptnCriteria? {
    guard pass.node.items != nil else {
      fault(pass, "\(pass.path) is no list", "write pass: [{criteria: [\"<=600\"]}]")
      return nil
    }
    var isSound = true
    let alternatives = pass.items.map { alternative in
      let texts = alternative["criteria"]?.items ?? []
      if texts.isEmpty {
        isSound = false
        fault(
          alternative, "\(alternative.path) has no list of criteria: any value would pass",
          "write criteria: [\"<=600\"], or take pass away where the objective only informs")
      }
      return KeptnCriteria.Alternative(
        items: texts.compactMap { field in
          if let criterion = KeptnCriterion(field.text ?? "") {
            return KeptnCriteria.Item(criterion: criterion, field: field)
          }
          isSound = false
          fault(
            field, "\(quoted(field.text)) is no criterion",
            "write <, <=, =, >= or > and a plain decimal, such as \"<=600\"")
          return nil
        })
    }
    return isSound ? KeptnCriteria(alternatives: alternatives) : nil
  }
}
