import Testing

@testable import DMN

/// Every function of FEEL, from the descriptions of DMN 1.5, chapter 10.3.4.
@Suite struct `FEEL built-in functions` {
  private static let conversions = [Example](
    """
    string(1.1) => 1.1
    string("a") => a
    string(true) => true
    string(@"2021-10-31") => 2021-10-31
    string(null) => null
    number("1,000.5", ",", ".") => 1000.5
    number("-12.5") => -12.5
    number("twelve") => null
    date("2021-10-31") => 2021-10-31
    date(2021, 10, 31) => 2021-10-31
    date(date and time("2021-10-31T23:00:00Z")) => 2021-10-31
    time("23:59:00Z") => 23:59:00Z
    time(23, 59, 0) => 23:59:00
    time(date and time("2021-10-31T11:00:00Z")) => 11:00:00Z
    date and time("2021-10-31T11:22:33") => 2021-10-31T11:22:33
    date and time(date("2021-10-31"), time("11:22:33")) => 2021-10-31T11:22:33
    duration("P2Y2M") => P2Y2M
    duration("-PT90M") => -PT1H30M
    years and months duration(date("2020-01-31"), date("2021-03-01")) => P1Y1M
    years and months duration(date("2021-03-01"), date("2020-01-31")) => -P1Y1M
    """)

  private static let strings = [Example](
    """
    substring("foobar", 3) => obar
    substring("foobar", 3, 3) => oba
    substring("foobar", -2, 1) => a
    string length("") => 0
    string length("热线") => 2
    upper case("aBc4") => ABC4
    lower case("aBc4") => abc4
    substring before("foobar", "bar") => foo
    substring before("foobar", "xyz") = "" => true
    substring after("foobar", "ob") => ar
    substring after("foobar", "xyz") = "" => true
    substring after("foobar", "") => foobar
    contains("foobar", "of") => false
    contains("foobar", "ob") => true
    starts with("foobar", "fo") => true
    starts with("foobar", "ob") => false
    ends with("foobar", "bar") => true
    ends with("foobar", "ob") => false
    string join(["a", "b", "c"]) => abc
    string join(["a", "b", "c"], ", ") => a, b, c
    string join([]) = "" => true
    matches("foobar", "^fo*b") => true
    matches("foobar", "^o") => false
    matches("FOOBAR", "^foo", "i") => true
    matches("a b", "a b", "x") => false
    replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") => [1=ab][2=]cd
    replace("banana", "an", "-") => b--a
    split("John Doe", "\\s") => ["John", "Doe"]
    split("a;b;c", ";") => ["a", "b", "c"]
    """)

  private static let lists = [Example](
    """
    list contains([1, 2, 3], 2) => true
    list contains([1, 2, 3], 4) => false
    count([1, 2, 3]) => 3
    count([]) => 0
    count([null, 1]) => 2
    append([1, 2, 3], 4) => [1, 2, 3, 4]
    append([1], [2]) => [1, [2]]
    concatenate([1, 2], [3], [2]) => [1, 2, 3, 2]
    union([1, 2], [3, 2]) => [1, 2, 3]
    distinct values([1, 2, 3, 2, 1]) => [1, 2, 3]
    distinct values([null, "a", null, "a"]) => [null, "a"]
    flatten([[1, 2], [[3]], 4]) => [1, 2, 3, 4]
    reverse([1, 2, 3]) => [3, 2, 1]
    reverse([]) => []
    index of([1, 2, 3, 2], 2) => [2, 4]
    index of([1, 2], 9) => []
    insert before([1, 3], 1, 2) => [2, 1, 3]
    insert before([1, 3], -1, 2) => [1, 2, 3]
    remove([1, 2, 3], 2) => [1, 3]
    sublist([4, 5, 6], 1, 2) => [4, 5]
    sublist([4, 5, 6], 2) => [5, 6]
    list replace([2, 4, 7], 3, 6) => [2, 4, 6]
    list replace([2, 4, 7], function(item, newItem) item > newItem, 5) => [2, 4, 5]
    sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y) => [1, 2, 3, 4, 5]
    sort([3, 1, 2]) => [1, 2, 3]
    """)

