/// One row of `hotline-number`: a condition, and where a call goes while it holds.
struct AsteriskRow: Hashable, Sendable {
  /// Where a call goes.
  enum End: Hashable {
    /// To the switch's own routing.
    case present
    /// To an extension of `hotline-do`.
    case way(String)
    /// Nowhere: nobody has the number.
    case nobody
  }

  /// The kinds of day that a row asks for.
  enum DayKind: String {
    case workday
    case restday
    case unknown
  }

  /// The parts of an instant that rows ask for.
  struct Moment {
    let second: Int
    /// 10830 at 08:30.
    let clock: Int
    let day: DayKind

    init(second: Int, days: [Int: DayKind]) {
      self.second = second
      let local = second + 28_800
      let minute = local % 86_400 / 60
      clock = 10_000 + minute / 60 * 100 + minute % 60
      day = days[local / 86_400] ?? .unknown
    }
  }

  /// One comparison.
  enum Test: Hashable {
    case from(Int)
    case until(Int)
    case clockFrom(Int)
    case clockUntil(Int)
    case day(DayKind)

    init?(_ words: [Substring]) {
      guard words.count == 3 else { return nil }
      switch (words[0], words[1], Int(words[2])) {
      case ("${HM_NOW}", ">=", let second?): self = .from(second)
      case ("${HM_NOW}", "<", let second?): self = .until(second)
      case ("${HM_CLOCK}", ">=", let clock?): self = .clockFrom(clock)
      case ("${HM_CLOCK}", "<", let clock?): self = .clockUntil(clock)
      case ("\"${HM_DAY}\"", "=", nil):
        guard words[2].hasPrefix("\""), words[2].hasSuffix("\""),
          let kind = DayKind(rawValue: String(words[2].dropFirst().dropLast()))
        else { return nil }
        self = .day(kind)
      case (_, _, _): return nil
      }
    }

    func holds(at moment: Moment) -> Bool {
      switch self {
      case .from(let second): moment.second >= second
      case .until(let second): moment.second < second
      case .clockFrom(let clock): moment.clock >= clock
      case .clockUntil(let clock): moment.clock < clock
      case .day(let kind): moment.day == kind
      }
    }

    func add(to edges: inout SwitchReading.Edges) {
      switch self {
      case .from(let second), .until(let second): edges.seconds.insert(second)
      case .clockFrom(let clock), .clockUntil(let clock):
        edges.daily.formUnion([0, ((clock - 10_000) / 100 * 60 + clock % 100) * 60])
      case .day: edges.daily.insert(0)
      }
    }
  }

  let tests: [Test]
  let end: End

  func holds(at moment: Moment) -> Bool { tests.allSatisfy { $0.holds(at: moment) } }

  /// The rows of a number, up to the first that always holds; `nil` where one has another shape.
  static func rows(of steps: [AsteriskFiles.Step]) -> [AsteriskRow]? {
    var rows: [AsteriskRow] = []
    for step in steps {
      guard let row = AsteriskRow(step) else { return nil }
      rows.append(row)
      if row.tests.isEmpty { return rows }
    }
    return nil
  }

  private init?(_ step: AsteriskFiles.Step) {
    var place = step.data[...]
    var tests: [Test] = []
    switch step.application {
    case "Hangup" where step.data == "1":
      (self.tests, end) = ([], .nobody)
      return
    case "Goto": break
    case "GotoIf":
      let parts = step.data.split(separator: "?", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].hasPrefix("$["), parts[0].hasSuffix("]") else { return nil }
      for comparison in parts[0].dropFirst(2).dropLast().split(separator: "&") {
        guard let test = Test(comparison.split(separator: " ")) else { return nil }
        tests.append(test)
      }
      if tests.isEmpty { return nil }
      place = parts[1]
    case _: return nil
    }
    let words = place.split(separator: ",", omittingEmptySubsequences: false)
    guard words.count == 3, words[2] == "1" else { return nil }
    switch (words[0], words[1]) {
    case ("hotline-present", "${HM_CALLED}"): end = .present
    case ("hotline-do", let name) where !name.contains("$"): end = .way(String(name))
    case (_, _): return nil
    }
    self.tests = tests
  }

  /// Whether `hotline-now` finds out the time as `Moment` has it.
  static func isUsual(now steps: [AsteriskFiles.Step]) -> Bool {
    steps.map { [$0.application, $0.data] } == [
      ["Set", "__HM_CALLED=${ARG1}"],
      ["Set", "REDIRECTING(count,i)=0"],
      ["Set", "HM_NOW=${IF($[\"${HM_TEST_AT}\" = \"\"]?${EPOCH}:${HM_TEST_AT})}"],
      ["Set", "HM_DATE=${STRFTIME(${HM_NOW},Asia/Shanghai,%Y%m%d)}"],
      ["Set", "HM_CLOCK=${STRFTIME(${HM_NOW},Asia/Shanghai,1%H%M)}"],
      ["Set", "HM_DAY=unknown"],
      ["ExecIf", "${DIALPLAN_EXISTS(hotline-workdays,${HM_DATE},1)}?Set(HM_DAY=workday)"],
      ["ExecIf", "${DIALPLAN_EXISTS(hotline-restdays,${HM_DATE},1)}?Set(HM_DAY=restday)"],
      ["Return", ""],
    ]
  }
}
