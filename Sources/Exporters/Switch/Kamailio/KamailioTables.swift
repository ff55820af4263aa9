import HotlineModel

/// Printed tables read back, to answer calls from them as the switch's script would: by lookups
/// and integer arithmetic alone; shares no code with what printed them.
struct KamailioTables: Sendable {
  private let numbers: [String: String]
  private let plans: [String: String]
  private let days: [String: String]
  /// The sets of the dispatcher list that have an address in use, by their number.
  private let sets: [String: String]

  /// Reads the script, the dispatcher list and the `db_text` files, which must say the same.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing, the manifest row is not last, or
  ///   the two forms differ.
  init(_ file: (String) throws -> String, generation: KamailioExporter.Generation) throws {
    let script = try file("mg_num.sql")
    var tables: [String: [(String, String)]] = [:]
    for line in script.split(separator: "\n") where line.hasPrefix("INSERT INTO ") {
      let words = line.split(separator: " ", maxSplits: 3)
      let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
      guard words.count == 4, quoted.count == 5 else { continue }
      tables[String(words[2]), default: []].append((String(quoted[1]), String(quoted[3])))
    }
    let rows = tables["mg_num_\(generation.rawValue)"] ?? []
    let steps = tables["mg_plan_\(generation.rawValue)"] ?? []
    let counts = rows.last?.1.split(separator: ",").dropFirst().compactMap { Int($0) }
    guard rows.last?.0 == "__manifest__", counts == [rows.count - 1, steps.count],
      script.hasSuffix("COMMIT;\n")
    else { throw Self.damaged("rows are missing, or the manifest row is not the last") }
    for name in ["mg_num_\(generation.rawValue)", "mg_plan_\(generation.rawValue)", "mg_day"] {
      let others = Self.textRows(try file("dbtext/" + name))
      guard others.elementsEqual(tables[name] ?? [], by: ==) else {
        throw Self.damaged("dbtext/\(name) has other rows than the script")
      }
    }
    numbers = Dictionary(rows.dropLast()) { _, last in last }
    plans = Dictionary(steps) { _, last in last }
    days = Dictionary(tables["mg_day"] ?? []) { _, last in last }
    sets = Dictionary(
      try file("dispatcher.list").split(separator: "\n").compactMap { line in
        let parts = line.split(separator: " ")
        guard parts.count == 5, parts[2] == "0", parts[4].hasPrefix("duid="),
          let end = parts[4].lastIndex(of: "-")
        else { return nil }
        return (String(parts[0]), String(parts[4][..<end].dropFirst(5)))
      }
    ) { first, _ in first }
  }

  private static func damaged(_ reason: String) -> Unusable {
    Unusable(.switchDiffers, at: SourceLocation(file: "mg_num.sql"), ["reason": reason])
  }

  /// Key and value of a `db_text` file's rows; a field that was never closed has no row.
  private static func textRows(_ text: String) -> [(String, String)] {
    text.split(separator: "\n").dropFirst().compactMap { line in
      var fields = [""]
      var isEscaped = false
      for character in line {
        if isEscaped || (character != ":" && character != "\\") {
          fields[fields.count - 1].append(character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else {
          fields.append("")
        }
      }
      return fields.count == 6 ? (fields[1], fields[4]) : nil
    }
  }

  /// What the tables do with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: "mg_num.sql", forms: Set(numbers.keys), rows: { numbers[$0] },
      edges: { edges(dialled: $0, within: $1) }, follow: { follow($0, $1) })
  }

  private func follow(_ call: SwitchReading.Call, _ seen: (String) -> Void) -> SwitchAnswer {
    var key = call.dialled
    var heard: String?
    for passed in 0..<4 {
      guard let row = numbers[key] else {
        return passed == 0 ? .notOurs : .damaged("\(key) has no row")
      }
      guard let step = step(of: row.prefix { $0 != "," }, at: call.second) else {
        return .damaged("no row of \(key) holds, or one cannot be read")
      }
      seen("\(key) \(row): \(step.joined(separator: ";"))")
      let words = step[1].split(separator: " ").map(String.init)
      switch (step[0], words.count) {
      case ("pass", 0): return .notOurs
      case ("none", 0): return .nobody
      case ("gone", 2): return .released(heard: words[1])
      case ("go", 1), ("forward", 1): key = words[0]
      case ("announce", 3):
        heard = words[1]
        key = words[2]
      case ("own", 3), ("queue", 1):
        if let set = sets[words[0]], !call.down.contains(set) {
          return .answered(set: set, heard: heard)
        }
        guard words.count == 3 else { return .damaged("set \(words[0]) has no address in use") }
        key = words[2]
      case (_, _): return .damaged("no action \(step[0])")
      }
    }
    return .damaged("passed on more than four times")
  }

  /// Every Unix second within `span` at which a call to `dialled` may begin to end otherwise.
  private func edges(dialled: String, within span: Range<Int>) -> Set<Int> {
    var edges: Set<Int> = []
    var minutes: Set<Int> = []
    var keys = [dialled]
    var seen: Set<String> = []
    while let key = keys.popLast() {
      guard seen.insert(key).inserted, let row = numbers[key] else { continue }
      let plan = row.prefix { $0 != "," }
      var index = 0
      while let value = plans["\(plan)/\(index)"] {
        let fields = value.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        index += 1
        guard fields.count == 7 else { continue }
        keys += fields[1].split(separator: " ").suffix(1).map(String.init)
        edges.formUnion(fields[2...3].compactMap { Int($0) })
        guard !fields[5].isEmpty || !fields[4].isEmpty else { continue }
        minutes.formUnion([0] + fields[5].split(separator: "-").compactMap { Int($0) })
      }
    }
    edges.formUnion(SwitchReading.seconds(ofMinutes: minutes, within: span))
    return edges.filter(span.contains)
  }

  /// The first row of a plan that holds.
  private func step(of plan: Substring, at time: Int) -> [String]? {
    var index = 0
    while let value = plans["\(plan)/\(index)"] {
      let fields = value.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 7, Self.isReadable(fields) else { return nil }
      if holds(fields, at: time) { return fields }
      index += 1
    }
    return nil
  }

  /// Whether the time fields are what they should be; an unreadable one must not hold always.
  private static func isReadable(_ fields: [String]) -> Bool {
    let minutes = fields[5].split(separator: "-", omittingEmptySubsequences: false)
    return fields[2...3].allSatisfy { $0.isEmpty || Int($0) != nil }
      && ["", "workday", "restday"].contains(fields[4])
      && (fields[5].isEmpty || (minutes.count == 2 && minutes.allSatisfy { Int($0) != nil }))
  }

  private func holds(_ fields: [String], at time: Int) -> Bool {
    if let from = Int(fields[2]), time < from { return false }
    if let until = Int(fields[3]), time >= until { return false }
    let local = time + 28_800
    if !fields[4].isEmpty, days[Self.digits(ofDay: local / 86_400)] != fields[4] { return false }
    if fields[5].isEmpty { return true }
    let minutes = fields[5].split(separator: "-").compactMap { Int($0) }
    let minute = local % 86_400 / 60
    return minutes.count == 2 && minutes[0] <= minute && minute < minutes[1]
  }

  /// `20211001` of a count of days since 1970, by the integer arithmetic a switch's script has.
  private static func digits(ofDay day: Int) -> String {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let rest = shifted % 146_097
    let year = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365
    let dayOfYear = rest - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let number =
      (year + era * 400 + month / 10) * 10_000 + (month + 2) % 12 * 100 + 100 + dayOfMonth
    return String(number)
  }
}
