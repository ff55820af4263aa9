import Findings
import HotlineModel
import Sheets
import Workbooks

/// Reads the rows of one sheet.
struct SurveyRowReader {
  let reading: SurveyReading
  let table: SurveyTable
  /// The unit whose workbook it is.
  let unit: String

  /// Reads the rows of lines: each is found by its id, one without an id by its number.
  func readLines(_ ids: SurveyIDs, into result: inout SurveyReturn) {
    let rows = table.rows.filter { row in
      row.isWritten(table.idColumn) || table.columns.contains { row.isWritten($0.column) }
    }
    let known = Dictionary(ids.rows.map { ($0.id, $0) }) { first, _ in first }
    let byID = Dictionary(grouping: rows) { $0.text(table.idColumn) }
    for (id, same) in byID where !id.isEmpty && same.count > 1 {
      result.findings.append(
        Finding(
          .surveyRowTwice(found: id, count: same.count),
          at: same.map { table.place($0, table.idColumn) }))
    }
    for row in rows {
      let id = row.text(table.idColumn)
      if !id.isEmpty, byID[id]?.count != 1 { continue }
      guard let sent = known[id] else {
        guard id.isEmpty else {
          result.findings.append(
            Finding(.surveyRowUnknown(found: id), at: table.place(row, table.idColumn)))
          continue
        }
        readNew(row, into: &result)
        continue
      }
      sent.line.isEmpty ? readNew(row, into: &result) : read(row, sent, into: &result)
    }
    for sent in ids.rows where !sent.line.isEmpty && byID[sent.id] == nil {
      result.findings.append(
        Finding(
          .surveyRowMissing(line: sent.line),
          at: SourceLocation(file: result.file, sheet: SurveyForm.lineSheet)))
    }
  }

  /// A row of a line that was filled in before.
  private func read(
    _ row: ReturnedSheet.Row, _ sent: SurveyIDs.Row, into result: inout SurveyReturn
  ) {
    if let column = column(of: "number") {
      let text = row.text(column)
      let number = try? HotlineNumber(parsing: text, home: reading.home)
      let expected = sent.entered["number"] ?? ""
      if !text.isEmpty || row.faults.contains(column), number?.text != expected {
        result.findings.append(
          Finding(
            .surveyNumberOther(found: Masking.phone(text), expected: expected),
            at: table.place(row, column)))
        return
      }
    }
    read(row, .line(sent.line), entered: sent.entered, into: &result)
  }

  /// A row of a line that the workbook did not know; the register may know it.
  private func readNew(_ row: ReturnedSheet.Row, into result: inout SurveyReturn) {
    let answers = table.columns.filter { row.isWritten($0.column) }
    guard !answers.isEmpty, let column = column(of: "number") else { return }
    let place = table.place(row, column)
    do throws(NumberFailure) {
      let number = try HotlineNumber(parsing: row.text(column), home: reading.home)
      if reading.protected.contains(number) {
        result.findings.append(Finding(.lineProtected(found: number.text), at: place))
        return
      }
      if let area = number.area, area != reading.home,
        [.shortCode, .regional].contains(number.kind)
      {
        result.findings.append(
          Finding(
            .shortCodeElsewhere(found: number.text, expected: reading.home.text), at: place))
        return
      }
      if let (line, owner) = reading.known(number) {
        // What a row about another unit's line leaves open is asked of that unit.
        let open = result.unanswered
        read(row, .line(line), entered: [:], into: &result)
        if owner != unit { result.unanswered = open }
        return
      }
      guard let name = self.column(of: "name"), !row.text(name).isEmpty else {
        let name = self.column(of: "name") ?? column
        result.findings.append(
          Finding(
            .sheetCellEmpty(column: SurveyQuestion.ofLines[1].title.chinese, expected: "something"),
            at: table.place(row, name)))
        return
      }
      read(row, .newLine(number.text), entered: [:], into: &result)
    } catch {
      result.findings.append(
        Finding(numberFailure: error, found: row.text(column), at: place))
    }
  }

  /// The answers of a row.
  func read(
    _ row: ReturnedSheet.Row, _ subject: SurveyReturn.Subject, entered: [String: String],
    into result: inout SurveyReturn
  ) {
    let needless = needless(row)
    for (question, column) in table.columns where question.key != "number" {
      let place = table.place(row, column)
      let (text, seen) = (row.text(column), entered[question.key])
      if !row.faults.contains(column), seen != nil, text == FilledText.trimmed(question.shown(seen))
      {
        result.untouched += 1
        continue
      }
      switch row.faults.contains(column) ? illegal(question) : question.answer(text) {
      case .unanswered:
        if let seen, !question.shown(seen).isEmpty {
          result.findings.append(
            Finding(
              .surveyAnswerDeleted(
                column: question.title.chinese, found: question.masked(question.shown(seen))),
              at: place))
        } else if case .newLine = subject, question.key == "owner" {
          add(unit, place)
        } else if question.isRequired, !needless.contains(question.key) {
          result.unanswered.append(
            SurveyReturn.Open(subject: subject, question: question, place: place))
        }
      case .illegal(let expected):
        result.findings.append(
          Finding(
            .surveyAnswerIllegal(
              found: question.masked(text), column: question.title.chinese, expected: expected),
            at: place))
      case .unknown: add("unknown", place)
      case .none: add("none", place)
      case .value(let value): add(value, place)
      }
      func add(_ code: String, _ place: SourceLocation) {
        result.cells.append(
          SurveyReturn.Cell(
            subject: subject, question: question, code: code, seen: seen, place: place))
      }
    }
  }

  private func illegal(_ question: SurveyQuestion) -> SurveyAnswer {
    .illegal(expected: question.expected)
  }

  /// The questions that another answer of the row makes needless.
  private func needless(_ row: ReturnedSheet.Row) -> Set<String> {
    Set(
      table.columns.map(\.question).filter { question in
        guard let other = question.unlessNone,
          let answered = table.columns.first(where: { $0.question.key == other })
        else { return false }
        let code = answered.question.answer(row.text(answered.column)).code
        return ["none", "no", "self"].contains(code)
      }.map(\.key))
  }

  private func column(of key: String) -> Int? {
    table.columns.first { $0.question.key == key }?.column
  }
}

extension SurveyQuestion {
  /// An answer as it may be shown anywhere.
  func masked(_ text: String) -> String {
    switch kind {
    case .person: Masking.name(text)
    case .phone: Masking.phone(text)
    case .number: text
    default: Masking.scrubbed(text.count > 40 ? "\(text.prefix(40))…" : text)
    }
  }
}
