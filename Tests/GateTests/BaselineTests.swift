import Diagnostics
import GateConfig
import Testing

@testable import Gate

@Suite struct BaselineTests {
  static let images = """
    images:
      - {name: app, newTag: 1.1.0}
      - {name: app-primary, newTag: 1.0.0} # baseline

    """

  /// A world with these places of `promote` and these files, and its one rollout.
  private func world(
    promote places: [String], _ files: [String: String] = ["k.yaml": images]
  ) throws -> (World, RolloutConfig) {
    let lines = places.map { "      - \($0)\n" }.joined()
    let revision = "    revision: {file: k.yaml, path: \"images[?name=app].newTag\"}\n"
    let config = World.config("podinfo").replacing(
      "    ladder:",
      with: revision + (lines.isEmpty ? "" : "    promote:\n\(lines)") + "    ladder:")
    let world = World(files.merging(["rolloutgate.yaml": config]) { $1 })
    let entry = try #require(world.stage().configuration.entries.first)
    guard case .sound(let rollout, _) = entry else {
      throw SetUpFault(entry: "\(entry)")
    }
    return (world, rollout)
  }

  private struct SetUpFault: Error { let entry: String }

  static let primary = "{file: k.yaml, path: \"images[?name=app-primary].newTag\"}"

  @Test("The baseline's revision is what stands in all of its places")
  func read() throws {
    let values = "{file: ./values.yaml, path: image.tag}"
    let (world, config) = try world(
      promote: [Self.primary, values, "{file: values.yaml, path: sidecar}"],
      ["k.yaml": Self.images, "values.yaml": "image: {tag: 1.0.0}\nsidecar: 1.1.0\n"])
    let baseline = try Baseline(of: config, with: world.effects)
    #expect(world.reads == ["k.yaml", "./values.yaml", "values.yaml", "k.yaml"])
    #expect(baseline.revisions == ["1.0.0", "1.0.0", "1.1.0"])
    #expect(!baseline.runs("1.0.0") && !baseline.runs("1.1.0"))

    let edits = try baseline.edits(to: "1.1.0", with: world.effects)
    #expect(edits.map(\.file.path) == ["k.yaml", "values.yaml"])
    for edit in edits {
      #expect(edit.diff.contains("+++ b/\(edit.file.path)\n"))
      _ = try edit.file.replace(edit.bytes).get()
    }
    #expect(world.text("k.yaml") == Self.images.replacing("1.0.0", with: "1.1.0"))
    #expect(world.text("values.yaml") == "image: {tag: 1.1.0}\nsidecar: 1.1.0\n")
    let after = try Baseline(of: config, with: world.effects)
    #expect(after.runs("1.1.0"))
    #expect(try after.edits(to: "1.1.0", with: world.effects).isEmpty)
  }

  @Test("A rollout that promotes nowhere has a baseline that runs nothing known")
  func nowhere() throws {
    let (world, config) = try world(promote: [])
    let baseline = try Baseline(of: config, with: world.effects)
    #expect(baseline.revisions.isEmpty && !baseline.runs("1.1.0"))
    #expect(try baseline.edits(to: "1.1.0", with: world.effects).isEmpty)
  }

  @Test(
    "All that is wrong with the places is said at once, by the run and by lint",
    arguments: [
      (
        ["{file: missing.yaml, path: tag}", "{file: k.yaml, path: images}"],
        [
          "rolloutgate.yaml:12:36: there is no file missing.yaml; give its path relative to this config's folder",
          "k.yaml:2:3: images leads to a list, not to one value; name the value itself",
        ]
      ),
      (
        ["{file: k.yaml, path: \"images[0].newTag\"}"],
        [
          "rolloutgate.yaml:12:30: images[0].newTag leads to the canary's own revision; name the place of the baseline's"
        ]
      ),
    ])
  func faults(places: [String], expected: [String]) throws {
    let (world, config) = try world(promote: places)
    do throws(CandidateFault) {
      let baseline = try Baseline(of: config, with: world.effects)
      Issue.record("\(baseline)")
    } catch {
      #expect(error.diagnostics.map { "\($0)" } == expected)
    }
    let said = lint(world.stage(), with: world.effects).map { "\($0)" }
    #expect(expected.allSatisfy(said.contains), "\(said)")
  }

  enum End: Equatable {
    case edits([String])
    case refused, overtaken
  }

  @Test(
    "A file that changed meanwhile is edited as it is now, and left alone where the place changed",
    arguments: [
      (images, End.edits(["k.yaml"])),
      ("# a person's line\n" + images, .edits(["k.yaml"])),
      (images.replacing("1.0.0", with: "1.1.0"), .edits([])),
      (images.replacing("1.0.0", with: "0.9.0"), .overtaken),
      (images.replacing("app-primary", with: "other"), .overtaken),
      ("", .overtaken),
    ])
  func changedMeanwhile(now: String, expected: End) throws {
    let (world, config) = try world(promote: [Self.primary])
    let baseline = try Baseline(of: config, with: world.effects)
    world.files["k.yaml"] = Array(now.utf8)
    #expect(end(of: baseline, in: world) == expected)
    world.files["k.yaml"] = nil
    #expect(end(of: baseline, in: world) == .overtaken)
  }

  @Test("A count is no place for a revision")
  func refused() throws {
    let (world, config) = try world(
      promote: ["{file: n.yaml, path: replicas}"],
      ["k.yaml": Self.images, "n.yaml": "replicas: 2\n"])
    let baseline = try Baseline(of: config, with: world.effects)
    #expect(end(of: baseline, in: world) == .refused)
  }

  private func end(of baseline: Baseline, in world: World) -> End {
    do throws(EditFault) {
      return .edits(try baseline.edits(to: "1.1.0", with: world.effects).map(\.file.path))
    } catch {
      switch error {
      case .refused: return .refused
      case .overtaken: return .overtaken
      }
    }
  }
}
