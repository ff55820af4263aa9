import HotlineModel
import Workbooks

/// Opening hours as units write them in Chinese, and as the register has them.
///
/// `工作日 08:30-12:00 14:00-17:30；休息日 09:00-12:00` is
/// `workdays 08:30-12:00 14:00-17:30; restdays 09:00-12:00`; `24小时` is `24h`, `不接听` is `none`.
enum ChineseHours {
  private static let days = [
    (chinese: "每天", code: "daily"), (chinese: "工作日", code: "workdays"),
    (chinese: "休息日", code: "restdays"),
  ]
  private static let always = (chinese: "24小时", code: "24h")
  private static let never = (chinese: "不接听", code: "none")

  /// Hours in Chinese from the register's; `nil` where the register's cannot be read.
  static func chinese(_ code: String) -> String? {
    guard ServiceHours(code) != nil else { return nil }
    let words = code.split(separator: " ").joined(separator: " ")
    if words == always.code { return always.chinese }
    if words == never.code { return never.chinese }
    return days.reduce(words) { $0.replacing($1.code, with: $1.chinese) }
      .replacing("; ", with: "；").replacing(";", with: "；")
  }

  /// The register's hours from what a unit wrote, in Chinese or in the register's own form.
  ///
  /// Signs of full width and hours of one digit are read, nothing is guessed; `nil` for anything else.
  static func code(_ text: String) -> String? {
    let plain = ascii(text)
    if [always.chinese, always.code].contains(plain.filter { $0 != " " }) { return always.code }
    if [never.chinese, never.code].contains(plain) { return never.code }
    var parts: [String] = []
    for part in plain.split(separator: ";") {
      var rest = part.drop { $0 == " " }
      guard let day = days.first(where: { rest.hasPrefix($0.chinese) || rest.hasPrefix($0.code) })
      else { return nil }
      rest = rest.dropFirst(rest.hasPrefix(day.chinese) ? day.chinese.count : day.code.count)
      let spans = rest.split { " ,、".contains($0) }.map(Self.span)
      guard !spans.isEmpty, !spans.contains(nil) else { return nil }
      parts.append(([day.code] + spans.compactMap(\.self)).joined(separator: " "))
    }
    let code = parts.joined(separator: "; ")
    return ServiceHours(code) == nil ? nil : code
  }

  /// `8:30-12:00` as `08:30-12:00`.
  private static func span(_ text: Substring) -> String? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    let times = ends.map { $0.utf8.count == 4 ? "0\($0)" : "\($0)" }
    return times.count == 2 ? times.joined(separator: "-") : nil
  }

  private static func ascii(_ text: String) -> String {
    let signs: [Character: Character] = [
      "：": ":", "；": ";", "，": ",", "－": "-", "—": "-", "–": "-", "～": "-", "~": "-", "至": "-",
      "\u{3000}": " ", "\u{A0}": " ", "\n": ";",
    ]
    return String(FilledText.halfWidth(text).map { signs[$0] ?? $0 })
  }
}
