import DecisionTables
import Findings
import HotlineModel
import Sheets

/// A line that a person has decided beforehand: its facts, and what the policy must answer.
struct PolicyCase {
  /// Something that must come out.
  struct Expectation {
    /// The output, or `certainty`.
    let name: String
    let value: FactValue
    let place: SourceLocation
  }

  /// Its name within the policy.
  let id: String
  /// The facts that its row gives, words of `parameters.csv` among them where it gives any.
  let facts: [String: FactValue]
  /// What must come out; what its row leaves open is not among them.
  let expected: [Expectation]
  /// Who stands for it; `nil` without a name, a day and a document.
  let signature: DatedSignature?
  /// Where it stands.
  let place: SourceLocation

  /// Whether somebody stands for it.
  var isSigned: Bool { signature != nil }

  /// The column that says how sure the whole decision is.
  static let certaintyName = "certainty"
}

/// The signed cases of a policy: sheets whose names begin with `cases`.
struct PolicyCases {
  private(set) var all: [PolicyCase] = []

  /// The cases of one policy, whose facts and outputs give the columns.
  private let graph: DecisionGraph
  /// Words of `parameters.csv` that tables ask for as facts.
  private let words: [String: FactValue]
  /// What sorts of numbers there are.
  private let classes: NumberClasses

  init(_ graph: DecisionGraph, words: [String: FactValue], classes: NumberClasses) {
    self.graph = graph
    self.words = words
    self.classes = classes
  }

  /// Everything that tables ask for in a case: what its row gives, what follows from its number,
  /// and the words of `parameters.csv` that it leaves open.
  func facts(of asked: PolicyCase) -> [String: FactValue] {
    var facts = words.merging(asked.facts) { _, own in own }
    if case .word(let number)? = facts[PolicyCase.numberName] {
      facts[NumberClasses.fact] = .word(classes.rules.word(for: number))
    }
    return facts
  }

  /// Reads one more sheet of cases.
  ///
  /// - Throws: `Unusable` with every complaint about the sheet: columns and values that the
  ///   policy does not have (`HL2002`–`HL2008`).
  mutating func add(sheet path: String) throws {
    let sheet = try Sheet(contentsOf: path, form: form)
    let names = CaseColumns(graph, words: words)
    var complaints: [Finding] = []
    for row in sheet.rows {
      let facts = names.facts.compactMap { value($0, in: row, &complaints) }
      let outputs = names.outputs.compactMap { value($0, in: row, &complaints) }
      if let twice = all.first(where: { $0.id == row["id"] }) {
        complaints.append(
          Finding(
            .sheetKeyTwice(found: row["id"], thing: "case"),
            at: [row.place(of: "id"), twice.place]))
      }
      all.append(
        PolicyCase(
          id: row["id"],
          facts: Dictionary(facts.map { ($0.name, $0.value) }) { first, _ in first },
          expected: outputs,
          signature: Self.signature(in: row), place: row.place(of: "id")))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  /// What a sheet of cases looks like.
  var form: SheetForm {
    let names = CaseColumns(graph, words: words)
    return SheetForm(
      thing: "case",
      columns: [SheetColumn("id", "编号", .text)]
        + names.facts.map { column in
          SheetColumn(
            column.name, Register.form.name(ofColumn: column.name, in: .chinese) ?? column.name,
            .optionalText, absent: column.isOptional ? "-" : nil)
        }
        + names.outputs.map { SheetColumn($0.name, $0.name, .optionalText, absent: "-") }
        + [
          SheetColumn("signed_by", "签认人", .optionalText),
          SheetColumn("signed_on", "签认日期", .optionalDate),
          SheetColumn("document", "文件", .optionalText),
          SheetColumn("note", "备注", .optionalText, absent: ""),
        ], key: ["id"])
  }

  private static func signature(in row: SheetRow) -> DatedSignature? {
    guard let day = row.date("signed_on"), !row["signed_by"].isEmpty, !row["document"].isEmpty
    else { return nil }
    return DatedSignature(
      thing: row["id"], who: row["signed_by"], day: day, document: row["document"],
      place: row.place(of: "signed_on"))
  }

  /// What a row says of a fact or an output; `nil` where it leaves it open.
  private func value(
    _ column: CaseColumns.Column, in row: SheetRow, _ complaints: inout [Finding]
  ) -> PolicyCase.Expectation? {
    let text = row[column.name]
    if text == "-", column.isOptional { return nil }
    let place = row.place(of: column.name)
    if let value = column.value(text) {
      return PolicyCase.Expectation(name: column.name, value: value, place: place)
    }
    let expected = column.domain.listed
    complaints.append(
      Finding(
        .sheetValueUnknown(
          found: text, column: column.name, nearest: nearest(to: text, among: expected),
          expected: expected.joined(separator: ", ")), at: place))
    return nil
  }
}

/// The columns that a sheet of cases has for a policy: its facts, then its outputs.
struct CaseColumns {
  /// A fact or an output with the values it may have.
  struct Column {
    let name: String
    let domain: FactDomain
    /// Whether a row may leave it open with `-`.
    let isOptional: Bool

    /// What a cell says; `nil` where that is no value of the column.
    func value(_ text: String) -> FactValue? {
      let value: FactValue? =
        switch domain {
        case .words, .text: .word(text)
        case .number: text.isEmpty || text == "null" ? .null : plainNumber(text).map { .number($0) }
        }
      return value.flatMap { domain.contains($0) ? $0 : nil }
    }
  }

  /// Every fact that tables ask for but the class of the number, which follows from it; words of
  /// `parameters.csv` may be left open.
  let facts: [Column]
  /// Every output of a table, and how sure the decision is.
  let outputs: [Column]

  init(_ graph: DecisionGraph, words: [String: FactValue]) {
    let number = PolicyCase.numberName
    let names = graph.facts.keys.filter { $0 != number && $0 != NumberClasses.fact }.sorted()
    facts = ([number] + names).compactMap { name in
      graph.facts[name].flatMap { FactDomain.union($0.map(\.domain)) }.map {
        Column(name: name, domain: $0, isOptional: words[name] != nil)
      }
    }
    outputs =
      graph.tables.flatMap(\.outputs)
      .map { Column(name: $0.name, domain: $0.domain, isOptional: true) }
      + [
        Column(
          name: PolicyCase.certaintyName,
          domain: .words(Certainty.allCases.map(\.rawValue)), isOptional: true)
      ]
  }
}

extension PolicyCase {
  /// The fact by which people know a case.
  static let numberName = "number"
}
