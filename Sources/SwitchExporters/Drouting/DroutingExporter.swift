import Bytes
package import CallRouting
package import HotlineModel

/// Kamailio's `drouting` rows, with a `#` behind every number so that a prefix is a
/// whole number, and the `kamailio.cfg` that asks them.
///
/// Source: the rows' form is our own, see Documentation/Reference/drouting-rows.md.
package struct DroutingExporter: SwitchExporter {
  package let name = "drouting"
  /// Which of the two groups of rules is written: 1 or 2.
  let group: Int

  /// An exporter for one of the two generations, which are groups 1 and 2.
  package init(generation: Generation = .a) {
    switch generation {
    case .a: group = 1
    case .b: group = 2
    }
  }

  package func render(_ table: RoutingTable) throws -> RenderedSwitch {
    let rows = try DroutingRows(table)
    let exporter = self
    return RenderedSwitch(
      snapshot: rows.snapshot,
      files: [
        RenderedFile("drouting.sql") { try exporter.script(rows, $0) },
        RenderedFile("kamailio.cfg", rows: 1, DroutingScript.text),
      ],
      facts: [
        "group": .int(group), "timezone": "Asia/Shanghai",
        "rows": ["dr_gateways": .int(rows.gateways.count), "dr_rules": .int(rows.ruleCount)],
      ])
  }

  package func reading(_ file: SwitchTexts) throws -> SwitchReading {
    try DroutingTables(file, group: group).reading
  }

  /// Rows of the other group stay as they are.
  private func script(_ rows: DroutingRows, _ take: RenderedFile.Take) throws -> Int {
    try take(
      "-- hotline/drouting/1 snapshot \(rows.snapshot)\n" + KamailioExporter.versionTable
        + KamailioExporter.definition(of: "mg_ctl") + Self.definitions, nil)
    let first = group * 1_000_000
    try take("BEGIN;\n", nil)
    for (table, version) in [
      ("dr_gateways", 3), ("dr_gw_lists", 1), ("dr_rules", 3), ("mg_ctl", 2),
    ] {
      try take("DELETE FROM version WHERE table_name = '\(table)';\n", nil)
      try take(
        "INSERT INTO version (table_name, table_version) VALUES ('\(table)', \(version));\n",
        nil)
    }
    try take(KamailioExporter.firstPointer("group", "1", id: 2), nil)
    try take(
      "DELETE FROM dr_gateways WHERE gwid BETWEEN \(first) AND \(first + 999999);\n"
        + "DELETE FROM dr_rules WHERE groupid = '\(group)';\n"
        + "DELETE FROM dr_gw_lists WHERE id = \(group);\n", nil)
    for (index, gateway) in rows.gateways.enumerated() {
      try take(
        "INSERT INTO dr_gateways (gwid, type, address, strip, pri_prefix, attrs, description) "
          + "VALUES (\(first + index), 0, '\(gateway.address)', 0, '', '\(gateway.attributes)', "
          + "'\(gateway.set)');\n", nil)
    }
    var count = 0
    try rows.eachRule { rule, number in
      count += 1
      let gateways = rule.gateways.map { String(first + $0) }.joined(separator: ",")
      try take(
        "INSERT INTO dr_rules (ruleid, groupid, prefix, timerec, priority, routeid, gwlist, "
          + "description) VALUES (\(group * 100_000_000 + count), '\(group)', '\(rule.prefix)', "
          + "'\(rule.window)', \(rule.priority), '', '\(gateways)', '\(rule.line)');\n", number)
    }
    // The last row says which table it is; nothing asks the list itself.
    try take(
      "INSERT INTO dr_gw_lists (id, gwlist, description) VALUES (\(group), '\(first)', "
        + "'__manifest__ \(rows.snapshot),\(rows.gateways.count),\(count)');\n", nil)
    try take("COMMIT;\n", nil)
    return count + rows.gateways.count + 1
  }

  private static let definitions = """
    CREATE TABLE IF NOT EXISTS dr_gateways (gwid INTEGER PRIMARY KEY NOT NULL, \
    type INTEGER DEFAULT 0 NOT NULL, address VARCHAR(128) NOT NULL, \
    strip INTEGER DEFAULT 0 NOT NULL, pri_prefix VARCHAR(64) DEFAULT NULL, \
    attrs VARCHAR(255) DEFAULT NULL, description VARCHAR(128) DEFAULT '' NOT NULL);
    CREATE TABLE IF NOT EXISTS dr_rules (ruleid INTEGER PRIMARY KEY NOT NULL, \
    groupid VARCHAR(255) NOT NULL, prefix VARCHAR(64) NOT NULL, timerec VARCHAR(255) NOT NULL, \
    priority INTEGER DEFAULT 0 NOT NULL, routeid VARCHAR(64) NOT NULL, \
    gwlist VARCHAR(255) NOT NULL, description VARCHAR(128) DEFAULT '' NOT NULL);
    CREATE TABLE IF NOT EXISTS dr_gw_lists (id INTEGER PRIMARY KEY NOT NULL, \
    gwlist VARCHAR(255) NOT NULL, description VARCHAR(128) DEFAULT '' NOT NULL);

    """
}
