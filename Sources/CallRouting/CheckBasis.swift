package import Findings
package import HotlineModel
package import Reports
package import Sheets

/// What a city gives the checks besides the table; what is absent is said to be not examined.
package struct CheckBasis: Sendable {
  /// The limits of `checks.csv`.
  package var parameters = CheckParameters()
  /// The numbers somebody has decided on.
  package var approved: Set<HotlineNumber>?
  /// The lines whose day is still open, as their rows say.
  package var plannedLater: Set<String> = []
  /// The lines that have rows and are left as they are today by whoever makes the table.
  package var leftOut: Set<String> = []
  /// The table that is loaded at present.
  package var loaded: RoutingTable?
  /// The numbers whose change is ordered, with the checklist item that orders it.
  package var explained: [HotlineNumber: String] = [:]
  /// What is known of calls and desks.
  package var traffic: Traffic?
  /// What real desks were told, where real calls were made.
  package var probe: ProbeReport?
  /// The times in which nothing may change.
  package var freezes: [Freeze]?

  /// A time in which nothing may change (封网).
  package struct Freeze: Hashable, Sendable {
    /// From when to when.
    package let period: Period
    /// Why.
    package let reason: String

    /// A time in which nothing may change.
    package init(period: Period, reason: String) {
      self.period = period
      self.reason = reason
    }
  }

  /// What is known of calls and desks.
  package struct Traffic: Sendable {
    /// Calls a month by line; unknown lines are absent.
    package let monthlyCalls: [String: Int]
    /// Seats by target set; unknown sets are absent.
    package let seats: [String: Int]
    /// The share of a day's calls in each hour, 24 shares that sum to 1; by kind of day.
    package let workdays: [Double]
    /// As `workdays`, on days that are not worked.
    package let restdays: [Double]

    /// What is known of calls and desks.
    package init(
      monthlyCalls: [String: Int], seats: [String: Int], workdays: [Double], restdays: [Double]
    ) {
      self.monthlyCalls = monthlyCalls
      self.seats = seats
      self.workdays = workdays
      self.restdays = restdays
    }
  }

  /// Nothing but the table.
  package init() {}
}

