import Foundation
import HotlineModel
import MergerRuns
import TestSupport
import Testing

@Suite struct `A delivery` {
  @Test func `a flipped byte anywhere is found and its file is named`() async throws {
    let sample = try SampleWorkspace()
    _ = try await sample.take(try SampleWorkspace.deliveries()[2])
    let out = sample.folder.path + "/out"
    _ = try await ExportTicketsRun(sample.workspace).run(to: out, now: SampleWorkspace.now)
    let verify = VerifyDeliveryRun(folder: out)
    #expect(try verify.run().isEmpty)
    var random = SeededRandom(state: 66)
    for name in ["tickets.jsonl", "manifest.json", "SHA256SUMS"] {
      let path = out + "/" + name
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      for _ in 0..<40 {
        var bytes = whole
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let found = try verify.run()
        #expect(!found.isEmpty, "\(name) at \(place)")
      }
      try Data(whole).write(to: URL(fileURLWithPath: path))
      #expect(try verify.run().isEmpty)
    }
  }

  @Test func `a file that is missing and one that came from elsewhere are named`() throws {
    let sample = try SampleWorkspace()
    let out = sample.folder.path + "/out"
    _ = try await ExportTicketsRun(sample.workspace).run(to: out, now: SampleWorkspace.now)
    try FileManager.default.moveItem(atPath: out + "/manifest.json", toPath: out + "/copy.json")
    let codes = try VerifyDeliveryRun(folder: out).run().map(\.code)
    #expect(codes == [.deliveryFileMissing, .deliveryFileUnlisted])
    #expect(throws: Unusable.self) { try VerifyDeliveryRun(folder: out + "/none").run() }
  }
}
