/// What becomes of the fields of Keptn's files.
enum KeptnFields {
  static let objectives = FieldTable([
    "spec_version": .used,
    "filter": .used,
    "comparison": .unused("the gate keeps no earlier results to compare with"),
    "total_score": .used,
    "objectives": .within, "objectives[]": .within,
    "objectives[].sli": .used, "objectives[].displayName": .used,
    // Whoever reads the criteria says what is wrong with them.
    "objectives[].pass": .used,
    // Of these the first one is told of, and how many more there are.
    "objectives[].warning": .used, "objectives[].weight": .used, "objectives[].key_sli": .used,
    "objectives[].fail": .unused(
      "what does not pass has failed, and Keptn does not know it either"),
  ])

  static let indicators = FieldTable(["spec_version": .used, "indicators": .used])
}