/// The limits the checks hold a table to (`checks.csv`); `nil` where nobody has set one.
package struct CheckParameters: Hashable, Sendable {
  /// The fewest days for which a given-up number is forwarded without a word.
  package var graceMinimumDays: Int?
  /// The fewest days for which callers hear that a number ends, before it is cancelled.
  package var announceMinimumDays: Int?
  /// The longest time own desks may ring, in seconds.
  package var ringLimitSeconds: Int?
  /// Within how many seconds calls must be answered.
  package var answerSeconds: Int?
  /// How many of 100 calls must be answered in that time.
  package var answerPercent: Int?
  /// How long a call and its notes take an agent, in seconds.
  package var handlingSeconds: Int?

  /// No limits.
  package init() {}

  /// What `checks.csv` looks like: one row for each limit.
  package static let form = SheetForm(
    thing: "parameter",
    columns: [
      SheetColumn(
        "parameter", "参数",
        .oneOf([
          "grace_minimum_days", "announce_minimum_days", "ring_limit_seconds", "answer_seconds",
          "answer_percent", "handling_seconds",
        ])),
      SheetColumn("value", "值", .count),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["parameter"])

  /// What each limit may be: days, seconds, of 100.
  private static let ranges: [String: ClosedRange<Int>] = [
    "grace_minimum_days": 1...3_650, "announce_minimum_days": 1...3_650,
    "ring_limit_seconds": 1...120, "answer_seconds": 1...600, "answer_percent": 1...99,
    "handling_seconds": 1...7_200,
  ]

  /// Reads the sheet.
  ///
  /// - Throws: `Unusable` with every complaint about it, limits that nobody can mean among them.
  package init(contentsOf path: String) throws {
    var complaints: [Finding] = []
    for row in try Sheet(contentsOf: path, form: Self.form).rows {
      let (parameter, value) = (row["parameter"], row.count("value"))
      if let range = Self.ranges[parameter], let value, !range.contains(value) {
        complaints.append(
          Finding(
            .sheetValueMalformed(
              found: "\(value)",
              expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
              example: "\(min(90, range.upperBound))"), at: row.place(of: "value")))
      }
      switch parameter {
      case "grace_minimum_days": graceMinimumDays = value
      case "announce_minimum_days": announceMinimumDays = value
      case "ring_limit_seconds": ringLimitSeconds = value
      case "answer_seconds": answerSeconds = value
      case "answer_percent": answerPercent = value
      case _: handlingSeconds = value
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }
}

extension CheckBasis {
  /// What `hour-profile.csv` looks like: the share of a day's calls in each hour.
  package static let profileForm = SheetForm(
    thing: "hour",
    columns: [
      SheetColumn("hour", "小时", .count),
      SheetColumn("workday_permille", "工作日千分比", .count),
      SheetColumn("restday_permille", "休息日千分比", .count),
    ], key: ["hour"])

  /// What `freezes.csv` looks like.
  package static let freezesForm = SheetForm(
    thing: "freeze",
    columns: [
      SheetColumn("from", "起", .text), SheetColumn("until", "止", .text),
      SheetColumn("reason", "原因", .text),
    ], key: ["from"])

  /// The shares of `hour-profile.csv`: 24 hours, each kind of day a thousand in all.
  ///
  /// - Throws: `Unusable` with `HL2008`-like complaints where hours are missing or do not sum up.
  package static func profile(
    contentsOf path: String
  ) throws -> (workdays: [Double], restdays: [Double]) {
    let rows = try Sheet(contentsOf: path, form: profileForm).rows
    let wrong = rows.filter { !(0..<24).contains($0.count("hour") ?? -1) }
    guard wrong.isEmpty else {
      throw Unusable(
        wrong.map { row in
          Finding(
            .sheetValueMalformed(
              found: row["hour"], expected: "an hour from 0 to 23", example: "9"),
            at: row.place(of: "hour"))
        })
    }
    guard Set(rows.compactMap { $0.count("hour") }).count == 24 else {
      throw Unusable(
        .sheetValueMalformed(
          found: "\(rows.count)", expected: "24 hours that sum to 1000", example: "1000"),
        at: SourceLocation(file: path, line: 2))
    }
    var shares: [[Int]] = [[], []]
    for hour in 0..<24 {
      let row = rows.first { $0.count("hour") == hour }
      shares[0].append(row?.count("workday_permille") ?? 0)
      shares[1].append(row?.count("restday_permille") ?? 0)
    }
    for share in shares where share.reduce(0, +) != 1000 {
      throw Unusable(
        .sheetValueMalformed(
          found: "\(share.reduce(0, +))", expected: "24 hours that sum to 1000", example: "1000"),
        at: SourceLocation(file: path, line: 2))
    }
    return (shares[0].map { Double($0) / 1000 }, shares[1].map { Double($0) / 1000 })
  }

  /// The longest time in which a city can forbid every change.
  private static let longestFreezeDays = 92

  /// The frozen times of `freezes.csv`.
  ///
  /// - Parameters:
  ///   - path: the sheet.
  ///   - calendar: what the freezes must be within; `nil` for any time.
  /// - Returns: the freezes, in the sheet's order.
  /// - Throws: `Unusable` with every complaint about it: ends out of order, a freeze of more than 92
  ///   days, or outside the calendar (`HL5108`): each of them is a mistyped year.
  package static func freezes(
    contentsOf path: String, within calendar: WorkingCalendar? = nil
  ) throws -> [Freeze] {
    var complaints: [Finding] = []
    let freezes: [Freeze?] = try Sheet(contentsOf: path, form: freezesForm).rows.map { row in
      let ends = ["from", "until"].map { CivilDate(row[$0])?.start ?? CivilInstant(row[$0]) }
      let found = "\(row["from"]) – \(row["until"])"
      guard let from = ends[0], let until = ends[1], from < until else {
        complaints.append(
          Finding(
            .sheetValueMalformed(
              found: found, expected: "two days or instants in order", example: "2022-01-30"),
            at: row.place(of: "from")))
        return nil
      }
      if let fault = fault(of: from, until, within: calendar) {
        complaints.append(Finding(fault.kind, at: row.place(of: fault.column)))
      }
      return Freeze(period: Period(from: from, until: until), reason: row["reason"])
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return freezes.compactMap(\.self)
  }

  /// What is wrong with a frozen time whose ends are in order, and in which column: it is longer than
  /// any city freezes, or outside the calendar; `nil` for nothing.
  package static func fault(
    of from: CivilInstant, _ until: CivilInstant, within calendar: WorkingCalendar?
  ) -> (kind: FindingKind, column: String)? {
    let found = "\(from) – \(until)"
    if from.adding(seconds: longestFreezeDays * CivilInstant.secondsPerDay) < until {
      return (
        .sheetValueMalformed(
          found: found, expected: "a freeze of at most \(longestFreezeDays) days",
          example: "2022-01-30"), "until"
      )
    }
    guard let calendar, !calendar.years.contains(from.date.year) else { return nil }
    return (
      .calendarTooShort(
        found: found, expected: "\(calendar.years.lowerBound)–\(calendar.years.upperBound)"), "from"
    )
  }
}
