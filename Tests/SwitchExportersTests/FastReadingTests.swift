import CallRouting
import Findings
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// What a reader has taken apart once answers every call as the steps do that are taken one by one.
@Suite struct FastReadingTests {
  private typealias Answer = (SwitchReading.Call) -> SwitchAnswer?

  private static func tables() throws -> [RoutingTable] {
    var random = SeededRandom(state: 2026)
    return try [SampleCity.table(years: 2021...2021)]
      + (0..<3).map { _ in try GeneratedCity.table(lines: 12, using: &random) }
  }

  @Test func `Asterisk's numbers answer as its steps do`() throws {
    for (index, table) in try Self.tables().enumerated() {
      let texts = try AsteriskExporter().render(table).texts()
      let files = try AsteriskFiles(SwitchTexts { texts[$0] ?? "" })
      let (numbers, dialplan) = (AsteriskNumbers(files), AsteriskDialplan(files))
      try compare(table, seed: index, numbers.answer) { dialplan.follow($0, nil) }
    }
  }

  @Test func `FreeSWITCH's numbers answer as its extensions do`() throws {
    for (index, table) in try Self.tables().enumerated() {
      guard case .success(let rendered) = try FreeSwitchExporter().rendering(of: table) else {
        continue
      }
      let texts = try rendered.texts()
      let roots = try ["dialplan/public/00_hotline.xml", "dialplan/hotline.xml"].map {
        ($0, try #require(XMLElement.root(of: texts[$0] ?? "")))
      }
      let file = SwitchTexts { texts[$0] ?? "" }
      let dialplan = FreeSwitchDialplan(
        entries: try FreeSwitchExtension.all(in: roots[0].1, of: roots[0].0, file),
        own: try FreeSwitchExtension.all(
          in: #require(roots[1].1.first("context")), of: roots[1].0, file))
      let numbers = FreeSwitchNumbers(dialplan)
      try compare(table, seed: index, numbers.answer) { dialplan.follow($0, nil) }
    }
  }

  /// Every form, at seconds of chance and around the edges of its stages, with sets down by chance.
  private func compare(
    _ table: RoutingTable, seed: Int, _ fast: Answer, _ plain: Answer
  ) throws {
    var random = SeededRandom(state: UInt64(seed))
    let start = try SampleCity.at("2020-12-30 00:00").unixSeconds
    var ends: Set<SwitchAnswer> = []
    for route in table.routes {
      let edges = route.phases.flatMap { [$0.period.from, $0.period.until] }.compactMap { $0 }
        .flatMap { [$0.unixSeconds - 1, $0.unixSeconds] }
      // The minutes at which hours begin and end, on a day of chance.
      let steps = route.phases.compactMap(\.plan).compactMap(table.plan).flatMap(\.steps)
      let clocks = steps.flatMap(\.hours.spans).flatMap { span in
        [span.minutes.lowerBound, span.minutes.upperBound].flatMap { minute in
          let day = start + Int.random(in: 0..<700, using: &random) * 86_400
          return [day + minute * 60 - 1, day + minute * 60]
        }
      }
      let seconds =
        edges + clocks
        + (0..<15).map { _ in start + Int.random(in: 0..<70_000_000, using: &random) }
      for form in route.number.dialledForms(home: table.home).prefix(3) {
        for second in seconds {
          let down = Set(table.targetSets.map(\.id).filter { _ in Bool.random(using: &random) })
            .subtracting(Bool.random(using: &random) ? ["Q-12345"] : [])
          let call = SwitchReading.Call(dialled: form, second: second, down: down)
          guard let answer = fast(call) else {
            // What has no end of the usual kind is left to the steps.
            if case .damaged = plain(call) { continue }
            Issue.record("\(form) at \(second) is not answered")
            continue
          }
          ends.insert(answer)
          #expect(answer == plain(call), "\(form) at \(second) with \(down) down")
        }
      }
    }
    #expect(ends.count > 3)
  }

  @Test func `cities of chance are read back alike by every switch that is not Kamailio`() throws {
    var random = SeededRandom(state: 7)
    var compared: [String: Int] = [:]
    for _ in 0..<3 {
      let table = try GeneratedCity.table(lines: 2, using: &random)
      for exporter: any SwitchExporter in [
        AsteriskExporter(), FreeSwitchExporter(), DroutingExporter(),
      ] {
        guard case .success(let rendered) = try exporter.rendering(of: table) else { continue }
        let texts = try rendered.texts()
        let reading = try exporter.reading(SwitchTexts { texts[$0] ?? "" })
        let report = try ReadsBack(exporter, daysBefore: 30) { try $1(reading, $0.routes) }
          .report(on: table)
        for witness in report.witnesses {
          Issue.record("\(exporter.name) \(witness.finding.facts)")
        }
        compared[exporter.name, default: 0] += report.examined.first?.value ?? 0
      }
    }
    #expect(compared.keys.sorted().contains("asterisk"))
    print("cities of chance: compared at \(compared.sorted { $0.key < $1.key })")
  }
}