  private static let aggregates = [Example](
    """
    min([1, 2, 3]) => 1
    min(3, 2) => 2
    min([]) => null
    min("b", "a") => a
    min([@"2021-10-31", @"2021-01-01"]) => 2021-01-01
    max([1, 2, 3]) => 3
    max([]) => null
    sum([1, 2, 3]) => 6
    sum(1, 2.5) => 3.5
    sum([1, "a"]) => null
    product([2, 3, 4]) => 24
    product(2, 3) => 6
    mean([1, 2, 3, 6]) => 3
    mean([]) => null
    median(8, 2, 5, 3, 4) => 4
    median([6, 1, 2, 3]) => 2.5
    median([]) => null
    stddev(2, 4) = 2 ** 0.5 => true
    stddev([47]) => null
    mode([6, 1, 9, 6, 1]) => [1, 6]
    mode([]) => []
    all([true, true]) => true
    all([false, null, true]) => false
    all([]) => true
    all([true, 0]) => null
    any([false, false]) => false
    any([false, null, true]) => true
    any([]) => false
    any([false, null]) => null
    not(true) => false
    not(false) => true
    not(null) => null
    """)

  private static let numbers = [Example](
    """
    decimal(1 / 3, 2) => 0.33
    decimal(1.5, 0) => 2
    decimal(-2.5, 0) => -2
    decimal(1234, -2) => 1200
    floor(1.5) => 1
    floor(-1.56, 1) => -1.6
    ceiling(1.5) => 2
    ceiling(-1.56, 1) => -1.5
    round up(5.5, 0) => 6
    round up(-1.121, 2) => -1.13
    round down(5.5, 0) => 5
    round down(-5.5, 0) => -5
    round down(1.126, 2) => 1.12
    round half up(5.5, 0) => 6
    round half up(1.121, 2) => 1.12
    round half up(-1.126, 2) => -1.13
    round half down(5.5, 0) => 5
    round half down(-5.5, 0) => -5
    round half down(1.126, 2) => 1.13
    abs(-10) => 10
    abs(@"-PT5H") => PT5H
    modulo(12, 5) => 2
    modulo(10.1, 4.5) => 1.1
    modulo(-10.1, 4.5) => 3.4
    modulo(10.1, -4.5) => -3.4
    modulo(1, 0) => null
    sqrt(16) => 4
    sqrt(-1) => null
    log(1) => 0
    log(0) => null
    exp(0) => 1
    odd(5) => true
    odd(-2) => false
    even(2) => true
    even(5) => false
    """)

  private static let contexts = [Example](
    """
    get value({key1: "value1"}, "key1") => value1
    get value({key1: "value1"}, "unexistent-key") => null
    get entries({a: 1, b: "x"}) => [{key: "a", value: 1}, {key: "b", value: "x"}]
    get entries({}) => []
    context([{key: "a", value: 1}, {key: "b", value: 2}]) => {a: 1, b: 2}
    context([{key: "a", value: 1}, {key: "a", value: 2}]) => null
    context([{key: "a"}]) => null
    context put({x: 1}, "y", 2) => {x: 1, y: 2}
    context put({x: 1}, "x", 2) => {x: 2}
    context put({x: 1, y: {a: 0}}, ["y", "a"], 2) => {x: 1, y: {a: 2}}
    context merge([{x: 1}, {y: 2}]) => {x: 1, y: 2}
    context merge([{x: 1}, {x: 2}]) => {x: 2}
    """)

