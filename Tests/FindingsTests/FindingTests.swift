import Findings
import Testing

@Suite struct `Findings` {
  @Test(arguments: FindingCode.allCases, Language.allCases)
  func `a code has words in every language`(code: FindingCode, language: Language) {
    let entry = code.entry
    for words in [entry.message, entry.why, entry.fix].map({ $0.filled(in: language) }) {
      #expect(!words.isEmpty, "\(code.rawValue)")
      #expect(!words.hasSuffix(".") && !words.hasSuffix("。"), "\(code.rawValue): \(words)")
      #expect(words.firstMatch(of: /[{}]/) == nil, "a gap is shown, \(code.rawValue): \(words)")
    }
    let forbidden = ["invalid", "illegal", "failed to"]
    let message = entry.message.text(in: language).lowercased()
    #expect(!forbidden.contains { message.contains($0) })
  }

  @Test(arguments: FindingCode.allCases)
  func `the languages leave room for the same facts`(code: FindingCode) {
    let entry = code.entry
    let gaps = Language.allCases.map { language in
      Set([entry.message, entry.why, entry.fix].flatMap { $0.gaps(in: language) })
    }
    #expect(gaps[0] == gaps[1], "\(code.rawValue)")
    #expect(gaps[0] == Set(code.factNames), "\(code.rawValue)")
  }

  @Test func `codes are unique and in their ranges`() {
    let codes = FindingCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.wholeMatch(of: /HL[1-69]\d{3}/) != nil })
  }

  @Test func `facts fill the gaps, be they written like gaps themselves`() {
    let place = SourceLocation(file: "2020.csv", line: 184, column: 27)
    let finding = Finding(.sheetRowWidth(found: "{expected}", expected: "22"), at: place)
    #expect(finding.message(in: .english) == "the row has {expected} cells, the header 22")
    #expect("\(place)" == "2020.csv:184:27")
  }
}
