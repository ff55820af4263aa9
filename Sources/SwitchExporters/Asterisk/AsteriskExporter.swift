import Bytes
package import CallRouting

/// Asterisk: an `extensions.conf` without patterns, and the same rows for a realtime table with the
/// contexts that it needs.
///
/// Source: the files' form is our own, see Documentation/Reference/asterisk-dialplan.md.
package struct AsteriskExporter: SwitchExporter {
  package let name = "asterisk"

  /// The exporter.
  package init() {}

  package func render(_ table: RoutingTable) throws -> RenderedSwitch {
    let rows = try AsteriskRows(table)
    return RenderedSwitch(
      snapshot: rows.snapshot,
      files: [
        RenderedFile("extensions_hotline.conf") { try Self.configuration(rows, $0) },
        RenderedFile(
          "extensions_realtime.conf", rows: AsteriskRows.contexts.count, Self.stubs(rows)),
        RenderedFile("extensions.sql") { try Self.script(rows, $0) },
      ], facts: ["rows": .int(rows.count)])
  }

  package func reading(_ file: SwitchTexts) throws -> SwitchReading {
    try AsteriskReading(file).reading
  }

  /// The contexts that a realtime table needs in memory: each asks the table for its own rows,
  /// without patterns.
  private static func stubs(_ rows: AsteriskRows) -> String {
    "; hotline/asterisk/1 snapshot \(rows.snapshot)\n"
      + AsteriskRows.contexts.map { "\n[\($0)]\nswitch => Realtime/\($0)@extensions/p\n" }.joined()
  }

  /// A header for each context; a line for each row.
  private static func configuration(
    _ rows: AsteriskRows, _ take: RenderedFile.Take
  ) throws -> Int {
    try take("; hotline/asterisk/1 snapshot \(rows.snapshot)\n", nil)
    var context = ""
    var count = 0
    try rows.each { row, number in
      count += 1
      if row.context != context {
        context = row.context
        try take("\n[\(context)]\n", nil)
      }
      try take(
        "exten => \(row.exten),\(row.priority),\(row.application)(\(row.data))\n", number)
    }
    return count
  }

  private static func script(
    _ rows: AsteriskRows, _ take: RenderedFile.Take
  ) throws -> Int {
    try take(
      """
      -- hotline/asterisk/1 snapshot \(rows.snapshot)
      CREATE TABLE IF NOT EXISTS extensions (id INTEGER PRIMARY KEY NOT NULL, \
      context VARCHAR(40) NOT NULL, exten VARCHAR(40) NOT NULL, priority INTEGER NOT NULL, \
      app VARCHAR(40) NOT NULL, appdata VARCHAR(256) NOT NULL);
      BEGIN;
      DELETE FROM extensions WHERE context LIKE 'hotline%' AND context <> 'hotline-present';

      """, nil)
    var count = 0
    try rows.each { row, number in
      count += 1
      try take(
        "INSERT INTO extensions (id, context, exten, priority, app, appdata) VALUES (\(count), "
          + "'\(row.context)', '\(row.exten)', \(row.priority), '\(row.application)', "
          + "'\(row.data)');\n", number)
    }
    try take("COMMIT;\n", nil)
    return count
  }
}
