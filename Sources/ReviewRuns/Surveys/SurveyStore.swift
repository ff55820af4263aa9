import MergerRuns
import Bytes
import Findings
import HotlineModel
import LocalFiles
import RecordReaders
import Sheets
import Surveys

/// What the workspace keeps of surveys: three sheets in the folder `Surveys`, to which rows are added
/// and from which none is ever taken.
///
/// They name people and their telephones: the folder is its owner's alone.
struct SurveyStore {
  private let folder: String

  init(_ workspace: Workspace) { folder = "\(workspace.folder)/Surveys" }

  /// The path of one of the sheets.
  func path(_ name: String) -> String { "\(folder)/\(name).csv" }

  /// What was sent, in the order of sending.
  func sent() throws -> [SheetRow] { try rows("sent", SurveySheets.sent) }

  /// What came back, in the order in which it was accepted.
  func received() throws -> [SheetRow] { try rows("received", SurveySheets.received) }

  /// The answers that were accepted, the oldest first.
  func answers() throws -> [SheetRow] { try rows("answers", SurveySheets.answers) }

  private func rows(_ name: String, _ form: SheetForm) throws -> [SheetRow] {
    try Sheet(ifPresent: path(name), form: form)?.rows ?? []
  }

  /// The newest workbook of each unit of a survey.
  func newest(survey: String) throws -> [String: SheetRow] {
    Dictionary(try sent().filter { $0["survey"] == survey }.map { ($0["unit"], $0) }) { $1 }
  }

  /// A sheet with rows behind those that it has, ready to be put in its place.
  ///
  /// - Parameters:
  ///   - rows: values by the names of columns.
  ///   - name: the sheet.
  ///   - form: what it looks like.
  /// - Returns: the file under its temporary name.
  /// - Throws: `Unusable` with `HL6102`, and the complaints about the sheet as it is.
  func adding(_ rows: [[String: String]], to name: String, _ form: SheetForm) throws -> SealedFile {
    try Folder.makePrivate(folder)
    let path = path(name)
    let text: [UInt8]
    if Folder.exists(path) {
      _ = try Sheet(contentsOf: path, form: form)
      let file = try SheetFile(path)
      let cells = rows.map { row in
        file.header.map { row[form.columnName($0) ?? ""] ?? "" }
      }
      text = try file.edited(adding: cells)
    } else {
      let names = form.columns.map(\.name)
      let table = rows.map { row in names.map { row[$0] ?? "" } }
      text = Array(CSVForm().sheet([form.header(in: .chinese)] + table).utf8)
    }
    var output = try OutputFile(path, mode: 0o600)
    try output.write(text)
    return try output.seal()
  }
}
