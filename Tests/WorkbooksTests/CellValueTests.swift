import Testing

@testable import Workbooks

@Suite struct `Text of numbers` {
  /// The text that a number becomes behind other text, `?` in front where it is at fault.
  private func text(
    _ raw: String, _ format: NumberFormat = .number, _ dates: DateSystem = .from1900
  ) -> String {
    var bytes = Array("前".utf8) + Array(raw.utf8)
    let fault = CellNumber.render(&bytes, from: 3, format: format, dates: dates)
    #expect(Array(bytes.prefix(3)) == Array("前".utf8))
    return (fault == nil ? "" : "?") + String(decoding: bytes.dropFirst(3), as: UTF8.self)
  }

  private func iso(
    _ raw: String, _ format: NumberFormat = .number, _ dates: DateSystem = .from1900
  ) -> String {
    var bytes = Array("前".utf8) + Array(raw.utf8)
    let fault = CellNumber.renderISO(&bytes, from: 3, format: format, dates: dates)
    return (fault == nil ? "" : "?") + String(decoding: bytes.dropFirst(3), as: UTF8.self)
  }

  @Test(arguments: [
    ("0", "0"), ("12", "12"), ("13800001236", "13800001236"),
    ("123456789012345", "123456789012345"),
    ("1.3800001236E10", "13800001236"), ("1.5", "1.5"), ("-1.50", "-1.5"), ("-0", "0"), ("+7", "7"),
    ("0.30000000000000004", "0.3"), ("0.1", "0.1"), ("1.0", "1"), ("20210208.0", "20210208"),
    (".5", "0.5"),
    ("5.", "5"), ("1E2", "100"), ("1e-3", "0.001"), ("0.000", "0"), (" 12\n", "12"),
    ("0757", "0757"),
    ("2.9999999999999996", "3"), ("123456.78999999999", "123456.79"), ("-12", "-12"),
    ("1234567890123.45678", "1234567890123.46"), ("0.99999999999999999", "1"),
    ("1E-15", "0.000000000000001"),
  ])
  func `has no exponent and no noise`(_ raw: String, expected: String) {
    #expect(text(raw) == expected)
  }

  @Test(arguments: [
    ("4.40106199001011E+17", "4.40106199001011E+17"),
    ("440106199001011264", "4.40106199001011264E+17"),
    ("440106199001011260", "4.4010619900101126E+17"),
    ("440106199001011000", "4.40106199001011E+17"),
    ("1000000000000000", "1E+15"), ("999999999999999.9", "1E+15"), ("1E+300", "1E+300"),
    ("12345678901234567000000", "1.2345678901234567E+22"), ("2.5E-20", "2.5E-20"),
    ("0000000000000001", "1"),
  ])
  func `shows what is not exact`(_ raw: String, expected: String) {
    #expect(text(raw) == expected)
  }

  @Test(arguments: ["440106199001011234", "12345678901234567890123", "9007199254740991"])
  func `keeps digits that no floating-point number has`(_ raw: String) {
    #expect(text(raw) == raw)
  }

  @Test(arguments: [
    "", "abc", "1,5", "1.2.3", "--1", "1E", "E5", "NaN", "0x10", "1 2", ".", "-", "#N/A", "1E+",
    "１",
  ])
  func `is what it was where it is not a number`(_ raw: String) {
    for format in [NumberFormat.number, .padded(6), .date, .elapsed] {
      #expect(text(raw, format) == raw)
    }
  }

  @Test(arguments: [
    ("12", "000012"), ("123456", "123456"), ("1234567", "1234567"), ("0", "000000"),
    ("1.2E1", "000012"),
    ("-12", "-000012"), ("12.5", "000012.5"), ("000000012", "000012"),
  ])
  func `has the zeros of its format`(_ raw: String, expected: String) {
    #expect(text(raw, .padded(6)) == expected)
  }

  @Test(arguments: [
    ("44525", NumberFormat.date, "2021-11-25"), ("44525", .dateTime, "2021-11-25 00:00:00"),
    ("44525.354166666664", .date, "2021-11-25 08:30:00"),
    ("44525.354166666664", .dateTime, "2021-11-25 08:30:00"),
    ("44525.35416666667", .time, "2021-11-25 08:30:00"),
    ("4.4525354166666664E4", .date, "2021-11-25 08:30:00"),
    ("0.35416666666666669", .time, "08:30:00"), ("3.5416666666666669E-1", .time, "08:30:00"),
    ("8.3333333333333329E-2", .time, "02:00:00"), ("0", .time, "00:00:00"),
    ("0.5", .elapsed, "12:00:00"),
    ("1.5", .elapsed, "36:00:00"), ("5.25", .elapsed, "126:00:00"),
    ("1.15740740740741E-5", .time, "00:00:01"),
    ("44525.354172453706", .dateTime, "2021-11-25 08:30:00.500"), ("61", .date, "1900-03-01"),
    ("2958465", .date, "9999-12-31"), ("2958465.999999", .date, "9999-12-31 23:59:59.914"),
    ("44525.999999999993", .date, "2021-11-25 23:59:59.999"),
    ("44525.99999999999999", .time, "2021-11-25 23:59:59.999"),
    ("44255", .date, "2021-02-28"), ("43890", .date, "2020-02-29"), ("1E-30", .time, "00:00:00"),
    ("44525.0000000000000000001", .date, "2021-11-25"),
  ])
  func `is a moment by its format`(_ raw: String, format: NumberFormat, expected: String) {
    #expect(text(raw, format) == expected)
  }

