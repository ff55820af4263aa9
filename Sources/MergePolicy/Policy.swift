package import DecisionTables
import Findings
package import HotlineModel
import LocalFiles
package import Reports

/// The rules by which lines are merged: decision tables that have been proven before they are used.
///
/// A policy that loads is total and unambiguous: whatever a register says of a line, exactly one
/// rule of each table answers, none of them guesses while a fact is unknown, and every invariant
/// and signed case holds. The limits it uses are signed, and it leaves emergency numbers and
/// undecided lines untouched.
package struct Policy: Sendable {
  /// The folder's name: `foshan-2021`.
  package let name: String
  /// Name and content hash: `foshan-2021@4be1c0`.
  package let version: String
  /// The folder as the user named it.
  package let folder: String
  /// The tables in the order in which they are asked.
  package let graph: DecisionGraph
  /// The limits that rules name.
  package let parameters: [PolicyParameter]
  /// The questions that rules ask of people, in the order of their codes.
  package let questions: [PolicyQuestion]
  /// What documents say of single numbers.
  let designations: Designations
  /// What sorts of numbers there are, by their digits.
  package let classes: NumberClasses
  /// What it was read from.
  let sheets: PolicySheets

  /// Reads and proves the policy of a folder, to act on what it decides.
  ///
  /// - Parameters:
  ///   - folder: the folder of sheets.
  ///   - today: the day of the run, which no signature is later than.
  /// - Throws: `Unusable` with everything found: sheets that cannot be read (`HL2xxx`), cells
  ///   (`HL31xx`), gaps, overlaps, broken links, guesses, invariants and cases that do not hold, with
  ///   a witness (`HL32xx`), rules that would touch what must not be touched, and sheets and limits
  ///   that nobody stands for (`HL33xx`).
  package init(folder: String, today: CivilDate) throws {
    try self.init(PolicySheets(folder: folder), supposing: [:], signedBy: today)
  }

  /// Reads the policy of a folder, signed or not, to look at what it would decide.
  ///
  /// - Parameters:
  ///   - folder: the folder of sheets.
  ///   - supposed: parameters that are taken to have other values; the version says which.
  /// - Throws: `Unusable` as for a policy that is acted on, but for signatures, guesses, invariants
  ///   and cases: those are left to `PolicyAnalysis`.
  package init(draft folder: String, supposing supposed: [String: String] = [:]) throws {
    try self.init(PolicySheets(folder: folder), supposing: supposed, signedBy: nil)
  }

  private init(
    _ read: PolicySheets, supposing supposed: [String: String], signedBy today: CivilDate?
  ) throws {
    let folder = read.folder
    let sheets = try read.supposing(supposed)
    let graph = try sheets.understoodGraph()
    let checks = PolicyChecks(
      graph: graph, parameters: sheets.parameters, questions: sheets.questions, folder: folder)
    designations = Designations(all: sheets.designations)
    classes = sheets.classes ?? NumberClasses([])
    let (invariants, cases) = (try sheets.invariants(of: graph), try sheets.cases(of: graph))
    let complaints =
      sheets.complaints(about: graph)
      + (today.map { checks.complaints + sheets.signatures.complaints(on: $0) }
        ?? checks.complaints.filter { !$0.code.isAboutSignatures })
    guard complaints.isEmpty else { throw Unusable(complaints) }
    if let today {
      try Self.prove(graph, sheets, invariants: invariants, cases: cases, today: today)
    }
    self.folder = folder
    self.graph = graph
    self.sheets = sheets
    name = Folder.name(of: folder)
    version =
      "\(name)@\(sheets.fingerprint.prefix(6))"
      + supposed.sorted { $0.key < $1.key }.map { "+\($0.key)=\($0.value)" }.joined()
    parameters = sheets.parameters
    questions = sheets.questions.sorted { $0.code < $1.code }
  }

  /// Proves all tables together, and asks every signed case.
  private static func prove(
    _ graph: DecisionGraph, _ sheets: PolicySheets, invariants: [PolicyInvariant],
    cases: PolicyCases, today: CivilDate
  ) throws {
    let place = SourceLocation(file: sheets.folder)
    let whole = GraphChecks(
      graph: graph, invariants: invariants, place: place, edited: sheets.edited
    ).run()
    let answers = CaseChecks(
      graph: graph, cases: cases, place: place, today: today, notice: sheets.notice
    ).run()
    let wrong = (whole.findings + answers.findings).filter { $0.severity == .error }
    guard wrong.isEmpty else { throw Unusable(wrong) }
  }

  /// The words that tables know for a parameter; `nil` where it is a number.
  ///
  /// - Throws: `Unusable` with `HL3105` for a parameter that the policy does not have.
  package func words(of parameter: String) throws -> [String]? {
    guard let known = parameters.first(where: { $0.name == parameter }) else {
      throw sheets.unknown(parameter)
    }
    guard case .words(let words) = graph.domains[parameter] else {
      return known.limit == nil ? [known.value] : nil
    }
    return words
  }

  /// The question behind a decision's reason; `nil` where the policy asks none.
  ///
  /// Where the scope is unclear the reason of the scope names the question: of
  /// `Q_SCOPE/FACT_MISSING_EMERGENCY` it is the second part.
  package func question(for decision: Decision) -> PolicyQuestion? {
    guard decision.mode == .person else { return nil }
    let codes = decision.reason.split(separator: "/").reversed().map(String.init)
    return codes.lazy.compactMap { code in questions.first { $0.code == code } }.first
  }
}
