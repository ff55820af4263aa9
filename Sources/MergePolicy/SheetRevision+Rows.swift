import Reports
import Sheets

extension SheetRevision {
  /// What differs between two versions of a sheet; `nil` where they say the same.
  ///
  /// Rows are told apart by their first cell, cells by the names of their columns: of a decision
  /// sheet in its row `name`, of any other in its first row.
  init?(of name: String, before: SheetContents, after: SheetContents) {
    guard before.fingerprint != after.fingerprint else { return nil }
    let rows = Self.rows(NamedCells(before), NamedCells(after))
    self.init(sheet: name, kind: rows.isEmpty ? .reordered : .changed, rows: rows)
  }

  private static func rows(_ before: NamedCells, _ after: NamedCells) -> [Row] {
    var left = Dictionary(grouping: before.rows) { Text($0[0]) }
    var found: [(row: [String], partner: [String]?)] = after.rows.map { ($0, nil) }
    // A row that says the same has its partner first; of the rest the first of the same name.
    for index in found.indices {
      let row = found[index].row
      let others = left[Text(row[0])] ?? []
      guard let same = others.firstIndex(where: { before.named($0) == after.named(row) }) else {
        continue
      }
      found[index].partner = others[same]
      left[Text(row[0])]?.remove(at: same)
    }
    var changes: [Row] = []
    for (row, partner) in found where partner == nil {
      guard let old = left[Text(row[0])]?.first else {
        changes.append(Row(name: row[0], change: .added(row)))
        continue
      }
      left[Text(row[0])]?.removeFirst()
      let cells = cells(
        before.named(old), after.named(row), in: before.names(of: old) + after.names(of: row))
      changes.append(Row(name: row[0], change: .changed(cells)))
    }
    for row in before.rows {
      guard
        let index = left[Text(row[0])]?.firstIndex(where: {
          $0.map(Text.init) == row.map(Text.init)
        })
      else { continue }
      left[Text(row[0])]?.remove(at: index)
      changes.append(Row(name: row[0], change: .removed(row)))
    }
    return changes
  }

  private static func cells(
    _ before: [String: Text], _ after: [String: Text], in columns: [String]
  ) -> [Cell] {
    var seen: Set<String> = []
    return columns.filter { seen.insert($0).inserted && before[$0] != after[$0] }.map {
      Cell(column: $0, before: before[$0]?.text ?? "", after: after[$0]?.text ?? "")
    }
  }
}

/// A text that equals another one where all bytes do: two spellings of one character differ.
private struct Text: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: Text, right: Text) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
}

/// The rows of a sheet with the names of its columns.
private struct NamedCells {
  private let columns: [String]
  private let isTable: Bool
  /// All rows but the one that names the columns; none is empty.
  let rows: [[String]]

  init(_ sheet: SheetContents) {
    isTable = sheet.rows.first?.cells.first == "decision"
    let header =
      isTable ? sheet.rows.firstIndex { $0.cells.first == "name" } : sheet.rows.indices.first
    let names = header.map { sheet.rows[$0].cells } ?? []
    let width = sheet.rows.map(\.cells.count).max() ?? 0
    columns = (0..<width).map { index in
      let name = index < names.count ? names[index] : ""
      return name.isEmpty || names[..<index].contains(name) ? "#\(index + 1)" : name
    }
    rows = sheet.rows.enumerated().filter { $0.offset != header }.map(\.element.cells)
  }

  /// The names of the columns for a row; the rows that name a table and its hit policy have none.
  func names(of row: [String]) -> [String] {
    isTable && ["decision", "hit"].contains(row[0])
      ? columns.indices.map { "#\($0 + 1)" } : columns
  }

  /// The cells of a row that say something, by the names of their columns.
  func named(_ row: [String]) -> [String: Text] {
    Dictionary(
      zip(names(of: row), row).filter { !$1.isEmpty }.map { ($0, Text($1)) },
      uniquingKeysWith: { first, _ in first })
  }
}
