import Foundation
import HotlineModel
import LocalFiles
import SampleCity
import TestSupport
import Testing

@testable import MergerRuns

@Suite struct `Deciding a register by a policy` {
  private let columns = [
    "line", "annex", "answered", "awareness", "division", "emergency", "lifecycle", "monthly_calls",
    "movable", "number", "owner_level", "retain", "seats", "secrecy", "utility", "vertical",
  ]

  /// Rows of facts; each cell behind the first between quotation marks, or none.
  ///
  /// A row with a mark is decided by itself.
  private func register(_ seed: UInt64, isQuoted: Bool) -> String {
    var random = SeededRandom(state: seed)
    func any(_ words: String...) -> String { words.randomElement(using: &random) ?? "" }
    let rows = (0..<2_000).map { row -> [String] in
      let name = any("L\(row)", "热线\(row)", "L\\\(row)", "L\u{7F}\(row)")
      return [
        name, any("none", "dual", "sub"), any("yes", "central", "unknown"), any("low", "high"),
        any("440604", "", "unknown"), any("yes", "no", "unknown"), any("live", "new_after_ban"),
        any("", "5", "4000", "299"), any("yes", "no"), any("110", "12328", "96110", "82100001"),
        any("city", "state", "non_administrative"), any("silent", "yes"), any("none", "some"),
        any("yes", "no"), any("yes", "no"), any("yes", "no"),
      ]
    }
    let written = rows.map { row in
      row.enumerated().map { isQuoted && $0 > 0 ? "\"\($1)\"" : $1 }.joined(separator: ",")
    }
    return ([columns.joined(separator: ",")] + written).joined(separator: "\n") + "\n"
  }

  @Test(arguments: [PolicyDecideRun.Form.outcomes, .grounds])
  func `rows that are decided together are written as those that are not`(
    form: PolicyDecideRun.Form
  ) throws {
    let folder = try TemporaryFolder()
    let run = try PolicyDecideRun(
      policyFolder: SignedPolicy.folder(), today: SampleWorkspace.now.date)
    let plain = try folder.file("plain.csv", register(1, isQuoted: false))
    let quoted = try folder.file("quoted.csv", register(1, isQuoted: true))
    let together = try run.run(plain, to: folder.path + "/together", form: form)
    let single = try run.run(quoted, to: folder.path + "/single", form: form)
    #expect(together.sha256 == single.sha256)
    #expect(together.decided == single.decided && together.undecided == single.undecided)
    #expect(together.decided > 500)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/together"))
    #expect(Fingerprint.hex(of: bytes) == together.sha256)
  }
}
