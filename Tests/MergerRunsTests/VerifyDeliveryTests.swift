import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing

@Suite struct `A delivery` {
  /// A workspace with the first tickets of a delivery.
  private static func fewTickets() async throws -> SampleWorkspace {
    let sample = try SampleWorkspace()
    let whole = SampleWorkspace.sample + "/exports/12318/12318-delivery1.csv"
    let lines = [UInt8](try Data(contentsOf: URL(fileURLWithPath: whole))).split(separator: 0x0A)
    let head = Array(lines.prefix(12).joined(separator: [0x0A]))
    let report = try await ImportRun(sample.workspace, line: "12318", mapping: "12318-culture").run(
      [try sample.folder.file("few.csv", head + [0x0A])], label: nil, now: SampleWorkspace.now)
    try #require(report.total[.accepted] > 5)
    return sample
  }

  @Test func `a flipped byte anywhere is found and its file is named`() async throws {
    let sample = try await Self.fewTickets()
    var random = SeededRandom(state: 66)
    var flips = 0
    for (format, compression) in [
      (TicketFormat.jsonl, Compression.none), (.csv, .zstd), (.xml, .none), (.postgres, .gzip),
    ] {
      var order = ExportOrder()
      order.format = format
      order.compression = compression
      let out = sample.folder.path + "/\(format)"
      let delivery = try await ExportTicketsRun(sample.workspace).run(
        to: out, order, now: SampleWorkspace.now)
      let verify = VerifyDeliveryRun(folder: out)
      #expect(try verify.run().isEmpty)
      for name in delivery.files.map(\.name) {
        let path = out + "/" + name
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        for _ in 0..<30 {
          var bytes = whole
          let place = Int.random(in: 0..<bytes.count, using: &random)
          bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
          try Data(bytes).write(to: URL(fileURLWithPath: path))
          let found = try verify.run()
          #expect(found.contains { $0.places.contains { $0.file == path } }, "\(name) at \(place)")
          flips += 1
        }
        try Data(whole).write(to: URL(fileURLWithPath: path))
      }
      #expect(try verify.run().isEmpty)
    }
    print("flipped \(flips) bytes, each found and its file named")
    #expect(flips >= 500)
  }

  @Test func `tickets, totals and hash are held against the manifest, not only the bytes`()
    async throws
  {
    let sample = try await Self.fewTickets()
    for (change, code) in [
      ("sed -i '$d' tickets.jsonl", FindingCode.deliveryTotalsDiffer),
      ("sed -i '1{h;d};${p;x}' tickets.jsonl", .deliveryTotalsDiffer),
      ("sed -i '5s/\"state\":\"[a-z]*\"/\"state\":\"lost\"/' tickets.jsonl", .deliveryValueUnknown),
      ("sed -i '7s/\"line\"/\"lime\"/' tickets.jsonl", .deliveryUnreadable),
      ("sed -i 's/\"tickets\": 1,/\"tickets\": 2,/' manifest.json", .deliveryTotalsDiffer),
    ] {
      let out = sample.folder.path + "/out"
      _ = try await ExportTicketsRun(sample.workspace).run(
        to: out, replacing: true, now: SampleWorkspace.now)
      let result = try Shell.run("\(change) && \(Self.sealAnew)", in: out)
      try #require(result.code == 0, "\(result.errors)")
      #expect(try VerifyDeliveryRun(folder: out).run().map(\.code).contains(code), "\(change)")
    }
  }

  /// Writes the list of hashes anew, after the manifest's own entries of the files.
  private static let sealAnew = """
    python3 - <<'PYTHON'
    import hashlib, json, os
    manifest = json.load(open("manifest.json", encoding="utf-8"))
    for file in manifest["files"]:
        data = open(file["name"], "rb").read()
        file["size"], file["sha256"] = len(data), hashlib.sha256(data).hexdigest()
    json.dump(manifest, open("manifest.json", "w", encoding="utf-8"))
    names = sorted(name for name in os.listdir() if name != "SHA256SUMS")
    open("SHA256SUMS", "w").writelines(
        hashlib.sha256(open(name, "rb").read()).hexdigest() + "  " + name + "\\n" for name in names)
    PYTHON
    """

  @Test func `a manifest that is gone, changed, or of other files is found`() async throws {
    let sample = try await Self.fewTickets()
    let sums = "ls -A | grep -v SHA256SUMS | xargs sha256sum > ../sums && mv ../sums SHA256SUMS"
    for (change, code) in [
      ("rm manifest.json && \(sums)", FindingCode.manifestMissing),
      ("rm manifest.json && sed -i 1,3d tickets.jsonl && \(sums)", .manifestMissing),
      ("sed -i '$d' tickets.jsonl && \(sums)", .manifestDisagrees),
      ("rm hand-over.html && \(sums)", .manifestDisagrees),
      ("cp tickets.jsonl tickets-2.jsonl && \(sums)", .manifestDisagrees),
      ("touch .hidden && \(sums)", .manifestDisagrees),
      ("touch .hidden", .deliveryFileUnlisted),
      ("mkdir more && cp tickets.jsonl more", .deliveryFileUnlisted),
      ("tail -1 SHA256SUMS >> SHA256SUMS", .deliveryListMalformed),
      (
        "sed -i 's/\"ticketFiles\": \\[/&\"tickets-2.jsonl\",/' manifest.json && \(sums)",
        .manifestDisagrees
      ),
      ("sed -i 's/\"size\": [0-9]*/\"size\": 7/' manifest.json && \(sums)", .manifestDisagrees),
      ("sed -i 's/export.tickets/export.others/' manifest.json && \(sums)", .deliveryTotalsDiffer),
      (
        "sed -i 's/\"tombstones\": 0/\"tombstones\": 3/' manifest.json && \(sums)",
        .deliveryTotalsDiffer
      ),
      ("> tickets.jsonl && \(Self.sealAnew)", .deliveryEmpty),
    ] {
      let out = sample.folder.path + "/out"
      try? FileManager.default.removeItem(atPath: out)
      _ = try await ExportTicketsRun(sample.workspace).run(to: out, now: SampleWorkspace.now)
      let result = try Shell.run(change, in: out)
      try #require(result.code == 0, "\(change): \(result.errors)")
      #expect(try VerifyDeliveryRun(folder: out).run().map(\.code).contains(code), "\(change)")
    }
  }

  @Test func `a file that is missing and one that came from elsewhere are named`() async throws {
    let sample = try await Self.fewTickets()
    let out = sample.folder.path + "/out"
    _ = try await ExportTicketsRun(sample.workspace).run(to: out, now: SampleWorkspace.now)
    try FileManager.default.moveItem(atPath: out + "/manifest.json", toPath: out + "/copy.json")
    let codes = try VerifyDeliveryRun(folder: out).run().map(\.code)
    #expect(codes == [.deliveryFileMissing, .deliveryFileUnlisted])
    #expect(throws: Unusable.self) { try VerifyDeliveryRun(folder: out + "/none").run() }
  }
}
