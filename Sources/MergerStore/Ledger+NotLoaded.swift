import GRDB
import HotlineModel
package import Reports

extension Ledger {
  /// Records of each line that are no tickets; of some batches, or of all.
  package func notLoaded(ofBatches ids: [Int]) throws -> [String: ControlTotals.NotLoaded] {
    let list = ids.map(String.init).joined(separator: ",")
    let condition = ids.isEmpty ? "1" : "last_batch_id IN (\(list)) OR first_batch_id IN (\(list))"
    return try read([.quarantineCount]) { db in
      var notLoaded: [String: ControlTotals.NotLoaded] = [:]
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT line, state, sum(records) FROM quarantine_count
          WHERE state <> 'resolved' AND (\(condition)) GROUP BY line, state
          """)
      for row in rows {
        let line: String = row[0]
        if row[1] as String == "waived" {
          notLoaded[line, default: .init()].waived = row[2]
        } else {
          notLoaded[line, default: .init()].quarantined = row[2]
        }
      }
      return notLoaded
    }
  }

  /// Records of a delivered file that are no tickets; of one that came again and was quarantined
  /// again the later entry tells.
  package func notLoaded(ofFile sha256: String) throws -> ControlTotals.NotLoaded {
    try read([.quarantine, .quarantineClosed]) { db in
      var aside = ControlTotals.NotLoaded()
      let rows = try Row.fetchAll(
        db,
        sql: """
          WITH RECURSIVE standing(now) AS (
            SELECT id FROM quarantine WHERE sha256 = ?
            UNION ALL
            SELECT stands_in FROM standing JOIN quarantine_closed ON quarantine_id = now
            WHERE stands_in IS NOT NULL)
          SELECT state, count(*) FROM standing JOIN quarantine ON id = now
          WHERE now NOT IN
            (SELECT quarantine_id FROM quarantine_closed WHERE stands_in IS NOT NULL)
          GROUP BY state
          """, arguments: [sha256])
      for row in rows {
        switch row[0] as String {
        case "open": aside.quarantined = row[1]
        case "waived": aside.waived = row[1]
        default: break
        }
      }
      return aside
    }
  }
}
