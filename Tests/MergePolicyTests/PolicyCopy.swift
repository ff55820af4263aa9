import Findings
import Foundation
import HotlineModel
import MergePolicy
import TestSupport
import Testing

/// Where the repository's policy of Foshan stands.
let shippedFolder =
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path + "/Mappings/policy/foshan-2021"

/// A copy of the shipped policy in a folder of its own, with signed limits and some edits.
struct PolicyCopy {
  let folder: TemporaryFolder
  var path: String { folder.path + "/foshan-2021" }

  /// - Parameters:
  ///   - isSigned: whether somebody signs LOW and HIGH.
  ///   - edits: for sheets, texts that are replaced by others; each must be there.
  /// - Throws: where a text to be replaced is not there.
  init(isSigned: Bool = true, _ edits: [String: [(String, String)]] = [:]) throws {
    folder = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: shippedFolder) {
      var text = try String(contentsOfFile: shippedFolder + "/" + name, encoding: .utf8)
      if isSigned, name == "parameters.csv" {
        text.replace(",,,,", with: ",张三,2021-10-11,佛热线〔2021〕1号,")
      }
      for (old, new) in edits[name] ?? [] {
        try #require(text.contains(old), "\(name) has no \(old)")
        text.replace(old, with: new)
      }
      _ = try folder.file("foshan-2021/" + name, text)
    }
  }

  /// The policy, which is expected to load.
  func policy() throws -> Policy { try Policy(folder: path) }

  /// What keeps the policy from loading.
  func findings() throws -> [Finding] {
    do {
      _ = try policy()
      return []
    } catch let error as Unusable {
      for finding in error.findings { finding.expectWords() }
      return error.findings
    }
  }
}

extension Finding {
  /// Each finding has its words in both languages, and all gaps in them are filled.
  func expectWords() {
    for language in Language.allCases {
      for words in [message(in: language), why(in: language), fix(in: language)] {
        #expect(!words.isEmpty && !words.contains("{"), "\(code.rawValue) \(language): \(words)")
      }
    }
  }
}

/// A line that a city's department built: live, local, neither emergency nor utility.
///
/// `facts` change that, `missing` is left out; `calls` and `seats` are `nil` where nobody has
/// counted.
func line(
  _ number: String = "12329", calls: Int? = 5000, seats: Int? = 8,
  having facts: [String: String] = [:],
  without missing: String? = nil, division: String = ""
) throws -> LegacyHotline {
  let home = try #require(AreaCode("0757"))
  let usual = [
    "owner_level": "city", "vertical": "no", "emergency": "no", "utility": "no",
    "answered": "local", "secrecy": "no", "lifecycle": "live", "annex": "none",
    "awareness": "high", "retain": "silent", "movable": "yes",
  ]
  return LegacyHotline(
    id: number, number: try HotlineNumber(parsing: number, home: home), name: "某热线",
    owner: "某局", facts: usual.merging(facts) { $1 }.filter { $0.key != missing },
    monthlyCalls: calls, seats: seats,
    hours: .always, carriers: [], division: division, validFrom: nil, validTo: nil,
    place: SourceLocation(file: "lines.csv", line: 2, column: 1))
}
