import Checklists
import Findings
import HotlineModel
import MergerRuns
import Reports
import Sheets

/// What the carriers have confirmed, and where probe calls from their networks landed.
struct CarrierAnswers {
  private let home: AreaCode
  private let carriers: [String]
  /// What the sheets hold, by the id of the line.
  private let receipts: [String: [CarrierReceipt]]
  private let calls: [String: [ReportedCall]]

  /// Reads the sheets of carriers; those that are not there hold nothing.
  ///
  /// - Throws: `Unusable` with the complaints about them, `HL2211` for a line that is not registered.
  init(_ workspace: Workspace) throws {
    home = workspace.home
    let folder = "\(workspace.mappings)/checklists"
    func path(_ name: String) -> String? {
      let path = "\(folder)/\(name)"
      return SheetContents.exists(path) ? path : nil
    }
    carriers = try path("carriers.csv").map(CarrierSheets.carriers) ?? []
    let names = carriers
    let receipts =
      try path("carrier-receipts.csv").map { try CarrierReceipt.all(in: $0, of: names) } ?? []
    let calls = try path("probe-calls.csv").map { try ReportedCall.all(in: $0, of: names) } ?? []
    let register = try workspace.register()
    var ids: [String: String] = [:]
    for line in receipts.map(\.line) + calls.map(\.line) where ids[line] == nil {
      ids[line] = try workspace.line(line, in: register).id
    }
    self.receipts = Dictionary(grouping: receipts) { ids[$0.line, default: $0.line] }
    self.calls = Dictionary(grouping: calls) { ids[$0.line, default: $0.line] }
  }

  /// The carriers of the sheet that are not among some.
  private func missing(_ found: [String]) -> [String] { carriers.filter { !found.contains($0) } }

  /// Whether every carrier has confirmed a line's order for the day of its cut-over.
  func confirmation(
    of line: LegacyHotline, cutover: CivilDate?, on today: CivilDate
  ) -> AutomaticAnswers.Answer {
    guard !carriers.isEmpty else { return Self.noCarriers }
    guard let cutover else { return (.open, Words("no cut-over is planned", "割接日未定")) }
    let confirmed = (receipts[line.id] ?? []).filter { $0.confirmed.map { $0 <= today } ?? false }
    let outdated = confirmed.filter { $0.cutover != cutover }
      .map { "\($0.carrier) \($0.cutover)" }
    guard outdated.isEmpty else {
      return (
        .no,
        Words(
          "confirmed for another day: \(outdated.joined(separator: ", ")); the cut-over is on \(cutover)",
          "确认的割接日不同：\(outdated.joined(separator: "、"))；割接日是 \(cutover)")
      )
    }
    let missing = missing(confirmed.map(\.carrier))
    return missing.isEmpty
      ? (
        .yes,
        Words("\(carriers.count) carriers for \(cutover)", "\(carriers.count) 家运营商，割接日 \(cutover)")
      )
      : (
        .open,
        Words(
          "not confirmed: \(missing.joined(separator: ", "))",
          "尚未确认：\(missing.joined(separator: "、"))")
      )
  }

  /// Whether a line was called from the network of every carrier, and every call landed as planned.
  ///
  /// Calls that try what is in force before the cut-over prove nothing of it, and are left out.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - cutover: the day of its cut-over.
  ///   - routes: the routing table by which calls are followed.
  ///   - today: calls of later days do not count.
  /// - Returns: the answer; no where one call landed elsewhere, or at nobody.
  /// - Throws: `Unusable` with `HL5108` for a call in a year that the calendar does not have.
  func landings(
    of line: LegacyHotline, cutover: CivilDate?, by routes: RouteRun, on today: CivilDate
  ) throws -> AutomaticAnswers.Answer {
    guard !carriers.isEmpty else { return Self.noCarriers }
    guard let cutover else { return (.open, Words("no cut-over is planned", "割接日未定")) }
    let own = (calls[line.id] ?? []).filter {
      $0.at.date <= today && $0.planned.date >= cutover
    }
    let astray = try own.compactMap { call in
      let planned = try Self.landing(of: call, by: routes)
      return planned == call.landed && planned != Self.nobody
        ? nil : "\(call.carrier) \(call.dialled) \(call.at): \(call.landed) ≠ \(planned)"
    }
    guard astray.isEmpty else {
      let list = astray.joined(separator: "; ")
      return (.no, Words("landed elsewhere than planned: \(list)", "接听方与方案不符：\(list)"))
    }
    let direct = own.filter {
      (try? HotlineNumber(parsing: $0.dialled, home: home)) == line.number
    }
    let missing = missing(direct.map(\.carrier))
    return missing.isEmpty
      ? (.yes, Words("\(own.count) calls landed as planned", "\(own.count) 次拨测与方案一致"))
      : (
        .open,
        Words(
          "no call to \(line.number.text) from \(missing.joined(separator: ", "))",
          "\(missing.joined(separator: "、"))尚未拨测 \(line.number.text)")
      )
  }

  private static let nobody = "nobody"

  /// Where a call lands by the plan, in the words of the sheet.
  private static func landing(of call: ReportedCall, by routes: RouteRun) throws -> String {
    let trace = try routes.trace(call.dialled, at: call.planned, from: call.origin)
    if let set = trace.set { return set }
    return trace.disposition == .announcedThenReleased ? "released" : nobody
  }

  private static var noCarriers: AutomaticAnswers.Answer {
    (.open, Words("carriers.csv names no carrier", "carriers.csv 没有列出运营商"))
  }
}
