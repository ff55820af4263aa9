import Findings
import Foundation
import HotlineModel
import MergePolicy
import Sheets
import TestSupport
import Testing

/// Where the repository's policy of Foshan stands.
let shippedFolder =
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path + "/Mappings/policy/foshan-2021"

/// A copy of the shipped policy in a folder of its own, with signed limits and some edits.
struct PolicyCopy {
  /// What day it is; tests have no clock.
  static let today = CivilInstant(unixSeconds: 1_637_776_800).date

  let folder: TemporaryFolder
  let isSigned: Bool
  var path: String { folder.path + "/foshan-2021" }

  /// - Parameters:
  ///   - isSigned: whether somebody signs the limits, and all sheets as they are with the edits.
  ///   - isGuarded: whether the copy has the cases and invariants, which notice most faults too.
  ///   - edits: for sheets, texts that are replaced by others; each must be there.
  /// - Throws: where a text to be replaced is not there.
  init(
    isSigned: Bool = true, isGuarded: Bool = true, _ edits: [String: [(String, String)]] = [:]
  ) throws {
    folder = try TemporaryFolder()
    self.isSigned = isSigned
    for name in try FileManager.default.contentsOfDirectory(atPath: shippedFolder)
    where name.hasSuffix(".csv") && name != "signatures.csv"
      && (isGuarded || !["cases.csv", "invariants.csv"].contains(name))
    {
      var text = try String(contentsOfFile: shippedFolder + "/" + name, encoding: .utf8)
      if isSigned, name == "parameters.csv" {
        text.replace(",,,,", with: ",张三,2021-10-11,佛热线〔2021〕1号,")
      }
      if name == "cases.csv" {
        text.replace("HotlineMerger,2026-11-29", with: "张三,2021-10-11")
      }
      for (old, new) in edits[name] ?? [] {
        try #require(text.contains(old), "\(name) has no \(old)")
        text.replace(old, with: new)
      }
      _ = try folder.file("foshan-2021/" + name, text)
    }
    try sign()
  }

  /// Signs all sheets as they are, whatever is wrong with them: `policy sign` would refuse many.
  func sign() throws {
    guard isSigned else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let rows = names.filter { $0.hasSuffix(".csv") && $0 != "signatures.csv" }.map { name in
      let fingerprint = try? SheetContents(contentsOf: path + "/" + name).fingerprint
      return "\(name),\(fingerprint ?? "?"),张三,2021-10-11,佛热线〔2021〕1号\n"
    }
    _ = try folder.file(
      "foshan-2021/signatures.csv",
      "sheet,fingerprint,signed_by,signed_on,document\n" + rows.joined())
  }

  /// The policy, which is expected to load; its sheets are signed as they are.
  func policy() throws -> Policy {
    try sign()
    return try Policy(folder: path, today: Self.today)
  }

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
