import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing

/// Records that were quarantined, and their ways back in.
@Suite struct `The quarantine` {
  let sample: SampleWorkspace

  init() throws {
    sample = try SampleWorkspace()
    _ = try sample.folder.file(
      "w/Mappings/sources/small/source.csv",
      "setting,value\ncontainer,csv\nrepeated,quarantine\nowner,某单位\n")
    _ = try sample.folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,codes,required,otherwise
      legacyNumber,编号,text,,,yes,quarantine
      matter.type,类型,code,,type,yes,quarantine
      matter.title,标题,text,,,no,empty
      """)
    try types("投诉,complaint\n")
  }

  private func types(_ rows: String) throws {
    _ = try sample.folder.file(
      "w/Mappings/sources/small/codes/type.csv", "legacy,unified\n" + rows)
  }

  @discardableResult
  private func take(_ text: String, _ name: String = "a.csv") async throws -> ImportReport {
    let path = try sample.folder.file(name, text)
    return try await ImportRun(sample.workspace, line: "12329", mapping: "small").run(
      [path], label: nil, now: SampleWorkspace.now)
  }

  private var runs: QuarantineRuns {
    get throws { try QuarantineRuns(sample.workspace) }
  }

  private func export(_ batch: String) throws -> (path: String, text: String) {
    let path = sample.folder.path + "/repair-\(UUID().uuidString).csv"
    _ = try runs.export(
      batch, to: path, language: .english, now: SampleWorkspace.now)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    return (path, String(decoding: bytes.dropFirst(3), as: UTF8.self))
  }

  private func repaired(_ text: String, _ name: String = "repaired.csv") throws
    -> QuarantineRuns.Repaired
  {
    let path = try sample.folder.file(name, text)
    return try runs.importRepaired(path, mapping: "small", now: SampleWorkspace.now)
  }

  private func states() throws -> [String] { try sample.workspace.quarantine().map(\.state) }

  private let delivery =
    "编号,类型,标题\nA,投诉,一\nB,骂人,\"二,\"\"引\"\"\"\n,投诉,三\nD,投诉\n"

  @Test func `goes out as the bytes that came in, with reasons behind, and comes back repaired`()
    async throws
  {
    try await take(delivery)
    let (_, text) = try export("B0001")
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "编号,类型,标题,_code,_reason,_id")
    #expect(lines[1].hasPrefix("B,骂人,\"二,\"\"引\"\"\",\"HL2207\","))
    #expect(lines[3].hasPrefix("D,投诉,\"HL2208\","))
    let mended = text.replacing("骂人", with: "投诉").replacing("\n,投诉,三", with: "\nC,投诉,三")
    let result = try repaired(mended)
    #expect(result.closed == 2 && result.open == 1)
    #expect(result.report?.total[.accepted] == 2)
    #expect(result.findings.map(\.code) == [.recordWidth])
    #expect(try states() == ["resolved", "resolved", "open"])
    // The same file again closes nothing twice and adds nothing.
    let again = try repaired(mended, "again.csv")
    #expect(again.report == nil && again.closed == 0)
    #expect(again.closedBefore == 2 && again.open == 1)
    let totals = try ReconcileRun(sample.workspace).totals(batches: [])
    #expect(totals.tickets.values.reduce(0, +) == 3)
  }

  @Test
  func `a repaired record stays closed when its file comes again, until the repair is undone`()
    async throws
  {
    try await take(delivery)
    let (_, text) = try export("B0001")
    #expect(try repaired(text.replacing("骂人", with: "投诉")).closed == 1)
    #expect(try states() == ["resolved", "open", "open"])
    let again = try await take(delivery)
    #expect(again.total[.unchanged] == 1 && again.total[.quarantined] == 3)
    #expect(try states() == ["resolved", "open", "open"])
    let runs = try BatchRuns(sample.workspace)
    _ = try runs.undo("B0003", withLater: false, now: SampleWorkspace.now)
    #expect(try states() == ["resolved", "open", "open"])
    _ = try runs.undo("B0002", withLater: false, now: SampleWorkspace.now)
    #expect(try states() == ["open", "open", "open"])
  }

  @Test func `a corrected file under new bytes closes what it corrects, until it is undone`()
    async throws
  {
    try await take("编号,类型,标题\nA,骂人,一\n,投诉,无号\nC,投诉,三,多\nD,骂人,四\nE,骂人,五\n")
    let report = try await take(
      "编号,类型,标题\nA,投诉,一\n,投诉,无号\nC,投诉,三\nD,还骂,四\n", "b.csv")
    // A and C came in; the one without a number and D are quarantined again, once each.
    #expect(report.total[.accepted] == 2 && report.total[.quarantined] == 2)
    #expect(report.closed == 4)
    #expect(
      try states() == ["resolved", "resolved", "resolved", "resolved", "open", "open", "open"])
    // D of the first file is accounted for by its later entry only when that is.
    let sheet = try sample.folder.file("handed-over.csv", "file,count\na.csv,5\n")
    let reconcile = try ReconcileRun(sample.workspace)
    let row = try #require(
      try reconcile.against(sheet, totals: reconcile.totals(batches: [])).first)
    #expect(row.quarantined == 3 && row.tickets == 2)
    // The old file again opens nothing that was closed.
    try await take("编号,类型,标题\nA,骂人,一\n,投诉,无号\nC,投诉,三,多\nD,骂人,四\nE,骂人,五\n")
    #expect(
      try states() == ["resolved", "resolved", "resolved", "resolved", "open", "open", "open"])
    let runs = try BatchRuns(sample.workspace)
    _ = try runs.undo("B0003", withLater: false, now: SampleWorkspace.now)
    _ = try runs.undo("B0002", withLater: false, now: SampleWorkspace.now)
    #expect(try states() == ["open", "open", "open", "open", "open"])
  }

  @Test func `a record is told by its number several deliveries later, and under a mended mapping`()
    async throws
  {
    try await take("编号,类型,标题,旧编号\nA,投诉,一,X\nB,骂人,二,Y\nC,骂人,三,Z\n")
    // The second delivery reads the numbers of the first one's records; the third finds them kept.
    try await take("编号,类型,标题,旧编号\nD,投诉,四,V\nE,骂人,五,W\n", "b.csv")
    #expect(try states() == ["open", "open", "open"])
    try await take("编号,类型,标题,旧编号\nB,投诉,二,Y\n", "c.csv")
    #expect(try states() == ["resolved", "open", "open"])
    // Another column holds the number from here on.
    _ = try sample.folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,codes,required,otherwise
      legacyNumber,旧编号,text,,,yes,quarantine
      matter.type,类型,code,,type,yes,quarantine
      matter.title,标题,text,,,no,empty
      """)
    try await take("编号,类型,标题,旧编号\nC,投诉,六,E\nF,投诉,三,Z\n", "d.csv")
    #expect(try states() == ["resolved", "resolved", "open"])
  }

  @Test func `a record is told by what a repair brought, when the next delivery comes`()
    async throws
  {
    try await take("编号,类型,标题\nA,骂人,一\nA,骂人,二\n")
    // Looks up what is open; the repair does not.
    try await take("编号,类型,标题\nB,投诉,三\n", "b.csv")
    let (_, text) = try export("B0001")
    #expect(try repaired(text.replacing("A,骂人,一", with: "A,投诉,一")).closed == 1)
    #expect(try states() == ["resolved", "open"])
    try await take("编号,类型,标题\nC,投诉,四\n", "c.csv")
    #expect(try states() == ["resolved", "resolved"])
  }

  @Test func `of two tickets with one number a later delivery does not say which was meant`()
    async throws
  {
    try await take("编号,类型,标题\nA,投诉,一\nA,投诉,二\n")
    let report = try await take("编号,类型,标题\nA,投诉,三\n", "b.csv")
    #expect(report.total[.updated] == 1 && report.closed == 0)
    #expect(try states() == ["open"])
  }

  @Test func `clear text needs a name and a purpose, and is written down first`() async throws {
    try await take("编号,类型,标题\nA,骂人,王小丽电话13800001234\n")
    let view = ClearView(signer: "李四", purpose: "核对", at: SampleWorkspace.now)
    #expect(try runs.show("Q000001", clear: view).fields.map(\.value).last == "王小丽电话13800001234")
    let nameless = ClearView(signer: " ", purpose: "核对", at: SampleWorkspace.now)
    #expect(throws: Unusable.self) { try runs.show("Q000001", clear: nameless) }
    let entries = try sample.audit()
    #expect(
      entries.filter { $0.hasPrefix("show-values") } == [
        "show-values quarantine show Q000001 by 李四: 核对"
      ])
  }

  @Test func `a record whose mark never closes keeps its reason columns`() async throws {
    try await take("编号,类型,标题\nA,投诉,\"一\nB,投诉,二\n")
    let (_, text) = try export("B0001")
    #expect(text.split(separator: "\n")[1].hasPrefix("\"A\",\"投诉\",\"\"\"一\",\"HL1412\","))
    #expect(try repaired(text.replacing("\"\"\"一\"", with: "一")).closed == 1)
    #expect(try states() == ["resolved"])
  }

  @Test func `a spreadsheet program may fill rows up and use another charset`() async throws {
    try await take(delivery)
    let (_, text) = try export("B0001")
    let padded = text.split(separator: "\n").map { "\($0),,,\r\n" }.joined()
      .replacing("骂人", with: "投诉")
    #expect(try repaired(padded).closed == 1)
  }

  @Test func `retry reads the stored bytes again after the code table was mended`() async throws {
    try await take(delivery)
    try types("投诉,complaint\n骂人,other\n")
    let report = try runs.retry("B0001", mapping: "small", now: SampleWorkspace.now)
    #expect(report.isBalanced)
    #expect(report.total[.accepted] == 1 && report.total[.quarantined] == 2)
    #expect(try states() == ["resolved", "open", "open"])
    // Taking the retry back opens what it had closed.
    let batch = try #require(report.batch)
    _ = try BatchRuns(sample.workspace).undo(batch, withLater: false, now: SampleWorkspace.now)
    #expect(try states() == ["open", "open", "open"])
  }

  @Test func `retry does not let the second ticket of a number take the first one's place`()
    async throws
  {
    try await take("编号,类型,标题\nA,投诉,一\nA,投诉,二\n")
    for _ in 0..<2 {
      let report = try runs.retry("B0001", mapping: "small", now: SampleWorkspace.now)
      #expect(report.total[.quarantined] == 1)
    }
    #expect(try states() == ["open"])
    let (_, text) = try export("B0001")
    #expect(try repaired(text).closed == 0)
    #expect(try repaired(text.replacing("A,", with: "A-2,"), "b.csv").closed == 1)
  }

  @Test func `an old record does not replace a newer one, however often it is tried`() async throws
  {
    try await take("编号,类型,标题\nA,投诉,一\nA,投诉,旧\n")
    try await take("编号,类型,标题\nA,投诉,新\n", "b.csv")
    for _ in 0..<3 {
      let report = try runs.retry("B0001", mapping: "small", now: SampleWorkspace.now)
      #expect(report.findings.map(\.code) == [.repairStale])
    }
    #expect(try states() == ["open"])
  }

  @Test func `a waiver needs a name and a reason, and is shown`() async throws {
    try await take(delivery)
    #expect(throws: Unusable.self) {
      try runs.waive(["Q000001"], because: " ", by: "李四", now: SampleWorkspace.now)
    }
    try runs.waive(["Q000003"], because: "测试工单", by: "李四", now: SampleWorkspace.now)
    #expect(try states() == ["open", "open", "waived"])
    #expect(try runs.show("Q000003").entry.waiver?.signer == "李四")
    // One that is not open stops all.
    #expect(throws: Unusable.self) {
      try runs.waive(
        ["Q000001", "Q000003"], because: "重复", by: "李四", now: SampleWorkspace.now)
    }
    #expect(try states() == ["open", "open", "waived"])
    // The same file again does not open what was waived.
    try await take(delivery)
    #expect(try states() == ["open", "open", "waived"])
    let totals = try ReconcileRun(sample.workspace).totals(batches: [])
    #expect(totals.notLoaded["12329"]?.waived == 1 && totals.notLoaded["12329"]?.quarantined == 2)
  }

  @Test func `shows a record masked`() async throws {
    try await take("编号,类型,标题\nA,骂人,王小丽电话13800001234\n")
    let shown = try runs.show("Q000001")
    #expect(shown.fields.map(\.column) == ["编号", "类型", "标题"])
    #expect(!shown.fields.map(\.value).joined().contains("1380000"))
    #expect(shown.entry.reasons.map(\.code) == ["HL2207"])
    #expect(throws: Unusable.self) { try runs.show("Q000009") }
  }

  @Test func `every record of the sample city in quarantine can be read again from its bytes`()
    async throws
  {
    for delivery in try SampleWorkspace.deliveries() {
      _ = try await sample.take(delivery)
    }
    let before = try sample.workspace.quarantine()
    for (index, delivery) in try SampleWorkspace.deliveries().enumerated() {
      let report = try runs.retry(
        "B000\(index + 1)", mapping: delivery.mapping, now: SampleWorkspace.now)
      #expect(report.isBalanced)
      #expect(report.total[.quarantined] == report.total.read, "\(delivery.mapping)")
    }
    let after = try sample.workspace.quarantine()
    #expect(after.map(\.state) == before.map(\.state))
    // Nothing was mended, so each record is quarantined for the reason it had.
    let different = zip(before, after).filter { $0.code != $1.code }.map { "\($0.code) \($1.code)" }
    #expect(Set(different).isSubset(of: ["HL1412 HL1413", "HL1413 HL1412"]))
  }
}
