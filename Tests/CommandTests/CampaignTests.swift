import Foundation
import TestSupport
import Testing

/// Campaigns in a short form with a fixed seed; `make campaign NAME` runs them in full.
@Suite(.serialized) struct `Campaigns` {
  @Test(arguments: [("fuzzed", 40), ("deliveries", 5)])
  func `a campaign holds in its short form`(name: String, size: Int) throws {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      HOTLINE=$(command -v hotline) SEED=1 SIZE=\(size) "$ROOT/Tests/Campaigns/\(name)"
      """, in: folder.path)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }
}
