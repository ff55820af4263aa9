import Bytes
package import DecisionTables

/// A decision model read back as tables that sheets can hold.
package struct ModelSheets: Sendable {
  /// The tables, in the order of the model.
  package let tables: [TableText]
  /// Limits that cells name, with their values.
  package let parameters: [String: Double]
  /// Facts that have one value, which is a word, by name.
  package let words: [String: String]
  /// Tables in which several rules may match, by name, and which of them answers.
  package let precedences: [String: RulePrecedence]

  /// Something in a model that no sheet can say.
  package struct Complaint: Hashable, Sendable {
    /// What is written there.
    package let found: String
    /// The line of the model.
    package let line: Int
  }

  /// A model of which a part cannot be said in sheets.
  package struct NotProvable: Error, Sendable {
    /// What it is; never empty.
    package let complaints: [Complaint]
  }

  /// Reads decision tables of literal tests over declared domains; everything else is refused.
  ///
  /// - Parameters:
  ///   - file: the model.
  ///   - isForProof: whether the tables are only to be proven, and so may be FIRST or PRIORITY
  ///     and have columns that are true or false; sheets cannot.
  /// - Throws: `ModelUnusable` where the file is no model, `NotProvable` where a decision is no
  ///   table, a table is not UNIQUE, or a cell asks for more than sheets can say.
  package init(reading file: ModelFile, isForProof: Bool = false) throws {
    let root = try XMLDocument.root(of: file)
    guard root.name == "definitions" else {
      throw ModelUnusable(
        .rootUnknown(found: root.name, expected: "definitions"), file: file.path, line: root.line)
    }
    var reader = SheetReader(root: root, file: file.path, isForProof: isForProof)
    let tables = root.all("decision").map { reader.table($0) }
    guard reader.complaints.isEmpty else { throw NotProvable(complaints: reader.complaints) }
    self.tables = tables.compactMap { $0 }
    parameters = reader.parameters
    precedences = reader.precedences
    words = Dictionary(
      root.all("inputData").compactMap(SheetReader.word), uniquingKeysWith: { first, _ in first })
  }
}

extension TableText {
  /// The table as its sheet.
  package var sheet: String {
    let header = [
      ["decision", name.text] + (label.isEmpty ? [] : [label]), ["hit", hit.text],
      ["role"] + columns.map(\.role.text), ["name"] + columns.map(\.name.text),
      ["domain"] + columns.map(\.domain.text),
    ]
    let rows = rules.map { [$0.id.text] + $0.cells.map(\.text) }
    return (header + rows).map(CSVForm().row).joined()
  }
}
