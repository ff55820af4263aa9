package import DecisionTables
package import Findings
package import HotlineModel
import LocalFiles
package import Reports

/// The rules by which lines are merged: decision tables that have been proven before they are used.
///
/// A policy that loads is total and unambiguous: whatever a register says of a line, exactly one
/// rule of each table answers. The limits it uses are signed, and it leaves emergency numbers and
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
  /// What people should know of the policy: rules that never match.
  package var notes: [Finding] { checks.notes }
  /// What documents say of single numbers.
  let designations: Designations
  private let checks: PolicyChecks
  /// What must hold of every decision.
  let invariants: [PolicyInvariant]

  /// Reads and proves the policy of a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder of sheets.
  ///   - supposed: parameters that are taken to have other values, for looking what would follow;
  ///     the version says what is supposed.
  ///   - isDraft: whether nobody need have signed; what such a policy decides is only looked at.
  /// - Throws: `Unusable` with everything found: sheets that cannot be read (`HL2xxx`), cells
  ///   (`HL31xx`), gaps, overlaps and broken links with a witness (`HL32xx`), limits that nobody
  ///   signed, and rules that would touch what must not be touched (`HL33xx`).
  package init(folder: String, supposing supposed: [String: String] = [:], isDraft: Bool = false)
    throws
  {
    let sheets = try PolicySheets(folder: folder).supposing(supposed)
    let graph = try sheets.graph()
    let checks = PolicyChecks(
      graph: graph, parameters: sheets.parameters, questions: sheets.questions, folder: folder)
    designations = Designations(all: sheets.designations)
    invariants = try sheets.invariants(of: graph)
    let complaints =
      sheets.disorder + designations.complaints
      + checks.complaints.filter { !isDraft || $0.code != .parameterUnsigned }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.folder = folder
    self.graph = graph
    name = Folder.name(of: folder)
    version =
      "\(name)@\(sheets.fingerprint.prefix(6))"
      + supposed.sorted { $0.key < $1.key }.map { "+\($0.key)=\($0.value)" }.joined()
    parameters = sheets.parameters
    questions = sheets.questions.sorted { $0.code < $1.code }
    self.checks = checks
  }

  /// Proves all tables together, before anybody acts on what they decide.
  ///
  /// - Throws: `Unusable` with what must not be: a definite answer that an unknown fact could flip
  ///   (`HL3212`), an invariant that does not hold (`HL3214`), tables that are too many or too
  ///   large to be gone through (`HL3220`).
  package func prove() throws {
    let checks = GraphChecks(
      graph: graph, invariants: invariants, place: SourceLocation(file: folder))
    let wrong = checks.run().findings.filter { $0.severity == .error }
    guard wrong.isEmpty else { throw Unusable(wrong) }
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
