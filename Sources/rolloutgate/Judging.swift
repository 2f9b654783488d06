import Diagnostics
import Gate
import GateConfig
import HTTPExchange
import Outcome
import Prometheus
import Reports
import WorkTree

/// What `run` and `check` have in common: inputs, the stage, and what is told of its outcome.
struct Judging {
  let command: Outcome.Command
  let work: WorkOptions
  let judging: JudgeOptions
  let reporting: ReportOptions
  /// Nil where configs are read.
  let quick: QuickCheck?
  let isDryRun: Bool
  let mayWrite: Bool
  /// Of a run of now; one of another time, or from saved answers, calls no hooks.
  let mayCallHooks: Bool
  var target: Int?
  var runID: String?
  var sampling = Sampling.once
  /// The commit that the work tree is proposed for; nil for a work tree that speaks for itself.
  var base: String?

  /// A moment further from now than this is one of another time, whose verdict is not today's.
  private static let present: Duration = .seconds(15 * 60)

  func perform(in process: Surroundings) -> ExitStatus {
    if let fault = Folder.enter(work.workTree) { return stopped(fault, in: process) }
    let (status, announcement) = process.inTurn(command == .run && !isDryRun) {
      judge(in: process, overtakenBy: $0)
    }
    announcement?.make(showing: work.verbose, in: process)
    return status
  }

  /// Runs the stage and tells of it; where another run has the work tree, only that.
  private func judge(
    in process: Surroundings, overtakenBy fault: TurnFault?
  ) -> (ExitStatus, Announcement?) {
    let startedAt = process.now()
    let saved: SavedAnswers?
    do throws(Diagnostic) {
      saved = try readAnswers()
    } catch {
      return (stopped(error, in: process), nil)
    }
    let source = saved.map(AnswerSource.saved) ?? .store
    let configuration: GateConfiguration
    let effects: Effects
    let proposal: Proposal?
    do throws(InputFault) {
      if let base {
        let inputs = try ProposalInputs(work, base: base, answering: source, in: process)
        (configuration, effects, proposal) = (
          inputs.configuration, inputs.effects, inputs.proposal
        )
      } else {
        let inputs = try Inputs(work, quick: quick, answering: source, in: process)
        (configuration, effects, proposal) = (inputs.configuration, inputs.effects, nil)
      }
    } catch {
      return (stopped(error.diagnostic, in: process), nil)
    }
    let given = judging.moment ?? saved?.evaluatedAt
    let evaluatedAt = given ?? startedAt.wholeSecond
    let isOfNow = saved == nil && isPresent(evaluatedAt, startedAt)
    let holdsWrites = command == .run && !isDryRun && !isOfNow && !mayWrite
    if holdsWrites {
      process.warn("not writing: judged at \(evaluatedAt), not now; --write writes all the same")
    }
    let stage = Stage(
      command: proposal == nil ? command : .run, configuration: configuration,
      selection: work.rollouts,
      revision: work.revision, evaluatedAt: given,
      changesAt: isOfNow ? max(evaluatedAt, startedAt.wholeSecond) : evaluatedAt,
      startedAt: saved?.startedAt ?? startedAt,
      isDryRun: isDryRun || holdsWrites || proposal != nil,
      allowsHooks: mayCallHooks && isOfNow, target: target, runID: runID,
      drawsCharts: reporting.targets.contains { $0.kind.drawsCharts },
      version: RolloutGate.version, host: saved?.host ?? process.hostName)
    let (judged, answers) =
      fault.map { overtaken(stage, by: $0.text, with: effects) }
      ?? proposal.map { check($0, in: stage, with: effects) }
      ?? run(stage, sampling, with: effects)
    if sampling != .once { process.endProgress() }
    // A repetition takes the time of the run that it repeats, so that its reports are the same.
    let outcome = judged.with(
      seconds: saved?.seconds, toleratesInconclusive: judging.failOn == .fail
    ).done(by: saved.map { $0.job.flatMap(WebAddress.init) } ?? process.job)
    var failures = tell(outcome, in: process)
    if let path = judging.saveAnswers, fault == nil {
      failures += save(answers.done(by: outcome.job?.text), to: path)
    }
    return (
      process.status(of: outcome, besides: failures),
      Announcement(of: outcome, to: configuration.recipients, with: effects)
    )
  }

  private func isPresent(_ moment: Timestamp, _ now: Timestamp) -> Bool {
    let distance = moment < now ? now.since(moment) : moment.since(now)
    return distance <= Self.present
  }

  private func readAnswers() throws(Diagnostic) -> SavedAnswers? {
    guard let path = judging.answers else { return nil }
    return try SavedAnswers(reading: try Folder.bytes(of: path), in: path)
  }

  private func save(_ answers: SavedAnswers, to path: String) -> [String] {
    Folder.write(answers.text, to: path).map { [$0] } ?? []
  }

  /// Ends a run that could not begin: with every report that was asked for.
  private func stopped(_ fault: Diagnostic, in process: Surroundings) -> ExitStatus {
    let outcome = process.stopped(
      command, for: fault, judging: judging.moment, isDryRun: isDryRun)
    return process.status(of: outcome, besides: tell(outcome, in: process))
  }

  /// Shows the outcome and writes its reports; returns what could not be written.
  private func tell(_ outcome: Outcome, in process: Surroundings) -> [String] {
    process.show(
      outcome, reporting.format, color: work.color, reports: reporting.targets)
  }
}

extension Outcome {
  fileprivate func with(seconds: Double?, toleratesInconclusive: Bool) -> Outcome {
    Outcome(
      version: version, command: command, evaluatedAt: evaluatedAt, startedAt: startedAt,
      seconds: seconds ?? self.seconds, host: host, isDryRun: isDryRun, rollouts: rollouts,
      diagnostics: diagnostics, toleratesInconclusive: toleratesInconclusive)
  }
}
