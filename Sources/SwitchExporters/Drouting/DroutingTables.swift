import CallRouting
import Findings
import HotlineModel

/// Rendered drouting rows read back, to answer calls as the module of Kamailio 5.6 does: the
/// longest prefix with a rule that holds, the highest priority first, windows with an inclusive
/// end; shares no code with what rendered them.
struct DroutingTables: Sendable {
  /// One rule, its window in seconds of the area's clock; the end belongs to it.
  private struct Rule: Sendable {
    let window: ClosedRange<Int>?
    let priority: Int
    let gateways: [String]
    let text: String

    var start: Int { window?.lowerBound ?? Int.min }
    var end: Int { window?.upperBound ?? Int.max }
  }

  /// The rules of a number that have one priority: sorted by their windows, which have no second in
  /// common, or one rule for all time.
  private struct Rank: Sendable {
    let rules: [Rule]
    /// Whether the windows are apart, so that the one a second lies in can be looked up.
    let isSorted: Bool

    init(_ rules: [Rule]) {
      let sorted = rules.enumerated().sorted {
        ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
      }.map(\.element)
      isSorted = zip(sorted, sorted.dropFirst()).allSatisfy { $0.end < $1.start }
      self.rules = isSorted ? sorted : rules
    }

    /// The rule that holds at a second of the area's clock.
    func rule(at local: Int) -> Rule? {
      guard isSorted else { return rules.first { $0.start <= local && local <= $0.end } }
      let next = rules.partitioningIndex { local <= $0.end }
      return next < rules.count && rules[next].start <= local ? rules[next] : nil
    }
  }

  private let rules: [String: [Rank]]
  private let gateways: [String: [String]]

  /// Reads the script.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing or one cannot be read.
  init(_ file: SwitchTexts, group: Int) throws {
    let script = try file("drouting.sql")
    var rules: [String: [Rule]] = [:]
    var gateways: [String: [String]] = [:]
    var manifest = ""
    var count = 0
    for line in script.split(separator: "\n") where line.hasPrefix("INSERT INTO dr_") {
      let table = line.dropFirst(12).prefix { $0 != " " }
      guard let open = line.firstRange(of: "VALUES (")?.upperBound else { continue }
      let cells = line[open...].dropLast(2).split(
        separator: ",", omittingEmptySubsequences: false
      ).reduce(into: [String]()) { cells, part in
        // A list of gateways stands between quotes and has commas of its own.
        if let last = cells.last, last.hasPrefix("'"), !Self.isClosed(last) {
          cells[cells.count - 1] = last + "," + part
        } else {
          cells.append(String(part.drop { $0 == " " }))
        }
      }.map { $0.filter { $0 != "'" } }
      switch (table, cells.count) {
      case ("dr_gateways", 7): gateways[cells[0]] = [cells[2]] + Self.fields(cells[5], ";")
      case ("dr_rules", 8) where cells[1] == "\(group)":
        count += 1
        guard let rule = Self.rule(cells) else { throw Self.damaged("a rule cannot be read") }
        rules[cells[2], default: []].append(rule)
      case ("dr_gw_lists", 3): manifest = cells[2]
      case (_, _): throw Self.damaged("a row is not whole")
      }
    }
    count += file.omitted("drouting.sql")
    guard manifest.hasSuffix(",\(gateways.count),\(count)"),
      manifest.hasPrefix("__manifest__ "), script.hasSuffix("COMMIT;\n")
    else { throw Self.damaged("rows are missing, or the manifest row is not the last") }
    guard rules.values.joined().flatMap(\.gateways).allSatisfy({ gateways[$0]?.count == 7 }) else {
      throw Self.damaged("a rule names a gateway that is not there; the switch skips it")
    }
    self.rules = rules.mapValues { list in
      Dictionary(grouping: list, by: \.priority).sorted { $0.key > $1.key }.map { Rank($0.value) }
    }
    self.gateways = gateways
  }

