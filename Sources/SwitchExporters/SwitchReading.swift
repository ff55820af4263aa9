/// What a switch does with calls, told from rendered files alone.
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
  /// A number that forms have in common only if their calls end alike at every second, whatever
  /// is down; `nil` where a format's reader does not tell.
  let kind: @Sendable (_ form: String) -> Int?
  /// What calls to a form are given besides their end; `nil` where a format's reader does not tell.
  let handling: @Sendable (_ form: String) -> Handling?
  private let edges: @Sendable (_ form: String) -> Edges
  private let follow: @Sendable (_ call: Call, _ seen: ((String) -> Void)?) -> SwitchAnswer

  /// When calls to a form may begin to end otherwise.
  struct Edges {
    /// At these Unix seconds.
    var seconds: Set<Int> = []
    /// At these seconds of every day, in area time.
    var daily: Set<Int> = []
  }

  /// What calls to a number are given besides their end.
  struct Handling: Hashable, Sendable {
    /// How long own desks ring before the call goes on.
    struct Ring: Hashable, Sendable {
      let set: String
      let seconds: Int
    }

    /// Where a call goes on to, and whether it is told to have been diverted.
    struct Onward: Hashable, Sendable {
      let number: String
      let isDiverted: Bool
    }

    var rings: Set<Ring> = []
    var onward: Set<Onward> = []

    /// What no number is given: the rows are not of the usual shape.
    static let unknown = Handling(onward: [Onward(number: "", isDiverted: false)])
  }

  init(
    file: String, scope: Scope = .calls, forms: Set<String>,
    rows: @escaping @Sendable (String) -> String?,
    kind: @escaping @Sendable (String) -> Int? = { _ in nil },
    handling: @escaping @Sendable (String) -> Handling? = { _ in nil },
    edges: @escaping @Sendable (String) -> Edges,
    follow: @escaping @Sendable (Call, ((String) -> Void)?) -> SwitchAnswer
  ) {
    self.file = file
    self.scope = scope
    self.forms = forms
    self.rows = rows
    self.kind = kind
    self.handling = handling
    self.edges = edges
    self.follow = follow
  }

  /// What the switch does with a call.
  package func answer(_ call: Call) -> SwitchAnswer { follow(call, nil) }

  /// What the switch does with a call, and the rows that decided.
  package func trail(of call: Call) -> (answer: SwitchAnswer, rows: [String]) {
    var rows: [String] = []
    let answer = follow(call) { rows.append($0) }
    return (answer, rows)
  }

  /// Every second within `span` at which calls to a form may begin to end otherwise, sorted;
  /// some may stand there twice.
  func edges(_ form: String, within span: Range<Int>) -> [Int] {
    let edges = self.edges(form)
    let daily = edges.daily.sorted()
    let days = (span.lowerBound + 28_800) / 86_400...(span.upperBound + 28_800) / 86_400
    var all = daily.isEmpty ? [] : days.flatMap { day in daily.map { day * 86_400 - 28_800 + $0 } }
    all.append(contentsOf: edges.seconds)
    all.sort()
    return all.filter { span.contains($0) }
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
