package import CallRouting
import Findings
package import HotlineModel
import Sheets

/// The fictitious city of `SampleData/routing`: its sheets, its decisions, its calendar.
package enum SampleCity {
  /// The folder of the routing sheets.
  package static let folder =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/SampleData/routing"

  /// What the city is made of, or a reason why it is not there.
  package struct Missing: Error {}

  /// The area.
  package static var home: AreaCode {
    get throws {
      guard let home = AreaCode("0757") else { throw Missing() }
      return home
    }
  }

  /// An instant.
  package static func at(_ text: String) throws -> CivilInstant {
    guard let instant = CivilInstant(text) else { throw Missing() }
    return instant
  }

  /// The protected list.
  package static let protected = ProtectedNumbers(others: ["12110", "12119", "12395", "95110"])

  /// A decision on a line, of which only what routing reads is filled in.
  package static func decision(
    _ id: String, _ mode: MergeMode, _ callPath: CallPath = .none, from: String = "",
    to: String = "", hours: String = "24h"
  ) throws -> Decision {
    let number = try HotlineNumber(parsing: id.prefix { $0 != "@" }, home: home)
    let line = LegacyHotline(
      id: id, number: number, name: "line \(id)", owner: "owner", facts: [:], monthlyCalls: nil,
      seats: nil, hours: ServiceHours(hours) ?? .always, carriers: ["电信", "移动", "联通", "广电"],
      division: "",
      validFrom: CivilDate(from),
      validTo: CivilDate(to), place: SourceLocation(file: "register.csv", line: 2))
    return Decision(
      line: line, mode: mode, number: .hold, seats: .ask, callPath: callPath, deadline: "",
      template: "", reason: "", path: [], policy: "")
  }

  /// What was decided of the sample lines.
  package static var decisions: [Decision] {
    get throws {
      let merged = [
        "12318", "12336", "96119", "0757-82100001", "0757-86100002", "0757-22100003",
        "0757-87100004", "0757-88100005",
      ]
      return try merged.map { try decision($0, .fullMerge, .interceptForward) } + [
        decision("12345", .outside), decision("12329", .dualNumber, .forwardAll),
        decision(
          "12333", .dualNumber, .twoWayTransfer, hours: "workdays 08:30-12:00 14:00-17:30"),
        decision("0757-83100006", .dualNumber, .forwardAll),
        decision(
          "12366", .subCenter, .twoWayTransfer, hours: "workdays 09:00-12:00 14:00-17:00"),
        decision(
          "12313", .subCenter, .twoWayTransfer, hours: "workdays 08:30-12:00 14:00-17:30"),
        decision("12350", .person),
        decision("12356", .fullMerge, .interceptForward, to: "2024-12-31"),
        decision("12356@2025-01-01", .person, from: "2025-01-01"),
        decision("110", .protected), decision("12395", .person), decision("96968", .linkOnly),
        decision("12368", .linkOnly), decision("0757-83100008", .person),
        decision("12301", .outside),
      ]
    }
  }

  /// The table of the sample sheets.
  package static func table(
    _ decisions: [Decision]? = nil, sheets: String = folder, years: ClosedRange<Int> = 2021...2026
  ) throws -> RoutingTable {
    try RoutingTable(
      decisions: decisions ?? self.decisions,
      sheets: RoutingSheets(folder: sheets, home: home), calendar: calendar(years),
      protected: protected, home: home)
  }

  /// The working days from 2021 to 2026 as the State Council announced them.
  package static var calendar: WorkingCalendar { calendar(2021...2026) }

  /// The working days of some of these years.
  package static func calendar(_ years: ClosedRange<Int>) -> WorkingCalendar {
    WorkingCalendar(
      years: years, holidays: days(of: holidays), makeUpDays: days(of: makeUpDays))
  }

  private static let holidays = [
    "2021 0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007",
    "2022 0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231",
    "2023 0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006 1230-1231",
    "2024 0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007",
    "2025 0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
    "2026 0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
  ]
  private static let makeUpDays = [
    "2021 0207 0220 0425 0508 0918 0926 1009", "2022 0129 0130 0402 0424 0507 1008 1009",
    "2023 0128 0129 0423 0506 0625 1007 1008", "2024 0204 0218 0407 0428 0511 0914 0929 1012",
    "2025 0126 0208 0427 0928 1011", "2026 0104 0214 0228 0509 0920 1010",
  ]

  private static func days(of years: [String]) -> Set<CivilDate> {
    var days: Set<CivilDate> = []
    for words in years.map({ $0.split(separator: " ") }) {
      for word in words.dropFirst() {
        let ends = word.split(separator: "-").compactMap { end in
          CivilDate("\(words[0])-\(end.prefix(2))-\(end.suffix(2))")
        }
        guard var day = ends.first, let last = ends.last else { continue }
        while day <= last {
          days.insert(day)
          day = day.adding(days: 1)
        }
      }
    }
    return days
  }
}
