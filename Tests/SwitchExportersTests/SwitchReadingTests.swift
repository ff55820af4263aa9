import CallRouting
import Findings
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// Every exporter's own reader beside the model: what is rendered decides every call alike.
@Suite struct SwitchReadingTests {
  static let exporters: [any SwitchExporter] = [
    KamailioExporter(), DroutingExporter(), FreeSwitchExporter(), AsteriskExporter(),
    CarrierExporter(), NeutralExporter(),
  ]

  @Test(arguments: exporters.indices)
  func `model and reader agree at every edge of either`(index: Int) throws {
    let exporter = Self.exporters[index]
    let (table, folder) = (try SampleCity.table(years: 2021...2022), try TemporaryFolder())
    let sealed = try SealedSwitch(exporter.render(table), of: table, by: exporter, in: folder.path)
    let report = try ReadsBack(exporter, eachPart: sealed.eachPart).report(on: table)
    let compared = report.examined.first?.value ?? 0
    print("R17 \(exporter.name): model and reader compared at \(compared) instants")
    for witness in report.witnesses { Issue.record("\(witness.finding.facts)") }
    #expect(compared > (exporter.name == "carriers" ? 20 : 5_000))
  }

  /// One call through every reader: the same desks.
  @Test func `all switches say the same of a call on a day of rest`() throws {
    let table = try SampleCity.table(years: 2021...2021)
    let second = try SampleCity.at("2021-12-25 10:00").unixSeconds
    for exporter in Self.exporters where exporter.name != "carriers" {
      let reading = try exporter.reading(of: table)
      let call = SwitchReading.Call(dialled: "+8675712366", second: second)
      #expect(reading.answer(call).landing == "Q-12345", "\(exporter.name)")
      #expect(!reading.trail(of: call).rows.isEmpty, "\(exporter.name)")
      let foreign = SwitchReading.Call(dialled: "110", second: second)
      #expect(reading.answer(foreign) == .notOurs, "\(exporter.name)")
    }
  }

  @Test func `carriers revoke what they were ordered on the day it ends`() throws {
    let texts = try CarrierExporter().render(SampleCity.table()).texts()
    #expect(
      texts.keys.sorted() == ["broadnet", "mobile", "telecom", "unicom"].map { "orders-\($0).csv" })
    let rows = try #require(texts["orders-telecom.csv"]).split(separator: "\n")
    let retired = rows.filter { $0.contains("0757-82100001") }
    #expect(retired.count == 2)
    #expect(retired[0].contains("F-075782100001-20211125,set,电信,0757-82100001"))
    #expect(retired[0].contains("CFU,0757-12345,,2021-11-25 02:00,2027-06-30 00:00"))
    #expect(retired[1].contains("R-075782100001-20211125,revoke,电信"))
    #expect(retired[1].contains("2027-06-30 00:00,,F-075782100001-20211125"))
  }

  @Test func `an order for another area's short code is not the home area's`() throws {
    let texts = try CarrierExporter().render(SampleCity.table()).texts()
      .mapValues { $0.replacing("0757-12318", with: "020-12318") }
    let reading = try CarrierExporter().reading(SwitchTexts { texts[$0] ?? "" })
    let second = try SampleCity.at("2021-12-25 10:00").unixSeconds
    func answer(_ dialled: String) -> SwitchAnswer {
      reading.answer(SwitchReading.Call(dialled: dialled, second: second))
    }
    #expect(answer("12318") == .notOurs)
    #expect(answer("02012318") == .forwarded(to: "0757-12345"))
    #expect(answer("12336") == .forwarded(to: "0757-12345"))
    #expect(answer("075712336") == .forwarded(to: "0757-12345"))
  }

  @Test func `a number whose carriers nobody knows gets no order`() throws {
    let decisions = try SampleCity.decisions
    let table = try SampleCity.table(decisions)
    let unknown = RoutingTable(
      home: table.home, routes: table.routes.map { Route(number: $0.number, phases: $0.phases) },
      plans: table.plans, targetSets: table.targetSets, announcements: table.announcements,
      unroutedLines: table.unroutedLines, calendar: table.calendar, protected: table.protected)
    #expect(throws: Unusable.self) { try CarrierExporter().render(unknown) }
  }

  @Test func `addresses of one priority are refused, for no format shares calls out`() throws {
    let table = try SampleCity.table()
    let even = table.targetSets.map { set in
      TargetSet(
        id: set.id, number: set.number, kind: set.kind, hours: set.hours,
        members: set.members.map {
          TargetSet.Member(
            uri: $0.uri, priority: 10, weight: $0.weight, maxCalls: $0.maxCalls,
            isEnabled: true, place: $0.place)
        }, place: set.place)
    }
    let flat = RoutingTable(
      home: table.home, routes: table.routes, plans: table.plans, targetSets: even,
      announcements: table.announcements, unroutedLines: [], calendar: table.calendar,
      protected: table.protected)
    for exporter in Self.exporters where !["carriers", "neutral"].contains(exporter.name) {
      #expect(throws: Unusable.self, "\(exporter.name)") { try exporter.render(flat) }
    }
  }

  @Test(.enabled(if: Shell.has("xmllint"), "libxml2-utils is not installed"))
  func `the documents are well-formed, and the neutral one keeps to its schema`() throws {
    let folder = try TemporaryFolder()
    let table = try SampleCity.table(years: 2021...2021)
    _ = try NeutralExporter().export(table, to: folder.path + "/neutral")
    _ = try FreeSwitchExporter().export(table, to: folder.path + "/freeswitch")
    let schema = Shell.root + "/Documentation/Schemas/routing-table-1.xsd"
    let result = try Shell.run(
      "xmllint --noout --schema '\(schema)' neutral/table.xml && "
        + "xmllint --noout freeswitch/dialplan/hotline.xml "
        + "freeswitch/dialplan/public/00_hotline.xml", in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
    let broken = try Shell.run(
      "sed 's/action=\"serve\"/action=\"guess\"/' neutral/table.xml > x.xml; "
        + "xmllint --noout --schema '\(schema)' x.xml", in: folder.path)
    #expect(broken.code != 0)
  }
}
