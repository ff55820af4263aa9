import Findings
import Testing

@Suite struct `Findings` {
  @Test(arguments: FindingCode.allCases, Language.allCases)
  func `a code has words in every language`(code: FindingCode, language: Language) {
    let text = code.text(in: language)
    for words in [text.message(), text.why(), text.fix()] {
      #expect(!words.isEmpty, "\(code.rawValue)")
      #expect(!words.hasSuffix(".") && !words.hasSuffix("。"), "\(code.rawValue): \(words)")
    }
    let forbidden = ["invalid", "illegal", "failed to"]
    #expect(!forbidden.contains { text.message().lowercased().contains($0) })
  }

  @Test(arguments: FindingCode.allCases)
  func `the languages leave room for the same facts`(code: FindingCode) {
    let gaps = Language.allCases.map { code.text(in: $0).gaps }
    #expect(gaps[0] == gaps[1], "\(code.rawValue)")
  }

  @Test func `codes are unique and in their ranges`() {
    let codes = FindingCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.wholeMatch(of: /HL[1-69]\d{3}/) != nil })
  }

  @Test func `facts fill the gaps, be they written like gaps themselves`() {
    let place = SourceLocation(file: "2020.csv", line: 184, column: 27)
    let finding = Finding(.sheetRowWidth, at: place, ["found": "{expected}", "expected": "22"])
    #expect(finding.message(in: .english) == "the row has {expected} cells, the header 22")
    #expect("\(place)" == "2020.csv:184:27")
  }

  @Test(arguments: FindingCode.allCases, Language.allCases)
  func `no words show the name of a fact that is not known`(code: FindingCode, language: Language) {
    let text = code.text(in: language)
    for words in [text.message(), text.why(), text.fix()] {
      #expect(words.firstMatch(of: /\{[a-zA-Z]*\}/) == nil, "\(code.rawValue): \(words)")
    }
  }

  @Test func `a finding without one of its facts ends a debug build`() async {
    await #expect(processExitsWith: .failure) {
      _ = Finding(.sheetRowWidth, at: SourceLocation(file: "2020.csv"), ["found": "21"])
    }
  }
}
