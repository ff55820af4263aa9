import CXLSXWriter
import Findings
import HotlineModel

extension SheetWriter {
  /// Sets what may be typed into the columns that have a check, and shows what belongs in them.
  func setChecks(_ language: Language) throws {
    guard row > firstRow else { return }
    for (index, column) in draft.columns.enumerated() where column.check != nil || column.isOpen {
      guard column.check != nil || column.note != nil else { continue }
      var rule = unsafe lxw_data_validation()
      unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
      if let check = column.check {
        unsafe describe(check, of: index, in: &rule)
        unsafe rule.error_title = file.texts.pointer(
          language == .english ? "not allowed here" : "不能填写此内容")
        unsafe rule.error_message = file.texts.pointer(
          Self.cut(check.explanation(in: language), to: 255))
      }
      if let note = column.note {
        unsafe rule.input_title = file.texts.pointer(Self.cut(column.header, to: 32))
        unsafe rule.input_message = file.texts.pointer(Self.cut(note, to: 255))
      }
      try file.check(
        unsafe file.library.worksheet_data_validation_range(
          sheet, UInt32(firstRow), UInt16(index), UInt32(row - 1), UInt16(index), &rule))
    }
  }

  private func describe(
    _ check: CellCheck, of index: Int, in rule: inout lxw_data_validation
  ) {
    switch check {
    case .choices(let choices):
      if Self.isShort(choices) {
        unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
        unsafe rule.value_list = file.texts.pointer(choices)
      } else {
        unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        unsafe rule.value_formula = file.texts.pointer("=" + range(of: choices))
      }
    default:
      unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
      let cell = cellName(firstRow, index)
      unsafe rule.value_formula = file.texts.pointer("=" + resolved(check.formula(for: cell)))
    }
  }

  /// Whether choices fit into the cell's own list, which is cut at commas and trimmed.
  private static func isShort(_ choices: [String]) -> Bool {
    let length = choices.reduce(choices.count - 1) { $0 + $1.utf16.count }
    return length <= 255
      && choices.allSatisfy { choice in
        !choice.isEmpty && !choice.contains { ",\"\n".contains($0) }
          && choice.first != " " && choice.last != " " && choice.first != "="
      }
  }

  /// Where a list stands on the sheet of lists.
  private func range(of choices: [String]) -> String {
    let known = file.lists.firstIndex(of: choices)
    if known == nil { file.lists.append(choices) }
    let letters = SourceLocation.letters(of: known ?? file.lists.count - 1)
    return "'\(XLSXFile.listSheet)'!$\(letters)$1:$\(letters)$\(max(1, choices.count))"
  }

  /// Shows cells in colour where a formula holds.
  func setHighlights() throws {
    guard row > firstRow else { return }
    for highlight in draft.highlights {
      let formula = "=" + resolved(highlight.formula)
      for (place, header) in highlight.columns.enumerated() {
        guard let index = draft.columns.firstIndex(where: { $0.header == header }) else {
          preconditionFailure("a highlight names a column that the sheet does not have")
        }
        let style = CellStyle(
          role: .highlight(highlight.colour, word: place == 0 ? highlight.word : ""),
          shape: draft.columns[index].kind.shape)
        var rule = unsafe lxw_conditional_format()
        unsafe rule.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
        unsafe rule.value_string = file.texts.pointer(formula)
        unsafe rule.format = file.format(style)
        try file.check(
          unsafe file.library.worksheet_conditional_format_range(
            sheet, UInt32(firstRow), UInt16(index), UInt32(row - 1), UInt16(index), &rule))
      }
    }
  }

  /// A formula with cells of the first row in the place of headers: `{期限}` becomes `$H5`.
  private func resolved(_ formula: String) -> String {
    var resolved = formula
    for (index, column) in draft.columns.enumerated() where !column.header.isEmpty {
      resolved = resolved.replacing(
        "{\(column.header)}", with: "$\(SourceLocation.letters(of: index))\(firstRow + 1)")
    }
    return resolved
  }

  /// The beginning of a text, in units of UTF-16, without line breaks.
  static func cut(_ text: String, to length: Int) -> String {
    var kept = text.replacing("\n", with: " ")[...]
    while kept.utf16.count > length { kept.removeLast() }
    return String(kept)
  }
}

extension CellCheck {
  /// What must hold for the cell.
  fileprivate func formula(for cell: String) -> String {
    switch self {
    case .choices: "TRUE"
    case .formula(let formula, _): formula
    case .dates(let from, let to, let words):
      Self.either(
        words, cell,
        ["ISNUMBER(\(cell))"]
          + [("\(cell)>=", from), ("\(cell)<", to?.adding(days: 1))].compactMap { sign, day in
            day.flatMap(SheetWriter.serial).map { "\(sign)\($0)" }
          })
    case .counts(let range, let words):
      Self.either(
        words, cell,
        [
          "ISNUMBER(\(cell))", "\(cell)=INT(\(cell))", "\(cell)>=\(range.lowerBound)",
          "\(cell)<=\(range.upperBound)",
        ])
    }
  }

  private static func either(_ words: [String], _ cell: String, _ parts: [String]) -> String {
    let all = "AND(\(parts.joined(separator: ",")))"
    if words.isEmpty { return all }
    let texts = words.map { "\(cell)=\"\($0.replacing("\"", with: "\"\""))\"" }
    return "OR(\((texts + [all]).joined(separator: ",")))"
  }

  /// What is shown where something else is typed.
  fileprivate func explanation(in language: Language) -> String {
    let isEnglish = language == .english
    let words: String
    switch self {
    case .dates(_, _, let all), .counts(_, let all):
      words = all.map { isEnglish ? ", or \($0)" : "，或填写“\($0)”" }.joined()
    case .choices, .formula: words = ""
    }
    switch self {
    case .choices: return isEnglish ? "Choose one of the list." : "请从下拉列表中选择。"
    case .formula(_, let explanation): return explanation
    case .dates(let from, let to, _):
      let bounds = [
        from.map { isEnglish ? ", from \($0)" : "，不早于 \($0)" },
        to.map { isEnglish ? ", to \($0)" : "，不晚于 \($0)" },
      ]
      return (isEnglish ? "Enter a date such as 2021-11-25" : "请填写日期，如 2021-11-25")
        + bounds.compactMap(\.self).joined() + words + (isEnglish ? "." : "。")
    case .counts(let range, _):
      return
        (isEnglish
        ? "Enter a whole number from \(range.lowerBound) to \(range.upperBound)"
        : "请填写 \(range.lowerBound) 至 \(range.upperBound) 的整数") + words
        + (isEnglish ? "." : "。")
    }
  }
}
