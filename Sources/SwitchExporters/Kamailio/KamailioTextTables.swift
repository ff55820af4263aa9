import HotlineModel

/// The tables as a folder of `db_text` files: what a laptop or a test loads without a database.
///
/// The reload traps of `db_text` are in Documentation/Reference/kamailio-tables.md.
struct KamailioTextTables {
  let rows: KamailioRows

  /// The files; the other generation's tables have no rows.
  var files: [RenderedFile] {
    let tables = KamailioExporter.tables
    let versions =
      "table_name(string) table_version(int)\n" + tables.map { "\($0):2\n" }.joined()
    return tables.map(file) + [RenderedFile("dbtext/version", rows: tables.count, versions)]
  }

  private func file(_ table: String) -> RenderedFile {
    let (rows, generation) = (rows, rows.generation.rawValue)
    return RenderedFile("dbtext/\(table)") { take in
      var count = 0
      try take(
        "id(int) key_name(string) key_type(int) value_type(int) key_value(string) expires(int)\n",
        nil)
      func give(_ row: KamailioRows.Row, of number: HotlineNumber? = nil) throws {
        count += 1
        var text = String(count)
        text += ":"
        text += Self.escaped(row.key)
        text += ":0:0:"
        text += Self.escaped(row.value)
        text += ":0\n"
        try take(text, number)
      }
      switch table {
      case "mg_ctl": try give(KamailioRows.Row(key: "active", value: "a"))
      case "mg_day_\(generation)": for day in rows.days { try give(day) }
      case "mg_num_\(generation)": try rows.eachNumber { try give($0, of: $1) }
      case "mg_plan_\(generation)": try rows.eachPlan { try give($0, of: $1) }
      case _: break
      }
      return count
    }
  }

  /// A colon ends a field and a backslash begins an escape.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\\") })
    else { return text }
    return text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
  }
}
