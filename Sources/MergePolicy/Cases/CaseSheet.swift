import Bytes
import DecisionTables
package import Findings
import HotlineModel
import LocalFiles
import Sheets

/// The sheet of cases, completed by what the policy lacks.
package struct CaseSheet {
  private let rows: [[String]]
  private let form: SheetForm
  /// The names of the cases that are new.
  package let added: [String]

  /// Completes `cases.csv` of a policy's folder; what stands there stays as it is.
  ///
  /// - Throws: `Unusable` with the complaints about the policy's sheets, and with gaps and overlaps:
  ///   a policy without one answer has nothing to propose.
  package init(completing folder: String) throws {
    let sheets = try PolicySheets(folder: folder)
    let graph = try sheets.understoodGraph()
    let wrong = graph.tables.flatMap { PolicyChecks.findings(about: $0.proof(), of: $0) }
    guard wrong.isEmpty else { throw Unusable(wrong) }
    let words = sheets.words(of: graph)
    let cases = try sheets.cases(of: graph)
    let covered = cases.all.compactMap { try? CaseRun($0, among: cases, of: graph) }
      .flatMap { $0.rules.map(\.id) }
    let known = Set(cases.all.map(cases.facts))
    let proposals = CaseProposals(graph, words: words, classes: sheets.classes ?? NumberClasses([]))
      .proposals(besides: Set(covered), known: known)
    let columns = CaseColumns(graph, words: words)
    let path = "\(folder)/\(PolicySheets.casesPrefix).csv"
    let names = Self.names(columns)
    let standing = try Sheet(ifPresent: path, form: cases.form)?.rows ?? []
    var used = Set(cases.all.map(\.id))
    var rows = standing.map { row in names.map { row[$0] } }
    var added: [String] = []
    for proposal in proposals {
      let id = Self.id(after: &used)
      added.append(id)
      rows.append(Self.row(id, proposal, columns))
    }
    self.rows = [names] + rows
    form = cases.form
    self.added = added
  }

  /// The whole sheet, for spreadsheet programs, with the names that its columns have in a language.
  package func text(in language: Language) -> String {
    let header = (rows.first ?? []).map { form.name(ofColumn: $0, in: language) ?? $0 }
    return CSVForm().sheet([header] + rows.dropFirst())
  }

  private static func names(_ columns: CaseColumns) -> [String] {
    ["id"] + (columns.facts + columns.outputs).map(\.name)
      + ["signed_by", "signed_on", "document", "note"]
  }

  /// A name that no case has yet: `C07`.
  private static func id(after used: inout Set<String>) -> String {
    var number = used.count + 1
    while true {
      let id = "C" + (number < 10 ? "0" : "") + "\(number)"
      if used.insert(id).inserted { return id }
      number += 1
    }
  }

  private static func row(
    _ id: String, _ proposal: CaseProposals.Proposal, _ columns: CaseColumns
  ) -> [String] {
    // Words of parameters.csv are named, so that the case holds whichever word is signed.
    let facts = columns.facts.map { proposal.facts[$0.name]?.description ?? "" }
    let certainty = proposal.grounds.steps.map { $0.rule.certainty ?? .gap }.max()
    let outputs = columns.outputs.map { column in
      column.name == PolicyCase.certaintyName
        ? certainty?.rawValue ?? "-" : proposal.outcome.values[column.name]?.description ?? "-"
    }
    return [id] + facts + outputs + ["", "", "", proposal.purpose]
  }
}
