import Checklists
import Foundation
import HotlineModel
import MergerRuns
import MergerStore
import Reports
import ReviewReports
import ReviewRuns
import SampleCity
import TestSupport

/// The sample city half-way through its merger: 12329 is accepted, 12318 waits for its cut-over, of
/// 12333 items are filled in and not signed, an item of 12366 failed; nobody is a user, so that anybody
/// may look.
final class ReportCity: @unchecked Sendable {
  let folder: String
  let workspace: Workspace
  /// Keeps the folder.
  private let owner: TemporaryFolder
  /// 12 November 2021.
  static let day = SampleWorkspace.now.date.adding(days: -13)

  /// The city, with what tests look at, made once.
  struct Shared: Sendable {
    let city: ReportCity
    let report: ProgressReport
    /// The records of the lines that papers are tested with.
    let records: [String: LineRecord]
  }
  static func shared() async throws -> Shared { try await making.value }
  private static let making = Task {
    let city = try await ReportCity()
    let report = try await ProgressRun(city.workspace, on: day).report().report
    let records = try ["12318", "12329"].map { line in
      (line, try LineRecord(line, in: city.workspace, on: day))
    }
    return Shared(
      city: city, report: report, records: Dictionary(uniqueKeysWithValues: records))
  }

  /// A copy of the shared city, to change.
  static func copy() async throws -> ReportCity { try ReportCity(copyOf: try await shared().city) }

  private init(copyOf other: ReportCity) throws {
    owner = try TemporaryFolder()
    folder = owner.path
    let result = try Shell.run("cp -r '\(other.folder)/w' w", in: folder)
    guard result.code == 0 else { throw CocoaError(.fileWriteUnknown) }
    workspace = try Workspace(folder + "/w", today: SampleWorkspace.now.date)
  }

  private init() async throws {
    let sample = try SampleWorkspace()
    (owner, folder, workspace) = (sample.folder, sample.folder.path, sample.workspace)
    for delivery in try SampleWorkspace.deliveries()
    where ["12318", "12333"].contains(delivery.line) {
      _ = try await sample.take(delivery)
    }
    let counts = folder + "/w/Mappings/checklists/handed-over.csv"
    try "热线,数量\n12333,100\n".write(toFile: counts, atomically: true, encoding: .utf8)
    let lists = try ChecklistRun(workspace).status(on: Self.day)
    func items(of line: String, before end: String = "99") -> [ItemStatus] {
      lists.first { $0.checklist.line == line }?.items.filter { $0.item.id < "\(line)-\(end)" }
        ?? []
    }
    try enter(items(of: "12329"), at: "2021-11-03 10:00")
    try enter(items(of: "12318", before: "11"), at: "2021-11-04 10:00")
    try enter(items(of: "12333", before: "05"), at: "2021-11-05 10:00")
    try enter(
      items(of: "12366").filter { $0.item.id == "12366-06" }, conclusion: .fail,
      remark: "联调未通过，请致电 0757-82101234", at: "2021-11-05 11:00")
    try sign(items(of: "12329"), at: "2021-11-08 10:00")
    try sign(items(of: "12318", before: "11"), at: "2021-11-10 10:00")
  }

  /// Enters a conclusion for items, with exceptions where the toolkit's own answer is not yes.
  func enter(
    _ items: [ItemStatus], conclusion: ItemConclusion = .pass, remark: String = "",
    at time: String
  ) throws {
    let entries = items.flatMap { status -> [ItemEntry] in
      func entry(_ kind: ItemEntry.Kind, _ conclusion: ItemConclusion?, _ remark: String)
        -> ItemEntry
      {
        ItemEntry(
          item: status.item.id, kind: kind, conclusion: conclusion,
          evidence: conclusion == .pass ? "示例材料 \(status.item.id)" : "", remark: remark,
          filledBy: "示例经办人", day: nil, source: "", who: "示例经办人")
      }
      let isExcepted = conclusion == .pass && !status.item.checks.isEmpty
      return [entry(.answer, conclusion, remark)]
        + (isExcepted ? [entry(.exception, nil, "以纸质方式核对")] : [])
    }
    _ = try workspace.ledger().enter(entries.map { ($0, nil) }, at: instant(time))
  }

  /// Signs items as they are, cut-overs by two people.
  func sign(_ items: [ItemStatus], at time: String) throws {
    let now = try instant(time)
    let actor = Actor(account: "", clock: { now })
    let contents = try SignRun(workspace, by: actor).status(of: items.map(\.item.id))
    let signatures = contents.flatMap { item -> [Signature] in
      func signature(_ role: UserRole, _ account: String, _ person: String) -> Signature {
        Signature(
          subject: Signature.subject(ofItem: item.content.item), content: item.hash,
          text: item.content.text, kind: .sign, role: role, account: account, person: person,
          unit: "市12345中心", because: "", at: "")
      }
      let isCutover = item.content.item.hasSuffix("-11")
      return [signature(.approver, "zhouming", "周明")]
        + (isCutover ? [signature(.operator, "wuyong", "吴勇")] : [])
    }
    let known = try workspace.ledger().signatures().last?.id ?? 0
    _ = try workspace.ledger().sign(signatures, after: known, at: now)
  }

  private func instant(_ text: String) throws -> CivilInstant {
    guard let instant = CivilInstant(text + ":00") else { throw CocoaError(.formatting) }
    return instant
  }

  /// What a listing command prints as JSON, row by row.
  func listing(_ command: String) throws -> [[String: Any]] {
    let result = try Shell.run("hotline -C w -q \(command) --json", in: folder)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return (object as? [String: Any])?["data"] as? [[String: Any]] ?? []
  }
}

/// A page as a reader sees it.
struct PageReader {
  let html: String

  /// The rows of a table, its header and its sum among them, as texts.
  func table(_ label: String) -> [[String]] {
    guard let start = html.range(of: "<table aria-label=\"\(label)\">"),
      let end = html[start.upperBound...].range(of: "</table>")
    else { return [] }
    return html[start.upperBound..<end.lowerBound].components(separatedBy: "<tr>").dropFirst()
      .map { row in row.matches(of: #/<t[hd][^>]*>(.*?)</t[hd]>/#).map { Self.plain(String($0.1)) }
      }
  }

  /// The rows of a table below its header, by its titles.
  func rows(_ label: String) -> [[String: String]] {
    let table = table(label)
    guard let head = table.first else { return [] }
    return table.dropFirst().map { Dictionary(zip(head, $0)) { first, _ in first } }
  }

  private static func plain(_ cell: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(cell) {
      $0.replacing($1.0, with: $1.1)
    }
  }

  /// A number as JSON has it: without separators and signs.
  static func number(_ text: String?) -> String {
    (text ?? "").replacing(",", with: "").replacing("%", with: "").replacing("—", with: "-")
  }
}
