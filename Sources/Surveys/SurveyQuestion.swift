package import Findings
import Sheets

/// One question of a survey: a column of the workbook that units fill in, its explanation, what may
/// be answered, and where the answer goes.
///
/// The workbook, the checks of what comes back and the documentation are all made from this.
package struct SurveyQuestion: Hashable, Sendable {
  /// What a cell may hold beside 未知 and 无.
  package enum Kind: Hashable, Sendable {
    /// The number of a line, in any spelling.
    case number
    /// Up to 500 characters.
    case text
    /// The name of a person; masked wherever it is shown.
    case person
    /// A telephone number of the unit; masked wherever it is shown.
    case phone
    /// Six digits of GB/T 2260.
    case division
    /// A whole number from 0.
    case count
    /// A day.
    case date
    /// Opening hours in Chinese: `工作日 08:30-12:00`.
    case hours
    /// One of a list.
    case choice([Choice])
    /// One or several of a list.
    case several([String])
  }

  /// One answer of a list.
  package struct Choice: Hashable, Sendable {
    /// The value in the register and in the sheet of answers.
    package let code: String
    /// What stands in the workbook.
    package let chinese: String
  }

  /// The name in sheets and listings; that of the register's column where there is one.
  package let key: String
  /// The header in the workbook, and its English.
  package let title: Words
  /// How it is to be answered.
  package let explanation: Words
  /// What a cell may hold.
  package let kind: Kind
  /// Whether 未知 is an answer.
  package let allowsUnknown: Bool
  /// Whether 无 is an answer.
  package let allowsNone: Bool
  /// Whether an empty cell is an open question.
  package let isRequired: Bool
  /// A question whose answer 无, 没有 or 自行运营 makes this one needless.
  package let unlessNone: String?

  init(
    _ key: String, _ title: Words, _ kind: Kind, _ explanation: Words, unknown: Bool = true,
    none: Bool = false, required: Bool = true, unlessNone: String? = nil
  ) {
    self.key = key
    self.title = title
    self.kind = kind
    self.explanation = explanation
    allowsUnknown = unknown
    allowsNone = none
    isRequired = required
    self.unlessNone = unlessNone
  }

  /// A question that a column of the register answers to.
  ///
  /// Its header is the register's own; 未知 and 无 are what the column can hold.
  static func register(
    _ key: String, _ kind: Kind, _ explanation: Words, unknown: Bool = true, none: Bool = false,
    required: Bool = true
  ) -> SurveyQuestion {
    let title = Register.form.name(ofColumn: key, in: .chinese) ?? key
    return SurveyQuestion(
      key, Words(key, title), kind, explanation, unknown: unknown, none: none, required: required)
  }

  /// Whether answers are masked wherever they are shown.
  package var isPersonal: Bool { kind == .person || kind == .phone }

  /// What the register writes for 未知; `nil` where it has no word for it.
  package var registerUnknown: String? {
    let column = Register.form.columns.first { $0.name == key }
    return column.map { $0.accepts("unknown") && !$0.accepts("") } == true ? "unknown" : nil
  }

  /// The words beside values: `“未知”、“无”`.
  package var words: [String] { (allowsUnknown ? ["未知"] : []) + (allowsNone ? ["无"] : []) }
}
