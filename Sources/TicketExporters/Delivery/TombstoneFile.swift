import Findings
import HotlineModel
package import Reports

/// The file of a delta that says which tickets of earlier deliveries are no more.
package enum TombstoneFile {
  /// Its name in the folder of the delivery.
  package static let name = "tombstones.csv"
  private static let columns = ["number", "line", "legacyNumber", "batch"]

  /// A ticket that is no more.
  package struct Row: Sendable {
    private let cells: [String]

    /// A ticket, and the batch that had brought it.
    package init(line: String, legacyNumber: String, batch: String) {
      cells = ["\(line)/\(legacyNumber)", line, legacyNumber, batch]
    }

    fileprivate var text: String { TombstoneFile.text(cells) }
  }

  /// Writes the file.
  ///
  /// - Throws: `Unusable` with `HL6102` where it cannot be written.
  package static func write(_ rows: [Row], to folder: String) throws -> DeliveryFile {
    try SmallFile.write(
      text(columns) + rows.map(\.text).joined(), to: name, in: folder, count: rows.count)
  }

  /// How many tickets a file names.
  ///
  /// - Throws: `Unusable` with `HL6114` where it is not such a file.
  package static func count(in path: String) throws -> Int {
    var rows = try CSVRows(path, charset: .utf8, isMarked: false)
    guard try rows.next(), rows.cells == columns.map({ Array($0.utf8) }) else {
      throw Unusable.undeliverable(path, "its header is not that of tombstones")
    }
    var count = 0
    while try rows.next() {
      guard rows.cells.count == columns.count,
        rows.cells[0] == rows.cells[1] + [UInt8(ascii: "/")] + rows.cells[2]
      else { throw Unusable.undeliverable(path, "a row in it names no ticket") }
      count += 1
    }
    return count
  }

  private static func text(_ cells: [String]) -> String {
    cells.map { cell in
      cell.utf8.contains { [0x22, 0x2C, 0x0D, 0x0A].contains($0) }
        ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    }.joined(separator: ",") + "\r\n"
  }
}
