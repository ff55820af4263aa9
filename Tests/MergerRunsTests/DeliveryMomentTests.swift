import Findings
import Foundation
import HotlineModel
import MergerRuns
import MergerStore
import Reports
import SampleCity
import TestSupport
import Testing
import Tickets

/// A delivery holds one moment of the ledger, and the next one continues exactly there.
@Suite struct `The moment of a delivery` {
  let sample: SampleWorkspace

  init() throws {
    sample = try SampleWorkspace()
    _ = try sample.folder.file(
      "w/Mappings/sources/small/source.csv",
      "setting,value\ncontainer,csv\nrepeated,last-wins\nowner,某单位\n")
    _ = try sample.folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,required,otherwise
      legacyNumber,编号,text,,yes,quarantine
      matter.title,标题,text,,no,empty
      """)
  }

  private var ledger: Ledger {
    get throws { try Ledger(folder: sample.workspace.folder + "/.hotline") }
  }

  @discardableResult
  private func take(
    _ rows: String..., now: CivilInstant = SampleWorkspace.now, resuming: Bool = false,
    stoppingAtBatch count: Int? = nil
  ) async throws -> String {
    let paths = try rows.enumerated().map { index, rows in
      let text = rows.split(separator: " ").map { pair in
        pair.replacing("=", with: ",") + "\n"
      }
      return try sample.folder.file("\(index).csv", "编号,标题\n" + text.joined())
    }
    let report = try await ImportRun(sample.workspace, line: "12329", mapping: "small").run(
      paths, label: "d", isResuming: resuming, now: now,
      shouldStop: { count == (try? sample.workspace.batches().count) })
    return try #require(report.batch)
  }

  private func undo(_ batch: String, now: CivilInstant = SampleWorkspace.now) throws {
    _ = try BatchRuns(sample.workspace).undo(batch, withLater: true, now: now)
  }

  /// What a delivery says: titles by number, tombstones as `nil`.
  private func delivered(_ name: String, since: String? = nil) async throws -> [String: String?] {
    var order = ExportOrder()
    order.since = since
    let out = sample.folder.path + "/" + name
    let delivery = try await ExportTicketsRun(sample.workspace).run(
      to: out, order, now: SampleWorkspace.now)
    #expect(try VerifyDeliveryRun(folder: out).run().isEmpty)
    var changes: [String: String?] = [:]
    let lines = try String(contentsOfFile: out + "/tickets.jsonl", encoding: .utf8)
      .split(separator: "\n")
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let matter = object?["matter"] as? [String: Any]
      changes[try #require(object?["legacyNumber"] as? String)] = matter?["title"] as? String ?? ""
    }
    #expect(lines.count == delivery.tickets)
    guard since != nil else { return changes }
    let stones = try String(contentsOfFile: out + "/tombstones.csv", encoding: .utf8)
      .split(separator: "\r\n").dropFirst()
    for stone in stones {
      let number = String(stone.split(separator: ",")[2])
      #expect(changes[number] == nil)
      changes[number] = .some(nil)
    }
    return changes
  }

  private func manifest(_ name: String) throws -> [String: Any] {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: sample.folder.path + "/\(name)/manifest.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func refusal(_ body: () async throws -> Void) async -> FindingCode? {
    do {
      try await body()
      return nil
    } catch let unusable as Unusable {
      return unusable.findings.first?.code
    } catch {
      return .unexpected
    }
  }

  @Test func `imports and undos beside a delivery neither show in it nor take its segments away`()
    async throws
  {
    try await take("A=一 B=一")
    try await take("B=二 C=二")
    var moment = try ledger.moment()
    try await take("C=三 D=三")
    try undo("B0001")
    try await take("E=四")
    var numbers: [String] = []
    var row = TicketRow()
    while let tickets = try moment.tickets.next()?.open() {
      for index in 0..<tickets.count {
        try tickets.read(index, into: &row)
        numbers.append(row.string(.legacyNumber) + row.string(.field(.matterTitle)))
      }
    }
    #expect(numbers.sorted() == ["A一", "B二", "C二"])
    #expect(moment.batches.map(\.name) == ["B0001", "B0002"])
    #expect(moment.batches.allSatisfy { $0.state == "closed" })
    let later = try ledger.moment(since: moment.head.sequence)
    #expect(later.batches.map(\.state) == ["undone", "undone", "undone", "closed"])
    #expect(later.tombstones.map(\.legacyNumber) == ["A", "B", "C", "D"])
  }

  @Test func `segments that a delivery needed go once it is over`() async throws {
    try await take("A=一")
    let segments = sample.workspace.folder + "/.hotline/segments"
    func names() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: segments)
    }
    let reading = try ledger.moment()
    try undo("B0001")
    #expect(try names() == ["B0001-000001.tickets.zst"])
    _ = consume reading
    try await take("B=一")
    #expect(try names() == ["B0002-000002.tickets.zst"])
  }

  @Test func `what an unclosed batch has brought is in no delivery until it is closed`()
    async throws
  {
    try await take("A=一 B=一")
    #expect(
      await refusal { try await take("B=二 C=二", "D=二", stoppingAtBatch: 2) } == .interrupted)
    #expect(try sample.workspace.batches().map(\.state) == ["closed", "interrupted"])
    #expect(try await delivered("full") == ["A": "一", "B": "一"])
    #expect(try (manifest("full")["batches"] as? [Any])?.count == 1)
    #expect(await refusal { _ = try await delivered("no", since: "B0002") } == .deltaBaseUnfit)
    #expect(
      await refusal { _ = try await delivered("no", since: sample.folder.path + "/full") }
        == .deliveryEmpty)
    try await take("B=二 C=二", "D=二", resuming: true)
    #expect(
      try await delivered("delta", since: sample.folder.path + "/full")
        == ["B": "二", "C": "二", "D": "二"])
    #expect(try await delivered("same", since: "B0001") == ["B": "二", "C": "二", "D": "二"])
  }

  @Test func `order comes from the ledger's counter, whatever the clock shows`() async throws {
    let day = 86_400
    try await take("A=一 B=一")
    try await take("B=二 C=二", now: SampleWorkspace.now.adding(seconds: 3600))
    _ = try await delivered("full")
    // The clock is set back by a day, then by a year.
    try undo("B0002", now: SampleWorkspace.now.adding(seconds: -day))
    #expect(try await delivered("undone", since: "B0002") == ["B": "一", "C": nil])
    let full = sample.folder.path + "/full/manifest.json"
    #expect(try await delivered("undone2", since: full) == ["B": "一", "C": nil])
    try await take("D=三", now: SampleWorkspace.now.adding(seconds: -365 * day))
    #expect(
      try await delivered("last", since: sample.folder.path + "/undone") == ["D": "三"])
  }

  @Test func `the full delivery and its deltas add up to the ledger`() async throws {
    var random = SeededRandom(state: 11)
    var held: [String: String] = [:]
    var last: String?
    var batches: [String] = []
    for round in 0..<40 {
      if Int.random(in: 0..<4, using: &random) == 0,
        let batch = batches.randomElement(using: &random)
      {
        try undo(batch)
        batches = try sample.workspace.batches().filter { $0.state == "closed" }.map(\.name)
      } else {
        let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
          "K\(Int.random(in: 0..<12, using: &random))=T\(Int.random(in: 0..<5, using: &random))"
        }
        batches.append(try await take(rows.joined(separator: " ")))
      }
      guard Int.random(in: 0..<3, using: &random) == 0 else { continue }
      let name = "d\(round)"
      do {
        for (number, title) in try await delivered(name, since: last) { held[number] = title }
      } catch let unusable as Unusable {
        #expect(unusable.findings.first?.code == .deliveryEmpty)
        continue
      }
      last = sample.folder.path + "/" + name
      guard !held.isEmpty else { continue }
      let whole = try await delivered("whole\(round)")
      #expect(whole == held.mapValues { Optional($0) }, "round \(round)")
    }
    #expect(last != nil)
  }

  @Test func `a delta begins only at a moment that this ledger knows`() async throws {
    try await take("A=一")
    _ = try await delivered("full")
    try await take("B=一")
    let other = try `The moment of a delivery`()
    try await other.take("A=一")
    _ = try await other.delivered("full")
    let full = sample.folder.path + "/full"
    let foreign = other.sample.folder.path + "/full"
    func code(_ since: String) async -> FindingCode? {
      await refusal { _ = try await delivered("no", since: since) }
    }
    #expect(await code(foreign) == .deltaBaseUnfit, "the same history of another ledger")
    for (change, expected) in [
      ("s/\\(\"head.*:\\)../\\1ff/", FindingCode.deltaBaseUnfit),
      ("s/\\(\"head.*\\):[0-9]*:/\\1:999:/", .deltaBaseUnfit),
      ("s/\"audit\"/\"audits\"/", .deltaBaseUnfit),
      ("s/export.tickets/export.routes/", .deltaBaseUnfit),
      ("1d", .deltaBaseUnfit),
    ] {
      _ = try Shell.run(
        "rm -rf c; cp -r full c; sed -i '\(change)' c/manifest.json", in: sample.folder.path)
      #expect(await code(sample.folder.path + "/c") == expected, "\(change)")
    }
    #expect(await code("B0009") == .batchUnknown)
    #expect(await code(full + "/none") == .fileUnreadable)
    #expect(await code(full) == nil)
  }

  @Test func `clear text beside an import leaves its trace and does not wait`() async throws {
    try await take("A=一")
    let lock = try ledger.lock()
    var order = ExportOrder()
    order.purpose = .platform
    let out = sample.folder.path + "/clear"
    let delivery = try await ExportTicketsRun(sample.workspace).run(
      to: out, order, now: SampleWorkspace.now)
    _ = consume lock
    #expect(try sample.audit().last == "export-clear platform jsonl clear")
    #expect(try ledger.auditHead().sequence == delivery.sequence)
    let audit = try #require(manifest("clear")["audit"] as? [String: Any])
    #expect(audit["head"] as? String == (try ledger.auditHead().text))
  }

  @Test func `an empty delivery is refused before its folder is made`() async throws {
    #expect(await refusal { _ = try await delivered("none") } == .deliveryEmpty)
    try await take("A=一")
    try undo("B0001")
    #expect(await refusal { _ = try await delivered("none") } == .deliveryEmpty)
    #expect(await refusal { _ = try await delivered("none", since: "B0001") } == nil)
    _ = try await take("A=一")
    #expect(await refusal { _ = try await delivered("none2", since: "B0002") } == .deliveryEmpty)
    #expect(!FileManager.default.fileExists(atPath: sample.folder.path + "/none2"))
  }
}
