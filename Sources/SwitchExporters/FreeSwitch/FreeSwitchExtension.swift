import Bytes
import Findings

/// One extension of a rendered dialplan.
///
/// Its conditions are tried in order, and the first that fails ends it. Shares no code with what
/// rendered it.
struct FreeSwitchExtension: Sendable {
  /// One thing that a condition asks.
  enum Test: Hashable, Sendable {
    case field(String, alternatives: Set<String>)
    /// The hours by which the zone is ahead.
    case zone(Int)
    case dateTime(Range<Int>)
    case timeOfDay(ClosedRange<Int>)
    case weekdays(Set<Int>)

    /// Whether the answer depends on the zone.
    var isOfTime: Bool {
      switch self {
      case .field, .zone: false
      case .dateTime, .timeOfDay, .weekdays: true
      }
    }
  }

  /// An application and its data.
  struct Action: Hashable, Sendable {
    let application: String
    let data: String

    init(_ element: XMLElement) {
      application = element.attributes["application"] ?? ""
      data = element.attributes["data"] ?? ""
    }
  }

  let name: String
  /// Whether the extensions behind are tried too.
  let goesOn: Bool
  /// What each condition asks.
  let conditions: [[Test]]
  let actions: [Action]
  /// What is done where the first condition fails that has something to do then.
  let antiActions: [[Action]]
  /// The conditions as they stand.
  let text: String

  /// What all conditions ask.
  var tests: [Test] { conditions.flatMap { $0 } }

  /// The extensions of a context, the manifest left out.
  ///
  /// - Throws: `Unusable` with `HL5302` where one is lost, or has a condition that cannot be read.
  static func all(
    in parent: XMLElement, of name: String, _ file: SwitchTexts
  ) throws -> [FreeSwitchExtension] {
    let all = try parent.all("extension").map { element in
      guard let read = FreeSwitchExtension(element) else {
        throw damaged("a condition of \(element.attributes["name"] ?? "") cannot be read", name)
      }
      return read
    }
    let count = all.count { !$0.goesOn } - 1 + file.omitted(name)
    guard all.last?.name == "manifest", all.last?.actions.first?.data.hasSuffix(",\(count)") == true
    else { throw damaged("extensions are missing, or the manifest is not the last", name) }
    return Array(all.dropLast())
  }

  static func damaged(_ reason: String, _ name: String) -> Unusable {
    Unusable(.switchDiffers(reason: reason), at: SourceLocation(file: name))
  }

  private init?(_ element: XMLElement) {
    name = element.attributes["name"] ?? ""
    goesOn = element.attributes["continue"] == "true"
    let all = element.all("condition")
    var conditions: [[Test]] = []
    for condition in all {
      guard let tests = Self.tests(condition.attributes) else { return nil }
      conditions.append(tests)
    }
    self.conditions = conditions
    actions = all.flatMap { $0.all("action").map(Action.init) }
    antiActions = all.map { $0.all("anti-action").map(Action.init) }
    let texts = all.map { condition in
      condition.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: " ")
    }
    text = "\(name): \(texts.joined(separator: ", "))"
  }

  // MARK: Conditions

  /// A condition asks for a field or for the time: with both, the switch heeds the field alone.
  private static func tests(_ attributes: [String: String]) -> [Test]? {
    var tests: [Test] = []
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) where name != "expression" {
      switch name {
      case "field":
        guard attributes.count == 2, let expression = attributes["expression"],
          let alternatives = alternatives(expression)
        else { return nil }
        tests.append(.field(value, alternatives: alternatives))
      case "tz-offset":
        guard let hours = Int(value) else { return nil }
        tests.append(.zone(hours))
      case "date-time":
        let ends = value.split(separator: "~").map { second(String($0)) }
        guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else {
          return nil
        }
        tests.append(.dateTime(from..<until))
      case "time-of-day":
        let ends = value.split(separator: "-").map { clock($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
          return nil
        }
        tests.append(.timeOfDay(first...last))
      case "wday":
        let ends = value.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return nil }
        tests.append(.weekdays(Set(first...last)))
      case _: return nil
      }
    }
    return tests
  }

  /// The texts that `^12366$` or `^(?:12366|\+8675712366)$` matches.
  private static func alternatives(_ expression: String) -> Set<String>? {
    guard expression.hasPrefix("^"), expression.hasSuffix("$") else { return nil }
    if expression == "^$" { return [""] }
    var inner = expression.dropFirst().dropLast()
    if inner.hasPrefix("(?:"), inner.hasSuffix(")") { inner = inner.dropFirst(3).dropLast() }
    let texts = inner.replacing("\\+", with: "+").split(separator: "|").map(String.init)
    let isPlain = texts.allSatisfy { text in
      text.utf8.allSatisfy {
        (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: "+")
      }
    }
    return isPlain && !texts.isEmpty ? Set(texts) : nil
  }

  /// Seconds since 1970 by the area's clock.
  private static func second(_ text: String) -> Int? {
    let parts = text.split { $0 == "-" || $0 == " " || $0 == ":" }.compactMap { Int($0) }
    guard parts.count == 6 else { return nil }
    // Days since 1970, year by year and month by month.
    var days = 0
    for year in 1970..<max(parts[0], 1970) { days += isLeap(year) ? 366 : 365 }
    let months = [31, isLeap(parts[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(parts[1]), (1...months[parts[1] - 1]).contains(parts[2]) else {
      return nil
    }
    days += months[..<(parts[1] - 1)].reduce(0, +) + parts[2] - 1
    return days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func clock(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    return parts.count == 3 ? parts[0] * 3600 + parts[1] * 60 + parts[2] : nil
  }
}
