package import Findings

/// What would become of the answers that came back: nothing is entered by it.
package struct SurveyPlan: Sendable {
  /// What becomes of the answers to one question on one line.
  package struct Entry: Hashable, Sendable {
    /// What the answers are about.
    package let subject: SurveyReturn.Subject
    /// The question.
    package let question: SurveyQuestion
    /// What becomes of them.
    package let kind: Kind
    /// What is entered now; `nil` where nothing is known.
    package let current: String?
    /// The different answers, each with its cells; one alone unless the answers differ.
    package let answers: [Answer]

    /// The name on the command line: `12329/seats`.
    package var name: String { "\(subject.name)/\(question.key)" }
  }

  /// One answer, with every cell that gives it.
  package struct Answer: Hashable, Sendable {
    /// The answer as the sheet of answers has it.
    package let code: String
    /// The units that gave it, and where.
    package let cells: [Source]
  }

  /// A cell that gives an answer.
  package struct Source: Hashable, Sendable {
    /// The unit whose workbook it is.
    package let unit: String
    /// The cell.
    package let place: SourceLocation
    /// SHA-256 of the file.
    package let sha256: String
  }

  /// What becomes of answers.
  package enum Kind: String, CaseIterable, Sendable {
    /// Part of a line that the register does not have.
    case added
    /// Nothing was known before.
    case answered
    /// The unit saw what is entered, and gives another answer.
    case changed
    /// The unit did not see what is entered: accepting it overwrites what somebody else entered.
    case enteredDiffers = "entered-differs"
    /// Two units, or two workbooks of one, give different answers.
    case answersDiffer = "answers-differ"

    /// Whether a person must name the answer that counts.
    package var isConflict: Bool { self == .enteredDiffers || self == .answersDiffer }

    /// The words that people read.
    package var words: Words {
      switch self {
      case .added: Words("new line", "新增热线")
      case .answered: Words("answered", "补填")
      case .changed: Words("changed", "更改")
      case .enteredDiffers: Words("differs from what is entered", "与已登记的不同")
      case .answersDiffer: Words("answers differ", "答案不一致")
      }
    }
  }

  /// The entries: units first, then lines, then new lines; each by the order of questions.
  package internal(set) var entries: [Entry] = []
  /// The workbooks that could be read.
  package internal(set) var returns: [SurveyReturn] = []
  /// Answers that say what is entered already.
  package internal(set) var confirmed = 0
  /// Answers that somebody has set aside before.
  package internal(set) var settled = 0
  /// Workbooks that were refused.
  package var refused = 0
  /// What is wrong with workbooks, columns, rows and cells.
  package var findings: [Finding] = []
  /// The conflicts, by the place of their entries.
  private var conflicts: [Int: Finding] = [:]

  /// Everything that is wrong, but for conflicts that were settled.
  package func findings(without settled: Set<Entry>) -> [Finding] {
    findings
      + conflicts.sorted { $0.key < $1.key }.filter { !settled.contains(entries[$0.key]) }.map(
        \.value)
  }

  /// Compares answers with each other and with what is entered.
  ///
  /// - Parameters:
  ///   - returns: the workbooks that came back.
  ///   - isSetAside: whether somebody has set the answer of a cell aside before.
  ///   - entered: what is entered now, and where; `nil` where nothing is known.
  package init(
    _ returns: [SurveyReturn], isSetAside: (Source) -> Bool = { _ in false },
    entered: (SurveyReturn.Subject, SurveyQuestion) -> (code: String, place: SourceLocation?)?
  ) {
    self.returns = returns
    findings = returns.flatMap(\.findings)
    var cells: [Key: [(cell: SurveyReturn.Cell, source: Source)]] = [:]
    for workbook in returns {
      for cell in workbook.cells {
        let source = Source(unit: workbook.ids.unit, place: cell.place, sha256: workbook.sha256)
        if isSetAside(source) {
          settled += 1
        } else {
          cells[Key(cell.subject, cell.question), default: []].append((cell, source))
        }
      }
    }
    for (key, group) in cells.sorted(by: { $0.key < $1.key }) {
      add(group, key, entered(key.subject, key.question))
    }
    let answered = Set(cells.keys)
    for index in returns.indices {
      // What another workbook answers, or answered before, is not open.
      self.returns[index].unanswered.removeAll {
        answered.contains(Key($0.subject, $0.question)) || entered($0.subject, $0.question) != nil
      }
      reportOpen(self.returns[index].unanswered.map(\.place))
    }
  }

  private mutating func reportOpen(_ open: [SourceLocation]) {
    guard let first = open.first else { return }
    let shown = open.prefix(5).map { "\($0.sheet ?? "")!\($0.cell ?? "")" }
    findings.append(
      Finding(
        .surveyUnanswered(
          count: open.count, found: shown.joined(separator: "、") + (open.count > 5 ? "……" : "")),
        at: first))
  }

  private mutating func add(
    _ group: [(cell: SurveyReturn.Cell, source: Source)], _ key: Key,
    _ entered: (code: String, place: SourceLocation?)?
  ) {
    let answers = Dictionary(grouping: group, by: \.cell.code).sorted { $0.key < $1.key }
      .map { Answer(code: $0.key, cells: $0.value.map(\.source)) }
    if answers.count == 1, answers[0].code == entered?.code {
      confirmed += group.count
      return
    }
    let kind = Self.kind(answers, group.map(\.cell), entered?.code)
    let entry = Entry(
      subject: key.subject, question: key.question, kind: kind, current: entered?.code,
      answers: answers)
    entries.append(entry)
    // Whose answer it is, but where one stands alone.
    let shown = answers.map { answer in
      let units = Set(answer.cells.map(\.unit)).sorted().joined(separator: "、")
      return entry.shown(answer.code) + (answers.count > 1 ? "（\(units)）" : "")
    }
    let places = group.map(\.source.place)
    switch kind {
    case .answersDiffer:
      conflicts[entries.count - 1] = Finding(
        .surveyAnswersDiffer(
          line: key.subject.name, column: key.question.title.chinese,
          found: shown.joined(separator: "、")), at: places)
    case .enteredDiffers:
      conflicts[entries.count - 1] = Finding(
        .surveyRegisterDiffers(
          line: key.subject.name, column: key.question.title.chinese, found: shown[0],
          expected: entry.shown(entered?.code ?? "")),
        at: places + [entered?.place].compactMap(\.self))
    default: break
    }
  }

  private static func kind(
    _ answers: [Answer], _ cells: [SurveyReturn.Cell], _ current: String?
  ) -> Kind {
    if answers.count > 1 { return .answersDiffer }
    if case .newLine = cells[0].subject { return .added }
    guard let current, current != "unknown" else { return .answered }
    // What is known is not lost because somebody does not know it.
    if answers[0].code == "unknown" { return .enteredDiffers }
    return cells.contains { $0.seen == current } ? .changed : .enteredDiffers
  }

  /// What answers are grouped and sorted by.
  private struct Key: Hashable, Comparable {
    let subject: SurveyReturn.Subject
    let question: SurveyQuestion

    init(_ subject: SurveyReturn.Subject, _ question: SurveyQuestion) {
      self.subject = subject
      self.question = question
    }

    private static let order = Dictionary(
      uniqueKeysWithValues: (SurveyQuestion.ofUnits + SurveyQuestion.ofLines).enumerated()
        .map { ($1.key, $0) })

    private var rank: (Int, String, Int) {
      let kind =
        switch subject {
        case .unit: 0
        case .line: 1
        case .newLine: 2
        }
      return (kind, subject.name, Self.order[question.key] ?? 0)
    }

    static func < (left: Key, right: Key) -> Bool { left.rank < right.rank }
  }
}

extension SurveyPlan.Entry {
  /// An answer as people read it, in the words of the workbook; masked where it is personal.
  package func shown(_ code: String) -> String {
    switch code {
    case "unknown": "未知"
    case "none" where question.allowsNone: "无"
    default: question.masked(question.shown(code))
    }
  }
}
