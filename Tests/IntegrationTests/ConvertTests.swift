import Foundation
import Testing

/// Where `convert` writes, and what of.
@Suite struct ConvertTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder("convert")
    for name in ["one", "two"] {
      try folder.write(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: \(name), namespace: test}
        spec:
          metrics:
          - name: m
            successCondition: result[0] < 1
            provider: {prometheus: {address: "http://p:9090", query: errors}}

        """, to: "\(name).yaml")
    }
  }

  private func convert(_ arguments: String...) throws -> GateRun {
    try GateRun(["convert", "-f", "one.yaml", "-f", "two.yaml"] + arguments, in: folder.path)
  }

  @Test("A config is written once, and never over a file that is there")
  func occupied() throws {
    #expect(try convert("-o", "gate/rolloutgate.yaml").exitStatus == 0)
    let written = try folder.read("gate/rolloutgate.yaml")
    #expect(written == (try convert().output))
    try folder.write("mine", to: "gate/rolloutgate.yaml")
    let again = try convert("-o", "gate/rolloutgate.yaml")
    #expect(again.exitStatus == 2)
    #expect(again.diagnostics.contains("gate/rolloutgate.yaml is there already"))
    #expect(try folder.read("gate/rolloutgate.yaml") == "mine")
  }

  static let places = ["../rolloutgate.yaml", "/tmp/rolloutgate.yaml", "a/../../rolloutgate.yaml"]

  @Test("A config is written into the work tree, and nowhere else", arguments: places)
  func outside(path: String) throws {
    let run = try convert("-o", path)
    #expect(run.exitStatus == 2)
    #expect(run.diagnostics.contains("leads out of the work tree"))
  }

  @Test("Only the rollouts that are named are converted")
  func chosen() throws {
    for name in ["two", "test/two"] {
      let run = try convert("--rollout", name)
      #expect(run.exitStatus == 0)
      #expect(run.output.contains("name: two") && !run.output.contains("name: one"))
    }
    let none = try convert("--rollout", "three")
    #expect(none.exitStatus == 2)
    #expect(none.diagnostics.contains("there are test/one, test/two"))
    #expect(none.output.isEmpty)
  }
}
