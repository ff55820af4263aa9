import ArgumentParser
import Findings
import HotlineModel
import MergerRuns
import Reports

struct PolicySignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign the policy's sheets, after a proof and a look at what differs.",
    discussion: """
      Writes signatures.csv and keeps the sheets as they were signed, in the folder `signed`. Only \
      sheets that nobody has signed, or that have changed since, are signed anew. A limit is signed \
      by its own row in parameters.csv.

      Exit codes: 0 signed, or nothing to sign; 1 answered no; 64 nobody is there to be asked; 65 \
      not proven, or a limit is not signed.
      """)

  @Argument(help: "The policy's folder; by default the workspace's.")
  var policy: String?

  @Option(name: .customLong("by"), help: "Who signs.")
  var signer: String

  @Option(help: "The document by which it was decided.")
  var document: String

  @Option(help: "When it was signed; by default today.", transform: CivilDate.argument)
  var on: CivilDate?

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
    if isBlank(signer) { throw ValidationError("--by: name who signs") }
    if isBlank(document) { throw ValidationError("--document: name the document it is based on") }
    guard yes || Environment.isInputWatched else {
      throw ValidationError("--yes: needed where nobody is at the terminal to be asked")
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
