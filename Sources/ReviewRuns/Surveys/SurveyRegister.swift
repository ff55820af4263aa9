import MergerRuns
import Findings
import HotlineModel
import LocalFiles
import RecordReaders
import Sheets
import Surveys

/// What is entered now: the register's own cells, and accepted answers that it has no column for.
struct SurveyRegister {
  /// The register.
  let register: Register
  /// Its file as it was read; `nil` where it is a workbook, which can be read and not written.
  private let file: SheetFile?
  private let header: [String]
  private let workspace: Workspace
  /// The rows of the register's file by the physical line on which they begin.
  private let rows: [Int: SheetRow]
  private let answers: [String: SheetRow]
  private let setAside: Set<[String]>

  init(_ workspace: Workspace, _ store: SurveyStore) throws {
    self.workspace = workspace
    register = try workspace.register()
    let cells = try SheetCells(contentsOf: register.file)
    header = cells.rows.first?.cells ?? []
    file = cells.hasOpenRows ? nil : try SheetFile(register.file)
    let sheet = try Sheet(contentsOf: register.file, form: Register.form)
    rows = Dictionary(sheet.rows.map { ($0.place.line ?? 0, $0) }) { first, _ in first }
    let all = try store.answers()
    setAside = Set(
      all.filter { $0["outcome"] == "set-aside" }.map { [$0["sha256"], $0["sheet"], $0["cell"]] })
    // The latest answer counts.
    answers = Dictionary(
      all.filter { $0["outcome"] == "accepted" }.map { row in
        let unit = "\(row["survey"])\u{1F}\(row["unit"])"
        return (Self.key(row["line"], unit, row["question"]), row)
      }
    ) { $1 }
  }

  /// The register's file, to be written anew.
  ///
  /// - Throws: `Unusable` with `HL2015` where it is a workbook.
  func editable() throws -> SheetFile { try file ?? SheetFile(register.file) }

  /// Whether the register's file has a column for a question.
  func hasColumn(_ question: SurveyQuestion) -> Bool {
    header.contains { Register.form.columnName($0) == question.key }
  }

  /// Whether somebody has set the answer of a cell aside, in this very file.
  func isSetAside(_ source: SurveyPlan.Source) -> Bool {
    setAside.contains([source.sha256, source.place.sheet ?? "", source.place.cell ?? ""])
  }

  /// What is entered for a question, and where; `nil` where nothing is known.
  func entered(
    _ subject: SurveyReturn.Subject, _ question: SurveyQuestion
  ) -> (code: String, place: SourceLocation?)? {
    let latest: SheetRow?
    switch subject {
    case .unit(let name, let survey):
      latest = answers[Self.key("", "\(survey)\u{1F}\(name)", question.key)]
    case .newLine(let number): latest = answers[Self.key(number, "", question.key)]
    case .line(let id):
      latest = answers[Self.key(id, "", question.key)]
      guard hasColumn(question) else { break }
      guard let line = register.lines.first(where: { $0.id == id }), let row = row(of: line) else {
        return nil
      }
      if question.key == "number" { return (line.number.text, line.place) }
      if let code = question.entered(row[question.key]) {
        return (code, row.place(of: question.key))
      }
      // The register cannot tell these from an empty cell; the sheet of answers can.
      guard let latest, ["unknown", "none"].contains(latest["answer"]) else { return nil }
    }
    return latest.map { ($0["answer"], $0.place(of: "answer")) }
  }

  /// The rows that a unit is sent: its lines, then spare ones.
  func rows(for lines: [LegacyHotline], spare: Int) -> [SurveyIDs.Row] {
    let known = lines.enumerated().map { index, line -> SurveyIDs.Row in
      let known = SurveyQuestion.ofLines.compactMap { question -> (String, String)? in
        guard let code = entered(.line(line.id), question)?.code, code != "unknown" else {
          return nil
        }
        return (question.key, code)
      }
      return SurveyIDs.Row(
        id: "R\(padded(index + 1, to: 2))", line: line.id,
        entered: Dictionary(uniqueKeysWithValues: known))
    }
    return known
      + (1...max(1, spare)).map {
        SurveyIDs.Row(id: "N\(padded($0, to: 2))", line: "", entered: [:])
      }
  }

  /// A register with what was accepted in it.
  struct Edit {
    /// The file.
    let bytes: [UInt8]
    /// How many cells of known lines say something else.
    let cells: Int
    /// How many lines are new.
    let lines: Int
  }

  /// The register's file with what was accepted in it, read back before it is handed out.
  ///
  /// - Throws: `Unusable` with the complaints about the register as it would be; `HL6102`.
  func edited(_ taken: [SurveyPlan.Taken]) throws -> Edit {
    var texts: [SheetFile.Place: String] = [:]
    var added: [(number: String, values: [String: String])] = []
    for item in taken {
      let question = item.entry.question
      guard let text = cell(item.answer.code, question) else { continue }
      switch item.entry.subject {
      case .unit: continue
      case .line(let id):
        guard let line = register.lines.first(where: { $0.id == id }), let at = line.place.line,
          let column = header.firstIndex(where: {
            Register.form.columnName($0) == question.key
          })
        else { continue }
        let before = row(of: line)?[question.key]
        if before != text { texts[SheetFile.Place(line: at, column: column)] = text }
      case .newLine(let number):
        if added.last?.number != number { added.append((number, [:])) }
        added[added.count - 1].values[question.key] = text
      }
    }
    let rows = added.map { line in
      let row = RegisterAddRun.completed(line.values.merging(["number": line.number]) { $1 }).row
      return header.map { Register.form.columnName($0).flatMap { row[$0] } ?? "" }
    }
    let bytes = try editable().edited(texts, adding: rows)
    try prove(bytes, texts, rows)
    return Edit(bytes: bytes, cells: texts.count, lines: rows.count)
  }

  /// What the register writes for an answer; `nil` where it has no column or no word for it.
  private func cell(_ code: String, _ question: SurveyQuestion) -> String? {
    guard hasColumn(question) else { return nil }
    switch code {
    case "unknown": return question.registerUnknown
    case "none" where question.allowsNone: return ""
    default: return code
    }
  }

  /// Reads the register back: the new texts are in their cells, and nothing else is another.
  private func prove(_ bytes: [UInt8], _ texts: [SheetFile.Place: String], _ added: [[String]])
    throws
  {
    let written = try workspace.readBack(register: bytes).cells
    let expected = try SheetCells(contentsOf: register.file).rows.map { row in
      row.cells.enumerated().map { texts[SheetFile.Place(line: row.line, column: $0)] ?? $1 }
    }
    guard written.rows.map(\.cells) == expected + added else {
      throw Unusable(
        .unexpected(reason: "register"), at: SourceLocation(file: register.file))
    }
  }

  private func row(of line: LegacyHotline) -> SheetRow? { line.place.line.flatMap { rows[$0] } }

  private static func key(_ line: String, _ unit: String, _ question: String) -> String {
    "\(line.isEmpty ? "\u{1F}\(unit)" : line)\u{1F}\(question)"
  }
}
