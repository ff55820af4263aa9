import Bytes
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
    fileprivate let cells: [String]

    /// A ticket, and the batch that had brought it.
    package init(line: String, legacyNumber: String, batch: String) {
      cells = ["\(line)/\(legacyNumber)", line, legacyNumber, batch]
    }
  }

  /// Writes the file.
  ///
  /// - Throws: `Unusable` with `HL6102` where it cannot be written.
  package static func write(
    _ rows: [Row], to folder: String, guardsFormulas: Bool
  ) throws -> DeliveryFile {
    let form = CSVForm(rowEnd: "\r\n", guardsFormulas: guardsFormulas)
    let text = ([columns] + rows.map(\.cells)).map(form.row).joined()
    return try SmallFile.write(text, to: name, in: folder, count: rows.count)
  }

  /// How many tickets a file names.
  ///
  /// - Throws: `Unusable` with `HL6114` where it is not such a file.
  package static func count(in path: String, guardsFormulas: Bool) throws -> Int {
    var rows = try CSVRows(path, charset: .utf8, isMarked: false, isGuarded: guardsFormulas)
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
}
