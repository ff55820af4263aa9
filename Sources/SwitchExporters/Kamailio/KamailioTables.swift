import Findings
import HotlineModel

/// Rendered tables read back, to answer calls from them as the switch's script would: by lookups
/// and integer arithmetic alone; shares no code with what rendered them.
///
/// A row is taken apart once; plans whose rows say the same but for the line are one plan.
struct KamailioTables: Sendable {
  /// The row of every dialled form, and the position of its plan in `plans`.
  private let numbers: [String: (row: String, plan: Int)]
  /// The rows of plans as they stand, by `R12345/0`.
  private let rows: [String: String]
  /// What the rows of a plan say; `nil` for one that cannot be read.
  private let plans: [[KamailioStep?]]
  /// The kind of a day, by `20211001` as a number.
  private let days: [Int: KamailioStep.DayKind]

  /// Reads the script, the dispatcher list and the `db_text` files, which must say the same.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing, the manifest row is not last, or
  ///   the two forms differ.
  init(_ file: SwitchTexts, generation: Generation) throws {
    let script = try file("mg_num.sql")
    let tables = KamailioTableText.rows(ofScript: script)
    let names = ["mg_num_", "mg_plan_", "mg_day_"].map { $0 + generation.rawValue }
    let (forms, steps, days) = (
      tables[names[0]] ?? [], tables[names[1]] ?? [], tables[names[2]] ?? []
    )
    let counts = forms.last?.value.split(separator: ",").dropFirst().compactMap { Int($0) } ?? []
    guard forms.last?.key == "__manifest__", counts.count == 3, days.count == counts[2],
      counts[0] + counts[1] == forms.count - 1 + steps.count + file.omitted("mg_num.sql"),
      script.hasSuffix("COMMIT;\n")
    else { throw Self.damaged("rows are missing, or the manifest row is not the last") }
    guard Self.isWithoutGap(days.map(\.key)) else { throw Self.damaged("a day is missing") }
    for name in names {
      guard KamailioTableText.isTextTable(try file("dbtext/" + name), of: tables[name] ?? []) else {
        throw Self.damaged("dbtext/\(name) has other rows than the script")
      }
    }
    let digit = generation.digit
    let list = try file("dispatcher.list")
    guard
      KamailioTableText.setsInUse(ofList: list, generation: generation.rawValue, digit: digit)
        != nil
    else { throw Self.damaged("dispatcher.list has a row of another generation") }
    func byKey(_ rows: [KamailioTableText.Row]) -> [String: String] {
      Dictionary(rows.map { ($0.key, $0.value) }) { _, last in last }
    }
    self.init(
      numbers: forms, plans: byKey(steps), days: byKey(days), addresses: list,
      generation: generation)
  }

  /// The tables of rows that a switch has, and of its list of addresses.
  init(
    numbers forms: some Sequence<KamailioTableText.Row>, plans steps: [String: String],
    days: [String: String],
    addresses: String, generation: Generation
  ) {
    rows = steps
    self.days = Dictionary(
      days.compactMap { key, value in
        guard let day = Int(key), String(day) == key else { return nil }
        return (day, KamailioStep.DayKind(rawValue: value) ?? .unknown)
      }
    ) { _, last in last }
    let sets = KamailioTableText.setsInUse(
      ofList: addresses, generation: generation.rawValue, digit: generation.digit)
    var reader = PlanReader(rows: steps, sets: sets ?? [:])
    var numbers = [String: (row: String, plan: Int)](minimumCapacity: forms.underestimatedCount)
    // Of a form that has two rows the last counts.
    for (form, row) in forms where form != KamailioLoad.manifestKey {
      numbers[form] = (row, reader.plan(ofRow: row))
    }
    self.numbers = numbers
    plans = reader.plans
  }

  /// Whether every day stands behind the one before: a day without a row is neither kind.
  private static func isWithoutGap(_ days: [String]) -> Bool {
    let numbers = days.map { day -> Int? in
      guard day.utf8.count == 8, let digits = Int(day) else { return nil }
      return CivilDate(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)?
        .dayNumber
    }
    return zip(numbers, numbers.dropFirst()).allSatisfy { day, next in
      day.map { $0 + 1 } == next && next != nil
    }
  }

  private static func damaged(_ reason: String) -> Unusable {
    Unusable(.switchDiffers(reason: reason), at: SourceLocation(file: "mg_num.sql"))
  }

