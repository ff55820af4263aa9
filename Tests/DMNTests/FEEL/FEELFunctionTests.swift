import DMN
import DecisionTables
import Testing

@Suite struct `FEEL functions` {
  @Test(
    arguments: [Example](
      """
      substring("foobar", 3, 3) => oba
      substring("foobar", -2, 1) => a
      substring("foobar", 0) => null
      string length("🐎a") => 2
      substring before("12345-1", "-") => 12345
      contains("热线", "线") => true
      string join(["a", null, "c"], "-") => a-c
      replace("abracadabra", "a.*?a", "*") => *c*bra
      replace("0123456789", "(\\d{3})(\\d{4})", "$2-$1") => 3456-012789
      matches("aA", "(a)\\1", "i") => true
      matches("h", "(.)\\2") => null
      matches("x", "[A-Z-[OI]]", "i") => true
      split("a;b;;", ";") => ["a", "b", "", ""]
      upper case("abc") => ABC
      string([1, "a", {b: null}]) => [1, "a", {b: null}]
      number("1.000,5", ".", ",") => 1000.5
      number("1,5", ",", ",") => null
      number("1.5", null, ",") => null
      number("1 000,5", " ", ",") => 1000.5
      """))
  func `on texts`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      min(3, 1, 2) => 1
      max(["a", "c", "b"]) => c
      sum([]) => null
      mean([1, 2, 3]) => 2
      median([8, 2, 5, 3]) => 4
      mode([6, 3, 9, 6, 6]) => [6]
      stddev([2, 4, 7, 5]) => 2.081665999466132735282297706979931
      all([true, null]) => null
      any([false, true, null]) => true
      sublist([4, 5, 6], -2) => [5, 6]
      sublist([4, 5, 6], 1, 9) => null
      append([1], 2, 3) => [1, 2, 3]
      concatenate([1], [2, 3]) => [1, 2, 3]
      insert before([1, 3], 2, 2) => [1, 2, 3]
      remove([1, 2, 3], -1) => [1, 2]
      list replace([1, 2, 3], 2, 9) => [1, 9, 3]
      list replace([2, 4, 7], function(item, newItem) item < newItem, 5) => [5, 5, 7]
      index of([1, 2, null, 2], 2) => [2, 4]
      union([1, 2], [2, 3]) => [1, 2, 3]
      flatten([[1, [2]], 3]) => [1, 2, 3]
      sort([3, 1, 2], function(x, y) x > y) => [3, 2, 1]
      list contains([1, null], null) => true
      """))
  func `on lists`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      get value({a: 1}, "a") => 1
      get entries({a: 1}) => [{key: "a", value: 1}]
      context([{key: "a", value: 1}]) => {a: 1}
      context put({x: {y: 1}}, ["x", "z"], 2) => {x: {y: 1, z: 2}}
      context put({}, key: ["a"], value: 1) => null
      context put(context: {}, key: "a", value: 1) => {a: 1}
      context merge([{a: 1, b: 2}, {b: 3}]) => {a: 1, b: 3}
      before([1..10), 10) => true
      meets([1..5], [5..10]) => true
      overlaps([1..5], (5..8]) => false
      during(5, [1..10]) => true
      finished by([1..10], 10) => true
      coincides([1..5], [1..5)) => false
      range("[1..3]") = [1..3] => true
      range("[3..1]") => null
      today(1) => null
      abs(n: -1) => 1
      abs(x: -1) => null
      """))
  func `on contexts and ranges, by place and by name`(example: Example) {
    expect(example)
  }

  @Test func `a pattern that backtracking would never end is answered`() {
    let text = String(repeating: "a", count: 60)
    #expect(FEEL.answer("matches(\"\(text)b\", \"(a*)*c\")").value.text == "false")
  }

  @Test(arguments: [
    ("-", "5", "true"), ("< 5", "5", "false"), ("[1..5)", "5", "false"), ("1, 5", "5", "true"),
    ("not(1, 5)", "5", "false"), ("not(> 9)", "5", "true"), ("? * 2 = 10", "5", "true"),
    ("null", "null", "true"), ("< 5", "null", "null"), ("\"a\"", "5", "null"),
  ])
  func `a cell tests its input`(cell: String, input: String, expected: String) {
    let value = FEEL.answer(input).value
    #expect(FEEL.test(cell, of: value).value.text == expected)
  }
}
