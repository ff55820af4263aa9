import DecisionTables
import HotlineModel
import LocalFiles
import Sheets

/// The sheets of a policy's folder, read but not yet understood.
///
/// `parameters.csv` and `questions.csv` have their own forms; every other `.csv` is a decision
/// table; what is no `.csv` is left alone.
struct PolicySheets {
  static let parametersName = "parameters.csv"
  static let questionsName = "questions.csv"

  let folder: String
  private(set) var tables: [DecisionSheet] = []
  private(set) var parameters: [PolicyParameter] = []
  private(set) var questions: [PolicyQuestion] = []
  /// The fingerprint of all sheets, names and contents, in the order of their names.
  private(set) var fingerprint = ""

  /// Reads the sheets of a folder.
  ///
  /// - Throws: `Unusable` with the complaints about all sheets; `HL3001` where there is none.
  init(folder: String) throws {
    self.folder = folder
    var complaints: [Finding] = []
    var whole = Fingerprint()
    for name in Folder.names(in: folder) where name.hasSuffix(".csv") {
      do {
        let sha256 = try read(name)
        whole.update(Array("\(name) \(sha256)\n".utf8))
      } catch let error as Unusable {
        complaints += error.findings
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    guard !tables.isEmpty else {
      throw Unusable(.policyMissing, at: SourceLocation(file: folder), ["found": folder])
    }
    fingerprint = whole.hex
  }

  /// Reads one sheet; returns the fingerprint of its bytes.
  private mutating func read(_ name: String) throws -> String {
    let path = folder + "/" + name
    switch name {
    case Self.parametersName:
      let sheet = try Sheet(contentsOf: path, form: PolicyParameter.form)
      parameters = sheet.rows.compactMap { PolicyParameter($0) }
      return sheet.sha256
    case Self.questionsName:
      let sheet = try Sheet(contentsOf: path, form: PolicyQuestion.form)
      questions = sheet.rows.map { PolicyQuestion($0) }
      return sheet.sha256
    case _:
      let sheet = try DecisionSheet(contentsOf: path)
      tables.append(sheet)
      return sheet.sha256
    }
  }

  /// The tables in an order in which they can be asked.
  ///
  /// - Throws: `Unusable` with the complaints about all tables and about how they hang together.
  func graph() throws -> DecisionGraph {
    let values = Dictionary(
      parameters.map { ($0.name, Double($0.value)) }, uniquingKeysWith: { first, _ in first })
    var complaints: [TableComplaint] = []
    var understood: [DecisionTable] = []
    for sheet in tables {
      do throws(TablesUnusable) {
        understood.append(try DecisionTable(TableText(sheet), parameters: values))
      } catch {
        complaints += error.complaints
      }
    }
    do throws(TablesUnusable) {
      guard complaints.isEmpty else { throw TablesUnusable(complaints) }
      return try DecisionGraph(understood)
    } catch {
      throw Unusable(error.complaints.map { Finding($0) } + disorder)
    }
  }

  /// LOW above HIGH, where a policy has both.
  var disorder: [Finding] {
    guard let low = parameters.first(where: { $0.name == "LOW" }),
      let high = parameters.first(where: { $0.name == "HIGH" }), low.value > high.value
    else { return [] }
    return [
      Finding(
        .parametersOutOfOrder, at: [low.place, high.place],
        ["found": "\(low.value)", "expected": "\(high.value)"])
    ]
  }
}

extension TableText {
  /// A sheet's cells as the decision engine takes them.
  init(_ sheet: DecisionSheet) {
    self.init(
      name: Cell(sheet.name), label: sheet.label, hit: Cell(sheet.hit),
      columns: sheet.columns.map {
        Column(role: Cell($0.role), name: Cell($0.name), domain: Cell($0.domain))
      },
      rules: sheet.rules.map { Rule(id: Cell($0.id), cells: $0.cells.map { Cell($0) }) })
  }
}

extension TableText.Cell {
  fileprivate init(_ cell: DecisionSheet.Cell) {
    self.init(cell.text, at: TablePlace(cell.place))
  }
}

extension TablePlace {
  /// A place in a sheet.
  init(_ place: SourceLocation) {
    self.init(source: place.file, line: place.line ?? 1, column: place.column ?? 1)
  }
}

extension SourceLocation {
  /// A place in a sheet.
  init(_ place: TablePlace) {
    self.init(file: place.source, line: place.line, column: place.column)
  }
}
