import Bytes
import HotlineModel

/// A calendar file (iCalendar) with events that last whole days, as WPS, Outlook and telephones read it.
///
/// The days are events rather than to-dos (`VTODO`), which most of these programs do not show; without
/// `METHOD` the file is one to import, not an invitation.
///
/// Source: RFC 5545, 3.1 lines and folding, 3.3.11 text, 3.6.1 events.
struct CalendarFile: Sendable {
  /// Something that happens on a day.
  struct Event: Hashable, Sendable {
    /// What names the event for ever: whoever imports it again replaces it.
    let uid: String
    /// The day.
    let day: CivilDate
    /// Rises whenever the event changes; 0 at first.
    let revision: Int
    /// One line.
    let summary: String
    /// As many lines as are needed.
    let description: String
    /// A word by which calendars sort and colour.
    let category: String
  }

  /// The calendar's name.
  let name: String
  /// When the file is written.
  let stamp: CivilInstant
  /// The events, in the order in which they are written.
  let events: [Event]

  /// The file: lines that end in CR LF, none of more than 75 bytes.
  var text: String {
    let head = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//HotlineMerger//Checklists//ZH",
      "CALSCALE:GREGORIAN", "X-WR-CALNAME:\(Self.escaped(name))",
    ]
    return (head + events.flatMap(lines) + ["END:VCALENDAR"]).map { Self.folded($0) + "\r\n" }
      .joined()
  }

  private func lines(of event: Event) -> [String] {
    [
      "BEGIN:VEVENT", "UID:\(event.uid)", "DTSTAMP:\(Self.utc(stamp))",
      "SEQUENCE:\(event.revision)", "DTSTART;VALUE=DATE:\(Self.digits(event.day))",
      "DTEND;VALUE=DATE:\(Self.digits(event.day.adding(days: 1)))",
      "SUMMARY:\(Self.escaped(event.summary))",
      "DESCRIPTION:\(Self.escaped(event.description))",
      "CATEGORIES:\(Self.escaped(event.category))", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]
  }

  /// A text as a value: backslash, semicolon, comma and line breaks are escaped; other control
  /// characters, which no value may have, are left out.
  static func escaped(_ text: String) -> String {
    var value = ""
    var wasReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": value += "\\\(scalar)"
      case "\n" where wasReturn: break
      case "\n", "\r": value += "\\n"
      case _ where scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F: break
      default: value.unicodeScalars.append(scalar)
      }
      wasReturn = scalar == "\r"
    }
    return value
  }

  /// A line in parts of at most 75 bytes, each but the first behind a blank; no character is cut.
  static func folded(_ line: String) -> String {
    var folded = ""
    var width = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if width + size > 75 {
        folded += "\r\n "
        width = 1
      }
      folded.unicodeScalars.append(scalar)
      width += size
    }
    return folded
  }

  private static func digits(_ day: CivilDate) -> String {
    day.description.filter { $0 != "-" }
  }

  private static func utc(_ instant: CivilInstant) -> String {
    let (day, second) = instant.unixSeconds.quotientAndRemainder(dividingBy: 86_400)
    let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, to: 2) }.joined()
    let epoch = CivilInstant(unixSeconds: 0).date
    return "\(digits(epoch.adding(days: day)))T\(time)Z"
  }
}
