import Findings
import Foundation
import TestSupport
import Testing

/// Every code is the answer to something: a golden case prints it, or a test names it.
@Suite struct `Findings and their tests` {
  /// Codes that nothing asks for yet; the list may only get shorter.
  static let untested: Set<FindingCode> = [
    // A policy is proven before it decides, so that no command gets as far as these.
    .noRuleMatches, .severalRulesMatch,
    // Commands read sheets out of a model, and complain of those first.
    .modelIdentifierTwice, .modelInCircle, .modelImportMissing,
    // The register refuses lives of a number that overlap before routes are made of them.
    .routesOverlap,
    // Only a call on a real switch lands somewhere else.
    .legacyNumberLost, .callLandedElsewhere,
    // The check of the ledger's rows comes first.
    .headerUnknown,
    // No input found yet that makes the program say them.
    .catalogueWrong, .keyFilesNotMerged,
  ]

  /// What golden cases print, and the tests without their comments.
  private static func texts() throws -> (cases: String, tests: String) {
    let root = Shell.root + "/Tests"
    let own = try #require(#fileID.split(separator: "/").last)
    let files = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    var (cases, tests) = ("", "")
    for file in files {
      if file.hasPrefix("Cases/") {
        guard file.hasSuffix("/expected.out") || file.hasSuffix("/expected.err") else { continue }
        cases += try String(contentsOfFile: root + "/" + file, encoding: .utf8)
      } else if file.hasSuffix(".swift"), !file.hasPrefix("Fuzz/"), !file.hasSuffix(own) {
        tests += try String(contentsOfFile: root + "/" + file, encoding: .utf8)
          .split(separator: "\n").filter { !$0.trimmingPrefix { $0 == " " }.hasPrefix("//") }
          .joined(separator: "\n")
      }
    }
    try #require(cases.utf8.count > 100_000 && tests.utf8.count > 500_000)
    return (cases, tests)
  }

  /// Names that another type of the program has for a case of its own: a test that says `.name` may
  /// mean that one.
  private static func otherCases() throws -> Set<String> {
    let root = Shell.root + "/Sources"
    let files = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    var names: Set<String> = []
    for file in files where file.hasSuffix(".swift") && !file.hasPrefix("Findings/") {
      for line in try String(contentsOfFile: root + "/" + file, encoding: .utf8)
        .split(separator: "\n")
      where line.firstMatch(of: /^\s*(indirect )?case [a-z]/) != nil {
        names.formUnion(line.matches(of: /\b[a-z]\w*/).map { String($0.output) })
      }
    }
    return names
  }

  @Test func `every code has a golden case or a test`() throws {
    let (cases, tests) = try Self.texts()
    let others = try Self.otherCases()
    let numbers = Set((cases + tests).matches(of: /HL\d{4}/).map { String($0.output) })
    let names = Set(tests.matches(of: /[."][a-z]\w*/).map { String($0.output) })
    let missing = FindingCode.allCases.filter { code in
      let isNamed =
        names.contains("\"\(code)")
        || names.contains(".\(code)")
          && !others.contains("\(code)")
      return !numbers.contains(code.rawValue) && !isNamed
    }
    let unexpected = missing.filter { !Self.untested.contains($0) }
    #expect(unexpected.isEmpty, "write a golden case that makes the program say it")
    let mended = Self.untested.subtracting(missing)
    #expect(mended.isEmpty, "take what has a test now out of the list")
  }
}

/// What users are told to run, in the words of findings.
@Suite struct `Commands in fixes` {
  @Test func `a fix names only commands that there are, and whole ones between backticks`() throws {
    var known: Set<String> = []
    for code in FindingCode.allCases {
      for language in Language.allCases {
        let fix = code.entry.fix.text(in: language)
        let outside = fix.replacing(/`[^`]*`/, with: "").replacing("hotline --version", with: "")
        #expect(!outside.contains("hotline "), "\(code.rawValue): \(fix)")
        for match in fix.matches(of: /`hotline ((?:[a-z-]+ ?)+)[^`]*`/) {
          let words = match.1.split(separator: " ").prefix { !$0.hasPrefix("-") }
            .joined(separator: " ")
          #expect(!match.0.contains(/[A-Z]{3}|…/), "\(code.rawValue): \(match.0)")
          guard known.insert(words).inserted else { continue }
          let result = try Shell.run("hotline \(words) --help", in: Shell.root)
          #expect(result.code == 0, "\(code.rawValue): hotline \(words)")
        }
      }
    }
    #expect(known.count >= 8)
  }
}
