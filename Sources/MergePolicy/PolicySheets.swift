import DecisionTables
import Findings
import HotlineModel
import LocalFiles
import Reports
import Sheets

/// The sheets of a policy's folder, read but not yet understood.
///
/// `parameters.csv`, `questions.csv`, `invariants.csv`, `number-classes.csv`, `deadlines.csv` and
/// sheets whose name begins with `designations` or `cases` have their own forms; `signatures.csv`
/// says who stands for the others; every other `.csv` is a decision table; what is no sheet, such
/// as the folder of the signed copies, is left alone. A workbook is known by the name that its CSV
/// would have.
struct PolicySheets {
  static let parametersName = "parameters.csv"
  static let questionsName = "questions.csv"
  static let invariantsName = "invariants.csv"
  static let classesName = "number-classes.csv"
  static let deadlinesName = "deadlines.csv"
  static let designationsPrefix = "designations"
  static let casesPrefix = "cases"

  let folder: String
  private(set) var tables: [DecisionSheet] = []
  private(set) var parameters: [PolicyParameter] = []
  private(set) var questions: [PolicyQuestion] = []
  private(set) var designations: [PolicyDesignation] = []
  /// What sorts of numbers there are; `nil` where no sheet says so.
  private(set) var classes: NumberClasses?
  /// By when the clauses of the notice want their tasks done.
  private(set) var deadlines: [PolicyDeadline] = []
  private var invariants: [SheetRow] = []
  /// Sheets of cases, whose columns depend on the tables.
  private var casePaths: [String] = []
  /// The fingerprint of all sheets, names and contents, in the order of their names; who signed
  /// them makes no difference.
  private(set) var fingerprint = ""
  /// What the sheets say, by file name.
  private var contents: [String: SheetContents] = [:]
  /// What was signed; `nil` where nobody has signed anything.
  private var signed: [PolicySignature]?

  /// The day of the notice that the policy follows; `nil` where no sheet says it.
  var notice: CivilDate? { deadlines.notice }

  /// What the sheets and the signatures say, by file name.
  private(set) var allContents: [String: SheetContents] = [:]

  /// Who stands for the sheets.
  var signatures: PolicySignatures {
    PolicySignatures(
      folder: folder, sheets: contents, signatures: signed, parameters: parameters,
      notice: notice)
  }

