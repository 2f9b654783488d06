import Testing

/// What the gate asks Git runs nothing that the repository's own configuration names.
@Suite struct GitHistoryTests {
  /// Signs as `gpg` would, as far as Git looks, and leaves a trace of each call.
  private static func spy(leaving trace: String) -> String {
    """
    #!/bin/sh
    echo "$0 $*" >>'\(trace)'
    case "$*" in
      *-bsau*)
        cat >/dev/null
        echo '[GNUPG:] SIG_CREATED ' >&2
        printf '%s\\n' '-----BEGIN PGP SIGNATURE-----' '' 'iQ' '-----END PGP SIGNATURE-----' ;;
    esac

    """
  }

  @Test("A look at the history runs no monitor, pager or check of signatures")
  func runsNothing() throws {
    let tree = try RolloutTree(weight: 30, store: ["address: http://127.0.0.1:1"])
    let outside = try ScratchFolder("spy")
    try outside.write(Self.spy(leaving: outside.path("trace")), to: "spy")
    try Command.require("chmod", ["+x", outside.path("spy")], in: outside.path)
    func say(_ word: String) throws -> GateRun {
      try GateRun([word, "healthy", "--reason=lunch"], in: tree.repository.path)
    }
    for key in ["gpg.program", "core.pager", "pager.log", "pager.rev-list"] {
      try tree.repository.git("config", key, outside.path("spy"))
    }
    try tree.repository.git("config", "log.showSignature", "true")
    #expect(try say("pause").exitStatus == 0)
    try tree.repository.git("add", "--all")
    try tree.repository.git("commit", "--quiet", "--gpg-sign=me", "--message", "Pause")
    // Or the commit is not signed, and nothing would be checked.
    #expect(try outside.read("trace").contains("-bsau"))
    try outside.write("", to: "trace")
    try tree.repository.git("config", "core.fsmonitor", outside.path("spy"))

    #expect(try say("resume").exitStatus == 0)
    #expect(try outside.read("trace") == "")
    // The same look with `log` does call it: the trap is set.
    try tree.repository.git("log", "-1", "--format=%H", "--", tree.record)
    #expect(try outside.read("trace") != "")
  }

  @Test("A reverted run is noticed by a record of any length", arguments: [0, 1 << 17])
  func longRecord(_ comment: Int) throws {
    let tree = try RolloutTree(store: ["address: " + (try PrometheusServer.shared().address)])
    // A comment, in each record that Git is asked for.
    let padding = "# " + String(repeating: "x", count: comment) + "\n"
    for step in [
      ["pause", "healthy", "--reason=lunch"], ["resume", "healthy", "--reason=back"],
      tree.runArguments(),
    ] {
      #expect(try GateRun(step, in: tree.repository.path).exitStatus == 0)
      try tree.repository.folder.write(
        try tree.repository.read(tree.record) + padding, to: tree.record)
      try tree.repository.commit(step[0])
    }
    #expect(try tree.weight() == 30)
    try tree.repository.git("revert", "--no-edit", "HEAD")
    #expect(try tree.weight() == 10)

    let run = try tree.run()
    #expect(run.exitStatus == 1, "\(run)")
    #expect(run.output.contains("a person lowered the weight from 30 to 10"))
    #expect(try tree.weight() == 10)
  }
}
