import DMN
import DecisionTables
import Testing

@Suite struct `Zones of FEEL` {
  @Test(
    arguments: [Example](
      """
      @"2021-07-01T00:00:00@Asia/Shanghai".time offset => PT8H
      @"2021-03-28T01:59:59@Europe/Berlin".time offset => PT1H
      @"2021-03-28T03:00:00@Europe/Berlin".time offset => PT2H
      @"2021-10-31T04:00:00@Europe/Berlin".time offset => PT1H
      @"2021-07-01T00:00:00@Europe/Dublin".time offset => PT1H
      @"2021-01-01T00:00:00@Europe/Dublin".time offset => PT0S
      @"2021-01-01T00:00:00@Australia/Lord_Howe".time offset => PT11H
      @"2021-07-01T00:00:00@Australia/Lord_Howe".time offset => PT10H30M
      @"2021-01-01T00:00:00@America/Santiago".time offset => -PT3H
      @"2021-07-01T00:00:00@America/Santiago".time offset => -PT4H
      @"2021-07-01T00:00:00@Asia/Kathmandu".time offset => PT5H45M
      @"2021-07-01T00:00:00@America/Argentina/Buenos_Aires".time offset => -PT3H
      @"2021-07-01T00:00:00@Etc/GMT+3".time offset => -PT3H
      @"2021-07-01T00:00:00@Africa/Cairo" - @"2021-07-01T00:00:00Z" => -PT3H
      @"2021-03-28T01:30:00@Europe/Paris" + @"PT1H" => 2021-03-28T03:30:00@Europe/Paris
      @"2021-03-27T12:00:00@Europe/Paris" + @"P1D" => 2021-03-28T13:00:00@Europe/Paris
      @"2021-10-31T12:00:00@Europe/Paris" - @"P1D" => 2021-10-30T13:00:00@Europe/Paris
      @"2021-03-27T12:00:00@Europe/Paris" + @"P1M" => 2021-04-27T12:00:00@Europe/Paris
      @"2021-07-01T23:30:00@Asia/Shanghai" + @"PT1H" => 2021-07-02T00:30:00@Asia/Shanghai
      @"2021-07-01T00:00:00@Mars/Olympus" => null
      """))
  func `have the offset of the date`(example: Example) {
    expect(example)
  }
}
