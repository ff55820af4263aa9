import ArgumentParser
import CommandOptions
import Console
import HotlineModel
import MergerRuns

struct PolicyServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: words(
      "Evaluate decision models: one JSON line in, one JSON line out.",
      "对决策模型求值：读入一行 JSON，输出一行 JSON。"),
    discussion: words(
      """
      {"model":"x.dmn","inputs":{"Age":{"@type":"number","value":"18"}},"decisions":["Status"]} \
      gives {"errors":{},"results":{"Status":"Approved"}}. Dates, times and durations are \
      typed like numbers. A decision that fails is null and has an entry in errors.
      """,
      """
      读入 \
      {"model":"x.dmn","inputs":{"Age":{"@type":"number","value":"18"}},"decisions":["Status"]}，\
      输出 \
      {"errors":{},"results":{"Status":"Approved"}}。\
      日期、时刻和时长与数字一样标明类型。求值失败的决策为 null，并在 errors 中写明。
      """))

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      var service = PolicyServeRun()
      while let line = readLine() {
        guard line.contains(where: { !$0.isWhitespace }) else { continue }
        terminal.output(lines: [TerminalText(json: service.reply(to: line, now: Environment.now()))]
        )
        terminal.settle()
      }
    }
  }
}
