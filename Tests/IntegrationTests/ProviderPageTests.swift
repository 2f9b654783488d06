import Testing

@Suite struct ProviderPageTests {
  @Test("explain --provider needs no config, and all is every provider")
  func pages() throws {
    let folder = try ScratchFolder("empty")
    let one = try GateRun(["explain", "--provider", "contour"], in: folder.path)
    #expect(one.exitStatus == 0)
    #expect(one.output.hasPrefix("contour\n"))
    let all = try GateRun(["explain", "--provider", "all"], in: folder.path)
    #expect(all.exitStatus == 0)
    #expect(all.output.contains("\n\n" + one.output))
    let heads = all.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(heads.count == 14)
    #expect(all.diagnostics.isEmpty)
  }

  @Test("A provider that is not known ends with 2 and the list of those that are")
  func unknown() throws {
    let folder = try ScratchFolder("empty")
    let run = try GateRun(["explain", "--provider", "consul"], in: folder.path)
    #expect(run.exitStatus == 2)
    #expect(run.diagnostics.contains("give one of istio, linkerd,"))
    #expect(run.output.isEmpty)
  }
}
