import GRDB
import HotlineModel
import TestSupport
import Testing

@testable import MergerStore

@Suite struct `The audit trail` {
  @Test func `a change without an entry in the trail ends the program`() async {
    await #expect(processExitsWith: .failure) {
      // A thrown error would look like an exit with failure as well.
      do {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(folder: folder.path + "/ledger", keys: .none)
        let now = CivilInstant(unixSeconds: 1_637_776_900)
        _ = try ledger.write(at: now) { _, trail in trail.note("test", "nothing changed") }
        _ = try ledger.write(at: now) { db, _ in
          try db.execute(sql: "CREATE TABLE beside (x); INSERT INTO beside VALUES (1)")
        }
      } catch {}
    }
  }
}