  /// Reads the sheets of a folder.
  ///
  /// - Throws: `Unusable` with the complaints about all sheets; `HL3001` where there is none.
  init(folder: String) throws {
    self.folder = folder
    var complaints: [Finding] = []
    var whole = Fingerprint()
    for name in Self.names(in: folder) {
      do {
        let sheet = try SheetContents(contentsOf: "\(folder)/\(name)")
        if let read = try read(name), read != sheet.sha256 {
          throw Unusable(.fileChanged, at: SourceLocation(file: sheet.file))
        }
        whole.update(Array("\(name) \(sheet.sha256)\n".utf8))
        contents[name] = sheet
      } catch let error as Unusable {
        complaints += error.findings
      }
    }
    do {
      signed = try PolicySignature.all(in: folder)
      allContents = contents
      if signed != nil {
        let name = PolicySignature.sheetName
        allContents[name] = try SheetContents(contentsOf: "\(folder)/\(name)")
      }
    } catch let error as Unusable {
      complaints += error.findings
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    guard !tables.isEmpty else {
      throw Unusable(.policyMissing(found: folder), at: SourceLocation(file: folder))
    }
    fingerprint = whole.hex
  }

  /// The names of the sheets of a folder; the signatures are none of them.
  static func names(in folder: String) -> [String] {
    SheetContents.names(in: folder).filter { $0 != PolicySignature.sheetName }
  }

  /// Understands one sheet as far as it can be without the tables; returns the fingerprint of the
  /// bytes that it read, if it read any.
  private mutating func read(_ name: String) throws -> String? {
    let path = folder + "/" + name
    switch name {
    case Self.parametersName:
      let sheet = try Sheet(contentsOf: path, form: PolicyParameter.form)
      parameters = sheet.rows.map { PolicyParameter($0) }
      return sheet.sha256
    case Self.questionsName:
      let sheet = try Sheet(contentsOf: path, form: PolicyQuestion.form)
      questions = sheet.rows.map { PolicyQuestion($0) }
      return sheet.sha256
    case Self.invariantsName:
      let sheet = try Sheet(contentsOf: path, form: PolicyInvariant.form)
      invariants = sheet.rows
      return sheet.sha256
    case Self.classesName:
      let sheet = try Sheet(contentsOf: path, form: NumberClasses.form)
      classes = try NumberClasses(reading: sheet.rows)
      return sheet.sha256
    case Self.deadlinesName:
      let sheet = try Sheet(contentsOf: path, form: PolicyDeadline.form)
      deadlines = try PolicyDeadline.all(of: sheet.rows)
      return sheet.sha256
    case _ where name.hasPrefix(Self.designationsPrefix):
      let sheet = try Sheet(contentsOf: path, form: PolicyDesignation.form)
      designations += sheet.rows.map { PolicyDesignation($0) }
      return sheet.sha256
    case _ where name.hasPrefix(Self.casesPrefix):
      casePaths.append(path)
      return nil
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
    let values = limits
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

  /// The tables, which give all that the rest of the program needs and ask for nothing that no line
  /// has; else invariants and cases would be blamed for what is wrong with a table.
  ///
  /// - Throws: `Unusable` as `graph()` does, and with outputs and facts that do not fit (`HL3207`–
  ///   `HL3210`).
  func understoodGraph() throws -> DecisionGraph {
    let graph = try graph()
    let misfits = misfits(of: graph)
    guard misfits.isEmpty else { throw Unusable(misfits) }
    return graph
  }

  /// Outputs that the rest of the program needs and no table gives, and facts that no line has.
  func misfits(of graph: DecisionGraph) -> [Finding] {
    PolicyChecks(
      graph: graph, parameters: parameters, questions: questions, folder: folder
    ).misfits
  }

  /// One decision sheet by itself, with the limits of the `parameters.csv` beside it.
  ///
  /// - Throws: `Unusable` with the complaints about the sheet.
  static func graph(ofSheet path: String) throws -> DecisionGraph {
    let beside = (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + parametersName
    let parameters =
      SheetContents.exists(beside)
      ? try Sheet(contentsOf: beside, form: PolicyParameter.form).rows.map { PolicyParameter($0) }
      : []
    let limits = Dictionary(
      parameters.compactMap { parameter in parameter.limit.map { (parameter.name, Double($0)) } },
      uniquingKeysWith: { first, _ in first })
    let text = TableText(try DecisionSheet(contentsOf: path))
    do throws(TablesUnusable) {
      return try DecisionGraph([try DecisionTable(text, parameters: limits)])
    } catch {
      throw Unusable(error.complaints.map { Finding($0) })
    }
  }

  /// The sheets with some parameters replaced, for looking what would follow from others.
  ///
  /// - Throws: `Unusable` with `HL3105` for a parameter that the policy does not have.
  func supposing(_ supposed: [String: String]) throws -> PolicySheets {
    for name in supposed.keys.sorted() where !parameters.contains(where: { $0.name == name }) {
      throw unknown(name)
    }
    guard !supposed.isEmpty else { return self }
    var sheets = self
    sheets.parameters = parameters.map { $0.supposed(to: supposed[$0.name] ?? $0.value) }
    return sheets
  }

  /// What there is to say of a parameter that the policy does not have.
  func unknown(_ parameter: String) -> Unusable {
    Unusable(
      .parameterUnknown(
        found: parameter, nearest: nearest(to: parameter, among: parameters.map(\.name))),
      at: SourceLocation(file: "\(folder)/\(Self.parametersName)"))
  }

  /// The parameters that are numbers.
  var limits: [String: Double] {
    Dictionary(
      parameters.compactMap { parameter in parameter.limit.map { (parameter.name, Double($0)) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// What must hold of every decision.
  ///
  /// - Throws: `Unusable` with the complaints about all rows.
  func invariants(of graph: DecisionGraph) throws -> [PolicyInvariant] {
    var complaints: [Finding] = []
    var understood: [PolicyInvariant] = []
    let (domains, limits) = (graph.domains, limits)
    for row in invariants {
      do {
        understood.append(try PolicyInvariant(row, domains: domains, parameters: limits))
      } catch let error as Unusable {
        complaints += error.findings
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return understood
  }

  /// The words of `parameters.csv` that tables ask for as facts.
  func words(of graph: DecisionGraph) -> [String: FactValue] {
    let asked = graph.facts
    return Dictionary(
      parameters.filter { $0.limit == nil && asked[$0.name] != nil }
        .map { ($0.name, .word($0.value)) }
    ) { first, _ in first }
  }

  /// Lines that people have decided beforehand.
  ///
  /// - Throws: `Unusable` with the complaints about all sheets of cases.
  func cases(of graph: DecisionGraph) throws -> PolicyCases {
    var cases = PolicyCases(
      graph, words: words(of: graph), classes: classes ?? NumberClasses([]))
    var complaints: [Finding] = []
    for path in casePaths {
      do {
        try cases.add(sheet: path)
      } catch let error as Unusable {
        complaints += error.findings
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return cases
  }

  /// Whether somebody stands for a sheet as it is.
  func isSigned(_ name: String) -> Bool {
    signed?.contains { $0.sheet == name && $0.fingerprint == contents[name]?.fingerprint } ?? false
  }

  /// The rules that differ from those that were signed, as far as the signed copies tell.
  var edited: Set<String> {
    guard signed != nil else { return [] }
    let names = Set(tables.compactMap { SheetContents.name(ofFile: $0.file) })
    return Set(
      signatures.revisions.filter { names.contains($0.sheet) }.flatMap { $0.rows.map(\.name) })
  }

  /// Invariants, where there are none.
  var empty: [Finding] {
    guard invariants.isEmpty else { return [] }
    let name = Self.invariantsName
    return [Finding(.policySheetEmpty(found: name), at: SourceLocation(file: "\(folder)/\(name)"))]
  }

  /// LOW above HIGH, where a policy has both.
  var disorder: [Finding] {
    guard let low = parameters.first(where: { $0.name == "LOW" }), let lower = low.limit,
      let high = parameters.first(where: { $0.name == "HIGH" }), let upper = high.limit,
      lower > upper
    else { return [] }
    return [
      Finding(
        .parametersOutOfOrder(found: "\(lower)", expected: "\(upper)"), at: [low.place, high.place])
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