  @Test(arguments: [
    ("0", NumberFormat.date), ("1", .date), ("59", .dateTime), ("60", .date), ("60.99", .time),
    ("0.5", .date),
    ("-1", .date), ("-0.5", .time), ("-1", .elapsed), ("2958466", .date), ("1E+300", .date),
    ("1.5", .time),
    ("20211125083000", .dateTime), ("99999999999999999999", .elapsed),
  ])
  func `that programs read differently as a moment is at fault`(_ raw: String, format: NumberFormat)
  {
    #expect(text(raw, format) == "?" + raw)
  }

  @Test func `is a moment of the other date system`() {
    #expect(text("0", .date, .from1904) == "1904-01-01")
    #expect(text("43063", .date, .from1904) == "2021-11-25")
    #expect(text("43063.354166666664", .date, .from1904) == "2021-11-25 08:30:00")
    #expect(text("2957003", .date, .from1904) == "9999-12-31")
    #expect(text("2957004", .date, .from1904) == "?2957004")
    #expect(text("0.25", .time, .from1904) == "06:00:00")
  }

  /// Each day of the years 1900 to 2200, counted by hand.
  @Test func `counts every day`() {
    var (year, month, day) = (1900, 3, 1)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    for serial in 61..<110_000 {
      let expected = "\(year)-\(two(month))-\(two(day))"
      #expect(text("\(serial)", .date) == expected)
      #expect(iso(expected + "T00:00:00.000", .date) == expected)
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      day += 1
      if day > lengths[month - 1] + (month == 2 && isLeap ? 1 : 0) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test(arguments: [
    ("2021-11-25T00:00:00.000", NumberFormat.date, "2021-11-25"),
    ("2021-11-25", .number, "2021-11-25"),
    ("2021-11-25T00:00:00.000", .dateTime, "2021-11-25 00:00:00"),
    ("2021-11-25T08:30:00.000", .date, "2021-11-25 08:30:00"),
    ("2021-11-25T08:30", .date, "2021-11-25 08:30:00"),
    ("2021-11-25T23:59:59.9996", .date, "2021-11-25 23:59:59.999"),
    ("2021-11-25T08:29:59.9996", .date, "2021-11-25 08:30:00"),
    ("2021-11-25T08:30:00.1234567", .date, "2021-11-25 08:30:00.123"),
    ("2021-11-25 08:30:00", .date, "2021-11-25 08:30:00"),
    ("1899-12-31T08:30:00.000", .time, "08:30:00"), ("1899-12-30T08:30:00.000", .time, "08:30:00"),
    ("1899-12-31T08:30:00.000", .number, "08:30:00"),
    ("1900-01-01T12:00:00.000", .elapsed, "36:00:00"),
    ("08:30:00", .time, "08:30:00"), ("08:30", .date, "08:30:00"),
    ("1900-03-01", .date, "1900-03-01"),
    ("2021-11-25T08:30:00Z", .date, "2021-11-25T08:30:00Z"),
    ("2021/11/25 8:30", .date, "2021/11/25 8:30"),
    ("2021-11-25T08:30:00+08:00", .date, "2021-11-25T08:30:00+08:00"), ("", .date, ""),
    ("abc", .time, "abc"),
    ("20211125", .date, "20211125"), ("2021-11-25T", .date, "2021-11-25T"),
    ("2021-11", .date, "2021-11"),
    (" 2021-11-25 ", .date, "2021-11-25"),
  ])
  func `is a moment as ISO 8601 has it`(_ raw: String, format: NumberFormat, expected: String) {
    #expect(iso(raw, format) == expected)
  }

  @Test(arguments: [
    ("1899-12-31T00:00:00.000", NumberFormat.date), ("1900-02-28", .date), ("2021-02-30", .date),
    ("2021-13-01", .date), ("2021-11-25T24:00:00", .date), ("25:00:00", .time),
    ("0000-01-01", .date),
    ("1900-01-05T08:30:00", .time), ("1000-01-01", .elapsed),
  ])
  func `that is not a day of the calendar is at fault`(_ raw: String, format: NumberFormat) {
    #expect(iso(raw, format) == "?" + raw)
  }

  @Test func `is a moment as ISO 8601 has it in the other date system`() {
    #expect(iso("1904-01-01T08:30:00.000", .time, .from1904) == "08:30:00")
    #expect(iso("2021-11-25T08:30:00.000", .date, .from1904) == "2021-11-25 08:30:00")
  }
}
