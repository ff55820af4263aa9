import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct PolicyMutateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutate",
    abstract: words(
      "Edit every answer, condition and guard once and print what would notice.",
      "逐一改动每个结论、条件和不变量，看由什么发现。"),
    discussion: words(
      """
      An edit counts under the first that notices it: an invariant that does not hold any \
      more, a signed case that is answered otherwise, a proof, the signature of the sheet, \
      or nobody. The edits that nobody would notice are the rows. Exit codes: 0 each is \
      noticed, 2 some are not.
      """,
      """
      每处改动计入最先发现它的一项：不再成立的不变量、结论变了的已签认用例、证明、表的签认，或者无\
      人发现。列出的是无人发现的改动。退出码：0 全部会被发现；2 有的不会被发现。
      """))

  @Argument(
    help: words("The policy's folder; by default the workspace's.", "规则表的文件夹；默认用本工作区的。"),
    completion: .policies)
  var policy: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let run =
        try policy.map { try PolicyMutateRun(policyFolder: $0, today: Environment.now().date) }
        ?? PolicyMutateRun(common.openWorkspace())
      let text = MutationText(mutation: try run.mutation(), terminal: terminal)
      if listing.form == .table {
        try text.counts.print(ListingOptions.plain, workspace: nil, on: terminal)
        terminal.output("")
      }
      try text.survivors.print(listing, workspace: nil, on: terminal)
      let left = text.mutation.survivors.count
      terminal.say(
        terminal.words(
          "\(text.edits) edits tried, nobody would notice \(left)",
          "试了 \(text.edits) 处改动，其中 \(left) 处不会有人发现"))
      if left > 0 { throw ExitCode(2) }
    }
  }
}

/// What would notice each kind of edit, as people and machines read it.
private struct MutationText {
  let mutation: PolicyMutation
  let terminal: Terminal

  var edits: Int { PolicyMutation.Kind.allCases.reduce(0) { $0 + mutation.edits($1) } }

  /// One row a kind of edit.
  var counts: Listing {
    let guards = PolicyMutation.Guard.allCases
    return Listing(
      schema: "hotline/policy.mutate/1",
      columns: [
        .identifier("edits-of", "edits of", "改动"),
        .number("edits", "edits", "处数"),
      ]
        + guards.map {
          .number($0.rawValue, $0.words.english, $0.words.chinese)
        } + [.number("noticed", "noticed", "被发现", rank: .essential)],
      rows: PolicyMutation.Kind.allCases.map { kind in
        Listing.Row(
          cells: [kind.rawValue, "\(mutation.edits(kind))"]
            + guards.map { "\(mutation.counts[kind]?[$0] ?? 0)" } + [share(kind)],
          words: ["edits-of": kind.words], json: json(kind))
      })
  }

  /// One row an edit that nobody would notice.
  var survivors: Listing {
    let names: [(String, String, String)] = [
      ("edits-of", "edits of", "改动"), ("table", "table", "表"), ("rule", "rule", "规则"),
      ("column", "column", "列"), ("found", "found", "原值"), ("value", "value", "改成"),
    ]
    return Listing(
      schema: "hotline/policy.mutate/1",
      columns: names.map { .text($0.0, $0.1, $0.2) },
      rows: mutation.survivors.map { edit in
        let cells = [
          edit.kind.rawValue, edit.table, edit.rule, edit.column, edit.found, edit.value,
        ]
        return Listing.Row(
          cells: cells, words: ["edits-of": edit.kind.words],
          json: .object(
            Dictionary(zip(names.map(\.0), cells.map(JSONValue.string))) { first, _ in first }))
      },
      members: [
        "policy": .string(mutation.policy),
        "counts": .array(PolicyMutation.Kind.allCases.map(json)),
      ])
  }

  /// The share that is noticed, in percent with one decimal, rounded down.
  private func share(_ kind: PolicyMutation.Kind) -> String {
    let edits = mutation.edits(kind)
    guard edits > 0 else { return "-" }
    let tenths = mutation.noticed(kind) * 1000 / edits
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private func json(_ kind: PolicyMutation.Kind) -> JSONValue {
    var members: [String: JSONValue] = [
      "edits-of": .string(kind.rawValue), "edits": .int(mutation.edits(kind)),
    ]
    for each in PolicyMutation.Guard.allCases {
      members[each.rawValue] = .int(mutation.counts[kind]?[each] ?? 0)
    }
    return .object(members)
  }
}
