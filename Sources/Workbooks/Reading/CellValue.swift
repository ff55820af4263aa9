import HotlineModel

/// From which day a workbook counts the days of its dates.
package enum DateSystem: Hashable, Sendable {
  /// From 1900 on, as nearly all programs do: day 61 is 1 March 1900.
  case from1900
  /// From 1904 on, as old programs for Macintosh do: day 0 is 1 January 1904.
  case from1904

  /// What is added to the number of a day to get days since 1970-01-01.
  var offset: Int {
    switch self {
    case .from1900: -25_569
    case .from1904: -24_107
    }
  }

  /// The first number of a day that all programs read alike; those before 1 March 1900 they do not,
  /// since for some of them 1900 was a leap year.
  var firstDay: Int { self == .from1900 ? 61 : 0 }

  /// The number of 9999-12-31.
  var lastDay: Int { self == .from1900 ? 2_958_465 : 2_957_003 }
}

/// Numbers as workbooks hold them, turned into the text of a cell where they are.
package enum CellNumber {
  /// Turns the number that the bytes from a place on hold into text, in its place.
  ///
  /// - A number is written without exponent and with at most 15 digits, as many as are exact. One that
  ///   has more than 15 digits before its point is written with an exponent (`4.4010619900101E+17`),
  ///   so that everybody sees that it was rounded. Digits alone, up to 15, stay as they are, with the
  ///   zeros in front that some exporting programs leave there.
  /// - A moment is `2021-11-25` where its format has no time and it has none, else
  ///   `2021-11-25 08:30:00` or, with a format of a time and less than a day, `08:30:00`; milliseconds
  ///   only where there are some, rounded, but never to the next day. A length of time is `36:00:00`.
  /// - What is not a number stays as it is.
  ///
  /// - Parameters:
  ///   - bytes: text of cells; the number ends with it.
  ///   - start: where the number begins.
  ///   - format: how the workbook shows it.
  ///   - dates: from when on the workbook counts days.
  /// - Returns: `dateUncertain` where the number is to be a moment and no program, or not every one,
  ///   has one for it; the bytes stay as they are. `nil` otherwise.
  package static func render(
    _ bytes: inout [UInt8], from start: Int, format: NumberFormat = .number,
    dates: DateSystem = .from1900
  ) -> SheetRows.Fault.Kind? {
    if format == .number, isPlain(bytes, from: start) { return nil }
    guard let number = DecimalNumber(bytes[start...]) else { return nil }
    switch format {
    case .number:
      bytes.removeSubrange(start...)
      number.write(to: &bytes)
    case .padded(let digits):
      bytes.removeSubrange(start...)
      number.write(to: &bytes, minimumDigits: digits)
    case .date, .time, .dateTime, .elapsed:
      guard let moment = SerialMoment(number, in: dates), moment.isCertain(as: format, in: dates)
      else { return .dateUncertain }
      bytes.removeSubrange(start...)
      moment.write(to: &bytes, as: format, in: dates)
    }
    return nil
  }

  /// Whether the bytes from a place on are digits alone, all of them known.
  private static func isPlain(_ bytes: [UInt8], from start: Int) -> Bool {
    let span = bytes.span
    guard start < span.count, span.count - start <= ExactDigits.most else { return false }
    for place in start..<span.count where span[place] &- 48 > 9 { return false }
    return span.count - start <= DecimalNumber.exactDigits || ExactDigits.areKnown(bytes[start...])
  }

  /// Turns the moment that the bytes from a place on hold, written as ISO 8601 has it
  /// (`2021-11-25T08:30:00.000`, `2021-11-25`, `08:30:00`), into text as `render` does.
  ///
  /// What is not written so stays as it is, as does a moment of another time zone.
  ///
  /// - Returns: `dateUncertain` where there is no such moment, or it is before 1 March 1900; the bytes
  ///   stay as they are.
  package static func renderISO(
    _ bytes: inout [UInt8], from start: Int, format: NumberFormat = .number,
    dates: DateSystem = .from1900
  ) -> SheetRows.Fault.Kind? {
    switch ISOMoment.read(bytes[start...], in: dates) {
    case .otherwise: return nil
    case .none: return .dateUncertain
    case .time(let moment):
      bytes.removeSubrange(start...)
      moment.writeTime(to: &bytes)
    case .moment(let moment):
      let format = moment.format(shownAs: format)
      guard moment.isCertain(as: format, in: dates) else { return .dateUncertain }
      bytes.removeSubrange(start...)
      moment.write(to: &bytes, as: format, in: dates)
    }
    return nil
  }
}

/// A moment as a workbook counts it.
struct SerialMoment {
  /// Days, as its date system counts them.
  let day: Int
  /// Milliseconds of the day.
  let milliseconds: Int

  static let millisecondsPerDay = 86_400_000

  /// A moment; a time that would be the next day is the last millisecond of this one.
  init(day: Int, milliseconds: Int) {
    self.day = day
    self.milliseconds = min(milliseconds, Self.millisecondsPerDay - 1)
  }

  /// The moment of a number of days; `nil` where it is negative, or greater than any.
  init?(_ number: DecimalNumber, in dates: DateSystem) {
    guard !number.isNegative || number.isZero, number.integerDigits <= 7 else { return nil }
    // Eleven decimals are less than a microsecond, and their products stay within 64 bits.
    let (days, decimals) = number.parts(decimals: 11)
    let scale: UInt64 = 100_000_000_000
    self.init(
      day: Int(days),
      milliseconds: Int((decimals * UInt64(Self.millisecondsPerDay) + scale / 2) / scale))
    guard day <= dates.lastDay else { return nil }
  }

  /// Whether all programs show the same for it.
  func isCertain(as format: NumberFormat, in dates: DateSystem) -> Bool {
    switch format {
    case .elapsed: day >= 0
    case .time where day == 0: true
    default: (dates.firstDay...dates.lastDay).contains(day)
    }
  }

  /// The format of a moment that is known to be one, whatever the cell shows it as.
  func format(shownAs format: NumberFormat) -> NumberFormat {
    switch format {
    case .number, .padded: day == 0 && milliseconds > 0 ? .time : .date
    case .date, .time, .dateTime, .elapsed: format
    }
  }

  func write(to text: inout [UInt8], as format: NumberFormat, in dates: DateSystem) {
    if format == .elapsed { return writeTime(to: &text, hours: day * 24) }
    if format == .time, day == 0 { return writeTime(to: &text) }
    let (year, month, day) = CivilDate(dayNumber: self.day + dates.offset).parts
    DecimalNumber.append(year, digits: 4, to: &text)
    text.append(UInt8(ascii: "-"))
    DecimalNumber.append(month, digits: 2, to: &text)
    text.append(UInt8(ascii: "-"))
    DecimalNumber.append(day, digits: 2, to: &text)
    guard format != .date || milliseconds != 0 else { return }
    text.append(UInt8(ascii: " "))
    writeTime(to: &text)
  }

  func writeTime(to text: inout [UInt8], hours: Int = 0) {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    DecimalNumber.append(hours + seconds / 3600, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    DecimalNumber.append(seconds / 60 % 60, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    DecimalNumber.append(seconds % 60, digits: 2, to: &text)
    guard rest != 0 else { return }
    text.append(UInt8(ascii: "."))
    DecimalNumber.append(rest, digits: 3, to: &text)
  }
}
