/// A dialplan of the usual shape, taken apart once: whoever asks it ten million times gets the
/// answers that `FreeSwitchDialplan` gives.
///
/// What has another shape is left to `FreeSwitchDialplan`.
struct FreeSwitchNumbers: Sendable {
  /// The extensions of a number, as conditions with what they do.
  private let plans: [[Row]]
  private let numbers: [String: Int]
  /// The windows in which a dialled form is ours, and its number.
  private let forms: [String: Form]
  private let days: DayTable

  /// One extension.
  private struct Row: Hashable {
    var window: Range<Int>?
    var clock: ClosedRange<Int>?
    var day: String?
    let way: FreeSwitchWay

    func holds(_ local: Int, _ today: String?) -> Bool {
      if let window, !window.contains(local) { return false }
      if let clock, !clock.contains(local % 86_400) { return false }
      return day == nil || day == today
    }
  }

  /// A dialled form: when it is ours, and the extensions of its number.
  private struct Form: Hashable {
    var windows: [Range<Int>]
    let number: String
    let plan: Int
    /// Which of the forms that differ in nothing but their number.
    var kind = 0
  }

  init(_ dialplan: FreeSwitchDialplan) {
    days = DayTable(dialplan.own.prefix { $0.goesOn })
    var known: [[Row]: Int] = [:]
    var plans: [[Row]] = []
    var numbers: [String: Int] = [:]
    for (number, places) in dialplan.ownByNumber {
      guard let rows = Self.rows(of: places.map { dialplan.own[$0] }) else { continue }
      let plan = known[rows] ?? plans.count
      if plan == plans.count { plans.append(rows) }
      known[rows] = plan
      numbers[number] = plan
    }
    (self.plans, self.numbers) = (plans, numbers)
    var forms: [String: Form] = [:]
    var kinds: [[Range<Int>]: [Int: Int]] = [:]
    var count = 0
    for (name, places) in dialplan.entriesByForm where days.isUsual {
      guard var form = Self.form(places.map { dialplan.entries[$0] }, numbers) else { continue }
      if kinds[form.windows]?[form.plan] == nil {
        kinds[form.windows, default: [:]][form.plan] = count
        count += 1
      }
      form.kind = kinds[form.windows]?[form.plan] ?? 0
      forms[name] = form
    }
    self.forms = forms
  }

  private static func rows(of list: [FreeSwitchExtension]) -> [Row]? {
    var rows: [Row] = []
    for (position, entry) in list.enumerated() {
      if entry.goesOn { return nil }
      // In our zone, what is done in another one never holds.
      if position == 0, entry.tests.contains(.field("${hm_zone}", alternatives: [""])) { continue }
      guard let way = FreeSwitchWay(entry.actions) else { return nil }
      var row = Row(way: way)
      for test in entry.tests {
        switch test {
        case .dateTime(let window) where row.window == nil: row.window = window
        case .timeOfDay(let clock) where row.clock == nil: row.clock = clock
        case .field("${hm_day}", let kinds) where row.day == nil && kinds.count == 1:
          row.day = kinds.first
        case .zone(8), .field("destination_number", _): continue
        case _: return nil
        }
      }
      rows.append(row)
    }
    return rows
  }

  private static func form(_ list: [FreeSwitchExtension], _ numbers: [String: Int]) -> Form? {
    var form: Form?
    for entry in list {
      guard !entry.goesOn, entry.actions.count == 3,
        entry.actions[0].data == "hm_called=${destination_number}",
        entry.actions[1].data == "sip_copy_custom_headers=false",
        entry.actions[2].application == "transfer"
      else { return nil }
      let words = entry.actions[2].data.split(separator: " ").map(String.init)
      guard words.count == 3, words[1...] == ["XML", "hotline"], let plan = numbers[words[0]],
        form == nil || form?.number == words[0]
      else { return nil }
      var windows: [Range<Int>] = []
      for test in entry.tests {
        switch test {
        case .dateTime(let window): windows.append(window)
        case .zone(8), .field("destination_number", _): continue
        case .field("${timezone}${tod_tz_offset}", [""]): continue
        case _: return nil
        }
      }
      if windows.count > 1 { return nil }
      let all = form?.windows ?? []
      form = Form(
        windows: all + [windows.first ?? Int.min..<Int.max], number: words[0], plan: plan)
    }
    return form
  }

  // MARK: What it says of a form

  /// The kind of a form: forms of one kind end every call alike.
  func kind(_ form: String) -> Int? { forms[form]?.kind }

  /// How long own desks ring, and where calls go on to.
  func handling(_ form: String) -> SwitchReading.Handling? {
    guard let form = forms[form] else { return nil }
    var handling = SwitchReading.Handling()
    for way in plans[form.plan].map(\.way) {
      guard case .goesOn(let next) = way.end else { continue }
      handling.onward.insert(.init(number: next, isDiverted: way.isDiverted))
      if let set = way.set { handling.rings.insert(.init(set: set, seconds: way.seconds)) }
    }
    return handling
  }

  /// When calls to a form may begin to end otherwise.
  func edges(_ form: String) -> SwitchReading.Edges? {
    guard let form = forms[form] else { return nil }
    var edges = SwitchReading.Edges()
    for window in form.windows where window != Int.min..<Int.max {
      edges.seconds.formUnion([window.lowerBound - 28_800, window.upperBound - 28_800])
    }
    var waiting = [form.plan]
    var met: Set<Int> = []
    while let plan = waiting.popLast() {
      guard met.insert(plan).inserted else { continue }
      for row in plans[plan] {
        if let window = row.window {
          edges.seconds.formUnion([window.lowerBound - 28_800, window.upperBound - 28_800])
        }
        if row.day != nil { edges.daily.insert(0) }
        if let clock = row.clock {
          edges.daily.formUnion([0, clock.lowerBound, clock.upperBound + 1])
        }
        guard case .goesOn(let next) = row.way.end else { continue }
        guard let plan = numbers[next] else { return nil }
        waiting.append(plan)
      }
    }
    return edges
  }

  // MARK: Calls

  /// What becomes of a call; `nil` where the dialplan has another shape.
  func answer(_ call: SwitchReading.Call) -> SwitchAnswer? {
    guard let form = forms[call.dialled] else { return nil }
    let local = call.second + 28_800
    guard form.windows.contains(where: { $0.contains(local) }) else { return .notOurs }
    let today = days.kind(of: local)
    var plan = form.plan
    var heard: String?
    // The switch transfers a call four times at most; the first was to this number.
    for _ in 0..<4 {
      guard let row = plans[plan].first(where: { $0.holds(local, today) }) else { return nil }
      heard = row.way.heard ?? heard
      if let set = row.way.set, !call.down.contains(set) {
        return .answered(set: set, heard: heard)
      }
      switch row.way.end {
      case .goesOn(let next):
        guard let next = numbers[next] else { return nil }
        plan = next
      case .responds("404"): return .nobody
      case .responds("410"): return .released(heard: heard ?? "")
      case .responds, .hangsUp: return nil
      }
    }
    return nil
  }
}
