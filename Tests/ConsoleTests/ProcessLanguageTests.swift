import Findings
import Testing

@testable import Console

@Suite struct `The language of the process` {
  @Test func `the last language before the end of options counts`() {
    func chosen(_ words: [String], _ variables: [String: String] = [:]) -> String {
      Language.chosen(by: words, environment: { variables[$0] }).rawValue
    }
    #expect(chosen(["import", "--lang", "zh"]) == "zh")
    #expect(chosen(["--lang=en", "import", "--lang=zh"]) == "zh")
    #expect(chosen(["import", "--", "--lang", "zh"]) == "en")
    #expect(chosen(["--lang", "fr"], ["LANG": "zh_CN"]) == "zh")
    #expect(chosen([], ["HOTLINE_LANG": "en", "LC_ALL": "zh_CN"]) == "en")
    #expect(chosen([], ["LC_ALL": "", "LANG": "zh_CN.UTF-8"]) == "zh")
    #expect(chosen([], ["LC_ALL": "C", "LANG": "zh_CN.UTF-8"]) == "en")
  }
}
