import CallRouting
import Findings
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// Faults in what was rendered, one at a time: each must be caught by the reader or by R17.
@Suite struct SeededRenderingFaultTests {
  /// Lines of each kind; a few are enough, since every fault asks all of them at every edge.
  private static var table: RoutingTable {
    get throws {
      let lines = ["12345", "12318", "12329", "12333", "12356", "12366", "0757-82100001"]
      let sheets = try sheets(of: lines)
      let decisions = try SampleCity.decisions.filter { lines.contains($0.line.id) }
      return try SampleCity.table(decisions, sheets: sheets.path, years: 2021...2021)
    }
  }

  /// The sample's sheets, with the rows of some lines only, cut over in September: holidays and
  /// make-up days of one autumn are enough.
  private static func sheets(of lines: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["targets.csv", "phases.csv", "announcements.csv"] {
      let rows = try Shell.run("cat '\(SampleCity.folder)/\(name)'", in: folder.path).output
        .replacing("2021-11-25", with: "2021-09-10").split(separator: "\n")
      let own = rows.enumerated().filter { index, row in
        name != "phases.csv" || index == 0 || lines.contains(String(row.prefix { $0 != "," }))
      }
      _ = try folder.file(name, own.map(\.element).joined(separator: "\n") + "\n")
    }
    return folder
  }

  /// A fault in what was rendered: the script or the list after the change.
  typealias RenderedFault = (name: String, script: (String) -> String, list: (String) -> String)