  private static func isClosed(_ cell: String) -> Bool {
    cell.utf8.count > 1 && cell.hasSuffix("'")
  }

  private static func damaged(_ reason: String) -> Unusable {
    Unusable(.switchDiffers(reason: reason), at: SourceLocation(file: "drouting.sql"))
  }

  private static func fields(_ text: String, _ separator: Character) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  private static func rule(_ cells: [String]) -> Rule? {
    let gateways = fields(cells[6], ",")
    guard let priority = Int(cells[4]), cells[2].hasSuffix("#") else { return nil }
    let text = cells[3...].joined(separator: " ")
    if cells[3].isEmpty {
      return Rule(window: nil, priority: priority, gateways: gateways, text: text)
    }
    let parts = fields(cells[3], "|")
    guard parts.count == 2, let start = second(parts[0]), let length = length(parts[1]), length > 0
    else { return nil }
    return Rule(
      window: start...(start + length), priority: priority, gateways: gateways, text: text)
  }

  /// Seconds since 1970 by the area's clock of `20211125T090000`.
  private static func second(_ text: String) -> Int? {
    let digits = text.utf8.compactMap { (48...57).contains($0) ? Int($0) - 48 : nil }
    guard digits.count == 14, text.utf8.count == 15 else { return nil }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    let (year, month, day) = (number(0..<4), number(4..<6), number(6..<8))
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    // Days since 1970 by counting from March, as calendars of switches do.
    let shifted = month > 2 ? year : year - 1
    let days =
      shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400
      + (153 * ((month + 9) % 12) + 2) / 5 + day - 1 - 719_468
    return days * 86_400 + number(8..<10) * 3600 + number(10..<12) * 60 + number(12..<14)
  }

  /// Seconds of `PT2H59M59S`.
  private static func length(_ text: String) -> Int? {
    guard text.hasPrefix("PT"), text.hasSuffix("S") else { return nil }
    let parts = text.dropFirst(2).dropLast().split { $0 == "H" || $0 == "M" }.map { Int($0) }
    guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2]
    else { return nil }
    return hours * 3600 + minutes * 60 + seconds
  }

  /// What the rows do with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: "drouting.sql", forms: Set(rules.keys.map { String($0.dropLast()) }),
      rows: { form in
        rules[form + "#"]?.flatMap(\.rules).map(\.text).joined(separator: "\n")
      },
      edges: { form in
        let windows = rules[form + "#"]?.flatMap(\.rules).compactMap(\.window) ?? []
        return SwitchReading.Edges(
          seconds: Set(
            windows.flatMap { [$0.lowerBound, $0.upperBound + 1] }.map { $0 - 28_800 }))
      },
      follow: { follow($0, $1) })
  }

  private func follow(_ call: SwitchReading.Call, _ seen: ((String) -> Void)?) -> SwitchAnswer {
    let local = call.second + 28_800
    var digits = Substring(call.dialled + "#")
    while !digits.isEmpty {
      if let rule = rules[String(digits)]?.lazy.compactMap({ $0.rule(at: local) }).first {
        seen?("\(digits) \(rule.text)")
        return answer(rule, call)
      }
      digits = digits.dropLast()
    }
    return .notOurs
  }

  /// The gateways of a rule one after the other, as the script tries them.
  private func answer(_ rule: Rule, _ call: SwitchReading.Call) -> SwitchAnswer {
    var heard: String?
    for id in rule.gateways {
      guard let gateway = gateways[id] else { return .damaged("no gateway \(id)") }
      switch gateway[1] {
      case "nobody": return .nobody
      case "play": heard = gateway[5]
      case "gone": return .released(heard: gateway[5])
      case "desk" where !call.down.contains(gateway[2]):
        return .answered(set: gateway[2], heard: heard)
      case "desk": continue
      case _: return .damaged("no kind \(gateway[1])")
      }
    }
    return .damaged("no gateway is left")
  }
}
