import Foundation
import HotlineModel
import ReviewRuns
import TestSupport
import Testing

@testable import CommandHelp
@testable import hotline

/// Who may run what: a sheet that was written by hand against the program, which is run.
///
/// Every command is run as `HOTLINE_CAMPAIGN_SIZE` accounts that may run it and as many that may not,
/// chosen from `HOTLINE_CAMPAIGN_SEED` on; as one of each where nothing is set.
@Suite struct `Commands and roles` {
  init() { Hotline.isNamed }

  private struct Row {
    let command: String
    let arguments: String
    /// `yes` or `-` for each role, then for an account that is no user.
    let expected: [String]
  }

  private static let accounts = UserRole.allCases.map(\.rawValue) + ["nobody"]

  private static func rows() throws -> [Row] {
    let path = Shell.root + "/Tests/Facts/command-roles.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let header = lines.first.map { $0.split(separator: ",").map(String.init) }
    try #require(header == ["command", "arguments"] + accounts)
    return try lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let (head, tail) = (cells.dropLast(accounts.count), cells.suffix(accounts.count))
      try #require(head.count >= 2 && tail.allSatisfy { $0 == "yes" || $0 == "-" }, "\(line)")
      return Row(
        command: head[0],
        arguments: head.dropFirst().joined(separator: ",").replacing("\"", with: ""),
        expected: Array(tail))
    }
  }

  /// The commands of the program, without the groups.
  private static var commands: [String] {
    CommandNode.root.everyOne.filter { !$0.isGroup }.map {
      $0.path.dropFirst().joined(separator: " ")
    }
  }

  @Test func `every command has a row in the sheet and one in the program's table`() throws {
    let sheet = try Self.rows().map(\.command)
    for command in Self.commands {
      #expect(
        sheet.contains { $0 == command || $0.hasPrefix(command + " ") },
        "Tests/Facts/command-roles.csv lacks \(command)")
      #expect(
        CommandRights.free.contains(command) != (CommandRights.actions[command] != nil),
        "CommandRights lacks \(command), or has it twice")
    }
    let groups = CommandNode.root.everyOne.map { $0.path.dropFirst().joined(separator: " ") }
    for name in CommandRights.free.union(CommandRights.actions.keys) {
      let command = name.replacing(#/ --.*/#, with: "")
      #expect(groups.contains(command), "CommandRights has \(name), which is no command")
      #expect(
        command == name || sheet.contains(name), "Tests/Facts/command-roles.csv lacks \(name)")
    }
  }

  @Test func `a command without a row is one for admins`() {
    #expect(CommandRights.action(of: "forgotten", options: []) == .administer)
  }

  @Test func `each command does for each role what the sheet says`() throws {
    let rows = try Self.rows()
    let folder = try TemporaryFolder()
    let size = CampaignSettings.size(or: 1)
    var random = SeededRandom(state: CampaignSettings.seed(or: 1))
    let tried = rows.map { row in
      let order = zip(Self.accounts, row.expected).shuffled(using: &random)
      let chosen = ["yes", "-"].flatMap { answer in order.filter { $0.1 == answer }.prefix(size) }
      return Self.accounts.filter { account in chosen.contains { $0.0 == account } }
    }
    _ = try folder.file(
      "commands",
      zip(rows, tried).map { row, accounts in
        // What a row has behind the command shows which case of it is meant.
        let command = row.command.replacing(#/ (--|of ).*/#, with: "")
        return "\(accounts.joined(separator: " "))\t\(command) \(row.arguments)\n"
      }.joined())
    // Beside the ledger with its users the workspace is empty, so that what is allowed ends soon.
    let result = try Shell.run(
      """
      source "$ROOT/Tests/Cases/prelude.sh" 2> /dev/null
      hotline init w --city 示例市 --area 0757 -q && rm -r w/Mappings
      as admin '2021-11-20 11:00:00' hotline -C w user add admin --name 甲 --unit 单位 --roles admin -q
      passwords pw 'correct horse battery' 'correct horse battery'
      as admin '2021-11-20 11:00:00' hotline -C w user password --password-file pw -q > /dev/null
      for role in viewer importer reviewer approver operator other; do
        roles=${role/other/viewer}
        as admin '2021-11-20 11:00:00' hotline -C w user add $role --name $role --unit 单位 \
          --roles $roles --password-file pw -q
      done > /dev/null
      while IFS=$'\\t' read -r accounts line; do
        for account in $accounts; do
          eval "as $account '2021-11-20 12:00:00' hotline $line -C w" < /dev/null > out 2> err
          code=$?
          if grep -q '\\[HL420[123]\\]' err; then seen=-; else seen=yes; fi
          [ $code != 64 ] || { echo "$account: hotline $line"; cat err; } >&2
          printf '%s ' $seen
        done
        echo
      done < commands
      """, in: folder.path)
    #expect(result.errors.isEmpty, "\(result.errors.prefix(4000))")
    let seen = result.output.split(separator: "\n").suffix(rows.count).map {
      $0.split(separator: " ").map(String.init)
    }
    try #require(seen.count == rows.count)
    let width = rows.map(\.command.count).max() ?? 0
    print("expected/seen  " + Self.accounts.joined(separator: "  "))
    for (row, (accounts, seen)) in zip(rows, zip(tried, seen)) {
      try #require(accounts.count == seen.count, "\(row.command)")
      let answers = Dictionary(uniqueKeysWithValues: zip(accounts, seen))
      let cells = zip(Self.accounts, row.expected).map { account, expected in
        "\(expected)/\(answers[account] ?? "·")"
      }
      print(
        row.command.padding(toLength: width, withPad: " ", startingAt: 0) + "  "
          + cells.joined(separator: "  "))
      for (account, expected) in zip(Self.accounts, row.expected) {
        #expect(answers[account] ?? expected == expected, "\(row.command) as \(account)")
      }
    }
    print(
      "role matrix: \(rows.count) commands × \(Self.accounts.count) accounts, "
        + "\(tried.map(\.count).reduce(0, +)) of them run")
  }
}
