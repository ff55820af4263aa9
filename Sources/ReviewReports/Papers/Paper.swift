import Bytes
import HotlineModel
import MergerStore

/// What the papers of a line have in common.
enum Paper {
  /// A box at the top of an unfinished paper, with the reasons; nothing where none is given.
  static func unfinished(_ word: String, _ reasons: [String]) -> Markup {
    guard !reasons.isEmpty else { return "" }
    let list = reasons.map { "<li>\($0)</li>" as Markup }
    return """
      <div class="unfinished"><b>\(word)</b>
      <ul>
      \(Markup(lines: list))
      </ul></div>
      """
  }

  /// A table, none where it has no rows.
  static func table(_ table: PageTable) -> Markup { table.rows.isEmpty ? "" : table.markup }

  /// Boxes to sign, one for each unit.
  static func signatures(_ units: [String]) -> Markup {
    let rows = units.map { unit -> Markup in
      """
      <tr><th scope="row">\(unit)</th><td>意见：</td><td>负责人（盖章）：<br><br>\
      　　　　年　　月　　日</td></tr>
      """
    }
    return "<table class=\"sign\"><tbody>\n\(Markup(lines: rows))\n</tbody></table>"
  }

  /// Where the paper comes from.
  static func origin(_ record: LineRecord) -> String {
    let head = record.head?.words ?? "台账尚无记录"
    return "\(record.city)；截至\(record.day)；规则表\(record.decision.policy)；\(head)"
  }

  /// A text with a full stop at its end.
  static func sentence(_ text: String) -> String {
    guard let last = text.last else { return "" }
    return "。？！；".contains(last) ? text : text + "。"
  }
}
