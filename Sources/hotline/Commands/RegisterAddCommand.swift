import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

extension RegisterCommand {
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: words(
        "Add a line to the register; the rest of the file stays as it is.",
        "在登记表中增加一条热线；文件的其余内容不变。"),
      discussion: words(
        """
        Columns are named as the header names them, in English or Chinese: --set 月话务量=1200. What \
        nobody names is unknown.

        Exit codes: 0 added; 65 the number or a value cannot be used; 73 the register cannot be \
        written.
        """,
        """
        列名按表头书写，中英文均可：--set 月话务量=1200。没有写明的列一律为未知。

        退出码：0 已登记；65 号码或某个值不能用；73 登记表写不了。
        """))

    @Argument(help: words("The number, in any spelling.", "号码，写法不限。"))
    var number: String

    @Option(help: words("What the hotline is called.", "热线名称。"))
    var name: String

    @Option(help: words("The unit that is responsible for it.", "责任单位。"))
    var unit: String

    @Option(
      help: words(
        "Another column and its value, such as monthly_calls=1200; may be repeated.",
        "其他列及其值，例如 月话务量=1200；可写多次。"),
      transform: ColumnValue.argument)
    var set: [ColumnValue] = []

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let values: [(column: String, value: String)] =
          [("name", self.name), ("owner", unit)] + set.map { ($0.column, $0.value) }
        func title(_ column: String) -> String {
          RegisterAddRun.name(ofColumn: column, in: terminal.language)
        }
        let added = try RegisterAddRun(workspace).add(number, values: values)
        terminal.output(
          "\(added.line.id)  \(added.line.name)  \(added.line.owner)")
        terminal.say(terminal.words("added to \(added.file)", "已登记到 \(added.file)"))
        if !added.assumed.isEmpty {
          let list = added.assumed.map { "\(title($0.column))=\($0.value)" }.joined(separator: " ")
          terminal.say(
            terminal.words("assumed, to be checked: \(list)", "以下按常例填写，请核对：\(list)"))
        }
        let unknown = Self.asked(added, in: workspace)
        if !unknown.isEmpty {
          let list = unknown.map(title).joined(separator: " ")
          terminal.say(terminal.words("still unknown: \(list)", "尚不清楚：\(list)"))
        }
        terminal.next(NextStep("status"))
      }
    }

    /// The unknown columns that the policy asks for; all of them where it cannot be asked yet.
    private static func asked(_ added: RegisterAddRun.Added, in workspace: Workspace) -> [String] {
      guard let run = try? ClassifyRun(workspace),
        let facts = try? run.explanations(of: [added.line.id]).first?.facts
      else { return added.unknown }
      let used = Set(facts.filter(\.isUsed).map(\.name))
      return added.unknown.filter(used.contains)
    }
  }
}

/// A column and its value, as the command line names them.
struct ColumnValue: Sendable {
  let column: String
  let value: String

  static func argument(_ text: String) throws -> ColumnValue {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw ValidationError(
        words(
          "\(text): expected COLUMN=VALUE, such as monthly_calls=1200",
          "\(text)：应写作 列=值，例如 月话务量=1200"))
    }
    return ColumnValue(column: String(parts[0]), value: String(parts[1]))
  }
}
