import CallRouting
import Foundation
import HotlineModel
import LocalFiles
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

extension RealCallTests {
  /// The module has no hook for another instant, so its windows are moved instead.
  ///
  /// Each instant gets a group of rules of its own in which that instant is now. Windows are
  /// absolute, so that moving them changes nothing else.
  @Test func `the real drouting module lands calls as traced`() throws {
    let port = Self.port(1)
    let local = try Self.localDesks(of: SampleCity.table(years: 2021...2022), port: port)
    let script = try #require(try DroutingExporter().render(local).texts()["drouting.sql"])
    let instants = try Self.droutingInstants
    _ = try SippProbe(port: port).write([], for: local, to: folder.path + "/probe")
    let now = CivilInstant(unixSeconds: Int(Date().timeIntervalSince1970))
    try Folder.make(folder.path + "/d")
    _ = try folder.file("d/drouting.sql", Self.moved(script, to: now, from: instants))
    _ = try folder.file("d/kamailio.cfg", DroutingScript.text)
    let forms =
      local.routes.flatMap { $0.number.dialledForms(home: local.home) }
      + ["110", "119", "1234", "123456", "0757110"]
    var lines = ["SEQUENTIAL"]
    for (index, instant) in instants.enumerated() {
      for form in forms {
        let call = try local.trace(dial: form, at: instant, from: .fixed)
        lines.append(
          "\(form);\(instant.unixSeconds);\(local.landing(of: call));\(index + 1);none;-")
      }
      for set in ["S-12366", "S-12313"] {
        let form = String(set.dropFirst(2))
        let call = try local.trace(dial: form, at: instant, from: .fixed, down: [set])
        lines.append(
          "\(form);\(instant.unixSeconds);\(local.landing(of: call));\(index + 1);busy;\(set)")
      }
    }
    _ = try folder.file("probe/calls-1.csv", lines.joined(separator: "\n") + "\n")
    let verdict = try run("drouting", ["d"])
    report("drouting", verdict)
    #expect(verdict.planned == lines.count - 1)
    #expect(verdict.misrouted.isEmpty)
    #expect(verdict.landed == verdict.planned)
  }

  /// Five minutes before and some seconds after every kind of edge: a call may come late.
  private static var droutingInstants: [CivilInstant] {
    get throws {
      let edges = [
        "2021-11-25 02:00", "2021-11-26 09:00", "2021-11-26 12:00", "2021-11-26 14:00",
        "2021-11-26 17:00", "2021-11-26 17:30", "2021-11-27 09:00", "2022-01-03 09:00",
        "2022-01-29 09:00", "2022-02-23 00:00", "2022-12-31 12:00",
      ]
      return try edges.flatMap { edge in
        let at = try SampleCity.at(edge)
        return [at.adding(seconds: -300), at.adding(seconds: 5)]
      }
    }
  }

  /// The table with desks at the ports where the probe's own desks listen.
  private static func localDesks(of table: RoutingTable, port: Int) -> RoutingTable {
    var port = port + 2
    let sets = table.targetSets.map { set in
      TargetSet(
        id: set.id, number: set.number, kind: set.kind, hours: set.hours,
        members: set.members.map { member in
          port += 1
          return TargetSet.Member(
            uri: "sip:\(member.user)@127.0.0.1:\(port)", priority: member.priority,
            weight: member.weight, maxCalls: member.maxCalls, isEnabled: member.isEnabled,
            place: member.place)
        }, place: set.place)
    }
    return RoutingTable(
      home: table.home, routes: table.routes, plans: table.plans, targetSets: sets,
      announcements: table.announcements, unroutedLines: table.unroutedLines,
      calendar: table.calendar,
      protected: table.protected)
  }

  /// One group of rules for each instant, moved so that the instant is now; windows of hours that
  /// are more than a month away are left out.
  private static func moved(
    _ script: String, to now: CivilInstant, from instants: [CivilInstant]
  ) -> String {
    let lines = script.split(separator: "\n").map(String.init)
    let rules = lines.filter { $0.hasPrefix("INSERT INTO dr_rules ") }
    let place = lines.firstIndex { $0.hasPrefix("INSERT INTO dr_rules ") } ?? 0
    var moved: [String] = []
    for (index, instant) in instants.enumerated() {
      let delta = now.unixSeconds - instant.unixSeconds
      for rule in rules {
        var parts = rule.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        parts[1] = "\(index + 1)"
        let window = parts[5].split(separator: "|").map(String.init)
        if window.count == 2 {
          let text = window[0].filter(\.isNumber)
          let day = [text.prefix(4), text.dropFirst(4).prefix(2), text.dropFirst(6).prefix(2)]
          let clock = [text.dropFirst(8).prefix(2), text.dropFirst(10).prefix(2), text.suffix(2)]
          guard
            let start = CivilInstant(
              day.joined(separator: "-") + " " + clock.joined(separator: ":"))
          else { continue }
          let isFar = abs(start.unixSeconds - instant.unixSeconds) > 31 * 86_400
          if isFar, window[1].hasPrefix("PT2H") || window[1].hasPrefix("PT3H") { continue }
          let shifted = start.adding(seconds: delta).rfc3339.prefix(19).filter {
            $0 != "-" && $0 != ":"
          }
          parts[5] = shifted + "|" + window[1]
        }
        let head =
          "INSERT INTO dr_rules (ruleid, groupid, prefix, timerec, priority, routeid, "
          + "gwlist, description) VALUES (\(moved.count + 1), '"
        moved.append(head + parts[1...].joined(separator: "'"))
      }
    }
    let others = lines.filter { !$0.hasPrefix("INSERT INTO dr_rules ") }
    return (others[..<place] + moved + others[place...]).joined(separator: "\n") + "\n"
  }
}
