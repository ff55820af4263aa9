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
  init(_ file: SwitchTexts, generation: KamailioExporter.Generation) throws {
    let script = try file("mg_num.sql")
    let tables = KamailioTableText.rows(ofScript: script)
    let forms = tables["mg_num_\(generation.rawValue)"] ?? []
    let steps = tables["mg_plan_\(generation.rawValue)"] ?? []
    let counts = forms.last?.value.split(separator: ",").dropFirst().compactMap { Int($0) }
    guard forms.last?.key == "__manifest__", counts?.count == 2,
      counts?.reduce(0, +) == forms.count - 1 + steps.count + file.omitted("mg_num.sql"),
      script.hasSuffix("COMMIT;\n")
    else { throw Self.damaged("rows are missing, or the manifest row is not the last") }
    for name in ["mg_num_\(generation.rawValue)", "mg_plan_\(generation.rawValue)", "mg_day"] {
      let others = KamailioTableText.rows(ofTextTable: try file("dbtext/" + name))
      guard others.elementsEqual(tables[name] ?? [], by: ==) else {
        throw Self.damaged("dbtext/\(name) has other rows than the script")
      }
    }
    let rows = Dictionary(steps) { _, last in last }
    self.rows = rows
    days = Dictionary(
      (tables["mg_day"] ?? []).compactMap { key, value in
        guard let day = Int(key), String(day) == key else { return nil }
        return (day, KamailioStep.DayKind(rawValue: value) ?? .unknown)
      }
    ) { _, last in last }
    let sets = KamailioTableText.setsInUse(ofList: try file("dispatcher.list"))
    var reader = PlanReader(rows: rows, sets: sets)
    numbers = Dictionary(
      forms.dropLast().map { ($0.key, ($0.value, reader.plan(ofRow: $0.value))) }
    ) { _, last in last }
    plans = reader.plans
  }

  /// The tables of rows that a switch has, and of its list of addresses.
  init(
    numbers forms: [String: String], plans steps: [String: String], days: [String: String],
    addresses: String
  ) {
    rows = steps
    self.days = Dictionary(
      days.compactMap { key, value in
        guard let day = Int(key), String(day) == key else { return nil }
        return (day, KamailioStep.DayKind(rawValue: value) ?? .unknown)
      }
    ) { _, last in last }
    var reader = PlanReader(
      rows: steps, sets: KamailioTableText.setsInUse(ofList: addresses))
    var numbers: [String: (row: String, plan: Int)] = [:]
    for (form, row) in forms where form != KamailioLoad.manifestKey {
      numbers[form] = (row, reader.plan(ofRow: row))
    }
    self.numbers = numbers
    plans = reader.plans
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
      case .desks(_, let number, nil): return .damaged("set \(number) has no address in use")
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
