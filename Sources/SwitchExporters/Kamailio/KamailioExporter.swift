import Bytes
package import CallRouting
package import HotlineModel

/// Kamailio: two-generation `htable` tables as an SQL script and as a `db_text` folder, a
/// `dispatcher` list, and the `kamailio.cfg` that evaluates them.
///
/// Source: the tables' form is our own, see Documentation/Reference/kamailio-tables.md.
package struct KamailioExporter: SwitchExporter {
  package let name = "kamailio"
  /// Which of the two generations is written: `a` or `b`.
  package let generation: Generation

  /// An exporter for one of the two generations.
  package init(generation: Generation = .a) {
    self.generation = generation
  }

  package func render(_ table: RoutingTable) throws -> RenderedSwitch {
    let rows = try KamailioRows(table, generation: generation)
    let exporter = self
    let files =
      KamailioTextTables(rows: rows).files + [
        RenderedFile("dispatcher.list", rows: rows.destinations.count, rows.destinationList),
        RenderedFile("kamailio.cfg", rows: 1, KamailioScript.text),
        RenderedFile("mg_num.sql") { try exporter.script(rows, $0) },
      ]
    return RenderedSwitch(
      snapshot: rows.snapshot, files: files,
      facts: [
        "generation": .string(generation.rawValue),
        "days": [.string(rows.days.first?.key ?? ""), .string(rows.days.last?.key ?? "")],
        "rows": [
          "mg_day": .int(rows.days.count), "mg_num": .int(rows.numberCount + 1),
          "mg_plan": .int(rows.planCount), "dispatcher": .int(rows.destinations.count),
        ],
      ])
  }

  package func reading(_ file: SwitchTexts) throws -> SwitchReading {
    try KamailioTables(file, generation: generation).reading
  }

  // MARK: The script

  /// Tables are made before the transaction, since making one ends a transaction in MySQL.
  private func script(_ rows: KamailioRows, _ take: RenderedFile.Take) throws -> Int {
    let tables = Self.tables
    try take("-- hotline/kamailio/1 snapshot \(rows.snapshot)\n" + Self.versionTable, nil)
    for table in tables { try take(Self.definition(of: table), nil) }
    try take("BEGIN;\n" + Self.guardOfLiveTable(generation), nil)
    for table in tables {
      try take("DELETE FROM version WHERE table_name = '\(table)';\n", nil)
      try take(
        "INSERT INTO version (table_name, table_version) VALUES ('\(table)', 2);\n", nil)
    }
    try take(Self.firstPointer("active", "a", id: 1), nil)
    let days = "mg_day_\(generation.rawValue)"
    try take("DELETE FROM \(days);\n", nil)
    for row in rows.days { try take(Self.insert(row, id: row.key, into: days), nil) }
    var count = 0
    func give(_ row: KamailioRows.Row, of number: HotlineNumber?, into table: String) throws {
      count += 1
      try take(Self.insert(row, id: String(count), into: table), number)
    }
    let plans = "mg_plan_\(generation.rawValue)"
    try take("DELETE FROM \(plans);\n", nil)
    try rows.eachPlan { try give($0, of: $1, into: plans) }
    count = 0
    let numbers = "mg_num_\(generation.rawValue)"
    try take("DELETE FROM \(numbers);\n", nil)
    try rows.eachNumber { try give($0, of: $1, into: numbers) }
    try take("COMMIT;\n", nil)
    return rows.numberCount + 1 + rows.planCount + rows.days.count
  }

  /// All tables the switch's script reads; those of the other generation may be empty.
  static let tables = [
    "mg_ctl", "mg_day_a", "mg_day_b", "mg_num_a", "mg_num_b", "mg_plan_a", "mg_plan_b",
  ]

  static let versionTable = """
    CREATE TABLE IF NOT EXISTS version (table_name VARCHAR(32) NOT NULL, \
    table_version INTEGER DEFAULT 0 NOT NULL, \
    CONSTRAINT version_table_name_idx UNIQUE (table_name));

    """

  /// Ends the script where its generation is the live one and has rows: a column that takes no NULL
  /// would get one.
  private static func guardOfLiveTable(_ generation: Generation) -> String {
    """
    INSERT INTO version (table_name, table_version) SELECT NULL, 0 FROM mg_ctl \
    WHERE key_name = 'active' AND key_value = '\(generation.rawValue)' \
    AND EXISTS (SELECT 1 FROM mg_num_\(generation.rawValue));

    """
  }

  /// A live pointer is never moved by loading a table: it is written only where there is none.
  static func firstPointer(_ key: String, _ value: String, id: Int) -> String {
    """
    INSERT INTO mg_ctl (id, key_name, key_type, value_type, key_value, expires) \
    SELECT \(id), '\(key)', 0, 0, '\(value)', 0 FROM (SELECT 1 AS one) AS seed \
    WHERE NOT EXISTS (SELECT 1 FROM mg_ctl WHERE key_name = '\(key)');

    """
  }

  static func definition(of table: String) -> String {
    """
    CREATE TABLE IF NOT EXISTS \(table) (id INTEGER PRIMARY KEY NOT NULL, \
    key_name VARCHAR(64) DEFAULT '' NOT NULL, key_type INTEGER DEFAULT 0 NOT NULL, \
    value_type INTEGER DEFAULT 0 NOT NULL, key_value VARCHAR(128) DEFAULT '' NOT NULL, \
    expires INTEGER DEFAULT 0 NOT NULL);

    """
  }

  private static func insert(
    _ row: KamailioRows.Row, id: String, into table: String
  ) -> String {
    var text = "INSERT INTO "
    text.reserveCapacity(256)
    text += table
    text += " (id, key_name, key_type, value_type, key_value, expires) VALUES ("
    text += id
    text += ", '"
    text += row.key
    text += "', 0, 0, '"
    text += row.value
    text += "', 0);\n"
    return text
  }
}

extension Generation {
  /// The number by which the switch has a set of this generation: 12 of the sheet is 121 in `a`
  /// and 122 in `b`, so that a call never meets an address of the other generation.
  package func number(ofSet number: Int) -> Int { number * 10 + (self == .a ? 1 : 2) }
}
