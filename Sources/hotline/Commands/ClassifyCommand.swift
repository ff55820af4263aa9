import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: words(
      "Apply the policy: one number, one policy, with its reasons.",
      "套用规则表，逐号得出归并方式和理由（一号一策）。"),
    discussion: words(
      """
      A policy that is not total and unambiguous, that guesses while a fact is unknown, or \
      that breaks an invariant is refused. What no rule decides goes to a person, with a \
      question, and changes nothing.
      """,
      "规则表有空档、有重叠、事实不明时靠猜测，或者违反不变量的，一律拒绝。规则定不了的附上问题交由人定，现状不变。"))

  @Argument(
    help: words("The lines, by number; all if none is named.", "热线，按号码指定；不写则为全部。"),
    completion: .lines)
  var numbers: [String] = []

  @Flag(
    help: words(
      "Show the rules and clauses behind each decision, and what nearly matched.",
      "显示每个决定所依据的规则和条款，以及只差一点就符合的规则。"))
  var explain = false

  @Option(
    help: words(
      "The day for which lines, annexes and notices are looked up; by default the latest apply.",
      "按哪一天的热线、附件和通知查；默认用最新的。"),
    transform: CivilDate.argument)
  var asOf: CivilDate?

  @Flag(
    help: words(
      "Record in the ledger what the rules decide on every line, and show the changes.",
      "把规则对每条热线的决定记入台账，并显示变化。"))
  var record = false

  @Option(
    name: .customLong("by"),
    help: words("Who asks for the record; by default this machine's user.", "要求记录的人；默认为本机当前用户。"))
  var signer: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if record, !numbers.isEmpty || asOf != nil {
      throw ValidationError(
        words(
          "--record: name no lines and no day; it records the decisions on all lines as of today",
          "--record：不要写热线和日期；它记录全部热线在今天的决定"))
    }
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let run = try ClassifyRun(workspace, asOf: asOf)
      let explanations = try run.explanations(of: numbers)
      let late = workspace.lateCutovers(of: explanations.map(\.decision))
      if record {
        let who = signer ?? Environment.value("USER") ?? Environment.value("LOGNAME") ?? "-"
        Self.say(try run.record(by: who, now: Environment.now()), on: terminal)
      }
      let reasons = ReasonWords(workspace)
      if explain, listing.form == .table {
        for explanation in explanations {
          let late = late.first { $0.line == explanation.decision.line.id }
          ExplanationText(explanation, late: late, reasons: reasons, terminal: terminal).print()
          terminal.output("")
        }
        return
      }
      try DecisionListing.listing(explanations, policy: run.policyVersion, reasons: reasons)
        .print(listing, workspace: workspace.folder, on: terminal)
      LateCutovers.say(late, on: terminal)
      let open = explanations.count { $0.decision.mode == .person }
      if open > 0 {
        terminal.say(
          terminal.words(
            "\(open) lines need a person; their routes stay as they are",
            "\(open) 条热线待人工决定，路由维持现状"))
      }
    }
  }
}

extension ClassifyCommand {
  /// Says what is decided otherwise than the last time it was recorded.
  private static func say(_ changes: [DecisionChange], on terminal: Terminal) {
    for change in changes {
      guard let before = change.before else { continue }
      terminal.say(
        "\(change.after.line)  \(before.mode.words.text(in: terminal.language)) \(before.reason) "
          + "(\(before.policy)) -> \(change.after.mode.words.text(in: terminal.language)) "
          + "\(change.after.reason) (\(change.after.policy))")
    }
    let fresh = changes.count { $0.before == nil }
    terminal.say(
      terminal.words(
        "recorded: \(fresh) new, \(changes.count - fresh) decided differently from before",
        "已记入：新增 \(fresh) 条，与上次不同 \(changes.count - fresh) 条"))
  }
}
