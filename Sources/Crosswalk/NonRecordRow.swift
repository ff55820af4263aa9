import Tickets

/// Tells rows that are not records from what their cells say, whatever the mapping says.
enum NonRecordRow {
  /// What a row is that is not a record, by its cells and its ticket number, which may be empty;
  /// `nil` where it may be one.
  static func kind(of fields: [String], number: String) -> RecordNotices.NonRecord? {
    let cells = fields.map(trimmed).filter { !$0.isEmpty }
    if !cells.isEmpty, cells.allSatisfy(isRule) { return .rule }
    let name = number.isEmpty ? cells.first ?? "" : number
    return isTotals(name) ? .totals : nil
  }

  /// Whether a cell is a line under the names of columns: two signs and more, neither letters nor
  /// digits.
  private static func isRule(_ cell: String) -> Bool {
    cell.unicodeScalars.count >= 2
      && cell.unicodeScalars.allSatisfy { "-=_*#~+.─━═—".unicodeScalars.contains($0) }
  }

  /// Whether a ticket number may name sums, as its first bytes tell; nearly every number ends here.
  @inline(__always)
  static func mayBeTotals(_ bytes: Span<UInt8>, at range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    switch bytes[first] {
    // The first bytes of the words, and of T and t.
    case 0xE5, 0xE6, 0xE7, 0x54, 0x74: return range.count <= 48
    default: return false
    }
  }

  /// Whether a text names sums: 合计, `小计：`, `共 12 条`.
  static func isTotals(_ text: String) -> Bool {
    let small = text.lowercased()
    guard let word = words.first(where: { small.hasPrefix($0) }) else { return false }
    let tail = text.dropFirst(word.count)
    // These two are words of other texts too.
    if word == "共" || word == "总数", !tail.contains(where: \.isNumber) { return false }
    let rest = tail.filter { !$0.isNumber && !" 　:：,，.。()（）".contains($0) }
    return rest.isEmpty || units.contains(rest)
  }

  private static let words = ["合计", "总计", "小计", "共计", "累计", "汇总", "总数", "共", "total"]
  private static let units: Set<String> = [
    "条", "件", "宗", "个", "单", "笔", "行", "人次", "条记录", "条数据", "件工单", "rows", "records",
  ]
}
