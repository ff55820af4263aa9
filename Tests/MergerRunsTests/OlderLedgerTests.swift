import Findings
import HotlineModel
import MergerRuns
import Reports
import TestSupport
import Testing

/// Every earlier form of the ledger, as a program of its time left it.
@Suite struct `A ledger of an earlier form` {
  @Test(arguments: OlderLedger.all)
  func `is opened as it was, its interrupted batch and its retries among the rest`(
    older: OlderLedger
  ) async throws {
    let it = try older.opened()
    #expect(try it.states() == older.states)
    #expect(try await it.faults().isEmpty)
    #expect(throws: Unusable.self) { try it.undo(older.foundation) }
    #expect(try it.states() == older.states)
    #expect(
      try it.undo(older.foundation, withLater: true) == older.resting + [older.foundation])
    #expect(try it.tickets(of: older.line) == 0)
    #expect(
      try it.workspace.quarantine().allSatisfy { $0.line != older.line || $0.state == "waived" })
    #expect(try await it.faults().isEmpty)
  }

  @Test(arguments: OlderLedger.all)
  func `is exported to the bytes that its program wrote, in full and since a batch`(
    older: OlderLedger
  ) throws {
    let result = try older.opened().run(
      #"""
      sed -i -E '2,$s/^([^,]*),[^,]*,/\1,clear,/' w/Mappings/privacy/purposes.csv
      compared=0
      for kept in "$FACTS"/*.jsonl.zst; do
        name=$(basename "$kept" .jsonl.zst)
        case $name in since-*) since="--since ${name#since-}" ;; *) since= ;; esac
        hotline -C w export tickets --purpose platform --to "$name" $since -q >&2 || exit
        zstd -dqc "$kept" | cmp - "$name/tickets.jsonl" || exit
        compared=$((compared + 1))
        [ -z "$since" ] && continue
        zstd -dqc "$FACTS/$name.tombstones.csv.zst" | cmp - "$name/tombstones.csv" || exit
      done
      [ $compared -gt 0 ] && hotline -C w ledger check
      """#)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  @Test(arguments: OlderLedger.all)
  func `its interrupted batch is finished, taken back and imported anew`(older: OlderLedger)
    async throws
  {
    let it = try older.opened()
    let report = try await it.takeInterrupted(isResuming: true)
    #expect(report.interrupted.map(\.batch) == [older.last])
    #expect(!(try it.states().contains("interrupted")))
    #expect(try it.tickets(of: "12329") == older.finished)
    #expect(try await it.faults().isEmpty)
    // Where the mapping was changed since, the rest came as a batch of its own.
    let last = try #require(report.batch)
    #expect(try it.undo(older.last, withLater: true).contains(last))
    #expect(try it.tickets(of: "12329") == older.withoutIt)
    let again = try await it.takeInterrupted()
    #expect(again.interrupted.isEmpty)
    #expect(try it.tickets(of: "12329") == older.finished)
    #expect(try await it.faults().isEmpty)
  }

  @Test(arguments: OlderLedger.all)
  func `its interrupted batch is taken back as it is`(older: OlderLedger) async throws {
    let it = try older.opened()
    #expect(try it.undo(older.last) == [older.last])
    #expect(try it.tickets(of: "12329") == older.withoutIt)
    #expect(try await it.faults().isEmpty)
  }

  @Test(arguments: OlderLedger.all)
  func `new deliveries find what it holds, and leave it as it was when they are undone`(
    older: OlderLedger
  ) async throws {
    let it = try older.opened()
    let before = try it.tickets(of: "12318")
    let report = try await it.takeCulture()
    let held = try it.tickets(of: "12318")
    #expect(held == 701 && report.total[.accepted] == held - before)
    #expect(try await it.faults().isEmpty)
    // The same once more adds nothing.
    let again = try await it.takeCulture()
    #expect(again.total[.accepted] == 0 && again.total[.updated] == 0)
    #expect(try it.tickets(of: "12318") == held)
    let batch = try #require(report.batch)
    #expect(try it.undo(batch, withLater: true).contains(batch))
    #expect(try it.tickets(of: "12318") == before)
    #expect(try it.states().contains("interrupted"))
    #expect(try await it.faults().isEmpty)
  }
}