  /// What the tables do with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: "mg_num.sql", forms: Set(numbers.keys), rows: { numbers[$0]?.row },
      kind: { numbers[$0]?.plan },
      edges: { edges(dialled: $0) }, follow: { follow($0, $1) })
  }

  private func follow(
    _ call: SwitchReading.Call, _ seen: ((String) -> Void)?
  ) -> SwitchAnswer {
    var key = call.dialled
    var heard: String?
    let time = KamailioStep.Time(second: call.second, days: days)
    for passed in 0..<4 {
      guard let (row, place) = numbers[key] else {
        return passed == 0 ? .notOurs : .damaged("\(key) has no row")
      }
      let plan = plans[place]
      guard let index = plan.firstIndex(where: { $0?.holds(at: time) ?? true }),
        let step = plan[index]
      else {
        return .damaged("no row of \(key) holds, or one cannot be read")
      }
      seen?("\(key) \(row): \(rows["\(PlanReader.name(ofRow: row))/\(index)"] ?? "")")
      switch step.action {
      case .pass: return .notOurs
      case .none: return .nobody
      case .gone(let announcement): return .released(heard: announcement)
      case .go(let next): key = next
      case .announce(let announcement, let next):
        heard = announcement
        key = next
      case .desks(let set?, _, _) where !call.down.contains(set):
        return .answered(set: set, heard: heard)
      case .desks(_, _, let next?): key = next
      case .desks(_, let number, nil):
        // The last digit is the generation's.
        return .damaged("set \(number.dropLast()) has no address in use")
      case .unknown(let action): return .damaged("no action \(action)")
      }
    }
    return .damaged("passed on more than four times")
  }

  /// When a call to `dialled` may begin to end otherwise.
  private func edges(dialled: String) -> SwitchReading.Edges {
    var edges = SwitchReading.Edges()
    var keys = [dialled]
    var met: Set<String> = []
    while let key = keys.popLast() {
      guard met.insert(key).inserted, let place = numbers[key]?.plan else { continue }
      for step in plans[place].compactMap({ $0 }) {
        keys += step.action.next.map { [$0] } ?? []
        edges.seconds.formUnion([step.from, step.until].compactMap { $0 })
        guard step.days != nil || step.minutes != nil else { continue }
        edges.daily.insert(0)
        if let minutes = step.minutes {
          edges.daily.formUnion([minutes.lowerBound * 60, minutes.upperBound * 60])
        }
      }
    }
    return edges
  }
}

/// Takes the rows of plans apart, each wording once.
private struct PlanReader {
  let rows: [String: String]
  let sets: [String: String]
  var plans: [[KamailioStep?]] = []
  private var places: [Substring: Int] = [:]
  /// What was asked last: forms of one number stand together.
  private var last: (name: Substring, place: Int)?
  private var known: [[Substring]: Int] = [:]
  private var steps: [Substring: KamailioStep?] = [:]

  init(rows: [String: String], sets: [String: String]) {
    self.rows = rows
    self.sets = sets
  }

  /// The name of the plan that the row of a dialled form names: `R12345`.
  static func name(ofRow row: String) -> Substring {
    row.utf8.firstIndex(of: UInt8(ascii: ",")).map { row[..<$0] } ?? row[...]
  }

  /// The position of that plan.
  mutating func plan(ofRow row: String) -> Int {
    let name = Self.name(ofRow: row)
    if name == last?.name { return last?.place ?? 0 }
    let place = place(of: name)
    last = (name, place)
    return place
  }

  private mutating func place(of name: Substring) -> Int {
    if let place = places[name] { return place }
    var wording: [Substring] = []
    while let row = rows["\(name)/\(wording.count)"] {
      wording.append(KamailioStep.wordingWithoutLine(of: row))
    }
    let place = known[wording] ?? plans.count
    if place == plans.count { plans.append(wording.map { step($0) }) }
    known[wording] = place
    places[name] = place
    return place
  }

  private mutating func step(_ wording: Substring) -> KamailioStep? {
    if let known = steps[wording] { return known }
    let step = KamailioStep(wording, sets: sets)
    steps[wording] = .some(step)
    return step
  }
}

extension Generation {
  /// The last digit of the numbers of its sets.
  fileprivate var digit: String { self == .a ? "1" : "2" }
}
