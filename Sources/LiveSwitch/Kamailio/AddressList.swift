import Findings
package import HotlineModel

/// A dispatcher list: which addresses each set of a switch has.
///
/// Rows of ours carry the generation in their attributes, `duid=hotline-a-…`; every other row belongs
/// to somebody else and stays as it is.
package struct AddressList: Hashable, Sendable {
  /// A row.
  package struct Row: Hashable, Sendable {
    /// The line as it is written.
    package let text: String
    /// The number of the set; `nil` where the line cannot be read.
    package let set: Int?
    /// The SIP address.
    package let uri: String
    /// 0 for an address in use, 4 for one that is switched off.
    package let flags: Int
    /// Higher is tried earlier.
    package let priority: Int
    /// The attributes.
    package let attributes: String

    /// The generation that the row belongs to; `nil` for a row that is not ours.
    package var generation: Generation? {
      Generation.allCases.first { attributes.hasPrefix("duid=\($0.mark)") }
    }
  }

  /// The rows, comments and empty lines left out.
  package let rows: [Row]

  /// Reads a list.
  package init(_ text: String) {
    rows = text.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let first = words.first, !first.hasPrefix("#") else { return nil }
      func number(_ index: Int) -> Int? { words.count > index ? Int(words[index]) : nil }
      let isReadable = words.count >= 2 && words[1].hasPrefix("sip")
      return Row(
        text: String(line), set: isReadable ? number(0) : nil, uri: words.count > 1 ? words[1] : "",
        flags: number(2) ?? 0, priority: number(3) ?? 0,
        attributes: words.dropFirst(4).joined(separator: " "))
    }
  }

  private init(_ rows: [Row]) { self.rows = rows }

  /// The rows of a generation.
  package func rows(of generation: Generation) -> [Row] {
    rows.filter { $0.generation == generation }
  }

  /// The rows that are not ours.
  package var foreignRows: [Row] { rows.filter { $0.generation == nil } }

  /// The list with the rows of one generation replaced by those of another list; all other rows
  /// stay as they are.
  package func replacing(_ generation: Generation, with other: AddressList) -> AddressList {
    AddressList(rows.filter { $0.generation != generation } + other.rows(of: generation))
  }

  /// The rows that are not ours and stand in a set of some rows.
  package func foreignRows(inSetsOf rows: [Row]) -> [Row] {
    let sets = Set(rows.compactMap(\.set))
    return foreignRows.filter { row in row.set.map(sets.contains) ?? false }
  }

  /// The list as a file.
  package var text: String {
    "# setid destination flags priority attrs\n" + rows.map { $0.text + "\n" }.joined()
  }
}
