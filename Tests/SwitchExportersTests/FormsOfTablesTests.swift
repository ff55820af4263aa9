import CallRouting
import Findings
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// The forms of a number are one list: what `trace` serves, every table serves, digit for digit.
@Suite struct FormsOfTablesTests {
  private static let separators = ["-", ".", "(", ")", " ", "%20", "%2D"]
  private static let heads = ["", "", "", "tel:", "sip:", "TEL:"]
  private static let tails = ["", "", "", ";phone-context=+86757", ";isub=1", ";npdi", "#", "x"]
  private static let prefixes = [
    "", "+86", "0086", "86", "+", "0", "00", "+860", "0086757", "+860757", "8607570", "+0",
  ]

  @Test func `trace succeeds if and only if all three tables answer`() throws {
    let table = try SampleCity.table(years: 2021...2022)
    let exporters: [any SwitchExporter] = [
      KamailioExporter(), AsteriskExporter(), FreeSwitchExporter(),
    ]
    let readings = try exporters.map { try $0.reading(of: table) }
    let at = try SampleCity.at("2022-03-01 10:00")
    var random = SeededRandom(state: 12_345)
    var (served, refused) = (0, 0)
    for _ in 0..<4_000 {
      let route = try #require(table.routes.randomElement(using: &random))
      let dialled = spelling(of: route.number, home: table.home, using: &random)
      let call = try table.trace(dial: dialled, at: at, from: .fixed)
      let digits = DialledSpelling(dialled)?.digits ?? dialled
      let answers = readings.map {
        $0.answer(SwitchReading.Call(dialled: digits, second: at.unixSeconds)) != .notOurs
      }
      #expect(answers == Array(repeating: call.disposition.isSuccess, count: 3), "\(dialled)")
      if call.disposition.isSuccess { served += 1 } else { refused += 1 }
    }
    #expect(served > 1_000 && refused > 500, "\(served) \(refused)")
  }

  @Test func `a probe dials every form of every number`() throws {
    let table = try SampleCity.table(years: 2021...2022)
    let dialled = Set(try table.probeCalls().map(\.dialled))
    for route in table.routes {
      let left = Set(route.number.dialledForms(home: table.home)).subtracting(dialled)
      #expect(left.isEmpty, "\(route.number): \(left.sorted())")
    }
  }

  /// One of the number's forms, or digits that begin like one, dressed up.
  private func spelling(
    of number: HotlineNumber, home: AreaCode, using random: inout SeededRandom
  ) -> String {
    let form = number.dialledForms(home: home).randomElement(using: &random) ?? number.text
    let mixed = (Self.prefixes.randomElement(using: &random) ?? "") + number.subscriber
    let digits = Bool.random(using: &random) ? form : mixed
    let dressed = digits.map { character in
      Int.random(in: 0..<6, using: &random) == 0
        ? String(character) + (Self.separators.randomElement(using: &random) ?? "")
        : String(character)
    }.joined()
    let plus = Bool.random(using: &random) ? dressed : dressed.replacing("+", with: "%2B")
    return (Self.heads.randomElement(using: &random) ?? "") + plus
      + (Self.tails.randomElement(using: &random) ?? "")
  }
}
