import ArgumentParser
import HotlineModel
import MergerRuns

struct PolicyServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Evaluate decision models: one JSON line in, one JSON line out.",
    discussion: """
      {"model":"x.dmn","inputs":{"Age":{"@type":"number","value":"18"}},"decisions":["Status"]} \
      gives {"errors":{},"results":{"Status":"Approved"}}. Dates, times and durations are typed \
      like numbers. A decision that fails is null and has an entry in errors.
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      var service = PolicyServeRun()
      while let line = readLine() {
        guard line.contains(where: { !$0.isWhitespace }) else { continue }
        terminal.output(lines: [TerminalText(json: service.reply(to: line, now: Environment.now()))]
        )
      }
    }
  }
}
