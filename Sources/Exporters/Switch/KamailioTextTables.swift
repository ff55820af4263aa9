/// The tables as a folder of `db_text` files: what a laptop or a test loads without a database.
///
/// The script's own reload traps are in Documentation/Reference/kamailio-tables.md.
struct KamailioTextTables {
  /// One table: its file's name, how many rows it has, and its bytes.
  typealias File = (name: String, rows: Int, text: String)

  /// The files in the order of their names; the other generation's tables have no rows.
  let files: [File]

  init(_ rows: KamailioRows, generation: KamailioExporter.Generation) {
    files =
      KamailioExporter.tables.map { table in
        let own: [KamailioRows.Row] =
          switch table {
          case "mg_ctl": [KamailioRows.Row(key: "active", value: "a")]
          case "mg_day": rows.days
          case "mg_num_\(generation.rawValue)": rows.numbers
          case "mg_plan_\(generation.rawValue)": rows.plans
          case _: []
          }
        return (table, own.count, Self.text(own))
      } + [Self.versions]
  }

  private static func text(_ rows: [KamailioRows.Row]) -> String {
    var text =
      "id(int) key_name(string) key_type(int) value_type(int) key_value(string) expires(int)\n"
    for (index, row) in rows.enumerated() {
      text += "\(index + 1):\(escaped(row.key)):0:0:\(escaped(row.value)):0\n"
    }
    return text
  }

  private static var versions: File {
    let tables = KamailioExporter.tables
    return (
      "version", tables.count,
      "table_name(string) table_version(int)\n" + tables.map { "\($0):2\n" }.joined()
    )
  }

  /// A colon ends a field and a backslash begins an escape.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
  }
}
