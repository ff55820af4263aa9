import Bytes

/// The neutral table as one XML document (`Documentation/Schemas/routing-table-1.xsd`).
struct NeutralDocument {
  let rows: NeutralRows

  /// Gives the document piece by piece; returns how many rows it has.
  func emit(_ take: RenderedFile.Take) throws -> Int {
    try take(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <routing-table xmlns="urn:hotline:routing-table:1" snapshot="\(rows.snapshot)" \
      area="\(rows.area)">

      """, nil)
    try list("calendar", "day", rows.calendar, take)
    try list("targets", "address", rows.targets, take)
    try list("announcements", "version", rows.announcements, take)
    try list("routes", "row", rows.routes, take)
    try take("</routing-table>\n", nil)
    return rows.sheets.map(\.rows.count).reduce(0, +)
  }

  /// One element for each row, its cells as attributes; a cell that says nothing is left out.
  private func list(
    _ name: String, _ element: String, _ sheet: NeutralRows.Sheet,
    _ take: RenderedFile.Take
  ) throws {
    try take("  <\(name)>\n", nil)
    for row in sheet.rows {
      let attributes = zip(sheet.head, row.cells).filter { !$1.isEmpty }.map { column, cell in
        " \(column.replacing("_", with: "-"))=\"\(XMLText.escaped(cell))\""
      }
      try take("    <\(element)\(attributes.joined())/>\n", row.number)
    }
    try take("  </\(name)>\n", nil)
  }
}
