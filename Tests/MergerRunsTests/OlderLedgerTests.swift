import Foundation
import HotlineModel
import MergerRuns
import TestSupport
import Testing

/// A ledger that the program of 33b0612 made, with a batch that was interrupted.
@Suite struct `A ledger of 33b0612` {
  let sample: SampleWorkspace

  init() throws {
    sample = try SampleWorkspace()
    let result = try Shell.run(
      """
      rm -rf w/.hotline && mkdir w/.hotline
      cp -r "$ROOT"/Tests/Facts/ledgers/33b0612/{ledger.db,segments} w/.hotline/
      """, in: sample.folder.path)
    #expect(result.code == 0, "\(result.errors)")
  }

  private func states() throws -> [String] { try sample.workspace.batches().map(\.state) }

  private func undo(_ batch: String, withLater: Bool = false) throws -> [String] {
    try BatchRuns(sample.workspace).undo(batch, withLater: withLater, now: SampleWorkspace.now)
      .map(\.name)
  }

  private func tickets(of line: String) throws -> Int {
    let status = try sample.workspace.status().lines.first { $0.line.id == line }
    return try #require(status).holdings.tickets
  }

  private func check() throws {
    let findings = try LedgerRuns(sample.workspace).check().findings
    #expect(findings.filter { $0.severity == .error }.isEmpty, "\(findings)")
  }

  @Test func `is opened as it was, its interrupted batch and its retries among the rest`() throws {
    #expect(
      try states() == ["closed", "closed", "closed", "undone", "closed", "closed", "interrupted"])
    try check()
    // B0005 is a retry of B0003, B0006 a repair of it.
    #expect(throws: Unusable.self) { try undo("B0003") }
    #expect(try undo("B0003", withLater: true) == ["B0006", "B0005", "B0003"])
    #expect(try tickets(of: "12366") == 0)
    #expect(try sample.workspace.quarantine().allSatisfy { $0.line != "12366" })
    try check()
  }

  @Test func `is exported to the bytes that its program wrote`() throws {
    let result = try Shell.run(
      #"""
      sed -i -E '2,$s/^([^,]*),[^,]*,/\1,clear,/' w/Mappings/privacy/purposes.csv
      hotline -C w export tickets --purpose platform --format jsonl --to out -q >&2 || exit
      zstd -dqc "$ROOT/Tests/Facts/ledgers/33b0612/tickets.jsonl.zst" | cmp - out/tickets.jsonl
      """#, in: sample.folder.path)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  @Test func `its interrupted batch is finished, taken back and imported anew`() async throws {
    let delivery = try #require(try SampleWorkspace.deliveries().first { $0.line == "12329" })
    let report = try await ImportRun(
      sample.workspace, line: delivery.line, mapping: delivery.mapping
    ).run(
      delivery.files.map { SampleWorkspace.sample + "/" + $0 }, label: nil, isResuming: true,
      now: SampleWorkspace.now)
    #expect(report.interrupted.map(\.batch) == ["B0007"])
    #expect(!(try states().contains("interrupted")))
    let finished = try tickets(of: "12329")
    #expect(finished == 2560)
    try check()
    // Where the mapping was changed since, the rest came as a batch of its own.
    let last = try #require(report.batch)
    #expect(try undo("B0007", withLater: true).contains(last))
    #expect(try tickets(of: "12329") == 0)
    let again = try await sample.take(delivery)
    #expect(again.interrupted.isEmpty)
    #expect(try tickets(of: "12329") == finished)
    try check()
  }

  @Test func `its interrupted batch is taken back as it is`() throws {
    #expect(try undo("B0007") == ["B0007"])
    #expect(try tickets(of: "12329") == 0)
    try check()
  }
}
