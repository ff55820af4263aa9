import Bytes
import HotlineModel
import Workbooks

/// What a cell of a survey says.
package enum SurveyAnswer: Hashable, Sendable {
  /// Nothing: neither unknown nor none.
  case unanswered
  /// 未知: the unit was asked and does not know.
  case unknown
  /// 无: there is none.
  case none
  /// A value, in the form of the register and of the sheet of answers.
  case value(String)
  /// Something that is not an answer; what would be one, in words of `FactWords`.
  case illegal(expected: String)

  /// The answer as the sheet of answers has it; `nil` where there is none.
  package var code: String? {
    switch self {
    case .unanswered, .illegal: nil
    case .unknown: "unknown"
    case .none: "none"
    case .value(let value): value
    }
  }
}

extension SurveyQuestion {
  /// Reads a cell; nothing is guessed.
  ///
  /// - Parameter text: what the cell shows.
  /// - Returns: the answer; a number is not looked at here beyond being written.
  package func answer(_ text: String) -> SurveyAnswer {
    let text = FilledText.trimmed(text)
    if text.isEmpty { return .unanswered }
    if allowsUnknown, text == "未知" || text == "unknown" { return .unknown }
    if allowsNone, text == "无" || text == "none" { return .none }
    return value(text).map(SurveyAnswer.value) ?? .illegal(expected: expected)
  }

  private func value(_ text: String) -> String? {
    let plain = FilledText.trimmed(FilledText.halfWidth(text))
    switch kind {
    case .number: return text
    case .text, .person: return Self.isHarmless(text) ? text : nil
    case .phone:
      let digits = plain.count { $0.isASCII && $0.isNumber }
      let isPhone = plain.allSatisfy { "0123456789-+() 转,、;/".contains($0) }
      return isPhone && (3...40).contains(digits) ? plain : nil
    case .division: return plain.count == 6 && Self.isDigits(plain) ? plain : nil
    case .count: return Self.isDigits(plain) && plain.count <= 9 ? Int(plain).map(String.init) : nil
    case .date: return FilledText.day(plain)?.description
    case .hours: return ChineseHours.code(text)
    case .choice(let choices):
      return choices.first { $0.chinese == text || $0.code == text }?.code
    case .several(let values):
      let parts = plain.split { "、,;|/ ".contains($0) }.map(String.init)
      let isKnown = !parts.isEmpty && parts.allSatisfy(values.contains)
      return isKnown ? values.filter(parts.contains).joined(separator: "|") : nil
    }
  }

  private static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// Whether a text may go into a sheet that spreadsheet programs open.
  private static func isHarmless(_ text: String) -> Bool {
    text.count <= 500 && !FormulaGuard.isFormula(Array(text.utf8)[...])
      && text.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
      }
  }

  /// What may be answered, for the guide in the workbook and for findings.
  package var expected: String {
    let quoted = words.map { "“\($0)”" }.joined(separator: "或")
    let others = quoted.isEmpty ? "" : ", or \(quoted)"
    switch kind {
    case .text, .person: return "up to 500 characters that do not begin like a formula"
    case .number, .phone: return "a telephone number" + others
    case .division: return "six digits" + others
    case .count: return "a whole number" + others
    case .date: return "a day such as 2021-10-09" + others
    case .hours: return "hours such as 工作日 08:30-12:00 14:00-17:30"
    case .choice(let choices): return (choices.map(\.chinese) + words).joined(separator: "、")
    case .several(let values): return "one or several of \((values + words).joined(separator: "、"))"
    }
  }

  /// An entered value as the workbook shows it; empty where nothing is known.
  ///
  /// What is unknown is not shown, so that 未知 in a cell is always somebody's answer.
  package func shown(_ entered: String?) -> String {
    guard let entered, entered != "unknown" else { return "" }
    if allowsNone, entered == "none" { return "无" }
    switch kind {
    case .choice(let choices): return choices.first { $0.code == entered }?.chinese ?? entered
    case .several: return entered.replacing("|", with: "、")
    case .hours: return ChineseHours.chinese(entered) ?? entered
    default: return entered
    }
  }

  /// A cell of the register as a value that answers can be compared with; `nil` where nothing is known.
  package func entered(_ cell: String) -> String? {
    guard !cell.isEmpty, cell != "unknown" else { return nil }
    return answer(cell).code ?? cell
  }
}
