import Gate
import Outcome
import Testing

/// Two gates over one work tree: what one reads while the other writes.
@Suite struct ReadOrderTests {
  @Test("A gate that advances between another's reads is not taken for a person's hand")
  func between() {
    let world = World.climbing()
    let ours = world.effects
    var hasAdvanced = false
    // After our first look at one of the two files, the other gate reads, judges and writes all.
    let effects = Effects(
      read: { path in
        let found = ours.read(path)
        if !hasAdvanced, path == "vs.yaml" || path == World.recordPath {
          hasAdvanced = true
          #expect(world.run().rollouts[0].decision?.kind == .advance)
        }
        return found
      }, create: ours.create, readSecret: ours.readSecret, secretPath: ours.secretPath,
      environment: ours.environment, send: ours.send, elapsed: ours.elapsed, now: ours.now,
      wait: ours.wait, tell: ours.tell)
    let outcome = Gate.run(world.stage(), with: effects).outcome
    #expect(hasAdvanced)
    #expect(outcome.exitStatus != .fail && outcome.exitStatus != .pass)
    #expect(world.text(World.recordPath)?.contains("phase: Progressing") == true)
    #expect(world.text(World.recordPath)?.contains("\nweight: 50\n") == true)
    #expect(world.text("vs.yaml")?.contains("weight: 50\n") == true)
  }
}
