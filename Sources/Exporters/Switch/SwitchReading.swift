/// What a switch does with calls, told from printed files alone.
package struct SwitchReading: Sendable {
  /// What the files speak of.
  package enum Scope: Sendable {
    /// Where calls land.
    case calls
    /// Which numbers carriers forward, and where to.
    case forwards
  }

  /// What is asked: a number as it is dialled, the Unix second, and the sets that take no call.
  package struct Call: Sendable {
    /// The number as it is dialled.
    package var dialled: String
    /// The Unix second.
    package var second: Int
    /// The sets that take no call.
    package var down: Set<String> = []

    /// A call.
    package init(dialled: String, second: Int, down: Set<String> = []) {
      self.dialled = dialled
      self.second = second
      self.down = down
    }
  }

  /// The file that holds the rows.
  package let file: String
  /// What the files speak of.
  package let scope: Scope
  /// The dialled forms that have rows.
  package let forms: Set<String>
  /// All that decides on a dialled form, as text: forms of one number have the same.
  let rows: @Sendable (_ form: String) -> String?
  /// Every second at which calls to a form may begin to end otherwise.
  let edges: @Sendable (_ form: String, _ within: Range<Int>) -> Set<Int>
  /// Follows a call; each row that decided is shown.
  let follow: @Sendable (_ call: Call, _ seen: (String) -> Void) -> SwitchAnswer

  init(
    file: String, scope: Scope = .calls, forms: Set<String>,
    rows: @escaping @Sendable (String) -> String?,
    edges: @escaping @Sendable (String, Range<Int>) -> Set<Int>,
    follow: @escaping @Sendable (Call, (String) -> Void) -> SwitchAnswer
  ) {
    self.file = file
    self.scope = scope
    self.forms = forms
    self.rows = rows
    self.edges = edges
    self.follow = follow
  }

  /// What the switch does with a call.
  package func answer(_ call: Call) -> SwitchAnswer { follow(call) { _ in } }

  /// What the switch does with a call, and the rows that decided.
  package func trail(of call: Call) -> (answer: SwitchAnswer, rows: [String]) {
    var rows: [String] = []
    let answer = follow(call) { rows.append($0) }
    return (answer, rows)
  }

  /// The seconds of every day within `span` at which a minute of the day begins, in area time.
  static func seconds(ofMinutes minutes: Set<Int>, within span: Range<Int>) -> Set<Int> {
    guard !minutes.isEmpty else { return [] }
    var seconds: Set<Int> = []
    for day in (span.lowerBound + 28_800) / 86_400...(span.upperBound + 28_800) / 86_400 {
      for minute in minutes {
        let second = day * 86_400 - 28_800 + minute * 60
        if span.contains(second) { seconds.insert(second) }
      }
    }
    return seconds
  }
}

/// What a switch does with a call.
package enum SwitchAnswer: Hashable, Sendable {
  /// The switch's own routing goes on: the number has no row, or its line is not cut over.
  case notOurs
  /// The table knows the number and nobody has it now.
  case nobody
  /// The desks of a set answer; `heard` is the announcement before.
  case answered(set: String, heard: String?)
  /// An announcement, then the call ends.
  case released(heard: String)
  /// A carrier forwards the number.
  case forwarded(to: String)
  /// The rows contradict themselves, and why.
  case damaged(String)

  /// In the words of `ProbeCall.landing`.
  package var landing: String {
    switch self {
    case .notOurs: "none"
    case .nobody: "nobody"
    case .answered(let set, let heard): (heard.map { $0 + ">" } ?? "") + set
    case .released(let heard): heard + ">released"
    case .forwarded(let number): "forwarded to " + number
    case .damaged(let reason): "damaged: " + reason
    }
  }
}
