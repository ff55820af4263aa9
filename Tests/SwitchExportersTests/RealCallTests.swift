import CallRouting
import Foundation
import HotlineModel
import LocalFiles
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

extension Tag {
  /// Asks a real switch; runs where it is installed.
  @Tag static var peer: Self
}

/// A real Kamailio has the rendered tables, real calls are made, and every landing is compared.
@Suite(
  .serialized, .tags(.peer),
  .enabled(
    if: ["kamailio", "sipp", "kamcmd", "sqlite3"].allSatisfy(Shell.has),
    "kamailio, sip-tester and sqlite3 are not installed"))
struct RealCallTests {
  let folder: TemporaryFolder
  let table: RoutingTable

  init() throws {
    folder = try TemporaryFolder()
    table = try SampleCity.table()
    _ = try KamailioExporter().export(table, to: folder.path + "/a")
  }

  /// Ports of this test's own: no two test processes share them, and SIPp's media ports are far.
  static func port(_ index: Int) -> Int {
    20_000 + (Int(ProcessInfo.processInfo.processIdentifier) % 150) * 256 + index * 64
  }

  func run(_ form: String, _ tables: [String]) throws -> ProbeVerdict {
    let script = (["probe/probe.sh", "run", form] + tables).joined(separator: " ")
    // A process of Foundation inherits blocked signals, and Kamailio's timers are signals.
    let unblocked =
      "python3 -c 'import os, signal, sys; signal.pthread_sigmask(signal.SIG_SETMASK, []); "
      + "os.execvp(sys.argv[1], sys.argv[1:])' bash \(script)"
    let result = try Shell.run(unblocked, in: folder.path)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    if !result.output.isEmpty { print("real calls, \(result.output)") }
    return try ProbeVerdict(probe: folder.path + "/probe", run: folder.path + "/run")
  }

  func report(_ title: String, _ verdict: ProbeVerdict) {
    let landings = verdict.byLanding.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    print(
      "real calls, \(title): \(verdict.planned) calls, \(verdict.distinct) different "
        + "(number, instant), \(verdict.landed) landed as traced, "
        + "\(verdict.misrouted.count) misrouted; \(landings)")
    for call in verdict.misrouted.prefix(10) {
      let at = CivilInstant(unixSeconds: call.at)
      Issue.record(
        "\(title): \(call.dialled) at \(at) landed at “\(call.landed)”, not at \(call.expected)")
    }
  }

  @Test(arguments: ["sqlite", "dbtext"])
  func `every sample number lands as traced at every kind of edge`(form: String) throws {
    let calls = try table.probeCalls()
    // Silence costs the ring time; once is enough.
    let silent = form == "sqlite" ? try table.probeCalls(under: .silent) : []
    let parts = [
      ("calls-1-edges.csv", calls),
      ("calls-2-busy.csv", try table.probeCalls(under: .busy)),
      ("calls-3-silent.csv", silent),
      ("calls-down.csv", try table.probeCalls(under: .down)),
    ]
    _ = try SippProbe(port: Self.port(form == "sqlite" ? 0 : 1)).write(
      parts.map { (file: $0.0, calls: $0.1) }, for: table, to: folder.path + "/probe")
    let verdict = try run(form, ["a"])
    report(form, verdict)
    #expect(verdict.distinct >= 1_000)
    #expect(verdict.misrouted.isEmpty)
    #expect(verdict.landed == verdict.planned)
    let manifest = try String(contentsOfFile: folder.path + "/run/num_a.manifest", encoding: .utf8)
    let snapshot = Fingerprint.hex(of: Array(table.canonicalText.utf8))
    #expect(manifest.contains(snapshot), "the loaded table does not say which it is")
  }

  /// Faults in the switch's script, which no check of tables can see.
  static let scriptFaults: [(name: String, from: String, to: String)] = [
    ("the script reckons in another time zone", "$var(now) + 28800", "$var(now) + 0"),
    ("a stage ends a second late", "if ($var(now) >= $(var(until)", "if ($var(now) > $(var(until)"),
    (
      "the script drops the overflow",
      "$avp(hm_next) = $(var(arg){s.select,2, });\n            $var(ring)",
      "$avp(hm_next) = \"\";\n            $var(ring)"
    ),
    ("the desk is not told", "append_hf(\"X-Legacy-Called: $avp(hm_called)\\r\\n\");", ""),
  ]

  @Test(arguments: scriptFaults.indices)
  func `a fault in the switch's script is caught by a call`(index: Int) throws {
    let fault = Self.scriptFaults[index]
    let path = folder.path + "/a/kamailio.cfg"
    let script = try String(contentsOfFile: path, encoding: .utf8)
    let changed = script.replacingOccurrences(of: fault.from, with: fault.to)
    #expect(changed != script, "\(fault.name) changes nothing")
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
    let calls = try table.probeCalls().filter { ["12366", "12318"].contains($0.dialled) }
    let busy = try table.probeCalls(under: .busy).filter { $0.dialled == "12366" }
    _ = try SippProbe(port: Self.port(3)).write(
      [(file: "calls-1.csv", calls: calls), (file: "calls-2-busy.csv", calls: busy)], for: table,
      to: folder.path + "/probe")
    let verdict = try run("sqlite", ["a"])
    print("seeded fault: \(fault.name): real calls, \(verdict.misrouted.count) landed elsewhere")
    #expect(!verdict.misrouted.isEmpty, "\(fault.name)")
  }

  /// 10,000 given-up numbers in generation b, while the pointer stays at a.
  @Test func `ten thousand numbers of the other generation all land`() throws {
    let bulk = try bulkTable(10_000)
    _ = try KamailioExporter(generation: .b).export(bulk, to: folder.path + "/b")
    let at = try SampleCity.at("2022-01-04 10:00")
    let calls = bulk.routes.filter { $0.number.subscriber.utf8.count == 8 }.map {
      ProbeCall(dialled: $0.number.subscriber, at: at, landing: "Q-12345")
    }
    #expect(calls.count == 10_000)
    _ = try SippProbe(port: Self.port(2), rate: 250, generation: .b).write(
      [(file: "calls.csv", calls: calls)], for: bulk, to: folder.path + "/probe")
    let verdict = try run("sqlite", ["a", "b"])
    report("bulk", verdict)
    #expect(verdict.landed == 10_000)
    #expect(verdict.misrouted.isEmpty)
  }

  /// The sample's 12345, and a number of lines that are forwarded to it.
  private func bulkTable(_ count: Int) throws -> RoutingTable {
    let sample = try #require(table.routes.first { $0.number.text == "12318" }?.phases[1])
    let routes = try (0..<count).map { index in
      let number = try HotlineNumber(
        parsing: "8\(padded(2_000_000 + index, to: 7))", home: table.home)
      let phase = RoutePhase(
        line: number.text, name: "bulk", mode: .fullMerge, kind: .forwarding,
        period: Period(from: sample.period.from, until: nil), plan: sample.plan,
        place: sample.place)
      return Route(number: number, phases: [phase])
    }
    let main = table.routes.filter { $0.number.text == "12345" }
    return RoutingTable(
      home: table.home, routes: main + routes, plans: table.plans, targetSets: table.targetSets,
      announcements: table.announcements, unroutedLines: [], calendar: table.calendar,
      protected: table.protected)
  }
}
