import HotlineModel
import Reports

/// How a single value looks.
enum ShapeOf {
  /// The shape, and for a date the layout it is written in.
  static func value(_ text: String, home: AreaCode) -> (ValueShape, layout: String?) {
    if let layout = layout(of: text) { return (.date, layout) }
    if isSerialDay(text) { return (text.contains(".") ? .date : .digits, "excel-1900") }
    if text.contains(where: \.isNumber) {
      do throws(NumberFailure) {
        let number = try HotlineNumber(parsing: text, home: home)
        if number.subscriber.utf8.count >= 7 { return (.phone, nil) }
      } catch {
        if case .scientific = error { return (.scientific, nil) }
      }
    }
    let bytes = Array(text.utf8)
    let digits = bytes.count { (48...57).contains($0) }
    if bytes.count == 18, digits >= 17 { return (.identity, nil) }
    if ["是", "否", "Y", "N", "true", "false"].contains(text) { return (.flag, nil) }
    if digits == bytes.count { return (bytes.count == 1 && digits == 1 ? .word : .digits, nil) }
    if digits > 0, bytes.allSatisfy(isIdentifierByte) { return (.identifier, nil) }
    if isName(text) { return (.name, nil) }
    return (text.count <= 12 ? .word : .text, nil)
  }

  /// Whether a text looks like an address: a place word, and a house, a building or a room.
  static func isAddress(_ text: String) -> Bool {
    let houses: Set<Character> = ["号", "栋", "座", "幢", "室", "房", "楼", "组", "队"]
    let places: Set<Character> = ["路", "街", "道", "巷", "村", "里", "区", "园", "城", "苑", "庄", "镇"]
    return text.count <= 60 && text.contains { places.contains($0) }
      && text.contains { houses.contains($0) } && text.contains(where: \.isNumber)
  }

  /// A spreadsheet's day between 1982 and 2036, with or without a time of day.
  private static func isSerialDay(_ text: String) -> Bool {
    let whole = text.prefix { $0 != "." }
    guard whole.utf8.count == 5, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
      let day = Int(whole)
    else { return false }
    return (30_000..<50_000).contains(day)
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x2F, 0x2E: true
    default: false
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard (2...4).contains(text.count), let first = text.first else { return false }
    return surnames.contains(first) && text.unicodeScalars.allSatisfy { $0.value >= 0x3400 }
  }

  private static let surnames = Set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔欧司䶮"
  )

  /// The layouts that are tried, the stricter before the wider one.
  static let layouts = [
    "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm",
    "yyyy/M/d", "yyyyMMddHHmmss", "yyyyMMdd", "yyyy年M月d日 H时m分", "yyyy年M月d日 H:mm",
    "yyyy年M月d日", "yyyy-M-d H:mm:ss", "yyyy-M-d H:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy.MM.dd",
    "yyyy-MM-dd HH:mm:ss.S", "yyyy-MM-ddTHH:mm:ss.S", "yyyy/M/d a h:mm:ss", "yyyy/M/d a h:mm",
    "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.SZ", "yyyy-MM-dd HH:mm:ssZ",
    "yyyy-MM-dd HH:mm:ss.SZ", "yyyy-MM-dd HH:mm:ss Z", "yyyy/M/d ah:mm:ss", "yyyy/M/d ah:mm",
    "yyyy/M/d h:mm:ss a", "yyyy/M/d h:mm a",
  ]

  private static let readers = layouts.compactMap { text in
    (try? DateLayout(text)).map { (text: text, layout: $0) }
  }

  /// The first layout a text is written in.
  static func layout(of text: String) -> String? {
    guard (8...32).contains(text.utf8.count), text.hasPrefix("19") || text.hasPrefix("20"),
      let reader = readers.first(where: { $0.layout.parse(text) != nil })
    else { return nil }
    return reader.text
  }
}
