import DMN
import DecisionTables
import Testing

@Suite struct `FEEL dates, times and durations` {
  @Test(
    arguments: [Example](
      """
      @"2021-10-31" => 2021-10-31
      @"2021-02-29" => null
      @"24:00:01" => null
      @"24:00:00" => 00:00:00
      @"2021-12-31T24:00:00" => 2022-01-01T00:00:00
      @"10:30:00.5+08:00" => 10:30:00.5+08:00
      @"2021-10-31T10:30:00@Asia/Shanghai" => 2021-10-31T10:30:00@Asia/Shanghai
      @"2021-10-31T10:30:00@Nowhere/City" => null
      @"-2021-01-01" => -2021-01-01
      duration("PT1000M") => PT16H40M
      duration("P1Y27M") => P3Y3M
      duration("P1H") => null
      duration("P1Y1D") => null
      date(2021, 2, 30) => null
      time(11, 59, 45.3, @"PT2H") => 11:59:45.3+02:00
      date and time("2021-10-31") => 2021-10-31T00:00:00
      date and time(@"2021-10-31", @"10:00:00Z") => 2021-10-31T10:00:00Z
      """))
  func `are written as ISO 8601`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      @"2021-01-31" + @"P1M" => 2021-02-28
      @"2020-02-29" - @"P1Y" => 2019-02-28
      @"2021-10-31" - @"2021-10-01" => P30D
      @"23:30:00" + @"PT1H" => 00:30:00
      @"2021-10-31T23:30:00Z" + @"PT1H" => 2021-11-01T00:30:00Z
      @"2021-01-01T00:00:00Z" - @"2021-01-01T00:00:00" => null
      @"2021-07-01T00:00:00@Europe/Paris" - @"2021-07-01T00:00:00Z" => -PT2H
      @"2021-01-01T00:00:00@Europe/Paris" - @"2021-01-01T00:00:00Z" => -PT1H
      @"P1D" * 1.5 => P1DT12H
      @"P1Y" / 5 => P2M
      @"P1D" / @"PT6H" => 4
      -@"P1Y" => -P1Y
      years and months duration(@"2011-12-22", @"2013-08-24") => P1Y8M
      years and months duration(@"2013-08-24", @"2011-12-22") => -P1Y8M
      """))
  func `are added and subtracted by the calendar`(example: Example) {
    expect(example)
  }

  @Test(
    arguments: [Example](
      """
      @"2021-10-31".weekday => 7
      @"2021-10-31T10:20:30+08:00".time offset => PT8H
      @"2021-10-31T10:20:30@Asia/Shanghai".timezone => Asia/Shanghai
      @"P1DT2H3M4S".minutes => 3
      @"P3Y4M".months => 4
      day of year(@"2019-09-17") => 260
      day of week(@"2019-09-17") => Tuesday
      month of year(@"2019-09-17") => September
      week of year(@"2005-01-01") => 53
      """))
  func `tell their parts`(example: Example) {
    expect(example)
  }

  @Test func `the clock is given, never read`() {
    let noon = FEELDateTime(wallSeconds: 43_200, zoneOffset: 28_800)
    #expect(FEEL.answer("now()", now: noon).value.text == "1970-01-01T12:00:00+08:00")
    #expect(FEEL.answer("today()", now: noon).value.text == "1970-01-01")
    #expect(FEEL.answer("now()").value.text == "null")
  }

  /// Every day of a 400-year cycle, in steps that meet every month and weekday.
  @Test func `days are counted without a gap`() {
    for day in stride(from: -150_000, through: 150_000, by: 37) {
      let date = FEELDateTime(wallSeconds: day * 86_400, zoneOffset: 0).date
      let text = "(@\"\(date.text)\" + @\"P1D\") - @\"\(date.text)\""
      #expect(FEEL.answer(text).value.text == "P1D", "\(date.text)")
    }
  }
}
