import Foundation
import TestSupport
import Testing

@testable import Findings

@Suite struct `Facts in words` {
  @Test func `a message kept in English is read back in Chinese`() {
    for code in FindingCode.allCases {
      let words = code.entry.message
      let names = words.gaps(in: .english)
      let facts = Dictionary(
        uniqueKeysWithValues: names.enumerated().map { ($1, "FS\($0)：甲乙") })
      let kept = words.filled(with: facts, in: .english)
      let shown = words.rewritten(kept, in: .chinese)
      #expect(shown == words.filled(with: facts, in: .chinese), "\(code)")
      #expect(words.rewritten(kept, in: .english) == kept)
    }
    #expect(Words("a {b} c", "").rewritten("something else", in: .chinese) == nil)
  }

  @Test(arguments: [
    ("the ledger holds no ticket", "台账里没有工单"), ("row 17", "第 17 行"),
    ("3 bytes instead of 4", "应为 4 字节，实为 3 字节"), ("涉黄 其他", "涉黄 其他"), ("open", "open"),
    ("somebody's own words", "somebody's own words"),
  ])
  func `words are shown in Chinese, values as they are`(fact: String, shown: String) {
    #expect(FactWords.text(fact, in: .chinese) == shown)
    #expect(FactWords.text(fact, in: .english) == fact)
  }

  @Test func `no words are written twice`() {
    let english = FactWords.all.map(\.english)
    #expect(Dictionary(grouping: english) { $0 }.filter { $1.count > 1 }.keys.isEmpty)
  }

  @Test func `what the sources expect in words is known in Chinese`() throws {
    let sources = Shell.root + "/Sources"
    let files = FileManager.default.enumerator(atPath: sources)?.allObjects as? [String] ?? []
    var known = 0
    for file in files where file.hasSuffix(".swift") && !file.hasPrefix("hotline/") {
      let text = try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8)
      for found in text.matches(of: /\b(?:expected|reason): \n? *"((?:[^"\\]|\\.)* [^"]*)"/) {
        let literal = String(found.1).replacing(/\\\((?:[^()]|\([^()]*\))*\)/, with: "X1")
        let isOurs = literal.first?.isLowercase == true && !literal.contains("\\")
        guard isOurs, !file.hasPrefix("DMN/"), !file.hasSuffix("ServeRequest.swift"),
          !file.hasPrefix("Findings/")
        else { continue }
        known += 1
        #expect(FactWords.text(literal, in: .chinese) != literal, "\(file): \(literal)")
      }
    }
    #expect(known > 40)
  }
}
