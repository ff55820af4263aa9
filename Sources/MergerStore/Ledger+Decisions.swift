import GRDB
package import HotlineModel
package import Reports

extension Ledger {
  /// Keeps what the rules decide, where it is not what they decided the last time.
  ///
  /// Earlier decisions stay as they are; each change leaves an entry in the audit trail.
  ///
  /// - Returns: the lines whose decision is new or another than before.
  package func record(
    _ records: [DecisionRecord], at now: CivilInstant
  ) throws -> [DecisionChange] {
    try write(at: now) { db, trail in
      try records.compactMap { record in
        let before = try Self.decisions(db, of: record.line, kind: .rules).last?.record
        if let before, before.saysTheSame(as: record), before.policy == record.policy {
          return nil
        }
        try Self.append(db, record, at: now, &trail)
        guard let before, before.saysTheSame(as: record) else {
          return DecisionChange(before: before, after: record)
        }
        return nil
      }
    }
  }

  /// Keeps what a person has ruled, or taken back.
  package func rule(_ record: DecisionRecord, at now: CivilInstant) throws {
    try write(at: now) { try Self.append($0, record, at: now, &$1) }
  }

  /// Everything that was ever decided of a line, the oldest first.
  package func decisions(of line: String) throws -> [DatedDecision] {
    try read([.decisionRecord]) { try Self.decisions($0, of: line) }
  }

  /// The rulings that stand, by line.
  package func rulings() throws -> [String: PersonRuling] {
    try read([.decisionRecord]) { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM decision_record WHERE kind <> 'rules' ORDER BY id")
      var rulings: [String: PersonRuling] = [:]
      for record in rows.compactMap({ DatedDecision($0)?.record }) {
        rulings[record.line] = PersonRuling(record)
      }
      return rulings
    }
  }

  private static func decisions(
    _ db: Database, of line: String, kind: DecisionRecord.Kind? = nil
  ) throws -> [DatedDecision] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM decision_record WHERE line = ? AND kind LIKE ? ORDER BY id",
      arguments: [line, kind?.rawValue ?? "%"])
    return rows.compactMap { DatedDecision($0) }
  }

  private static func append(
    _ db: Database, _ record: DecisionRecord, at now: CivilInstant, _ trail: inout AuditTrail
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO decision_record
          (line, kind, mode, components, reason, rules, clauses, facts, certainty, policy, who,
           document, at)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        record.line, record.kind.rawValue, record.mode.rawValue,
        record.components.joined(separator: "\n"), record.reason, record.rules, record.clauses,
        record.facts, record.certainty, record.policy, record.who, record.document, now.rfc3339,
      ])
    trail.note(
      "decision.\(record.kind.rawValue)",
      "\(record.line) \(record.mode.rawValue) \(record.policy) \(record.who)")
  }
}

extension DatedDecision {
  fileprivate init?(_ row: Row) {
    guard let kind = DecisionRecord.Kind(rawValue: row["kind"]),
      let mode = MergeMode(rawValue: row["mode"])
    else { return nil }
    let components: String = row["components"]
    self.init(
      record: DecisionRecord(
        line: row["line"], kind: kind, mode: mode,
        components: components.split(separator: "\n").map(String.init), reason: row["reason"],
        rules: row["rules"], clauses: row["clauses"], facts: row["facts"],
        certainty: row["certainty"], policy: row["policy"], who: row["who"],
        document: row["document"]),
      at: row["at"])
  }
}

extension PersonRuling {
  /// A ruling that was kept; `nil` where it was taken back.
  fileprivate init?(_ record: DecisionRecord) {
    guard record.kind == .ruling else { return nil }
    self.init(
      line: record.line, mode: record.mode,
      number: record.component("number").flatMap(NumberDisposition.init),
      seats: record.component("seats").flatMap(SeatsDisposition.init),
      callPath: record.component("calls").flatMap(CallPath.init), because: record.reason,
      document: record.document, who: record.who)
  }
}
