import Bytes
import Testing

@Suite struct `A search pattern` {
  @Test(
    arguments: [
      ("[0-9]{11}", "电话13800001234转", "13800001234"), ("电话[：:]\\s*(\\d+)", "电话： 0757", "0757"),
      ("^(.*?)$", "", nil), ("(?:镇|街道)(.+)", "石湾街道三路", "三路"), ("a|ab", "ab", "a"),
      ("(a+)(b+)", "xaabb", "aa"), ("a{2,3}", "aaaa", "aaa"), ("[^，]+$", "甲，乙", "乙"),
      ("\\(([^)]*)\\)", "甲(乙)", "乙"), ("x*", "aaa", nil), ("^b", "ab", nil),
      ("(\\w+)@", "甲乙@丙", "甲乙"),
    ] as [(String, String, String?)])
  func `finds the leftmost and longest it can`(pattern: String, text: String, found: String?) throws
  {
    guard let read = SearchPattern(pattern) else {
      #expect(found == nil, "\(pattern)")
      return
    }
    let result = read.find(in: text, group: min(1, read.groupCount))
    #expect(result == (found.map { .one($0) } ?? .none))
  }

  @Test(
    arguments: ["", "(", ")", "a**", "a+?", "[", "[]", "a{3,2}", "a{999}", "\\q", "*a", "(?=a)"])
  func `what is no pattern is refused, not read otherwise`(pattern: String) {
    #expect(SearchPattern(pattern) == nil)
  }

  @Test func `different things found are told, the same thing twice is one`() throws {
    let pattern = try #require(SearchPattern("1[0-9]{10}"))
    #expect(pattern.find(in: "13800001234，13800001234", group: 0) == .one("13800001234"))
    #expect(pattern.find(in: "13800001234，13900001234", group: 0) == .several)
  }

  @Test func `a pattern that is slow elsewhere is not slow here, and a huge text is given up`()
    throws
  {
    let pattern = try #require(SearchPattern("^(a|a)*(a|b)*c$"))
    #expect(pattern.find(in: String(repeating: "a", count: 2000), group: 0) == .none)
    #expect(pattern.find(in: String(repeating: "a", count: 500_000), group: 0) == .exhausted)
    #expect(SearchPattern("((((a{200}){200}){200}))") == nil)
  }

  @Test(arguments: [
    ("^甲", "甲乙", true), ("^乙", "甲乙", false), ("乙$", "甲乙", true), ("$", "甲", true),
    ("$()", "甲", true), ("^$", "甲", false), ("^$", "", true), ("(^b|$)", "ab", true),
  ])
  func `anchors hold at the ends alone`(pattern: String, text: String, isFound: Bool) throws {
    #expect(try #require(SearchPattern(pattern)).isFound(in: text) == isFound)
  }

  @Test func `an anchored pattern costs nothing behind the beginning of a huge text`() throws {
    let pattern = try #require(SearchPattern("^b"))
    #expect(pattern.find(in: String(repeating: "a", count: 2_000_000), group: 0) == .none)
  }
}
