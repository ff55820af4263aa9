import DMN
import DecisionTables
import Testing

/// What a model asks for may be wrong or hostile; it never takes the machine with it.
@Suite struct `Bounds of FEEL` {
  private static let rounds = "(for i in 1..60 return if i = 1 then FIRST else NEXT)[60]"

  private static func grown(_ first: String, _ next: String) -> String {
    rounds.replacing("FIRST", with: first).replacing("NEXT", with: next)
  }

  @Test(arguments: [
    Self.grown("\"aaaa\"", "partial[-1] + partial[-1]"),
    Self.grown("[1, 2]", "concatenate(partial[-1], partial[-1])"),
    "string length(string(\(Self.grown("[1]", "[partial[-1], partial[-1]]"))))",
    "count(for i in 1..2000000 return i)",
    "count(for i in -9223372036854775807..9223372036854775807 return i)",
  ])
  func `a value that grows without end is null`(text: String) {
    let answer = FEEL.answer(text)
    #expect(answer.value.text == "null")
    #expect(answer.faults.contains { $0.kind == .tooMuchWork })
  }

  @Test func `lists that hold each other many times are compared within bounds`() {
    let list = Self.grown("[1]", "[partial[-1], partial[-1]]")
    #expect(FEEL.answer("\(list) = \(list)").value.text == "null")
  }

  @Test(
    arguments: [Example](
      """
      substring("abc", -9223372036854775808) => null
      sublist([1, 2, 3], 1, 9223372036854775807) => null
      abs(-9223372036854775808) => 9223372036854775808
      [1, 2][9223372036854775807] => null
      @"2021-01-01" + @"P99999999999Y" => null
      @"2021-01-01T00:00:00" + @"P999999999999D" => null
      time(25, 0, 0) => null
      1e6144 * 1e6144 => null
      decimal(1, 6177) => null
      0.1 ** 999999 => null
      """))
  func `the largest numbers overflow nothing`(example: Example) {
    expect(example)
  }

  @Test(arguments: [("@\"P999999999D\"", "days"), ("@\"P999999999Y\"", "years")])
  func `durations end before they overflow`(first: String, part: String) {
    let sum = Self.grown(first, "partial[-1] + partial[-1]")
    #expect(FEEL.answer("\(sum).\(part)").value.text == "null")
    #expect(FEEL.answer("sum(\(first), \(first)).\(part)").value.text == "1999999998")
  }

  @Test func `tests within tests are read once`() {
    let nested = String(repeating: "1 in (", count: 50) + "1 +" + String(repeating: ")", count: 50)
    #expect(FEEL.answer(nested).value.text == "null")
    let deep =
      String(repeating: "true in (", count: 25) + "true" + String(repeating: ")", count: 25)
    #expect(FEEL.answer(deep).value.text == "true")
  }

  @Test func `a text beyond a million bytes is not read`() {
    let row = String(repeating: " ", count: 1_000_001)
    #expect(FEEL.answer(row + "1").faults.first?.kind == .tooLong)
  }

  @Test func `a function that calls itself from deep within is cut off`() {
    let open = String(repeating: "(0 + ", count: 25)
    let close = String(repeating: ")", count: 25)
    let answer = FEEL.answer("{f: function(n) \(open)f(n + 1)\(close), r: f(1)}.r")
    #expect(answer.value.text == "null")
    #expect(answer.faults.contains { $0.kind == .tooDeep })
  }

  @Test(arguments: [
    ("(ab)*c", "ab"), ("(a|b)*c", "ab"), ("(a*)*c", "a"), ("(a|a)+c", "a"), ("(.*)(.*)(.*)c", "x"),
  ])
  func `a pattern that runs away elsewhere is answered`(pattern: String, piece: String) {
    let text = String(repeating: piece, count: 30_000)
    #expect(FEEL.answer("matches(\"\(text)\", \"\(pattern)\")").value.text == "false")
  }

  @Test func `a pattern that takes too long is null`() {
    let text = String(repeating: "a", count: 3000)
    let answer = FEEL.answer("matches(\"\(text)\", \"((a*)*)*\\\\2b\")")
    #expect(answer.value.text == "null")
  }

  @Test func `plain patterns work on long texts`() {
    let text = String(repeating: "0123456789", count: 2000)
    #expect(FEEL.answer("matches(\"\(text)x\", \"^\\\\d+x$\")").value.text == "true")
    #expect(FEEL.answer("matches(\"\(text)\", \"\(text)\", \"q\")").value.text == "true")
    #expect(
      FEEL.answer("string length(replace(\"\(text)\", \"9\", \"\"))").value.text == "18000")
  }
}
