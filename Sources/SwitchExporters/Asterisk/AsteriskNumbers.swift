import Findings
import HotlineModel

/// A dialplan of the usual shape, taken apart once: whoever asks it ten million times gets the
/// answers that `AsteriskDialplan` gives.
///
/// What has another shape is left to `AsteriskDialplan`. Shares no code with what rendered it.
struct AsteriskNumbers: Sendable {
  /// The number of every dialled form, and the position of its rows in `plans`.
  private let forms: [String: (number: String, plan: Int)]
  /// The rows of every number, by its key.
  private let numbers: [String: Int]
  private let plans: [[AsteriskRow]]
  private let ways: [String: AsteriskWay]
  /// The kind of a day, by its count from 1970.
  private let days: [Int: AsteriskRow.DayKind]

  init(_ files: AsteriskFiles) {
    var ways: [String: AsteriskWay] = [:]
    var numbers: [String: Int] = [:]
    var known: [[AsteriskRow]: Int] = [:]
    var plans: [[AsteriskRow]] = []
    var days: [Int: AsteriskRow.DayKind] = [:]
    for (place, steps) in files.steps {
      let parts = place.split(separator: ",", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "hotline-do": ways[parts[1]] = AsteriskWay(steps)
      case "hotline-number":
        guard let rows = AsteriskRow.rows(of: steps) else { continue }
        let plan = known[rows] ?? plans.count
        if plan == plans.count { plans.append(rows) }
        known[rows] = plan
        numbers[parts[1]] = plan
      case "hotline-workdays", "hotline-restdays":
        guard let day = Self.day(ofDigits: parts[1]) else { continue }
        if parts[0] == "hotline-restdays" || days[day] == nil {
          days[day] = parts[0] == "hotline-restdays" ? .restday : .workday
        }
      case _: continue
      }
    }
    (self.ways, self.numbers, self.plans, self.days) = (ways, numbers, plans, days)
    guard AsteriskRow.isUsual(now: files.steps["hotline-now,s"] ?? []) else {
      forms = [:]
      return
    }
    var forms: [String: (number: String, plan: Int)] = [:]
    for form in files.forms {
      guard let number = Self.number(of: form, files.steps["hotline,\(form)"] ?? []),
        let plan = numbers[number]
      else { continue }
      forms[form] = (number, plan)
    }
    self.forms = forms
  }

  /// The number of a form that asks what time it is, and goes to the number's rows.
  private static func number(of form: String, _ steps: [AsteriskFiles.Step]) -> String? {
    guard steps.count == 2, steps[0].application == "Gosub", steps[1].application == "Goto",
      steps[0].data == "hotline-now,s,1(\(form))",
      steps[1].data.hasPrefix("hotline-number,"), steps[1].data.hasSuffix(",1")
    else { return nil }
    let number = steps[1].data.dropFirst("hotline-number,".count).dropLast(2)
    return number.utf8.allSatisfy { (48...57).contains($0) } ? String(number) : nil
  }

  private static func day(ofDigits digits: String) -> Int? {
    guard digits.utf8.count == 8, let all = Int(digits),
      let day = CivilDate(year: all / 10_000, month: all / 100 % 100, day: all % 100)
    else { return nil }
    return (day.start.unixSeconds + 28_800) / 86_400
  }

  // MARK: What it says of a form

  /// The kind of a form: forms of one kind end every call alike.
  func kind(_ form: String) -> Int? { forms[form]?.plan }

  /// Where a form goes, in words that forms of one number share.
  func rows(_ form: String) -> String? { forms[form].map { "number \($0.number)" } }

  /// How long own desks ring, and where calls go on to.
  func handling(_ form: String) -> SwitchReading.Handling? {
    guard let plan = forms[form]?.plan else { return nil }
    var handling = SwitchReading.Handling()
    for case .way(let name) in plans[plan].map(\.end) {
      guard let way = ways[name] else { return nil }
      if let next = way.next {
        handling.onward.insert(.init(number: next, isDiverted: way.isDiverted))
        if let ring = way.ring { handling.rings.insert(ring) }
      }
    }
    return handling
  }

  /// When calls to a form may begin to end otherwise.
  func edges(_ form: String) -> SwitchReading.Edges? {
    guard let plan = forms[form]?.plan else { return nil }
    var edges = SwitchReading.Edges()
    var waiting = [plan]
    var met: Set<Int> = []
    while let plan = waiting.popLast() {
      guard met.insert(plan).inserted else { continue }
      for row in plans[plan] {
        for test in row.tests { test.add(to: &edges) }
        guard case .way(let name) = row.end else { continue }
        guard let way = ways[name] else { return nil }
        if let next = way.next {
          guard let plan = numbers[next] else { return nil }
          waiting.append(plan)
        }
      }
    }
    return edges
  }

  // MARK: Calls

  /// What becomes of a call; `nil` where the dialplan has another shape.
  func answer(_ call: SwitchReading.Call) -> SwitchAnswer? {
    guard var plan = forms[call.dialled]?.plan else { return nil }
    let moment = AsteriskRow.Moment(second: call.second, days: days)
    var heard: String?
    for _ in 0..<100 {
      guard let row = plans[plan].first(where: { $0.holds(at: moment) }) else { return nil }
      switch row.end {
      case .present: return .notOurs
      case .nobody: return .nobody
      case .way(let name):
        guard let way = ways[name] else { return nil }
        heard = way.heard ?? heard
        if let set = way.set, !call.down.contains(set) { return .answered(set: set, heard: heard) }
        switch way.end {
        case .goesOn(let next):
          guard let next = numbers[next] else { return nil }
          plan = next
        case .hangsUp("22"): return .released(heard: heard ?? "")
        case .hangsUp("1"): return .nobody
        case .hangsUp(let cause): return .damaged("hung up with cause \(cause)")
        }
      }
    }
    return nil
  }
}
