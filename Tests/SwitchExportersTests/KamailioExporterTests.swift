import CallRouting
import Findings
import Foundation
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

@Suite struct KamailioExporterTests {
  let folder: TemporaryFolder
  let table: RoutingTable
  let export: SwitchExport

  init() throws {
    folder = try TemporaryFolder()
    table = try SampleCity.table()
    export = try KamailioExporter().export(table, to: folder.path)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  /// The seconds around every edge of the sample, and around every opening hour of odd days.
  private var instants: [CivilInstant] {
    get throws {
      let edges = [
        "2021-10-01 03:00", "2021-11-25 02:00", "2022-02-23 00:00", "2025-01-01 00:00",
        "2026-12-31 23:59", "2022-01-01 00:00",
      ]
      let days = [
        "2021-11-25", "2021-11-27", "2022-01-01", "2022-01-29", "2022-01-31", "2022-02-07",
        "2024-02-29", "2024-12-31", "2026-10-01", "2026-10-10",
      ]
      let hours = ["00:00", "08:30", "09:00", "12:00", "14:00", "17:00", "17:30", "23:59"]
      let all = edges + days.flatMap { day in hours.map { "\(day) \($0)" } }
      return try all.flatMap { text in
        let instant = try SampleCity.at(text)
        return [-1, 0, 59].map { instant.adding(seconds: $0) }
      }
    }
  }

  @Test func `rendered and read back, every sample line answers as the model does`() throws {
    let tables = try KamailioExporter().reading(folder: folder.path)
    var compared = 0
    for decision in try SampleCity.decisions {
      let number = decision.line.number
      for form in number.dialledForms(home: table.home) {
        for instant in try instants {
          let call = try table.trace(dial: form, at: instant, from: .fixed)
          let answer = tables.answer(.init(dialled: form, second: instant.unixSeconds)).landing
          #expect(answer == table.landing(of: call), "\(form) \(instant): \(answer)")
          compared += 1
        }
      }
    }
    #expect(compared > 15_000)
  }

  @Test func `the retired district line is released to the second`() throws {
    let tables = try KamailioExporter().reading(folder: folder.path)
    let retire = try SampleCity.at("2027-06-30 00:00").unixSeconds
    #expect(
      tables.answer(.init(dialled: "82100001", second: retire - 1))
        == .answered(set: "Q-12345", heard: "A-MERGED"))
    #expect(
      tables.answer(.init(dialled: "+8675782100001", second: retire))
        == .released(heard: "A-MERGED"))
  }

  @Test func `desks that are down overflow in the rendered table as in the model`() throws {
    let tables = try KamailioExporter().reading(folder: folder.path)
    let time = try SampleCity.at("2022-03-01 10:00").unixSeconds
    #expect(
      tables.answer(.init(dialled: "12366", second: time))
        == .answered(set: "S-12366", heard: nil))
    #expect(
      tables.answer(.init(dialled: "12366", second: time, down: ["S-12366"]))
        == .answered(set: "Q-12345", heard: nil))
  }

  @Test func `there is one row for each dialled form, and the manifest row is the last`() throws {
    let keys = try text("mg_num.sql").split(separator: "\n")
      .filter { $0.hasPrefix("INSERT INTO mg_num_a ") }
      .map { String($0.split(separator: "'")[1]) }
    let forms = table.routes.flatMap { $0.number.dialledForms(home: table.home) }
    #expect(keys.dropLast() == forms[...])
    #expect(keys.last == "__manifest__")
    #expect(Set(keys).count == keys.count)
  }

  @Test func `a script that was cut off or lost a row is noticed`() throws {
    let whole = try text("mg_num.sql")
    let lines = whole.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.hasPrefix("INSERT INTO mg_plan_a ") })
    let cuts = [
      String(whole.prefix(whole.count / 2)),
      (lines[..<place] + lines[(place + 1)...]).joined(separator: "\n") + "\n",
      whole.replacing("__manifest__", with: "x"),
    ]
    for cut in cuts {
      _ = try folder.file("mg_num.sql", cut)
      #expect(throws: Unusable.self) { try KamailioExporter().reading(folder: folder.path) }
    }
  }

  @Test func `values are plain ASCII of at most 128 bytes`() throws {
    for name in ["mg_num.sql", "dispatcher.list", "manifest.json"] {
      #expect(try text(name).utf8.allSatisfy { $0 < 127 })
    }
    for line in try text("mg_num.sql").split(separator: "\n") where line.contains("VALUES") {
      let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
      for cell in stride(from: 1, to: quoted.count, by: 2) {
        #expect(quoted[cell].utf8.count <= 128)
      }
    }
  }

  @Test func `days are rendered for every year a row asks for, and only then`() throws {
    let manifest = try text("manifest.json").filter { !$0.isWhitespace }
    #expect(manifest.contains(#""days":["20210101","20261231"]"#))
    let quiet = try ["12345", "12318"].map { id in
      try #require(try SampleCity.decisions.first { $0.line.id == id })
    }
    let sheets = try TemporaryFolder()
    for name in ["targets.csv", "announcements.csv"] {
      _ = try sheets.file(
        name, String(contentsOfFile: SampleCity.folder + "/" + name, encoding: .utf8))
    }
    _ = try sheets.file(
      "phases.csv",
      "line,cutover,grace_end,retire,set,announcement\n12345,,,,Q-12345,\n12318,2021-11-25,,,,\n")
    _ = try KamailioExporter().export(
      SampleCity.table(quiet, sheets: sheets.path), to: folder.path)
    #expect(try !text("mg_num.sql").contains("INSERT INTO mg_day_a "))
  }

  @Test func `hours of a queue that its step does not have are refused`() throws {
    let sets = table.targetSets.map { set in
      set.id == "Q-12345"
        ? TargetSet(
          id: set.id, number: set.number, kind: set.kind,
          hours: ServiceHours("daily 08:00-20:00") ?? .always, members: set.members,
          place: set.place) : set
    }
    let narrow = RoutingTable(
      home: table.home, routes: table.routes, plans: table.plans, targetSets: sets,
      announcements: table.announcements, unroutedLines: [], calendar: table.calendar,
      protected: table.protected)
    #expect(throws: Unusable.self) { try KamailioExporter().export(narrow, to: folder.path) }
  }

  @Test(.enabled(if: Shell.has("sqlite3"), "sqlite3 is not installed"))
  func `sqlite takes the script twice, keeps the live pointer and counts the rows`() throws {
    let database = folder.path + "/route.db"
    for _ in 1...2 {
      _ = try sqlite(database, ".read \(folder.path)/mg_num.sql")
      _ = try sqlite(database, "UPDATE mg_ctl SET key_value = 'b';")
    }
    #expect(try sqlite(database, "SELECT count(*) FROM mg_day_b;") == "0\n")
    let forms = table.routes.map { $0.number.dialledForms(home: table.home).count }.reduce(0, +)
    #expect(try sqlite(database, "SELECT count(*) FROM mg_num_a;") == "\(forms + 1)\n")
    #expect(try sqlite(database, "SELECT count(*) FROM mg_day_a;") == "2191\n")
    #expect(try sqlite(database, "SELECT key_value FROM mg_ctl;") == "b\n")
    #expect(
      try sqlite(database, "SELECT key_name FROM mg_num_a ORDER BY id DESC LIMIT 1;")
        == "__manifest__\n")
    #expect(
      try sqlite(database, "SELECT group_concat(table_version) FROM version;") == "2,2,2,2,2,2,2\n")
  }

  @Test(.enabled(if: Shell.has("sqlite3"), "sqlite3 is not installed"))
  func `a script for the live generation changes nothing once it has rows`() throws {
    let database = folder.path + "/route.db"
    let script = folder.path + "/mg_num.sql"
    _ = try sqlite(database, ".read \(script)")
    let old = try sqlite(database, ".dump")
    let changed = try text("mg_num.sql").replacing("R12318", with: "R12345")
    _ = try folder.file("changed.sql", changed)
    let live = try Shell.run("sqlite3 -bail route.db '.read changed.sql'", in: folder.path)
    #expect(live.code != 0 && live.errors.contains("NOT NULL"), "\(live.errors)")
    #expect(try sqlite(database, ".dump") == old)
    // Not live any more, it is loaded.
    _ = try sqlite(database, "UPDATE mg_ctl SET key_value = 'b';")
    _ = try sqlite(database, ".read \(folder.path)/changed.sql")
    #expect(try sqlite(database, ".dump") != old)
  }

  private func sqlite(_ database: String, _ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = ["-bail", database, command]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}
