import ArgumentParser
import Bytes
import Checklists
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports
import ReviewRuns

struct SignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: words(
      "Sign items of checklists, or show how far they are signed.", "签认核对事项，或查看签认情况。"),
    discussion: words(
      """
      Shows exactly what is signed, asks for your password, and enters the signature. It holds for \
      the content as shown: when any of it changes, the item has to be signed again, and what has \
      changed since is shown first. Only an item where nothing but the signature is missing can be \
      signed. An item needs a reviewer or an approver; a cut-over (item 11) an operator and an \
      approver who are two people.

      Exit codes: 0 signed; with --status, 2 where an item has to be signed again; 65 signed \
      already, or not ready to be signed; 75 somebody else was faster, or the content changed meanwhile; 77 role, password or \
      second person missing.
      """,
      """
      先显示签认的全部内容，再输入密码，然后记入签认。签认只对所显示的内容有效，内容有变动即须\
      重签；重签时先列出上次签认以来的变动。其他都已齐备、只差签认的事项才能签认。一般事项由核对人\
      或签认人签认；割接（第 11 项）须由运维、签认两人分别签认。

      退出码：0 已签认；加 --status 时，2 表示有事项需重签；65 已经签认过，或尚不具备签认条件；75 他人已先签认，或\
      内容在此期间有变动；77 缺少角色、密码不对或须另一人签认。
      """))

  @Argument(
    help: words(
      "The items, such as 12329-08; with --status, all for all.",
      "事项编号，如 12329-08；加 --status 时可写 all。"))
  var item: [String]

  @Option(
    name: .customLong("as"),
    help: words(
      "The role you sign in: reviewer, approver or operator.",
      "以何角色签认：reviewer（核对）、approver（签认）或 operator（运维）。"))
  var role: SigningRole?

  @Option(help: words("A remark.", "备注。"), transform: AccountName.text)
  var because: String?

  @Flag(help: words("Show who has signed, and sign nothing.", "只查看签认情况，不签认。"))
  var status = false

  @OptionGroup var secret: PasswordOptions
  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard status || role != nil else {
      throw ValidationError(words("--as: name the role you sign in", "--as：须写明以何角色签认"))
    }
    guard status || !item.contains("all") else {
      throw ValidationError(words("name the items that you sign", "须逐项写明签认的事项"))
    }
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let run = SignRun(workspace, by: .current)
      let items =
        try role.flatMap { status ? nil : $0 }.map { role in
          try run.sign(
            item, as: role.role, because: because ?? "", passwords: secret.source(terminal)
          ) { shown in
            let lines = shown.flatMap { Self.lines($0, terminal) }
            // Where data goes to standard output, what is signed is said beside it.
            if listing.form == .table {
              terminal.output(lines: lines)
            } else {
              lines.forEach { terminal.complain($0) }
            }
            terminal.settle()
          }
        } ?? run.status(of: item)
      if status || listing.form != .table {
        try SignListing.items(items).print(listing, workspace: workspace.folder, on: terminal)
      }
      if !status {
        let names = items.map(\.content.item).joined(separator: ", ")
        terminal.say(terminal.words("signed: \(names)", "已签认：\(names)"))
      } else if items.contains(where: { $0.signOff.state == .signAgain }) {
        throw ExitCode(2)
      }
    }
  }

  /// What is signed, as people read it, with the hash of it.
  private static func lines(_ item: SignedItem, _ terminal: Terminal) -> [TerminalText] {
    func line(_ part: ItemContent.Part, mark: String = "") -> TerminalText {
      let value = part.words?.text(in: terminal.language) ?? part.value
      return terminal.words(
        "\(mark)\(part.key.words.english): \(value)", "\(mark)\(part.key.words.chinese)：\(value)")
    }
    var lines: [TerminalText] = []
    if let old = item.signOff.standing.last(where: { $0.content != item.hash }) {
      let time = CivilInstant(old.at)?.description ?? old.at
      lines.append(
        terminal.words(
          "changed since \(old.person) signed on \(time):", "\(old.person) 于 \(time) 签认之后的变动："))
    }
    for change in item.changes where !change.part.value.isEmpty {
      lines.append(line(change.part, mark: change.isNew ? "  + " : "  - "))
    }
    for part in item.content.parts where !part.value.isEmpty { lines.append(line(part)) }
    return lines + ["SHA-256 \(item.hash)", ""]
  }
}

struct UnsignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unsign",
    abstract: words("Withdraw what you have signed.", "撤回本人的签认。"),
    discussion: words(
      "The signature stays in the ledger, with its withdrawal behind it.",
      "原签认保留在台账中，另记一条撤回。"))

  @Argument(help: words("The items, such as 12329-08.", "事项编号，如 12329-08。"))
  var item: [String]

  @Option(help: words("Why.", "理由。"), transform: AccountName.text)
  var because: String

  @OptionGroup var secret: PasswordOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let items = item.enumerated().filter { !item[..<$0.offset].contains($0.element) }
        .map(\.element)
      let withdrawn = try SignRun(workspace, by: .current)
        .withdraw(items, because: because, passwords: secret.source(terminal)) { own in
          terminal.output(
            lines: own.map { entry in
              let role = entry.role.words.text(in: terminal.language)
              return "\(entry.subject)  \(role)  \(entry.at)  \(entry.content.prefix(12))"
            })
          terminal.settle()
        }
      terminal.say(
        terminal.words("withdrawn: \(withdrawn.count)", "已撤回 \(withdrawn.count) 项"))
    }
  }
}

/// The roles in which an item can be signed, as an option's values.
enum SigningRole: String, CaseIterable, ExpressibleByArgument {
  case reviewer, approver, `operator`

  /// The role.
  var role: UserRole {
    switch self {
    case .reviewer: .reviewer
    case .approver: .approver
    case .operator: .operator
    }
  }
}
