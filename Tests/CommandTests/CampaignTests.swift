import Foundation
import TestSupport
import Testing

/// Campaigns in a short form with a fixed seed; `make campaign NAME` runs them in full.
@Suite(.serialized) struct `Campaigns` {
  @Test(arguments: [
    ("fuzzed", "SIZE=40"), ("deliveries", "SIZE=5"),
    ("ledger", "SIZE=200 ONLY='import three files'"),
  ])
  func `a campaign holds in its short form`(name: String, form: String) throws {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      HOTLINE=$(command -v hotline) SEED=1 \(form) "$ROOT/Tests/Campaigns/\(name)"
      """, in: folder.path)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }
}
