import Findings
import Foundation
import HotlineModel
import LocalFiles
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing

/// Random imports, interruptions, undos, retries, repairs and waivers, held against `LedgerModel`.
@Suite struct `The ledger and its model` {
  private typealias Model = LedgerModel

  @Test(arguments: 1...12)
  func `whatever is done and undone, the ledger holds what the runs that are left have brought`(
    seed: Int
  ) async throws {
    var driver = try Driver(seed: seed)
    for step in 1...30 {
      try await driver.step()
      try driver.compare("seed \(seed), step \(step):\n\(driver.log.joined(separator: "\n"))")
    }
    let findings = try await LedgerRuns(driver.sample.workspace).check().findings
    #expect(findings.filter { $0.severity == .error }.isEmpty)
  }
}

/// Does random things to a ledger and to its model.
private struct Driver {
  let sample: SampleWorkspace
  private(set) var log: [String] = []

  private var random: SeededRandom
  private var types: Set<String> = ["投诉"]
  private var model: LedgerModel
  private var done: [LedgerModel.Done] = []
  private var delivered: [LedgerModel.File] = []
  /// Contents by what the ledger holds for them, so that equal contents have equal hashes.
  private var contents: [String: String] = [:]
  private var repairs = 0

  init(seed: Int) throws {
    sample = try SampleWorkspace()
    random = SeededRandom(state: UInt64(seed))
    let repetition: LedgerModel.Repetition = seed.isMultiple(of: 2) ? .lastWins : .quarantine
    model = LedgerModel(repetition: repetition)
    _ = try sample.folder.file(
      "w/Mappings/sources/small/source.csv",
      "setting,value\ncontainer,csv\nrepeated,\(repetition.rawValue)\nowner,某单位\n")
    _ = try sample.folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,codes,required,otherwise
      legacyNumber,编号,text,,,yes,quarantine
      matter.type,类型,code,,type,yes,quarantine
      matter.title,标题,text,,,no,empty
      """)
    try writeTypes()
  }

  private func writeTypes() throws {
    let rows = types.sorted().map { "\($0),\($0 == "投诉" ? "complaint" : "other")\n" }
    _ = try sample.folder.file(
      "w/Mappings/sources/small/codes/type.csv", "legacy,unified\n" + rows.joined())
  }

  mutating func step() async throws {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<45: try await deliver()
    case ..<60: try retry()
    case ..<72: try repair()
    case ..<78: try waive()
    case ..<94: try undo()
    default:
      types.formSymmetricDifference(["坏"])
      try writeTypes()
    }
  }

  // MARK: Deliveries

  private mutating func row() -> LedgerModel.Row {
    let hasKey = Int.random(in: 0..<15, using: &random) > 0
    return LedgerModel.Row(
      key: hasKey ? "K\(Int.random(in: 1...5, using: &random))" : "",
      type: Int.random(in: 0..<4, using: &random) == 0 ? "坏" : "投诉",
      title: "T\(Int.random(in: 1...3, using: &random))")
  }

  private mutating func file() -> LedgerModel.File {
    if let old = delivered.randomElement(using: &random), Int.random(in: 0..<4, using: &random) == 0
    {
      return old
    }
    let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in row() }
    return LedgerModel.File(rows: rows)
  }

  private mutating func deliver() async throws {
    let files = (0..<Int.random(in: 1...3, using: &random)).map { _ in file() }
    let paths = try files.map { try sample.folder.file($0.name, $0.text) }
    if files.count > 1, Int.random(in: 0..<4, using: &random) == 0 {
      try await interrupt(paths)
      if Bool.random(using: &random) {
        log.append("interrupted, undone")
        let batch = try #require(try sample.workspace.batches().last)
        #expect(batch.state == "interrupted")
        _ = try BatchRuns(sample.workspace).undo(
          batch.name, withLater: false, now: SampleWorkspace.now)
        return
      }
      log.append("interrupted")
    }
    let report = try await ImportRun(sample.workspace, line: "12329", mapping: "small").run(
      paths, label: nil, now: SampleWorkspace.now)
    delivered += files
    try add(report.batch, .delivery(files))
    expectBooks(report)
  }

  /// Runs an import that is stopped when its first file is in the ledger.
  private func interrupt(_ paths: [String]) async throws {
    let workspace = sample.workspace
    let before = try workspace.batches().count
    await #expect(throws: Unusable.self) {
      try await ImportRun(workspace, line: "12329", mapping: "small").run(
        paths, label: nil, now: SampleWorkspace.now,
        shouldStop: { (try? workspace.batches().count) != before })
    }
    #expect(try workspace.batches().last?.files.count == 1)
  }

  private mutating func add(_ batch: String?, _ run: LedgerModel.Run) throws {
    let name = try #require(batch)
    let number = try #require(Int(name.dropFirst()))
    let new = LedgerModel.Done(batch: number, run: run, types: types)
    model.apply(new)
    done.append(new)
    log.append("\(new)")
  }

  private func expectBooks(_ report: ImportReport) {
    #expect(report.isBalanced)
    #expect(report.files.map(\.reconciliation) == model.books, "\(log.joined(separator: "\n"))")
  }

  // MARK: Quarantine

  private mutating func retry() throws {
    guard let batch = done.map(\.batch).randomElement(using: &random) else { return }
    let hasOpen = model.entries.contains { $0.isOpen && ($0.first == batch || $0.last == batch) }
    let report = try QuarantineRuns(sample.workspace).retry(
      "B\(batch)", mapping: "small", now: SampleWorkspace.now)
    #expect((report.batch != nil) == hasOpen)
    guard hasOpen else { return }
    try add(report.batch, .retry(of: batch))
    expectBooks(report)
  }

  private func stored() throws -> [(name: String, place: LedgerModel.Place, fields: [String])] {
    try query("SELECT id, file, record, code, state, first_batch_id, last_batch_id FROM quarantine")
      .map { fields in
        let id = String(repeating: "0", count: 6 - fields[0].count) + fields[0]
        return (
          "Q\(id)", LedgerModel.Place(file: fields[1], record: Int(fields[2]) ?? 0),
          Array(fields[3...])
        )
      }
  }

  private mutating func repair() throws {
    let open = model.entries.filter(\.isOpen)
    let chosen = open.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
    guard !chosen.isEmpty else { return }
    let names = Dictionary(uniqueKeysWithValues: try stored().map { ($0.place, $0.name) })
    var list: [LedgerModel.Repair] = []
    repairs += 1
    var text = "编号,类型,标题,_code,_reason,_id\n"
    for entry in chosen {
      var row = entry.row
      row.type = Int.random(in: 0..<5, using: &random) == 0 ? "坏" : "投诉"
      if row.key.isEmpty { row.key = "K\(Int.random(in: 1...6, using: &random))" }
      list.append(LedgerModel.Repair(place: entry.place, row: row))
      text += row.text.dropLast() + ",,,\(try #require(names[entry.place]))\n"
    }
    let path = try sample.folder.file("repair\(repairs).csv", text)
    let result = try QuarantineRuns(sample.workspace).importRepaired(
      path, mapping: "small", now: SampleWorkspace.now)
    #expect(result.closed + result.open == list.count)
    guard let report = result.report else { return }
    try add(report.batch, .repair("repair\(repairs).csv", list))
    expectBooks(report)
    guard result.open == 0 else { return }
    // The same file again finds them closed.
    let again = try QuarantineRuns(sample.workspace).importRepaired(
      path, mapping: "small", now: SampleWorkspace.now)
    #expect(
      again.report == nil && again.closedBefore == list.count, "\(log.joined(separator: "\n"))")
  }

  private mutating func waive() throws {
    guard let entry = model.entries.filter(\.isOpen).randomElement(using: &random) else { return }
    let name = try #require(try stored().first { $0.place == entry.place }?.name)
    try QuarantineRuns(sample.workspace).waive(
      [name], because: "重复", by: "李四", now: SampleWorkspace.now)
    let new = LedgerModel.Done(batch: 0, run: .waiver(entry.place), types: types)
    model.apply(new)
    log.append("\(new)")
  }

  private mutating func undo() throws {
    guard let batch = done.map(\.batch).randomElement(using: &random) else { return }
    let runs = try BatchRuns(sample.workspace)
    var refused = false
    do {
      let undone = try runs.undo("B\(batch)", withLater: false, now: SampleWorkspace.now)
      #expect(undone.count == 1)
      drop([batch])
    } catch is Unusable {
      refused = true
    }
    log.append("undo \(batch) \(refused ? "with later" : "")")
    guard refused else { return }
    let undone = try runs.undo("B\(batch)", withLater: true, now: SampleWorkspace.now)
      .map { Int($0.name.dropFirst()) ?? 0 }
    #expect(undone.count > 1 && undone == undone.sorted(by: >) && undone.last == batch)
    drop(undone)
  }

  private mutating func drop(_ undone: [Int]) {
    for batch in undone { model.undo(batch) }
    done.removeAll { undone.contains($0.batch) }
  }

  // MARK: Comparing

  mutating func compare(_ comment: String) throws {
    let versions = model.versions.flatMap { key, versions in
      versions.enumerated().map { place, version in
        [key, "\(version.batch)", place == versions.count - 1 ? "1" : "0", version.content]
      }
    }
    let held = try storedVersions(of: sample.workspace).map {
      [$0.number, "\($0.batch)", $0.isCurrent ? "1" : "0", $0.content]
    }
    try #require(
      Set(held.map { Array($0.prefix(3)) }) == Set(versions.map { Array($0.prefix(3)) }),
      "tickets: \(comment)")
    for version in versions {
      let hash = held.first { $0.prefix(3) == version.prefix(3) }?[3] ?? ""
      let name = "\(version[0])|\(version[3])"
      #expect(contents[name, default: hash] == hash, "\(name): \(comment)")
      contents[name] = hash
    }
    #expect(Set(contents.values).count == contents.count)
    let entries = model.entries.map { entry in
      "\(entry.place.file.prefix(8)) \(entry.place.record) \(entry.state) "
        + (entry.isWaived ? "" : "\(entry.code) \(entry.first) \(entry.last)")
    }
    let found = try stored().map { _, place, fields in
      "\(place.file.prefix(8)) \(place.record) \(fields[1]) "
        + (fields[1] == "waived" ? "" : "\(fields[0]) \(fields[2]) \(fields[3])")
    }
    try #require(found.sorted() == entries.sorted(), "quarantine: \(comment)")
    let segments = try query("SELECT name FROM segment").map { $0[0] }
    let files = try FileManager.default.contentsOfDirectory(
      atPath: sample.folder.path + "/w/.hotline/segments")
    #expect(files.sorted() == segments.sorted(), "segments: \(comment)")
  }

  private func query(_ sql: String) throws -> [[String]] {
    try Shell.run("sqlite3 -separator '|' w/.hotline/ledger.db \"\(sql)\"", in: sample.folder.path)
      .output.split(separator: "\n")
      .map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
  }
}
