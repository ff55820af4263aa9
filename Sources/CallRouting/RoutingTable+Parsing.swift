import Findings
import HotlineModel

extension RoutingTable {
  /// The table of a canonical text: what a snapshot holds.
  ///
  /// Places are those of the text; the lines' names are not part of it.
  ///
  /// - Throws: `Unusable` with `HL5304` where the text is not one that a table has.
  package init(canonicalText text: String, file: String) throws {
    var reader = CanonicalReader(file: file)
    for (index, line) in text.split(separator: "\n").enumerated() {
      reader.read(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
      if reader.isDamaged {
        throw Unusable(
          .snapshotDamaged(found: file), at: SourceLocation(file: file, line: index + 1))
      }
    }
    guard let table = reader.table, table.canonicalText == text else {
      throw Unusable(.snapshotDamaged(found: file), at: SourceLocation(file: file))
    }
    self = table
  }
}

/// Takes the lines of a canonical text in, one fact each.
private struct CanonicalReader {
  let file: String
  var isDamaged = false
  private var home: AreaCode?
  private var years: ClosedRange<Int>?
  private var phases: [HotlineNumber: [RoutePhase]] = [:]
  private var carriers: [HotlineNumber: [String]] = [:]
  private var steps: [String: [RoutePlan.Step]] = [:]
  private var sets: [String: TargetSet] = [:]
  private var announcements: [String: Announcement] = [:]
  private var unroutedLines: [UnroutedLine] = []
  private var protected: [String] = []
  private var holidays: Set<CivilDate> = []
  private var makeUpDays: Set<CivilDate> = []

  init(file: String) { self.file = file }

  var table: RoutingTable? {
    guard let home, let years else { return nil }
    return RoutingTable(
      home: home,
      routes: phases.map {
        Route(number: $0.key, phases: $0.value, carriers: carriers[$0.key] ?? [])
      },
      plans: steps.map { RoutePlan(id: $0.key, steps: $0.value) },
      targetSets: Array(sets.values), announcements: Array(announcements.values),
      unroutedLines: unroutedLines,
      calendar: WorkingCalendar(years: years, holidays: holidays, makeUpDays: makeUpDays),
      protected: ProtectedNumbers(others: protected))
  }

  private var place: SourceLocation { SourceLocation(file: file) }

  mutating func read(_ parts: [String]) {
    isDamaged = !take(parts)
  }

  private mutating func take(_ parts: [String]) -> Bool {
    switch (parts[0], parts.count) {
    case ("hotline/routing-table/1", 2):
      home = AreaCode(parts[1])
      return home != nil
    case ("calendar", 3):
      guard let first = Int(parts[1]), let last = Int(parts[2]), first <= last else { return false }
      years = first...last
      return true
    case ("route", 7): return takeRoute(parts)
    case ("carriers", 3...):
      guard let number = number(parts[1]) else { return false }
      carriers[number] = Array(parts[2...])
      return true
    case ("plan", 4...7): return takeStep(parts)
    case ("set", 5), ("member", 7): return takeSet(parts)
    case ("announcement", 6): return takeAnnouncement(parts)
    case ("bystander", 5): return takeUnroutedLine(parts)
    case ("protected", 2):
      protected.append(parts[1])
      return true
    case ("day", 3):
      guard let day = CivilDate(parts[1]) else { return false }
      if parts[2] == "workday" { makeUpDays.insert(day) } else { holidays.insert(day) }
      return true
    case (_, _): return false
    }
  }

  private func number(_ text: String) -> HotlineNumber? {
    home.flatMap { try? HotlineNumber(parsing: text, home: $0) }
  }

  private func hours(_ text: String) -> ServiceHours? {
    switch text {
    case "at every hour": .always
    case "never": ServiceHours("none")
    case _: ServiceHours(text)
    }
  }

  private func period(_ text: String) -> Period? {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false).map { end in
      end.isEmpty ? nil : CivilInstant(end.prefix(19).replacing("T", with: " "))
    }
    return ends.count == 2 ? Period(from: ends[0], until: ends[1]) : nil
  }

  private mutating func takeRoute(_ parts: [String]) -> Bool {
    guard let number = number(parts[1]), let mode = MergeMode(rawValue: parts[3]),
      let kind = RoutePhase.Kind(rawValue: parts[4]), let period = period(parts[5])
    else { return false }
    phases[number, default: []].append(
      RoutePhase(
        line: parts[2], name: parts[2], mode: mode, kind: kind, period: period,
        plan: parts[6].isEmpty ? nil : parts[6], place: place))
    return true
  }

  private mutating func takeStep(_ parts: [String]) -> Bool {
    guard let hours = hours(parts[2]), let treatment = treatment(Array(parts[3...])) else {
      return false
    }
    steps[parts[1], default: []].append(RoutePlan.Step(treatment, in: hours))
    return true
  }

  private func treatment(_ words: [String]) -> Treatment? {
    switch (words[0], words.count) {
    case ("answer", 2): .answer(set: words[1])
    case ("transfer", 4):
      number(words[2]).flatMap { to in
        Int(words[3]).map { .transfer(set: words[1], overflow: Overflow(to: to, ringSeconds: $0)) }
      }
    case ("serve", 2): number(words[1]).map { .serve(as: $0) }
    case ("forward", 2): number(words[1]).map { .forward(to: $0) }
    case ("announce", 3): number(words[2]).map { .announce(announcement: words[1], then: $0) }
    case ("intercept", 2): .intercept(announcement: words[1])
    case (_, _): nil
    }
  }

  private mutating func takeSet(_ parts: [String]) -> Bool {
    if parts[0] == "set" {
      guard let number = Int(parts[2]), let kind = TargetSet.Kind(rawValue: parts[3]),
        let hours = hours(parts[4])
      else { return false }
      sets[parts[1]] = TargetSet(
        id: parts[1], number: number, kind: kind, hours: hours, members: [], place: place)
      return true
    }
    guard let set = sets[parts[1]], let priority = Int(parts[3]), let weight = Int(parts[4]) else {
      return false
    }
    let member = TargetSet.Member(
      uri: parts[2], priority: priority, weight: weight, maxCalls: Int(parts[5]),
      isEnabled: parts[6] == "yes", place: place)
    sets[parts[1]] = TargetSet(
      id: set.id, number: set.number, kind: set.kind, hours: set.hours,
      members: set.members + [member], place: place)
    return true
  }

  private mutating func takeAnnouncement(_ parts: [String]) -> Bool {
    let version = Announcement.Version(language: parts[3], text: parts[5], file: parts[4])
    announcements[parts[1]] = Announcement(
      id: parts[1], set: parts[2],
      versions: (announcements[parts[1]]?.versions ?? []) + [version], place: place)
    return true
  }

  private mutating func takeUnroutedLine(_ parts: [String]) -> Bool {
    guard let number = number(parts[1]), let mode = MergeMode(rawValue: parts[3]),
      let period = period(parts[4])
    else { return false }
    unroutedLines.append(
      UnroutedLine(
        line: parts[2], number: number, name: parts[2], mode: mode, period: period, place: place))
    return true
  }
}
