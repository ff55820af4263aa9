import HotlineModel

/// Printed tables read back, to answer calls from them as the switch's script would: by lookups
/// and integer arithmetic alone; shares no code with what printed them.
///
/// A row is taken apart once; plans whose rows say the same but for the line are one plan.
struct KamailioTables: Sendable {
  /// The row of every dialled form.
  private let numbers: [String: String]
  /// The rows of plans as they stand, by `R12345/0`.
  private let rows: [String: String]
  /// The position in `plans` of a plan's name: `R12345`.
  private let places: [Substring: Int]
  /// What the rows of a plan say; `nil` for one that cannot be read.
  private let plans: [[KamailioStep?]]
  /// The kind of a day, by `20211001` as a number.
  private let days: [Int: KamailioStep.DayKind]

  /// Reads the script, the dispatcher list and the `db_text` files, which must say the same.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing, the manifest row is not last, or
  ///   the two forms differ.
  init(_ file: (String) throws -> String, generation: KamailioExporter.Generation) throws {
    let script = try file("mg_num.sql")
    let tables = KamailioTableText.rows(ofScript: script)
    let forms = tables["mg_num_\(generation.rawValue)"] ?? []
    let steps = tables["mg_plan_\(generation.rawValue)"] ?? []
    let counts = forms.last?.value.split(separator: ",").dropFirst().compactMap { Int($0) }
    guard forms.last?.key == "__manifest__", counts == [forms.count - 1, steps.count],
      script.hasSuffix("COMMIT;\n")
    else { throw Self.damaged("rows are missing, or the manifest row is not the last") }
    for name in ["mg_num_\(generation.rawValue)", "mg_plan_\(generation.rawValue)", "mg_day"] {
      let others = KamailioTableText.rows(ofTextTable: try file("dbtext/" + name))
      guard others.elementsEqual(tables[name] ?? [], by: ==) else {
        throw Self.damaged("dbtext/\(name) has other rows than the script")
      }
    }
    numbers = Dictionary(forms.dropLast()) { _, last in last }
    rows = Dictionary(steps) { _, last in last }
    days = Dictionary(
      (tables["mg_day"] ?? []).compactMap { key, value in
        guard let day = Int(key), String(day) == key else { return nil }
        return (day, KamailioStep.DayKind(rawValue: value) ?? .unknown)
      }
    ) { _, last in last }
    let sets = KamailioTableText.setsInUse(ofList: try file("dispatcher.list"))
    (places, plans) = Self.plans(named: numbers.values, rows, sets)
  }

  private static func damaged(_ reason: String) -> Unusable {
    Unusable(.switchDiffers, at: SourceLocation(file: "mg_num.sql"), ["reason": reason])
  }

  /// Takes the rows of every plan that numbers name apart, each wording once.
  private static func plans(
    named numbers: some Sequence<String>, _ rows: [String: String], _ sets: [String: String]
  ) -> (places: [Substring: Int], plans: [[KamailioStep?]]) {
    var places: [Substring: Int] = [:]
    var plans: [[KamailioStep?]] = []
    var known: [[Substring]: Int] = [:]
    var steps: [Substring: KamailioStep?] = [:]
    for number in numbers {
      let name = planName(ofRow: number)
      if places[name] != nil { continue }
      var wording: [Substring] = []
      while let row = rows["\(name)/\(wording.count)"] {
        wording.append(KamailioStep.wordingWithoutLine(of: row))
      }
      if let place = known[wording] {
        places[name] = place
        continue
      }
      known[wording] = plans.count
      places[name] = plans.count
      plans.append(
        wording.map { words in
          if let step = steps[words] { return step }
          let step = KamailioStep(words, sets: sets)
          steps[words] = .some(step)
          return step
        })
    }
    return (places, plans)
  }

  private static func planName(ofRow row: String) -> Substring {
    row.utf8.firstIndex(of: UInt8(ascii: ",")).map { row[..<$0] } ?? row[...]
  }

  /// What the tables do with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: "mg_num.sql", forms: Set(numbers.keys), rows: { numbers[$0] },
      kind: { numbers[$0].flatMap { places[Self.planName(ofRow: $0)] } },
      edges: { edges(dialled: $0) }, follow: { follow($0, $1) })
  }

  private func follow(
    _ call: SwitchReading.Call, _ seen: ((String) -> Void)?
  ) -> SwitchAnswer {
    var key = call.dialled
    var heard: String?
    let time = KamailioStep.Time(second: call.second, days: days)
    for passed in 0..<4 {
      guard let row = numbers[key] else {
        return passed == 0 ? .notOurs : .damaged("\(key) has no row")
      }
      let name = Self.planName(ofRow: row)
      guard let plan = places[name].map({ plans[$0] }),
        let index = plan.firstIndex(where: { $0?.holds(at: time) ?? true }),
        let step = plan[index]
      else {
        return .damaged("no row of \(key) holds, or one cannot be read")
      }
      seen?("\(key) \(row): \(rows["\(name)/\(index)"] ?? "")")
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
      guard met.insert(key).inserted, let row = numbers[key] else { continue }
      for step in places[Self.planName(ofRow: row)].map({ plans[$0] }) ?? [] {
        guard let step else { continue }
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
