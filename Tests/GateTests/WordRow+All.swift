import Rollouts

extension WordRow {
  static let all: [WordRow] = [
    WordRow(
      .abort, "on the way", .standing(.progressing, recorded: 50), gives: .failed(.aborted), 0),
    WordRow(.abort, "without a record", .standing(nil, recorded: 50), gives: .failed(.aborted), 0),
    WordRow(
      .abort, "without a record and traffic", .standing(nil, recorded: 0),
      gives: .failed(.aborted), 0),
    WordRow(.abort, "at the top", .standing(.succeeded, recorded: 50), gives: .failed(.aborted), 0),
    WordRow(
      .abort, "at a weight that a person set", .standing(.progressing, recorded: 10, at: 37),
      gives: .failed(.aborted), 0),
    WordRow(
      .abort, "of a failed one that has traffic", .standing(.failed(.manual), recorded: 10),
      gives: .failed(.aborted), 0),
    WordRow(
      .abort, "after a raise that was not recorded",
      .standing(
        .progressing, recorded: 10, at: 50, extra: World.intent(.advance, 10, 50, .progressing)),
      gives: .failed(.aborted), 0),
    WordRow(
      .abort, "before a raise that was begun",
      .standing(
        .progressing, recorded: 10, extra: World.intent(.advance, 10, 50, .progressing)),
      gives: .failed(.aborted), 0),
    WordRow(
      .abort, "in a roll back that was begun",
      .standing(
        .progressing, recorded: 50, extra: World.intent(.rollBack, 50, 0, .failed(.limit))),
      gives: .failed(.aborted), 0),
    WordRow(
      .abort, "in a restart that was begun",
      .standing(
        .progressing, recorded: 50,
        extra: World.intent(.start, 50, 10, .progressing, revision: "1.2.0")),
      revision: "1.2.0", gives: .failed(.aborted), 0),
    WordRow(
      .abort, "of a new revision after an aborted one", .standing(.failed(.aborted), recorded: 0),
      revision: "1.2.0", gives: .failed(.aborted), 0),
    WordRow(
      .abort, "of a new revision after a promoted one", .standing(.succeeded, recorded: 0),
      revision: "1.2.0", gives: .failed(.aborted), 0),
    WordRow(
      .abort, "where a person took the promotion back",
      .promotable(.promoting, recorded: 50, baseline: "1.0.0"), gives: .failed(.aborted), 0),
    WordRow(
      .abort, "a second time", .standing(.failed(.aborted), recorded: 0),
      isRefused: "abort is not possible: the rollout is aborted already"),
    WordRow(
      .abort, "of a promoted one", .standing(.succeeded, recorded: 0),
      isRefused: "the rollout is finished, and the canary has no traffic"),
    WordRow(
      .abort, "in a promotion", .promotable(.promoting, recorded: 50),
      isRefused: "the baseline has the revision already"),
    WordRow(
      .abort, "after a failed promotion", .promotable(.failed(.promotion), recorded: 50),
      isRefused: "the baseline has the revision already"),

    WordRow(.pause, "on the way", .standing(.progressing, recorded: 10), gives: .progressing, 10),
    WordRow(.pause, "without a record", .standing(nil, recorded: 10), gives: .progressing, 10),
    WordRow(.pause, "before the start", .standing(nil, recorded: 0), gives: .initialized, 0),
    WordRow(
      .pause, "of a weight that a person lowered", .standing(.progressing, recorded: 50, at: 10),
      gives: .failed(.manual), 10),
    WordRow(
      .pause, "of a weight that a person raised", .standing(.progressing, recorded: 10, at: 50),
      gives: .progressing, 50),
    WordRow(
      .pause, "in a roll back that was begun",
      .standing(
        .progressing, recorded: 50, extra: World.intent(.rollBack, 50, 0, .failed(.limit))),
      isRefused: "a run was stopped in the middle"),
    WordRow(
      .pause, "beside a roll back that was begun, at a weight that a person set",
      .standing(
        .progressing, recorded: 50, at: 10,
        extra: World.intent(.rollBack, 50, 0, .failed(.limit))), gives: .failed(.manual), 10),

    WordRow(
      .resume, "of a pause", .standing(.progressing, recorded: 10, extra: "pause: busy\n"),
      gives: .progressing, 10),
    WordRow(
      .resume, "without a pause", .standing(.progressing, recorded: 10),
      isRefused: "nobody has paused this rollout"),
    WordRow(
      .resume, "without a record", .standing(nil, recorded: 10),
      isRefused: "nobody has paused this rollout"),

    WordRow(
      .retry, "of a failed one", .standing(.failed(.limit), recorded: 0), gives: .initialized, 0),
    WordRow(
      .retry, "of an aborted one", .standing(.failed(.aborted), recorded: 0),
      gives: .initialized, 0),
    WordRow(
      .retry, "of one that a person lowered", .standing(.failed(.manual), recorded: 10),
      gives: .progressing, 10),
    WordRow(
      .retry, "of one that a person lowered just now",
      .standing(.progressing, recorded: 50, at: 0), gives: .initialized, 0),
    WordRow(
      .retry, "after a failed promotion", .promotable(.failed(.promotion), recorded: 50),
      gives: .promoting, 50),
    WordRow(
      .retry, "after a failed promotion that was taken back",
      .promotable(.failed(.promotion), recorded: 50, baseline: "1.0.0"), gives: .progressing, 50),
    WordRow(
      .retry, "on the way", .standing(.progressing, recorded: 10),
      isRefused: "the rollout has not failed: it is Progressing"),
    WordRow(
      .retry, "without a record", .standing(nil, recorded: 0),
      isRefused: "the rollout has not failed: it is Initialized"),
    WordRow(
      .retry, "with a new revision", .standing(.failed(.limit), recorded: 0), revision: "1.2.0",
      isRefused: "revision 1.2.0 is not the one that failed"),

    WordRow(
      .adopt, "of a weight that a person raised", .standing(.progressing, recorded: 10, at: 50),
      gives: .progressing, 50),
    WordRow(
      .adopt, "of a failed one that a person raised",
      .standing(.failed(.limit), recorded: 0, at: 10), gives: .progressing, 10),
    WordRow(
      .adopt, "of a promotion that a person slowed down",
      .promotable(.promoting, recorded: 10, at: 50), gives: .promoting, 50),
    WordRow(.adopt, "without a record", .standing(nil, recorded: 10), gives: .progressing, 10),
    WordRow(
      .adopt, "of a new revision at the top", .standing(.succeeded, recorded: 50),
      revision: "1.2.0", gives: .progressing, 50),
    WordRow(
      .adopt, "of a failed one without traffic", .standing(.failed(.limit), recorded: 0),
      isRefused: "the canary has no traffic"),
    WordRow(
      .adopt, "of a finished one without traffic", .standing(.succeeded, recorded: 0),
      isRefused: "the canary has no traffic"),
    WordRow(
      .adopt, "of what a person lowered", .standing(.progressing, recorded: 50, at: 10),
      isRefused: "this revision has failed; let it go on with retry"),
    WordRow(
      .adopt, "of the recorded weight", .standing(.progressing, recorded: 10),
      isRefused: "the record has the weight 10, as the manifest has"),

    WordRow(
      .promote, "at the top", .promotable(.succeeded, recorded: 50, baseline: "1.0.0"),
      gives: .promoting, 50),
    WordRow(
      .promote, "of what finished before a new revision came",
      .promotable(.succeeded, recorded: 50, baseline: "1.0.0"), revision: "1.2.0",
      gives: .promoting, 50),
    WordRow(
      .promote, "on the way", .promotable(.progressing, recorded: 10, baseline: "1.0.0"),
      isRefused: "the canary has not passed at the top: it is Progressing"),
    WordRow(
      .promote, "at the top, not passed",
      .promotable(.progressing, recorded: 50, baseline: "1.0.0"),
      isRefused: "the canary has not passed at the top: it is Progressing"),
    WordRow(
      .promote, "of what a person raised above the top",
      .promotable(.succeeded, recorded: 50, at: 90, baseline: "1.0.0"),
      isRefused: "the canary has passed at 50, and has more traffic now"),
    WordRow(
      .promote, "of what a person lowered",
      .promotable(.succeeded, recorded: 50, at: 10, baseline: "1.0.0"),
      isRefused: "the canary has not passed at the top: it is Failed"),
    WordRow(
      .promote, "of a failed one", .promotable(.failed(.limit), recorded: 0, baseline: "1.0.0"),
      isRefused: "the canary has no traffic"),
    WordRow(
      .promote, "a second time", .promotable(.promoting, recorded: 50),
      isRefused: "the baseline has the revision already"),
    WordRow(
      .promote, "without places", .standing(.succeeded, recorded: 50),
      isRefused: "the config names no place of the baseline's revision"),
  ]
}
