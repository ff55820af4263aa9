import HotlineModel
import LocalFiles

/// Printed tables read back, to answer calls from them as a switch would.
///
/// By lookups and integer arithmetic alone; shares no code with what printed them.
package struct KamailioTables: Sendable {
  /// What the switch does with a call.
  package enum Answer: Hashable, Sendable {
    /// The number is not in the table: the switch's own routing goes on.
    case notInTable
    /// The table says to let the switch's own routing go on.
    case present
    /// The table knows the number and nobody has it now.
    case nobody
    /// The desks of a set answer; `heard` is the announcement before.
    case answered(set: Int, heard: String?)
    /// An announcement, then the call ends.
    case released(heard: String)
    /// The call was passed on more than four times.
    case tooDeep
    /// No row holds, or one cannot be read: the table is damaged.
    case damaged
  }

  private let numbers: [String: String]
  private let plans: [String: String]
  private let days: [String: String]
  /// The sets of the dispatcher list that have an address in use.
  package let reachableSets: Set<Int>

  /// Reads the files of a folder.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing or the manifest row is not last,
  ///   `HL1001` where a file cannot be read.
  package init(folder: String, generation: KamailioExporter.Generation = .a) throws {
    try self.init(
      script: Self.text(folder + "/mg_num.sql"),
      destinations: Self.text(folder + "/dispatcher.list"), generation: generation,
      file: folder + "/mg_num.sql")
  }

  /// Reads printed text.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing or the manifest row is not last.
  init(
    script: String, destinations: String, generation: KamailioExporter.Generation, file: String
  ) throws {
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
    else {
      throw Unusable(
        .switchDiffers, at: SourceLocation(file: file),
        ["reason": "rows are missing, or the manifest row is not the last"])
    }
    numbers = Dictionary(rows.dropLast()) { _, last in last }
    plans = Dictionary(steps) { _, last in last }
    days = Dictionary(tables["mg_day"] ?? []) { _, last in last }
    reachableSets = Set(
      destinations.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: " ")
        return parts.count == 5 && parts[2] == "0" ? Int(parts[0]) : nil
      })
  }

  /// What the switch does with a call to `dialled` at a Unix time; `down` sets answer none.
  package func answer(
    dialled: String, unixSeconds: Int, down: Set<Int> = []
  ) -> Answer {
    var key = dialled
    var heard: String?
    for passed in 0..<4 {
      guard let row = numbers[key] else { return passed == 0 ? .notInTable : .damaged }
      guard let step = step(of: row.prefix { $0 != "," }, at: unixSeconds) else { return .damaged }
      let words = step[1].split(separator: " ").map(String.init)
      switch (step[0], words.count) {
      case ("pass", 0): return .present
      case ("none", 0): return .nobody
      case ("gone", 2): return .released(heard: words[1])
      case ("go", 1), ("forward", 1): key = words[0]
      case ("announce", 3):
        heard = words[1]
        key = words[2]
      case ("own", 3), ("queue", 1):
        guard let set = Int(words[0]) else { return .damaged }
        if reachableSets.contains(set), !down.contains(set) {
          return .answered(set: set, heard: heard)
        }
        guard words.count == 3 else { return .damaged }
        key = words[2]
      default: return .damaged
      }
    }
    return .tooDeep
  }

  /// The dialled forms that have a row.
  package var keys: Set<String> { Set(numbers.keys) }

  /// The row of a dialled form; `nil` where there is none.
  package func row(_ dialled: String) -> String? { numbers[dialled] }

  /// Every Unix second within `span` at which a call to `dialled` may begin to end otherwise.
  package func edges(dialled: String, within span: Range<Int>) -> Set<Int> {
    var edges: Set<Int> = []
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
        let minutes = [0] + fields[5].split(separator: "-").compactMap { Int($0) }
        let first = (span.lowerBound + 28_800) / 86_400
        for day in first...((span.upperBound + 28_800) / 86_400) {
          edges.formUnion(minutes.map { day * 86_400 - 28_800 + $0 * 60 })
        }
      }
    }
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

  private static func text(_ path: String) throws -> String {
    String(decoding: try InputFile.bytes(of: path), as: UTF8.self)
  }
}
