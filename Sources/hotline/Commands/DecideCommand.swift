import ArgumentParser
import Bytes
import CommandOptions
import Console
import HotlineModel
import Listings
import MergerRuns
import Reports

extension MergeMode: ExpressibleByArgument {
  /// A person cannot declare a line an emergency line: those are numbers of a list.
  package static var allValueStrings: [String] {
    allCases.filter { $0 != .protected }.map(\.rawValue)
  }
}
extension NumberDisposition: ExpressibleByArgument {}
extension SeatsDisposition: ExpressibleByArgument {}
extension CallPath: ExpressibleByArgument {}

struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: words(
      "Record a person's ruling on a line, beside what the rules decide.",
      "记录对一条热线的人工裁定，与规则的决定并存。"),
    discussion: words(
      """
      The ruling outranks every rule until the next ruling, or until it is withdrawn; the \
      history is never rewritten. A protected number cannot be ruled on. Undo: hotline \
      decide NUMBER --withdraw --because TEXT.
      """,
      """
      人工裁定优先于一切规则，直到作出新的裁定或者撤回；历史记录从不改写。受保护号码不得裁定。撤回：\
      hotline decide 号码 --withdraw --because 理由。
      """))

  @Argument(help: words("The line, by number or id.", "热线，按号码或编号指定。"), completion: .lines)
  var number: String

  @Option(
    help: words(
      """
      How it is merged: full-merge, dual-number, sub-center, link-only (transfers only), outside \
      (nothing to merge), person (undecided).
      """,
      """
      归并方式：full-merge（整体并入）、dual-number（双号并行）、sub-center（设分中心）、\
      link-only（联动）、outside（不属范围）、person（待定）。
      """))
  var mode: MergeMode?

  @Option(
    name: .customLong("number"),
    help: words(
      "What becomes of the number, if not as usual: cancel, keep, untouched or hold (undecided).",
      "号码如何处理：cancel（取消）、keep（保留）、untouched（不动）、hold（待定）；不写则按归并方式的惯例。"))
  var disposition: NumberDisposition?

  @Option(
    help: words(
      "What becomes of the desks, if not as usual.",
      """
      座席如何处理：to_12345（并入12345）、to_district_subseats（并入区级座席）、\
      stay_with_transfer（保留并转接）、stay_as_subcenter（保留为分中心）、untouched（不动）、\
      ask（待问）、nothing（没有座席）；不写则按归并方式的惯例。
      """))
  var seats: SeatsDisposition?

  @Option(
    help: words(
      "Where calls go, if not as usual.",
      """
      来电去向：intercept_forward（过渡期内转12345）、forward_all（全部由12345接听）、\
      two_way_transfer（双向转接）、linkage（人工转接）、none（不建路由）、ask（待问）；\
      不写则按归并方式的惯例。
      """))
  var calls: CallPath?

  @Option(help: words("Why.", "理由。"))
  var because: String

  @Option(help: words("The document that the ruling is based on.", "裁定所依据的文件。"))
  var document: String?

  @Option(
    name: .customLong("by"),
    help: words("Who decides; by default this machine's user.", "裁定人；默认为本机当前用户。"))
  var signer: String?

  @Flag(help: words("Withdraw the current ruling.", "撤回现行裁定。"))
  var withdraw = false

  @OptionGroup var result: ResultOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    func isBlank(_ text: String?) -> Bool { text?.allSatisfy(\.isWhitespace) ?? true }
    if isBlank(because) {
      throw ValidationError(words("--because: give the reason", "--because：须写明理由"))
    }
    if withdraw { return }
    guard let mode, mode != .protected else {
      throw ValidationError(
        words(
          "--mode: expected one of \(Self.modes.joined(separator: ", "))",
          "--mode：应为 \(Self.modes.joined(separator: "、")) 之一"))
    }
    if isBlank(document) {
      throw ValidationError(
        words("--document: name the document it is based on", "--document：须写明所依据的文件"))
    }
    guard !mode.changesRouting else { return }
    // What is not merged, or not decided, is left as it is, whoever says otherwise.
    let touches =
      [.cancel, .keep].contains(disposition) || calls.map { $0 != .none && $0 != .linkage } ?? false
    if touches {
      throw ValidationError(
        words(
          "--mode \(mode.rawValue) leaves number and calls as they are",
          "--mode \(mode.rawValue)：号码和来电保持现状，不能另作规定"))
    }
  }

  private static var modes: [String] {
    MergeMode.allCases.filter { $0 != .protected }.map(\.rawValue)
  }

  func run() throws {
    let who = signer ?? Environment.value("USER") ?? Environment.value("LOGNAME") ?? ""
    guard !who.isEmpty else {
      throw ValidationError(words("--by: name who decides", "--by：须写明裁定人"))
    }
    try common.inWorkspace { workspace, terminal in
      let run = try DecideRun(workspace)
      let now = Environment.now()
      let explanation =
        withdraw
        ? try run.withdraw(number, because: because, by: who, now: now)
        : try run.rule(number, now: now) { line in
          PersonRuling(
            line: line.id, mode: mode ?? .person, number: disposition, seats: seats,
            callPath: calls, because: because, document: document ?? "", who: who)
        }
      if result.json {
        terminal.output(
          DecisionListing.json(explanation), schema: "hotline/decide/1",
          workspace: workspace.folder)
      } else {
        ExplanationText(explanation, reasons: ReasonWords(workspace), terminal: terminal).print()
      }
      let line = explanation.decision.line.id
      terminal.say(
        withdraw
          ? terminal.words("the rules decide \(line) again", "\(line) 重新由规则决定")
          : terminal.words(
            "recorded; --withdraw with a reason undoes it", "已记入；如需撤回，请用 --withdraw 并写明理由"))
    }
  }
}
