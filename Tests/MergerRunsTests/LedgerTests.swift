import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing

/// Deliveries made for one question each, through a small mapping of their own.
@Suite struct `The ledger` {
  let sample: SampleWorkspace

  init() throws {
    sample = try SampleWorkspace()
    try mapping(repeated: "last-wins")
  }

  private func mapping(repeated: String) throws {
    _ = try sample.folder.file(
      "w/Mappings/sources/small/source.csv",
      "setting,value\ncontainer,csv\nrepeated,\(repeated)\nowner,某单位\n")
    _ = try sample.folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,required,otherwise
      legacyNumber,编号,text,,yes,quarantine
      matter.title,标题,text,,no,empty
      """)
  }

  private func take(_ files: [String]) async throws -> [Reconciliation] {
    let paths = try files.enumerated().map { try sample.folder.file("\($0).csv", $1) }
    let report = try await ImportRun(sample.workspace, line: "12329", mapping: "small").run(
      paths, label: nil, now: SampleWorkspace.now)
    #expect(report.isBalanced && report.failures.isEmpty)
    return report.files.map(\.reconciliation)
  }

  private func titles() async throws -> [String] {
    let out = sample.folder.path + "/out-\(UUID().uuidString)"
    _ = try await ExportTicketsRun(sample.workspace).run(to: out, now: SampleWorkspace.now)
    return try String(contentsOfFile: out + "/tickets.jsonl", encoding: .utf8)
      .split(separator: "\n").map { String($0.prefix { $0 != "}" }) }.sorted()
  }

  /// The title of each ticket that is handed over, by its legacy number.
  private func titlesByNumber() async throws -> [String: String] {
    let out = sample.folder.path + "/out-\(UUID().uuidString)"
    _ = try await ExportTicketsRun(sample.workspace).run(to: out, now: SampleWorkspace.now)
    let lines = try String(contentsOfFile: out + "/tickets.jsonl", encoding: .utf8).utf8
      .split(separator: UInt8(ascii: "\n"))
    var titles: [String: String] = [:]
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      let number = try #require(object?["legacyNumber"] as? String)
      #expect(titles[number] == nil, "\(number) twice")
      titles[number] = (object?["matter"] as? [String: Any])?["title"] as? String
    }
    return titles
  }

  private func counts(_ books: Reconciliation) -> [Int] {
    Reconciliation.Outcome.allCases.map { books[$0] }
  }

  @Test func `a later record of the same delivery supersedes an earlier one, in any file`()
    async throws
  {
    let books = try await take(["编号,标题\nA,一\nB,一\nA,二\n", "编号,标题\nB,三\nB,三\n"])
    #expect(counts(books[0]) == [1, 0, 0, 2, 0, 0, 0])
    #expect(counts(books[1]) == [1, 0, 0, 0, 1, 0, 0])
  }

  @Test func `a record that turns back to what the ledger held is unchanged`() async throws {
    _ = try await take(["编号,标题\nA,一\n"])
    let before = try await titles()
    let books = try await take(["编号,标题\nA,二\nA,一\n"])
    #expect(counts(books[0]) == [0, 0, 1, 1, 0, 0, 0])
    #expect(try await titles() == before)
  }

  @Test func `a corrected delivery updates and the next one is measured against it`() async throws {
    _ = try await take(["编号,标题\nA,一\nB,一\n"])
    #expect(counts(try await take(["编号,标题\nA,二\nB,一\n"])[0]) == [0, 1, 1, 0, 0, 0, 0])
    #expect(counts(try await take(["编号,标题\nA,二\nB,一\n"])[0]) == [0, 0, 2, 0, 0, 0, 0])
  }

  @Test func `where the last does not win, the later record is quarantined`() async throws {
    try mapping(repeated: "quarantine")
    let books = try await take(["编号,标题\nA,一\nA,二\nA,一\n"])
    #expect(counts(books[0]) == [1, 0, 0, 0, 1, 1, 0])
    #expect(try sample.workspace.quarantine().map(\.code) == ["HL2210"])
  }

  @Test func `ticket numbers are text to the last digit`() async throws {
    let books = try await take(["编号,标题\n00012,一\n12,二\n9007199254740993,三\n9007199254740992,四\n"])
    #expect(books[0][.accepted] == 4)
  }

  @Test func `a repaired record closes its quarantine entry`() async throws {
    let path = try sample.folder.file("r.csv", "编号,标题\n,一\nB,二\n")
    let run = try ImportRun(sample.workspace, line: "12329", mapping: "small")
    _ = try await run.run([path], label: nil, now: SampleWorkspace.now)
    #expect(try sample.workspace.quarantine().map(\.state) == ["open"])
    _ = try sample.folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,required,otherwise
      legacyNumber,标题,text,,yes,quarantine
      """)
    let repaired = try ImportRun(sample.workspace, line: "12329", mapping: "small")
    _ = try await repaired.run([path], label: nil, now: SampleWorkspace.now)
    #expect(try sample.workspace.quarantine().map(\.state) == ["resolved"])
  }

  @Test func `random deliveries always close their books and end with the last word`() async throws
  {
    var random = SeededRandom(state: 53)
    var truth: [String: String] = [:]
    for _ in 0..<12 {
      var files: [String] = []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        var text = "编号,标题\n"
        for _ in 0..<Int.random(in: 0...12, using: &random) {
          let key = "K\(Int.random(in: 0..<6, using: &random))"
          let value = "T\(Int.random(in: 0..<3, using: &random))"
          text += "\(key),\(value)\n"
          truth[key] = value
        }
        files.append(text)
      }
      _ = try await take(files)
    }
    #expect(try await titlesByNumber() == truth)
  }

  @Test func `of 300,000 keys in three files each ends with what was said last`() async throws {
    var truth: [String: String] = [:]
    var files: [String] = []
    for file in 0..<3 {
      var text = "编号,标题\n"
      // Its own keys, and every hundredth of those before with another title.
      let own = file * 100_000..<(file + 1) * 100_000
      for number in Array(stride(from: 0, to: own.lowerBound, by: 100)) + Array(own) {
        truth["K\(number)"] = "T\(file)"
        text += "K\(number),T\(file)\n"
      }
      files.append(text)
    }
    let books = try await take(files)
    #expect(books.map { $0[.accepted] + $0[.superseded] } == [100_000, 101_000, 102_000])
    #expect(books.map { $0[.superseded] } == [1000, 2000, 0])
    #expect(try await titlesByNumber() == truth)
  }
}