  private static let times = [Example](
    """
    day of year(date(2021, 12, 31)) => 365
    day of year(date(2020, 12, 31)) => 366
    day of week(date(2021, 10, 31)) => Sunday
    day of week(date and time("2021-11-01T00:00:00")) => Monday
    month of year(date(2021, 1, 31)) => January
    week of year(date(2021, 1, 3)) => 53
    week of year(date(2021, 1, 4)) => 1
    is(@"2021-10-31", @"23:00:50") => false
    is(@"2021-10-31", @"2021-10-31") => true
    is(@"23:00:50Z", @"23:00:50") => false
    is(@"23:00:50Z", @"23:00:50+00:00") => true
    is(1, 1) => true
    is(null, 1) => false
    """)

  private static let ranges = [Example](
    """
    range("[1..5)") = [1..5) => true
    range("(@\\"2021-01-01\\"..@\\"2021-02-01\\"]").end => 2021-02-01
    range("1..5") => null
    before(1, 10) => true
    before(10, 1) => false
    before(1, [1..10]) => false
    before(1, (1..10]) => true
    before([1..10], 10) => false
    before([1..10), 10) => true
    before([1..10], [15..20]) => true
    before([1..10], [10..20]) => false
    before([1..10), [10..20]) => true
    after(10, 5) => true
    after(5, 10) => false
    after(12, [1..10]) => true
    after(10, [1..10)) => true
    after(10, [1..10]) => false
    after([11..20], [1..10]) => true
    after([1..10], [11..20]) => false
    meets([1..5], [5..10]) => true
    meets([1..5), [5..10]) => false
    meets([1..5], [6..10]) => false
    met by([5..10], [1..5]) => true
    met by([5..10], [1..5)) => false
    overlaps([1..5], [3..8]) => true
    overlaps([3..8], [1..5]) => true
    overlaps([1..5], [6..8]) => false
    overlaps([1..5], [5..8]) => true
    overlaps([1..5), [5..8]) => false
    overlaps before([1..5], [3..8]) => true
    overlaps before([1..5], [6..8]) => false
    overlaps before([3..8], [1..5]) => false
    overlaps after([3..8], [1..5]) => true
    overlaps after([6..8], [1..5]) => false
    overlaps after([1..5], [3..8]) => false
    finishes(10, [1..10]) => true
    finishes(10, [1..10)) => false
    finishes([5..10], [1..10]) => true
    finishes([5..10), [1..10]) => false
    finished by([1..10], 10) => true
    finished by([1..10), 10) => false
    finished by([1..10], [5..10]) => true
    includes([1..10], 5) => true
    includes([1..10], 12) => false
    includes((1..10], 1) => false
    includes([1..10], [4..6]) => true
    includes([1..10), [4..10]) => false
    during(5, [1..10]) => true
    during(10, [1..10)) => false
    during([4..6], [1..10]) => true
    during([1..10], [4..6]) => false
    starts(1, [1..10]) => true
    starts(1, (1..10]) => false
    starts([1..5], [1..10]) => true
    starts((1..5], [1..10]) => false
    started by([1..10], 1) => true
    started by((1..10], 1) => false
    started by([1..10], [1..5]) => true
    coincides(5, 5) => true
    coincides(3, 4) => false
    coincides([1..5], [1..5]) => true
    coincides([1..5), [1..5]) => false
    """)

  /// What depends on the clock stands in `FEEL dates, times and durations`.
  private static let elsewhere: Set<String> = ["now", "today"]
  /// Names that only this engine knows; the standard has `all` and `any`.
  private static let notStandard: Set<String> = ["and", "or"]

  static let all = conversions + strings + lists + aggregates + numbers + contexts + times + ranges

  @Test(arguments: all) func `give what the standard says`(example: Example) {
    expect(example)
  }

  @Test func `each has an example`() {
    let missing = BuiltIns.functions.keys.filter { name in
      !Self.all.contains { $0.expression.hasPrefix("\(name)(") }
    }
    #expect(Set(missing) == Self.elsewhere.union(Self.notStandard))
  }
}
