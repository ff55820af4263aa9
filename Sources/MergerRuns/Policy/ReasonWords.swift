package import Findings
import MergePolicy
import Reports
import Sheets

/// What the codes of reasons mean: `Mappings/values/reasons.csv`, and the policy's questions.
package struct ReasonWords: Hashable, Sendable {
  /// What a code means, in Chinese.
  let words: [String: String]

  /// Words that are known already.
  init(_ words: [String: String]) {
    self.words = words
  }

  /// Reads both sheets; what cannot be read leaves codes without words.
  package init(_ workspace: Workspace) {
    let reasons = try? Sheet(
      contentsOf: "\(workspace.mappings)/values/reasons.csv",
      form: SheetForm(
        thing: "reason",
        columns: [
          SheetColumn("reason", "理由代码", .text), SheetColumn("reason_zh", "理由", .text),
          SheetColumn("reason_en", "理由（英文）", .text),
        ], key: ["reason"]))
    let questions = (try? PolicyQuestion.all(in: workspace.policyFolder)) ?? []
    words = Dictionary(
      (reasons?.rows ?? []).map { ($0["reason"], $0["reason_zh"]) }
        + questions.map { ($0.code, $0.words.chinese) }
    ) { first, _ in first }
  }

  /// Only the words of some reasons.
  func only(_ reasons: [String]) -> ReasonWords {
    let codes = Set(reasons.flatMap(Self.codes))
    return ReasonWords(words.filter { codes.contains($0.key) })
  }

  /// The codes of a reason.
  private static func codes(of reason: String) -> [String] {
    reason.split(separator: "/").map(String.init)
  }

  /// A code as people read it, or two of them, `R_EMERGENCY/LISTED_EMERGENCY`; the code where nobody
  /// says what it means.
  package subscript(_ code: String) -> Words {
    let known = Self.codes(of: code).compactMap { words[$0] }
    return known.isEmpty ? Words(code, code) : .coded(code, known.joined(separator: "："))
  }
}
