import DMN
import DecisionTables
import Testing

@Suite struct `FEEL values` {
  @Test(
    arguments: [Example](
      """
      0.1 + 0.2 => 0.3
      1 / 3 => 0.3333333333333333333333333333333333
      2 / 3 => 0.6666666666666666666666666666666667
      1 / 0 => null
      10 ** 33 + 1 => 1000000000000000000000000000000001
      10 ** 34 + 1 => 10000000000000000000000000000000000
      1234567890123456789 * 1234567890123456789 => 1524157875323883675019051998750191000
      1e6144 * 10 => null
      12300 = 1.23e4 => true
      sqrt(2) => 1.414213562373095048801688724209698
      abs(exp(1) - 2.718281828459045235360287471352662) < 1e-32 => true
      abs(log(10) - 2.302585092994045684017991454684364) < 1e-31 => true
      2 ** 0.5 => 1.414213562373095048801688724209698
      modulo(-12, 5) => 3
      modulo(12, -5) => -3
      decimal(2.5, 0) => 2
      decimal(3.5, 0) => 4
      round half up(-5.5, 0) => -6
      round half down(5.5, 0) => 5
      round up(1.121, 2) => 1.13
      floor(-1.5) => -2
      ceiling(-1.5) => -1
      """))
  func `numbers are decimals of 34 digits`(example: Example) {
    expect(example)
  }

  @Test(arguments: ["true", "false", "null"], ["true", "false", "null"])
  func `logic has three values`(left: String, right: String) {
    func and() -> String {
      if left == "false" || right == "false" { return "false" }
      return left == "true" && right == "true" ? "true" : "null"
    }
    func or() -> String {
      if left == "true" || right == "true" { return "true" }
      return left == "false" && right == "false" ? "false" : "null"
    }
    #expect(FEEL.answer("\(left) and \(right)").value.text == and())
    #expect(FEEL.answer("\(left) or \(right)").value.text == or())
  }

  @Test(
    arguments: [Example](
      """
      null = null => true
      1 = null => false
      1 = "1" => null
      [1, [2]] = [1, [2]] => true
      {a: 1, b: 2} = {b: 2, a: 1} => true
      @"P1Y" = @"P12M" => true
      @"P1Y" = @"P365D" => null
      @"2018-10-08T00:00:00+02:00" = @"2018-10-08T00:00:00@Europe/Paris" => true
      (< 10) = (null..10) => false
      1 < "a" => null
      "a" < "b" => true
      @"2021-01-01" < @"2021-01-02" => true
      is(@"23:00:50Z", @"23:00:50+00:00") => true
      is(@"23:00:50Z", @"23:00:50@Etc/UTC") => false
      1 in [1..3] => true
      1 in (1..3] => false
      1 in (> 3, 1) => true
      [1] in [[1], [2]] => true
      null in [1..3] => null
      5 between 1 and null => null
      0 between 1 and null => false
      5 between null and 1 => false
      null between 1 and 2 => null
      """))
  func `only like is compared with like`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      1 instance of number => true
      null instance of Any => false
      [1, 2] instance of list<number> => true
      [1, "a"] instance of list<number> => false
      {a: 1, b: 2} instance of context<a: number> => true
      {a: 1} instance of context<a: string> => false
      [1..2] instance of range<number> => true
      (function(a: string) "x") instance of function<string>->string => true
      (function(a: string) "x") instance of function<string>->number => false
      (function(a) a) instance of function<number>->string => true
      (function(a) [a]) instance of function<number>->list<string> => true
      (function(a) [a]) instance of function<number>->string => false
      (function(a, b) a) instance of function<number>->string => false
      (function(a: number) a) instance of function<string>->string => false
      (function(a): string a) instance of function<number>->number => false
      (function(a): string a) instance of function<number>->string => true
      (function(a): string a)(1) => null
      abs instance of function<number>->number => true
      @"PT1H" instance of days and time duration => true
      """))
  func `a value knows what it is an instance of`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      5 in [null..10] => null
      20 in [null..10] => null
      5 in (10..null) => null
      5 in (< null) => null
      5 in (< 10) => true
      5 in [3..1] => null
      5 in [1..10] => true
      [2..1] => null
      (2..2) => (2..2)
      """))
  func `an interval without two ends in order tells nothing`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      string({a: 1, b_2: "x", 重庆: null}) => {a: 1, b_2: "x", 重庆: null}
      string({"a b": 1}) => {"a b": 1}
      string({"1a": {"b-c": [1]}}) => {"1a": {"b-c": [1]}}
      string({"{": 1, "\\"": 2, "": 3}) => {"{": 1, "\\"": 2, "": 3}
      """))
  func `a key that is no plain name is written in quotes`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      [1, 2, 3][item > 1] => [2, 3]
      [1, 2, 3][0] => null
      [{x: 1}, {x: 2}][x = 2].x => [2]
      [{x: 1}, {y: 2}].y => [null, 2]
      {a: {b: [1, 2]}}.a.b[2] => 2
      "foo"[true] => ["foo"]
      [1, 2][null] => []
      """))
  func `filters and paths find what is there`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      for i in 3..1 return i => [3, 2, 1]
      for i in [1..3) return i => [1, 2]
      for i in [3..1] return i => null
      for i in [null..1] return i => null
      for i in 0..4 return if i = 0 then 1 else i * partial[-1] => [1, 1, 2, 6, 24]
      for d in @"1980-01-30"..@"1980-02-01" return d.day => [30, 31, 1]
      every i in [] satisfies i > 1 => true
      some i in [1, null] satisfies i > 5 => null
      every i in [1, null] satisfies i > 5 => false
      {f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(20)}.r => 2432902008176640000
      """))
  func `loops run in order and see what came before`(example: Example) {
    expect(example)
  }
}
