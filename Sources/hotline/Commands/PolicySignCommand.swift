import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct PolicySignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: words(
      "Sign the policy's sheets, after a proof and a look at what differs.",
      "签认规则表：先证明，再显示改动，然后签认。"),
    discussion: words(
      """
      Writes signatures.csv and keeps the sheets as they were signed, in the folder \
      `signed`. Only sheets that nobody has signed, or that have changed since, are signed \
      anew. A limit is signed by its own row in parameters.csv.

      Exit codes: 0 signed, or nothing to sign; 1 answered no; 64 nobody is there to be \
      asked; 65 not proven, or a limit is not signed.
      """,
      """
      写出 signatures.csv，并把签认时的各表存入文件夹 `signed`。只签认未签\
      认过的表和签认之后改动过的表。阈值在 parameters.csv 中逐行签认。

      退出码：0 已签认，或无须签认；1 回答了否；64 无人可问；65 未能证明，或有阈值没有签\
      认。
      """))

  @Argument(
    help: words("The policy's folder; by default the workspace's.", "规则表的文件夹；默认用本工作区的。"),
    completion: .policies)
  var policy: String?

  @Option(name: .customLong("by"), help: words("Who signs.", "签认人。"))
  var signer: String

  @Option(help: words("The document by which it was decided.", "据以决定的文件。"))
  var document: String

  @Option(
    help: words("When it was signed; by default today.", "签认日期；默认今天。"),
    transform: CivilDate.argument)
  var on: CivilDate?

  @Flag(help: words("Do not ask.", "不再询问。"))
  var yes = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
    if isBlank(signer) { throw ValidationError(words("--by: name who signs", "--by：须写明签认人")) }
    if isBlank(document) {
      throw ValidationError(
        words("--document: name the document it is based on", "--document：须写明所依据的文件"))
    }
    guard yes || Environment.isInputWatched else {
      throw ValidationError(
        words("--yes: needed where nobody is at the terminal to be asked", "--yes：终端前无人可问时必须加上"))
    }
  }

  /// What differs from what was signed: rows and decisions, or rows alone.
  private func differences(_ run: PolicySignRun, _ terminal: Terminal) throws -> [TerminalText] {
    do {
      if let difference = try run.difference() {
        return DifferenceText(difference, limit: 20, terminal: terminal).lines
      }
    } catch let unusable as Unusable {
      FindingPrinter(terminal: terminal).print(unusable.findings)
    }
    return RevisionText(run.revisions, terminal: terminal).lines
  }

  func run() throws {
    try common.run { terminal in
      let workspace = try policy == nil ? common.openWorkspace() : common.openWorkspaceIfAny()
      let today = Environment.now().date
      let day = on ?? today
      let run = try PolicySignRun(policyFolder: policy, workspace: workspace, today: today)
      try run.prove(by: signer, on: day, document: document)
      guard !run.sheets.isEmpty else {
        return terminal.say(terminal.words("every sheet is signed", "各表都已签认"))
      }
      terminal.output(lines: try differences(run, terminal))
      let question: TerminalText = terminal.words(
        "\(signer) signs on \(day), by \(document)?", "\(signer) 于 \(day) 依据 \(document) 签认？")
      guard yes || terminal.asks(question) else {
        terminal.say(terminal.words("not signed", "没有签认"))
        throw ExitCode(1)
      }
      let sheets = run.sheets.joined(separator: ", ")
      try run.sign(by: signer, on: day, document: document)
      terminal.say(
        terminal.words(
          "signed by \(signer) on \(day), by \(document): \(sheets)",
          "\(signer) 于 \(day) 依据 \(document) 签认：\(sheets)"))
    }
  }
}
