import Foundation
import Testing
import WorkTree

@Suite struct LockTests {
  /// Whether the lock can be had now, or who has it.
  private func state(of tree: WorkTree) -> String {
    do throws(WorkTreeLockError) {
      try tree.lock().release()
      return "free"
    } catch {
      switch error {
      case .held(let holder): return "held by \(holder ?? "?")"
      case .unavailable: return "unavailable"
      }
    }
  }

  @Test("Who has a work tree has it alone, until it is released or forgotten")
  func alone() throws {
    let place = try ScratchTree()
    #expect(state(of: place.tree) == "free")
    do {
      let lock = try place.tree.lock()
      let held = state(of: place.tree)
      #expect(held.hasPrefix("held by process \(getpid()) (") || held == "held by ?")
      // By another way to the same folder, too, and not for another one.
      try place.link("way", to: "tree")
      #expect(state(of: try WorkTree(root: place.path("way"))) == held)
      #expect(state(of: try WorkTree(root: place.path("outside"))) == "free")
      lock.release()
    }
    #expect(state(of: place.tree) == "free")
    #expect(try isHeldInside(place.tree))
    #expect(state(of: place.tree) == "free")
    #expect(try place.names() == [])
  }

  private func isHeldInside(_ tree: WorkTree) throws -> Bool {
    let lock = try tree.lock()
    let isHeld = state(of: tree) != "free"
    lock.release()
    return isHeld
  }

  @Test("A folder that is gone has no lock")
  func gone() throws {
    let place = try ScratchTree()
    try FileManager.default.removeItem(atPath: place.path("tree"))
    #expect(state(of: place.tree) == "unavailable")
  }
}
