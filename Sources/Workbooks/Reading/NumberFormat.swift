/// What a number format makes of a number, as far as the text of a cell depends on it.
///
/// Money, percentages, fractions, colours and the number of decimals change how a value looks, not
/// what it is: such formats are `number`, as are `General` and the text format `@`.
package enum NumberFormat: Hashable, Sendable {
  case number
  /// A number with zeros in front where it has fewer digits than this before its point: `000000`.
  case padded(Int)
  /// A day, without a time.
  case date
  /// A time of day.
  case time
  /// A day with its time.
  case dateTime
  /// A length of time, which may be longer than a day: `[h]:mm`.
  case elapsed

  /// The format of a code as a workbook holds it: `yyyy"年"m"月"d"日"`, `[$-804]h:mm`, `000000;@`.
  ///
  /// What counts is the first section, which is for positive numbers. The names that Excel gives to
  /// some formats in workbooks in XML and on pages (`Short Date`) are understood too.
  package init(_ code: String) {
    switch code.lowercased() {
    case "short date", "medium date", "long date": self = .date
    case "short time", "medium time", "long time": self = .time
    case "general date": self = .dateTime
    case "general", "general number", "standard", "currency", "euro currency", "fixed", "percent",
      "scientific", "yes/no", "true/false", "on/off":
      self = .number
    default: self = Section(code).format
    }
  }

  /// The format of an id that needs no code in the workbook: those that all programs have in common
  /// (14–22, 45–47) and those of East Asia (27–36, 50–58).
  ///
  /// What 52 and 53 are differs: days in China, times in Taiwan; they are read as in China.
  package init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    case 22: self = .dateTime
    case 46: self = .elapsed
    default: self = .number
    }
  }
}

extension NumberFormat {
  /// The first section of a code, taken apart.
  private struct Section {
    private var hasDay = false
    private var hasTime = false
    private var isElapsed = false
    /// Letters that mean a day in some languages only: eras, weekdays.
    private var hasRareDay = false
    /// Places for digits (`0`, `#`, `?`) other than fractions of a second.
    private var hasDigits = false
    /// Zeros before the point, of a code that has nothing but zeros and `#` there.
    private var zeros = 0
    private var isPlain = true
    private var isBehindPoint = false
    /// The last letter of a day or time, which makes an `m` months or minutes.
    private var last: UInt8 = 0
    /// Whether an `m` waits for what follows it.
    private var isOpenMonth = false

    init(_ code: String) {
      let code = Array(code.lowercased().utf8)
      var place = 0
      while place < code.count, code[place] != UInt8(ascii: ";") {
        place = add(code, at: place)
      }
      closeMonth(isMinute: false)
    }

    var format: NumberFormat {
      if isElapsed { return .elapsed }
      if !hasDigits {
        let isDay = hasDay || hasRareDay
        if isDay { return hasTime ? .dateTime : .date }
        if hasTime { return .time }
      }
      // Nobody numbers anything with more digits.
      return isPlain && zeros > 1 ? .padded(min(zeros, 64)) : .number
    }

    private mutating func closeMonth(isMinute: Bool) {
      guard isOpenMonth else { return }
      isOpenMonth = false
      if isMinute { hasTime = true } else { hasDay = true }
    }

    /// Looks at what is at a place; the place behind it.
    private mutating func add(_ code: [UInt8], at place: Int) -> Int {
      let byte = code[place]
      switch byte {
      case UInt8(ascii: "\""):
        return (code[(place + 1)...].firstIndex(of: byte) ?? code.count - 1) + 1
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
        return place + 2
      case UInt8(ascii: "["):
        let end = code[place...].firstIndex(of: UInt8(ascii: "]")) ?? code.count - 1
        addBracket(code[(place + 1)..<max(place + 1, end)])
        return end + 1
      default: break
      }
      for (word, isTime) in Self.words where code[place...].starts(with: word.utf8) {
        if isTime { hasTime = true } else { isPlain = false }
        return place + word.utf8.count
      }
      addSign(byte, isExponent: Self.isSign(place + 1 < code.count ? code[place + 1] : 0))
      return place + 1
    }

    /// Words without quotation marks around them, and whether they are of a time.
    private static let words = [
      ("general", false), ("g/", false), ("am/pm", true), ("a/p", true), ("上午/下午", true),
    ]

    private static func isSign(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    /// `[h]` and the like; colours, languages and conditions do not matter.
    private mutating func addBracket(_ text: ArraySlice<UInt8>) {
      guard let first = text.first, "hms".utf8.contains(first), text.allSatisfy({ $0 == first })
      else { return }
      isElapsed = true
      last = first
    }

    private mutating func addSign(_ byte: UInt8, isExponent: Bool) {
      switch byte {
      case UInt8(ascii: "e") where isExponent: isPlain = false
      case UInt8(ascii: "y"), UInt8(ascii: "d"): addLetter(byte, day: true)
      case UInt8(ascii: "h"): addLetter(byte, day: false)
      case UInt8(ascii: "s"):
        closeMonth(isMinute: true)
        addLetter(byte, day: false)
      case UInt8(ascii: "m") where last == byte && isOpenMonth: break
      case UInt8(ascii: "m"):
        if last == UInt8(ascii: "h") { hasTime = true } else { isOpenMonth = true }
        if last != UInt8(ascii: "h") { last = byte }
      case UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "b"), UInt8(ascii: "a"):
        hasRareDay = true
        isPlain = false
      case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"): addDigit(byte)
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: ","), UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: "@"):
        isPlain = false
      default: break
      }
    }

    private mutating func addLetter(_ byte: UInt8, day isDay: Bool) {
      closeMonth(isMinute: false)
      if isDay { hasDay = true } else { hasTime = true }
      last = byte
      isBehindPoint = false
    }

    private mutating func addDigit(_ byte: UInt8) {
      if isBehindPoint {
        // `ss.000` has places for fractions of a second.
        if last != UInt8(ascii: "s") { hasDigits = true }
        return
      }
      hasDigits = true
      if byte == UInt8(ascii: "0") {
        zeros += 1
      } else if zeros > 0 || byte == UInt8(ascii: "?") {
        isPlain = false
      }
    }
  }
}
