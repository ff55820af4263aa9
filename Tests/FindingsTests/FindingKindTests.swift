import Findings
import Foundation
import TestSupport
import Testing

/// Kinds are held against the codes by their source: values of an enum do not tell their labels.
@Suite struct `Kinds of findings` {
  private static func source(_ name: String) throws -> String {
    try String(contentsOfFile: "\(Shell.root)/Sources/Findings/\(name)", encoding: .utf8)
  }

  private static func words(_ list: Substring?) -> [String] {
    (list ?? "").matches(of: /[a-zA-Z]+/).map { String($0.output) }
  }

  @Test func `a kind carries the facts that the words of its code have gaps for, in their order`()
    throws
  {
    let declared = try Self.source("FindingKind.swift").matches(
      of: /\n  case (\w+)(?:\(([^)]*)\))?/)
    let facts = Dictionary(
      declared.map { match in
        let labels = (match.output.2 ?? "").matches(of: /(\w+): (?:String|Int)/)
        return (String(match.output.1), labels.map { String($0.output.1) })
      }, uniquingKeysWith: { first, _ in first })
    #expect(declared.map { String($0.output.1) } == FindingCode.allCases.map { "\($0)" })
    for code in FindingCode.allCases {
      #expect(facts["\(code)"] == code.factNames, "\(code)")
    }
  }

  @Test func `a kind hands its facts over as it declares them`() throws {
    let branches = try Self.source("FindingKind+Facts.swift").matches(
      of: /case \.(\w+)(?:\(([^)]*)\))?:\s*\(\s*\.(\w+),\s*\[([^\]]*)\]/)
    #expect(branches.map { String($0.output.1) } == FindingCode.allCases.map { "\($0)" })
    for (branch, code) in zip(branches, FindingCode.allCases) {
      #expect(branch.output.3 == branch.output.1)
      #expect(Self.words(branch.output.2).filter { $0 != "let" } == code.factNames, "\(code)")
      #expect(Self.words(branch.output.4) == code.factNames, "\(code)")
    }
  }
}