  @Test func `every fault in rendered tables is caught by the reader or the read-back`() throws {
    let table = try Self.table
    let texts = try KamailioExporter().render(table).texts()
    let script = try #require(texts["mg_num.sql"])
    let destinations = try #require(texts["dispatcher.list"])
    func inserts(_ text: String, _ name: String) -> [String] {
      text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("INSERT INTO \(name) ") }
    }
    let plan = inserts(script, "mg_plan_a")
    let days = inserts(script, "mg_day_a")
    let holiday = try #require(days.first { $0.contains("'20211004'") })
    let night = try #require(plan.first { $0.contains("540-720") })
    let dated = try #require(plan.first { $0.contains("forward;12345;1631210400") })
    let faults: [RenderedFault] = [
      ("the script is cut in half", { String($0.prefix($0.count / 2)) }, { $0 }),
      (
        "a number's row is lost", { $0.replacing(inserts($0, "mg_num_a")[3] + "\n", with: "") },
        { $0 }
      ),
      ("a plan's row is lost", { $0.replacing(plan[2] + "\n", with: "") }, { $0 }),
      (
        "the manifest row is lost", { $0.replacing(inserts($0, "mg_num_a").last ?? "", with: "") },
        { $0 }
      ),
      ("the commit is lost", { $0.replacing("COMMIT;\n", with: "") }, { $0 }),
      (
        "a morning begins an hour late",
        { $0.replacing(night, with: night.replacing("540-720", with: "600-720")) }, { $0 }
      ),
      (
        "a morning ends a minute late",
        { $0.replacing(night, with: night.replacing("540-720", with: "540-721")) }, { $0 }
      ),
      (
        "a weekday and a rest day are swapped",
        { $0.replacing(night, with: night.replacing("workday", with: "restday")) }, { $0 }
      ),
      (
        "a stage begins eight hours early, as in another time zone",
        { $0.replacing("1631210400", with: "1631181600") }, { $0 }
      ),
      (
        "a stage begins a second late",
        { $0.replacing(dated, with: dated.replacing("1631210400", with: "1631210401")) }, { $0 }
      ),
      (
        "a holiday is lost",
        { $0.replacing("'20211004', 0, 0, 'restday'", with: "'20211004', 0, 0, 'workday'") }, { $0 }
      ),
      (
        "a make-up day is lost",
        { $0.replacing("'20210918', 0, 0, 'workday'", with: "'20210918', 0, 0, 'restday'") }, { $0 }
      ),
      ("a queue is another set's", { $0.replacing("'queue;11;", with: "'queue;21;") }, { $0 }),
      (
        "a number has another's plan",
        { $0.replacing("'12318', 0, 0, 'R12318,", with: "'12318', 0, 0, 'R12366,") }, { $0 }
      ),
      (
        "one form has another's plan",
        { $0.replacing("'075712318', 0, 0, 'R12318,", with: "'075712318', 0, 0, 'R12366,") }, { $0 }
      ),
      (
        "an emergency number stands in a row",
        { $0.replacing("'12318', 0, 0, 'R12318,", with: "'110', 0, 0, 'R12318,") }, { $0 }
      ),
      (
        "a forward goes to a number without a row",
        { $0.replacing("forward;12345;", with: "forward;12354;") }, { $0 }
      ),
      ("an action is misspelt", { $0.replacing("'forward;", with: "'foward;") }, { $0 }),
      (
        "12345's addresses are lost", { $0 },
        { $0.split(separator: "\n").filter { !$0.hasPrefix("11 ") }.map { $0 + "\n" }.joined() }
      ),
      ("a set has another's number", { $0 }, { $0.replacing("\n31 sip", with: "\n71 sip") }),
      ("the list is empty", { $0 }, { _ in "" }),
      (
        "a queue is the other generation's set", { $0.replacing("'queue;11;", with: "'queue;12;") },
        { $0 }
      ),
      (
        "an announcement is played by the other generation's set",
        { $0.replacing("'announce;51 ", with: "'announce;52 ") }, { $0 }
      ),
      (
        "the list has a set of the other generation besides", { $0 },
        { $0 + "12 sip:queue@192.0.2.12:5060 0 50 duid=hotline-b-Q-12345-1\n" }
      ),
      (
        "an address is marked as the other generation's", { $0 },
        { $0.replacing("duid=hotline-a-Q-12345-1", with: "duid=hotline-b-Q-12345-1") }
      ),
      ("a row of a day is lost", { $0.replacing(holiday + "\n", with: "") }, { $0 }),
      (
        "the days are counted wrong",
        { $0.replacing(",\(days.count)', 0);", with: ",\(days.count + 1)', 0);") }, { $0 }
      ),
      (
        "a row of a day is lost, and counted as lost",
        {
          $0.replacing(holiday + "\n", with: "")
            .replacing(",\(days.count)', 0);", with: ",\(days.count - 1)', 0);")
        }, { $0 }
      ),
    ]
    for fault in faults {
      let text = fault.script(script)
      let list = fault.list(destinations)
      #expect(text != script || list != destinations, "\(fault.name) changes nothing")
      // The fault stands in both forms, so that comparing them does not find it.
      var changed = texts.merging(textTables(of: text)) { $1 }
      changed["mg_num.sql"] = text
      changed["dispatcher.list"] = list
      try expectCaught(fault.name, KamailioExporter(), changed, table)
    }
    #expect(faults.count >= 28)
  }

  @Test func `a stale generation shows its snapshot`() throws {
    let table = try Self.table
    let old = RoutingTable(
      home: table.home, routes: table.routes.filter { $0.number.text != "12318" },
      plans: table.plans, targetSets: table.targetSets, announcements: table.announcements,
      unroutedLines: table.unroutedLines, calendar: table.calendar, protected: table.protected)
    #expect(
      try KamailioRows(old, generation: .b).manifest.value
        != KamailioRows(table, generation: .b).manifest.value)
    let exporter = KamailioExporter(generation: .b)
    let reading = try exporter.reading(of: old)
    let report = try ReadsBack(exporter, daysBefore: 366) { try $1(reading, $0.routes) }
      .report(on: table)
    print("seeded fault: a stale generation: R17, \(report.witnesses.count) witnesses")
    #expect(!report.isPassed)
  }

  @Test func `a fault in one of many numbers of one shape is found and told of that number`()
    throws
  {
    let sample = try Self.table
    let twin = try HotlineNumber(parsing: "12319", home: SampleCity.home)
    let number = try HotlineNumber(parsing: "12318", home: SampleCity.home)
    let route = try #require(sample.route(number))
    let table = RoutingTable(
      home: sample.home, routes: sample.routes + [Route(number: twin, phases: route.phases)],
      plans: sample.plans, targetSets: sample.targetSets, announcements: sample.announcements,
      unroutedLines: [], calendar: sample.calendar, protected: sample.protected)
    let shapes = [number, twin].map { table.route($0)?.shape.id }
    #expect(shapes[0] != nil && shapes[0] == shapes[1])
    let texts = try KamailioExporter().render(table).texts()
    let script = try #require(texts["mg_num.sql"])
    let row = try #require(
      script.split(separator: "\n").first { $0.contains("'R12319/1', 0, 0, 'forward;12345;") })
    let late = script.replacing(row, with: row.replacing("1631210400", with: "1631210401"))
    var changed = texts.merging(textTables(of: late)) { $1 }
    changed["mg_num.sql"] = late
    let reading = try KamailioExporter().reading { changed[$0] ?? "" }
    let report = try ReadsBack(daysBefore: 30) { try $1(reading, $0.routes) }.report(on: table)
    #expect(report.witnesses.map(\.number) == ["12319"])
  }

  /// The `db_text` files that say what a script says.
  private func textTables(of script: String) -> [String: String] {
    var tables = ["mg_num_a": "head\n", "mg_plan_a": "head\n", "mg_day_a": "head\n"]
    for line in script.split(separator: "\n") where line.hasPrefix("INSERT INTO mg_") {
      let name = String(line.split(separator: " ")[2])
      let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
      if tables[name] == nil || quoted.count != 5 { continue }
      tables[name]?.append("1:\(quoted[1]):0:0:\(quoted[3]):0\n")
    }
    return Dictionary(uniqueKeysWithValues: tables.map { ("dbtext/\($0)", $1) })
  }

  private func expectCaught(
    _ name: String, _ exporter: any SwitchExporter, _ texts: [String: String],
    _ table: RoutingTable
  ) throws {
    var caught = "NOT CAUGHT"
    do {
      let reading = try exporter.reading { texts[$0] ?? "" }
      let report = try ReadsBack(exporter, daysBefore: 30) { try $1(reading, $0.routes) }
        .report(on: table)
      if !report.isPassed { caught = "R17, \(report.witnesses.count) witnesses" }
    } catch let unusable as Unusable {
      caught = "the reader, \(unusable.findings[0].code.rawValue)"
    }
    print("seeded fault: \(exporter.name): \(name): \(caught)")
    #expect(caught != "NOT CAUGHT", "\(exporter.name): \(name)")
  }

  // MARK: The other switches

  /// A fault in every file of an export: one text put in the place of another.
  typealias OtherFault = (exporter: any SwitchExporter, name: String, from: String, to: String)

  static let otherFaults: [OtherFault] = [
    (DroutingExporter(), "windows end a second late", "PT2H59M59S", "PT3H0M0S"),
    (DroutingExporter(), "mornings begin an hour late", "T090000|", "T100000|"),
    (
      DroutingExporter(), "a stage begins as in another zone", "20210910T020000|",
      "20210909T180000|"
    ),
    (DroutingExporter(), "a number has lost its sentinel", "'12318#'", "'12318'"),
    (DroutingExporter(), "a number is another", "'12318#'", "'12319#'"),
    (DroutingExporter(), "own desks come behind 12345", "', 1000, ''", "', 998, ''"),
    (DroutingExporter(), "a rule is another group's", "'1', '12318#'", "'2', '12318#'"),
    (DroutingExporter(), "a gateway is not there", "(1000000, 0", "(1000999, 0"),
    (DroutingExporter(), "a set is another's", "desk;S-12366;", "desk;S-12313;"),
    (DroutingExporter(), "the end is lost", "COMMIT;\n", ""),
    (FreeSwitchExporter(), "mornings end a second early", "11:59:59", "11:59:58"),
    (FreeSwitchExporter(), "weekdays are counted from Monday", "wday=\"2-6\"", "wday=\"1-5\""),
    (
      FreeSwitchExporter(), "a holiday is a day short", "2021-10-01 00:00:00~",
      "2021-10-02 00:00:00~"
    ),
    (
      FreeSwitchExporter(), "a stage begins as in another zone", "2021-09-10 02:00:00",
      "2021-09-09 18:00:00"
    ),
    (FreeSwitchExporter(), "a number is matched as a pattern", "^12318$", "^1231.$"),
    (FreeSwitchExporter(), "one form is lost", "|8675712318)", ")"),
    (FreeSwitchExporter(), "a set is another's", "hm_set=S-12366", "hm_set=S-12313"),
    (FreeSwitchExporter(), "an overflow is dropped", "12345 XML hotline", "12345 XML default"),
    (AsteriskExporter(), "mornings end a minute late", "< 11200", "< 11201"),
    (AsteriskExporter(), "the zone is another", "Asia/Shanghai,1%H%M", "Etc/UTC,1%H%M"),
    (AsteriskExporter(), "a stage begins a minute late", ">= 1631210400", ">= 1631210460"),
    (AsteriskExporter(), "a make-up day is no working day", "20210918,1,NoOp", "20210932,1,NoOp"),
    (
      AsteriskExporter(), "a number goes to another's rows", "hotline-number,12318,1",
      "hotline-number,12366,1"
    ),
    (
      AsteriskExporter(), "one form goes to another's rows",
      "exten => 075712318,2,Goto(hotline-number,12318,1)",
      "exten => 075712318,2,Goto(hotline-number,12366,1)"
    ),
    (AsteriskExporter(), "a queue is another set's", "HM_SET=Q-12345", "HM_SET=S-12333"),
    (AsteriskExporter(), "a diversion is not counted", "(count,i)=1", "(count,i)=0"),
    (AsteriskExporter(), "the count is dropped", "REDIRECTING(count,i)=1", "HM_COUNT=1"),
    (AsteriskExporter(), "a diversion has another reason", "(reason,i)=cfu", "(reason,i)=cfb"),
    (AsteriskExporter(), "another number was diverted", "num,i)=${HM_CALLED}", "num,i)=12345"),
    (AsteriskExporter(), "a caller's diversion is passed on", "(count,i)=0", "(count,i)=2"),
    (AsteriskExporter(), "12345 is dialled without a limit", ",180,b(", ",,b("),
    (AsteriskExporter(), "a dead address holds the caller", ",10,b(", ",60,b("),
    (AsteriskExporter(), "own desks ring for minutes", ",15,b(", ",150,b("),
    (AsteriskExporter(), "own desks ring half as long", ",15,b(", ",7,b("),
    (AsteriskExporter(), "desks are not told what was dialled", "b(hotline-tell^s^1)", "g"),
    (
      AsteriskExporter(), "a context is not in memory", "[hotline-do]\nswitch",
      "[hotline-du]\nswitch"
    ),
    (
      AsteriskExporter(), "a context asks for another", "Realtime/hotline-now@", "Realtime/hotline@"
    ),
    (AsteriskExporter(), "a context asks for patterns", "@extensions/p", "@extensions"),
    (FreeSwitchExporter(), "hours hold in any zone", "tz-offset=\"8\" time", "time"),
    (FreeSwitchExporter(), "stages hold in any zone", "tz-offset=\"8\" date", "date"),
    (FreeSwitchExporter(), "weekdays hold in any zone", "tz-offset=\"8\" wday", "wday"),
    (FreeSwitchExporter(), "the zone is Greenwich's", "tz-offset=\"8\"", "tz-offset=\"0\""),
    (FreeSwitchExporter(), "a zone of the channel is not heeded", "${tod_tz_offset}", ""),
    (FreeSwitchExporter(), "another zone is not logged", "\"log\" data=\"ERR", "\"info\" data=\""),
    (
      FreeSwitchExporter(), "every zone counts as ours", "field=\"${hm_zone}\"", "field=\"${hm_x}\""
    ),
    (FreeSwitchExporter(), "another zone gives up numbers", "data=\"503 ", "data=\"404 "),
    (
      FreeSwitchExporter(), "the field overrules the zone", "<condition tz-offset=\"8\" date",
      "<condition field=\"network_addr\" expression=\"^$\" tz-offset=\"8\" date"
    ),
    (FreeSwitchExporter(), "a silent address has no limit", "leg_progress_timeout=5,", ""),
    (FreeSwitchExporter(), "own desks ring for minutes", "leg_timeout=15]", "leg_timeout=150]"),
    (FreeSwitchExporter(), "12345 rings without a limit", "leg_timeout=180]", "leg_timeout=0]"),
    (FreeSwitchExporter(), "a diversion is not told", "sip_h_Diversion", "sip_h_History"),
    (FreeSwitchExporter(), "desks are not told what was dialled", "X-Legacy-Called", "X-Called"),
    (
      FreeSwitchExporter(), "a caller's headers are passed on", "copy_custom_headers=false",
      "copy_custom_headers=true"
    ),
    (CarrierExporter(), "an order ends a day late", "2025-01-01 00:00", "2025-01-02 00:00"),
    (CarrierExporter(), "an order begins an hour early", "2021-09-10 02:00", "2021-09-10 01:00"),
    (CarrierExporter(), "numbers are forwarded to another", "CFU,0757-12345", "CFU,0757-12329"),
    (CarrierExporter(), "one carrier forwards another number", "移动,0757-12318", "移动,0757-12319"),
    (
      CarrierExporter(), "an order has no revoke order", "R-12356-20210910,revoke",
      "R-12356-20210910,note"
    ),
    (NeutralExporter(), "mornings end late", "12:00", "12:30"),
    (NeutralExporter(), "a day is of another kind", "2021-10-01,restday", "2021-10-01,workday"),
    (NeutralExporter(), "a set is another's", "S-12366", "S-12313"),
  ]

  @Test func `every fault in what is rendered for other switches is caught`() throws {
    let table = try Self.table
    var rendered: [String: [String: String]] = [:]
    for fault in Self.otherFaults {
      let name = fault.exporter.name
      let texts = try rendered[name] ?? fault.exporter.render(table).texts()
      rendered[name] = texts
      let changed = texts.mapValues { $0.replacing(fault.from, with: fault.to) }
      #expect(changed != texts, "\(name): \(fault.name) changes nothing")
      try expectCaught(fault.name, fault.exporter, changed, table)
    }
  }
}
