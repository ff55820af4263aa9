package import CallRouting
import HotlineModel
import LocalFiles

/// Kamailio: two-generation `htable` tables as an SQL script and as a `db_text` folder, a
/// `dispatcher` list, and the `kamailio.cfg` that evaluates them.
///
/// Source: the tables' form is our own, see Documentation/Reference/kamailio-tables.md.
package struct KamailioExporter: SwitchExporter {
  package let name = "kamailio"
  /// Which of the two generations is written: `a` or `b`.
  package let generation: Generation

  /// The two sets of tables, of which one is live.
  package enum Generation: String, CaseIterable, Sendable {
    case a
    case b
  }

  /// An exporter for one of the two generations.
  package init(generation: Generation = .a) {
    self.generation = generation
  }

  package func export(_ table: RoutingTable, to folder: String) throws -> SwitchExport {
    let rows = try KamailioRows(table)
    try Folder.make(folder + "/dbtext")
    var files = try KamailioTextTables(rows, generation: generation).files.map {
      try write("dbtext/" + $0.name, rows: $0.rows, to: folder, $0.text)
    }
    files += [
      try write(
        "dispatcher.list", rows: rows.destinations.count, to: folder,
        rows.destinationList),
      try write("kamailio.cfg", rows: 1, to: folder, KamailioScript.text),
      try write(
        "mg_num.sql", rows: rows.numbers.count + rows.plans.count + rows.days.count, to: folder,
        script(rows)),
    ]
    let manifest = try write(
      "manifest.json", rows: files.count, to: folder, manifest(of: files, rows).document)
    return SwitchExport(snapshot: rows.snapshot, files: files, manifest: manifest)
  }

  private func write(
    _ name: String, rows: Int, to folder: String, _ text: String
  ) throws -> DeliveryFile {
    var file = try OutputFile(folder + "/" + name)
    try file.write(text)
    return DeliveryFile(
      name: name, sha256: try file.commit(), size: text.utf8.count, count: rows)
  }

  // MARK: The script

  /// Tables are made before the transaction, since making one ends a transaction in MySQL.
  func script(_ rows: KamailioRows) -> String {
    let numbers = "mg_num_\(generation.rawValue)"
    let plans = "mg_plan_\(generation.rawValue)"
    let tables = Self.tables
    var text = "-- hotline/kamailio/1 snapshot \(rows.snapshot)\n"
    text += Self.versionTable
    for table in tables { text += Self.definition(of: table) }
    text += "BEGIN;\n"
    for table in tables {
      text += "DELETE FROM version WHERE table_name = '\(table)';\n"
      text += "INSERT INTO version (table_name, table_version) VALUES ('\(table)', 2);\n"
    }
    text += Self.firstPointer
    if let first = rows.days.first, let last = rows.days.last {
      text += "DELETE FROM mg_day WHERE key_name BETWEEN '\(first.key)' AND '\(last.key)';\n"
    }
    // The day's own digits are its id, so that another year's rows keep theirs.
    for row in rows.days { text += Self.insert(row, id: row.key, into: "mg_day") }
    for (table, rows) in [(plans, rows.plans), (numbers, rows.numbers)] {
      text += "DELETE FROM \(table);\n"
      for (index, row) in rows.enumerated() {
        text += Self.insert(row, id: "\(index + 1)", into: table)
      }
    }
    return text + "COMMIT;\n"
  }

  /// All tables the switch's script reads; those of the other generation may be empty.
  static let tables = [
    "mg_ctl", "mg_day", "mg_num_a", "mg_num_b", "mg_plan_a", "mg_plan_b",
  ]

  private static let versionTable = """
    CREATE TABLE IF NOT EXISTS version (table_name VARCHAR(32) NOT NULL, \
    table_version INTEGER DEFAULT 0 NOT NULL, \
    CONSTRAINT version_table_name_idx UNIQUE (table_name));

    """

  /// A live pointer is never moved by loading a table: it is written only where there is none.
  private static let firstPointer = """
    INSERT INTO mg_ctl (id, key_name, key_type, value_type, key_value, expires) \
    SELECT 1, 'active', 0, 0, 'a', 0 FROM (SELECT 1 AS one) AS seed \
    WHERE NOT EXISTS (SELECT 1 FROM mg_ctl WHERE key_name = 'active');

    """

  private static func definition(of table: String) -> String {
    """
    CREATE TABLE IF NOT EXISTS \(table) (id INTEGER PRIMARY KEY NOT NULL, \
    key_name VARCHAR(64) DEFAULT '' NOT NULL, key_type INTEGER DEFAULT 0 NOT NULL, \
    value_type INTEGER DEFAULT 0 NOT NULL, key_value VARCHAR(128) DEFAULT '' NOT NULL, \
    expires INTEGER DEFAULT 0 NOT NULL);

    """
  }

  private static func insert(_ row: KamailioRows.Row, id: String, into table: String) -> String {
    """
    INSERT INTO \(table) (id, key_name, key_type, value_type, key_value, expires) \
    VALUES (\(id), '\(row.key)', 0, 0, '\(row.value)', 0);

    """
  }

  // MARK: The manifest

  private func manifest(of files: [DeliveryFile], _ rows: KamailioRows) -> JSONValue {
    [
      "schema": "hotline/kamailio/1",
      "generation": .string(generation.rawValue),
      "snapshot": .string(rows.snapshot),
      "days": [.string(rows.days.first?.key ?? ""), .string(rows.days.last?.key ?? "")],
      "rows": [
        "mg_day": .int(rows.days.count), "mg_num": .int(rows.numbers.count),
        "mg_plan": .int(rows.plans.count), "dispatcher": .int(rows.destinations.count),
      ],
      "files": .array(files.map(\.json)),
    ]
  }
}
