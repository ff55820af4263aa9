import Bytes
import Testing

/// What the engine does beyond the patterns of sheets: the extended syntax that FEEL has.
@Suite struct `An extended pattern` {
  private static func dialect(
    ignoresCase: Bool = false, isMultiline: Bool = false
  ) -> PatternDialect {
    PatternDialect(
      escape: { $0 == "d" ? .range(0x30...0x39) : $0 == "D" ? .not(.range(0x30...0x39)) : nil },
      property: { $0 == "Han" ? .range(0x4E00...0x9FFF) : nil },
      dot: CharacterClass([.only("\n")], isNegated: true), mostRepeated: 5000, isExtended: true,
      ignoresCase: ignoresCase, isMultiline: isMultiline)
  }

  /// The match and what its brackets hold, as texts.
  private static func found(
    _ pattern: String, in text: String, _ dialect: PatternDialect = dialect()
  ) throws -> [String?]? {
    let scalars = Array(text.unicodeScalars)
    func part(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range]))
    }
    let read = try #require(Pattern(Array(pattern.unicodeScalars), dialect))
    var search = PatternSearch(read, in: scalars)
    return search.first(from: 0).map { match in
      [part(match.range)] + match.groups.map { $0.map(part) }
    }
  }

  @Test(
    arguments: [
      ("a.*?a", "abracadabra", ["abra"]), ("a.*a", "abracadabra", ["abracadabra"]),
      ("a{1,3}?", "aaa", ["a"]), ("a??b", "aab", ["ab"]),
      ("(.)\\1", "abccd", ["cc", "c"]), ("(a|ab)(c|bcd)\\2?", "abcdbcd", ["abcdbcd", "a", "bcd"]),
      ("(a)|(b)", "b", ["b", nil, "b"]), ("(x?)\\1y", "y", ["y", ""]),
      ("^(a|aa)a?\\1$", "aaaa", ["aaaa", "aa"]),
      ("[a-z-[b-y]]+", "baz", ["az"]), ("\\p{Han}+", "a佛山b", ["佛山"]),
      ("\\P{Han}+", "佛ab山", ["ab"]), ("\\D+\\d", "a1", ["a1"]), (".+", "a\nb", ["a"]),
      ("^.{1,4000}$", "\n", nil), ("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", nil),
    ] as [(String, String, [String?]?)])
  func `finds what a search with backtracking would`(
    pattern: String, text: String, found: [String?]?
  ) throws {
    #expect(try Self.found(pattern, in: text) == found)
  }

  @Test func `case and lines are looked at as told`() throws {
    #expect(try Self.found("(a)\\1", in: "aA") == nil)
    #expect(try Self.found("(a)\\1", in: "aA", Self.dialect(ignoresCase: true)) == ["aA", "a"])
    #expect(try Self.found("[A-Z]", in: "x", Self.dialect(ignoresCase: true)) == ["x"])
    #expect(try Self.found("^b$", in: "a\nb\nc") == nil)
    #expect(try Self.found("^b$", in: "a\nb\nc", Self.dialect(isMultiline: true)) == ["b"])
  }

  @Test(arguments: [
    "\\1", "(a\\1)", "(a)\\2", "a**", "a+??", "[a-[b]", "[]", "\\p{Latin}", "\\q", "a{2,1}",
    "a{5001}", "(((a{99}){99}){99})",
  ])
  func `what is no pattern is refused`(pattern: String) {
    #expect(Pattern(Array(pattern.unicodeScalars), Self.dialect()) == nil)
  }

  @Test func `a search that takes too long is given up and says so`() throws {
    let pattern = try #require(Pattern(Array("((a*)*)*\\2b".unicodeScalars), Self.dialect()))
    let text = Array(String(repeating: "a", count: 3000).unicodeScalars)
    var search = PatternSearch(pattern, in: text)
    #expect(search.first(from: 0) == nil)
    #expect(search.isExhausted)
  }

  @Test func `a literal is itself, however long`() {
    let pattern = Pattern(literal: Array("a.b*".unicodeScalars), Self.dialect())
    var search = PatternSearch(pattern, in: Array("axb*a.b*".unicodeScalars))
    #expect(search.first(from: 0)?.range == 4..<8)
    let long = Array(String(repeating: "0123456789", count: 5000).unicodeScalars)
    var same = PatternSearch(Pattern(literal: long, Self.dialect()), in: long)
    #expect(same.first(from: 0)?.range == long.indices)
  }
}
