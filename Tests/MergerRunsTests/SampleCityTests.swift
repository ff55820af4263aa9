import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import Sheets
import TestSupport
import Testing

/// The sample city against the truth its generator wrote down, which no importer has seen.
@Suite struct `The sample city` {
  @Test func `every file is reconciled as the truth says, and again as unchanged`() async throws {
    let sample = try SampleWorkspace()
    let truth = try Self.reconciliations()
    var found: [String: Reconciliation] = [:]
    for delivery in try SampleWorkspace.deliveries() {
      let report = try await sample.take(delivery)
      #expect(report.failures.isEmpty)
      #expect(report.isBalanced)
      for (path, file) in zip(delivery.files, report.files) { found[path] = file.reconciliation }
    }
    #expect(found == truth)
    let before = try sample.workspace.status().lines.map(\.holdings)

    var second = Reconciliation()
    for delivery in try SampleWorkspace.deliveries() where !delivery.files[0].contains("12318") {
      let report = try await sample.take(delivery)
      #expect(report.isBalanced)
      second = second + report.total
    }
    #expect(second[.accepted] == 0)
    #expect(second[.updated] == 0)
    #expect(second[.unchanged] > 6_000)
    #expect(try sample.workspace.status().lines.map(\.holdings) == before)
  }

  @Test func `every record quarantined is quarantined where and why the truth says`() async throws {
    let sample = try SampleWorkspace()
    for delivery in try SampleWorkspace.deliveries() { _ = try await sample.take(delivery) }
    let form = SheetForm(
      thing: "record",
      columns: [
        SheetColumn("file", "文件", .text), SheetColumn("line", "行", .count),
        SheetColumn("code", "代码", .text),
      ])
    let expected = try Sheet(
      contentsOf: SampleWorkspace.sample + "/expected/quarantine.csv", form: form)
    let found = try sample.workspace.quarantine()
    #expect(found.count == expected.rows.count)
    for row in expected.rows {
      let name = row["file"].components(separatedBy: "/").last
      let record = found.first {
        $0.file == name && $0.physicalLine == row.count("line")
      }
      #expect(row.list("code").contains(record?.code ?? "none"), "\(row["file"]):\(row["line"])")
    }
  }

  @Test func `the tickets handed over are those the ledger holds, one JSON object each`()
    async throws
  {
    let sample = try SampleWorkspace()
    for delivery in try SampleWorkspace.deliveries() { _ = try await sample.take(delivery) }
    let out = sample.folder.path + "/out"
    let delivery = try await ExportTicketsRun(sample.workspace).run(
      to: out, now: SampleWorkspace.now)
    let held = try sample.workspace.status().lines.map(\.holdings.tickets).reduce(0, +)
    #expect(delivery.tickets == held)
    let lines = try String(contentsOfFile: out + "/tickets.jsonl", encoding: .utf8)
      .split(separator: "\n")
    #expect(lines.count == held)
    var numbers: Set<String> = []
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      numbers.insert(try #require(object?["number"] as? String))
      let caller = object?["caller"] as? [String: Any]
      let phone = caller?["phone"] as? String ?? "****"
      #expect(phone.contains("****") || phone.count <= 6)
    }
    #expect(numbers.count == held)
    await #expect(throws: Unusable.self) {
      try await ExportTicketsRun(sample.workspace).run(to: out, now: SampleWorkspace.now)
    }
  }

  @Test func `two deliveries of one city give the same bytes`() async throws {
    var exports: [[DeliveryFile]] = []
    for _ in 0..<2 {
      let sample = try SampleWorkspace()
      for delivery in try SampleWorkspace.deliveries().prefix(2) {
        _ = try await sample.take(delivery)
      }
      exports.append(
        try await ExportTicketsRun(sample.workspace).run(
          to: sample.folder.path + "/out", now: SampleWorkspace.now
        ).files)
    }
    // Each ledger has an identity of its own, and with it another audit head: what carries the head,
    // and the list of hashes, are not the same.
    let ofOneLedger: Set = ["manifest.json", "hand-over.html", "SHA256SUMS"]
    #expect(exports[0].map(\.name) == exports[1].map(\.name))
    #expect(exports[0].contains { !ofOneLedger.contains($0.name) })
    #expect(
      exports[0].filter { !ofOneLedger.contains($0.name) }
        == exports[1].filter { !ofOneLedger.contains($0.name) })
  }

  @Test func `every line at three on a public holiday ends well, and no route touches 110`()
    async throws
  {
    let sample = try SampleWorkspace()
    let run = try RouteRun(sample.workspace)
    // A later life of a number has its first day behind it.
    let lines = try sample.workspace.status().lines.map { $0.id.prefix { $0 != "@" } }
    #expect(lines.count >= 14)
    for text in ["2021-10-01 03:00", "2022-01-01 03:00", "2026-10-01 03:00"] {
      let night = try #require(CivilInstant(text))
      for line in lines {
        let trace = try run.trace(String(line), at: night, from: .mobile)
        #expect(trace.disposition.isSuccess, "\(line) at \(text)")
      }
    }
    let night = try #require(CivilInstant("2022-01-01 03:00"))
    #expect(try run.trace("110", at: night, from: .fixed).disposition == .leftUntouched)
    #expect(!run.routes.contains { ProtectedNumbers().contains($0.number) })
    #expect(try run.check().allSatisfy(\.isPassed))
  }

  @Test func `the generator writes what is committed`() async throws {
    let result = try Shell.run("python3 SampleData/generate.py --check", in: Shell.root)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  private static func reconciliations() throws -> [String: Reconciliation] {
    let outcomes = Reconciliation.Outcome.allCases.map(\.rawValue)
    let form = SheetForm(
      thing: "file",
      columns: [SheetColumn("file", "文件", .text), SheetColumn("read", "读取", .count)]
        + outcomes.map { SheetColumn($0, $0, .count) })
    let sheet = try Sheet(
      contentsOf: SampleWorkspace.sample + "/expected/reconciliation.csv", form: form)
    var books: [String: Reconciliation] = [:]
    for row in sheet.rows {
      var book = Reconciliation()
      book.read = row.count("read") ?? -1
      for outcome in Reconciliation.Outcome.allCases {
        book[outcome] = row.count(outcome.rawValue) ?? -1
      }
      books[row["file"]] = book
    }
    return books
  }
}
