import DMN
import DecisionTables
import Testing

@Suite struct `Reading FEEL` {
  @Test(
    arguments: [Example](
      """
      1 + 2 * 3 => 7
      (1 + 2) * 3 => 9
      2 ** 3 ** 2 => 64
      -2 ** 2 => 4
      - -3 => 3
      1.5e2 => 150
      .5 + .5 => 1
      1 /* one */ + 1 // two => 2
      "a\\"b" => a"b
      "\\u4e2d\\u6587" => 中文
      "\\d" => \\d
      {a b: 1, c: a b + 1}.c => 2
      {"x-y": 3}.x-y => 3
      if 1 < 2 then "yes" else "no" => yes
      [1, 2, 3][-1] => 3
      ]1..3[ => (1..3)
      [1..3[ => [1..3)
      (>= 10) => >= 10
      for x in [1, 2], y in [3, 4] return x * y => [3, 4, 6, 8]
      some x in [1, 2], y in [2, 3] satisfies x = y => true
      (function(x, y) x - y)(y: 1, x: 3) => 2
      5 between 1 and 10 and true => true
      1 in (2, 3) or 1 in [0..1] => true
      1 instance of number and true => true
      -1 instance of number => true
      2-1 => 1
      [3, -1][2] => -1
      [-5..-1].start => -5
      3 in (1..3] => true
      3 in ((1..3), 5) => false
      true in (1 in (1, 2), false) => true
      """))
  func `operators bind as the standard says`(example: Example) {
    expect(example)
  }

  @Test func `a name with spaces and signs is read as long as it is known`() {
    var names = FEELContext()
    names["Approved/Declined"] = .string("Approved")
    names["a"] = .number(FEELNumber(7))
    names["b"] = .number(FEELNumber(2))
    names["a-b"] = .number(FEELNumber(100))
    names["月 呼叫量"] = .number(FEELNumber(300))
    #expect(FEEL.answer("Approved/Declined", names).value.text == "Approved")
    #expect(FEEL.answer("a-b", names).value.text == "100")
    #expect(FEEL.answer("a+b", names).value.text == "9")
    #expect(FEEL.answer("月 呼叫量 + 1", names).value.text == "301")
  }

  @Test(arguments: [
    ("1 +", 3..<3), ("(1", 2..<2), ("\"open", 0..<5), ("1 /* open", 2..<9), ("[1,", 3..<3),
    ("{a: 1, a: 2}", 0..<11),
  ])
  func `what cannot be read is a fault with its place`(text: String, span: Range<Int>) throws {
    let answer = FEEL.answer(text)
    #expect(answer.value.text == "null")
    let fault = try #require(answer.faults.first)
    #expect(fault.span == span)
    #expect(!fault.english.isEmpty && !fault.chinese.isEmpty)
  }

  @Test func `no depth of brackets exhausts the stack`() {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(FEEL.answer(deep).faults.first?.kind == .tooDeep)
  }

  @Test(arguments: [("1", " + 1"), ("true", " and true"), ("a", ".a"), ("1", "[1]")])
  func `no row of operators exhausts the stack`(first: String, link: String) {
    #expect(
      FEEL.answer(first + String(repeating: link, count: 5000)).faults.first?.kind == .tooDeep)
    let row = FEEL.answer(first + String(repeating: link, count: 149))
    #expect(!row.faults.contains { $0.kind == .tooDeep })
  }

  @Test func `calls without an end become null`() {
    let answer = FEEL.answer("{f: function(n) f(n + 1), r: f(1)}.r")
    #expect(answer.value.text == "null")
    #expect(answer.faults.contains { $0.kind == .tooDeep })
  }
}
