import Findings
import Foundation
import HotlineModel
import TestSupport
import Testing

/// The Chinese page of the unified ticket is made from the words that the program shows;
/// `make golden` writes it.
@Suite struct `Golden cases of the Chinese page of the ticket` {
  private static let path = Shell.root + "/Documentation/Reference/ticket.zh.md"

  @Test func `the page lists every field and every code`() throws {
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      try Self.page.write(toFile: Self.path, atomically: true, encoding: .utf8)
    }
    let page = try String(contentsOfFile: Self.path, encoding: .utf8)
    #expect(page == Self.page, "write it anew: make golden")
  }

  private static var page: String {
    let rows = TicketField.allCases.map { field in
      let codes = (field.codes ?? []).map { "`\($0)` \(name(field.words(of: $0), code: $0))" }
      let cells = [
        "`\(field.rawValue)`", name(field.words, code: field.rawValue), content(of: field),
        codes.joined(separator: "、"), shown(field),
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    return text + rows.joined(separator: "\n") + "\n"
  }

  /// The Chinese words alone, without the code that follows them.
  private static func name(_ words: Words, code: String) -> String {
    words.chinese.replacingOccurrences(of: "（\(code)）", with: "")
  }

  private static func content(of field: TicketField) -> String {
    switch field.kind {
    case .text: "文本"
    case .instant: "时间或日期"
    case .phone: "电话号码"
    case .code: "代码"
    case .flag: "是否"
    case .degrees(let limit): "度数，-\(limit) 至 \(limit)"
    case .list(let parts) where parts.isEmpty:
      field.mostItems.map { "文本列表，最多 \($0) 项" } ?? "文本列表"
    case .list(let parts):
      "多项，每项含 \(parts.map { "`\($0)`" }.joined(separator: "、"))"
    }
  }

  private static func shown(_ field: TicketField) -> String {
    if case .list = field.kind { return "仅项数" }
    return switch field.privacy {
    case .open: "原样"
    case .phone: "脱敏：`138****1234`"
    case .name: "脱敏：`张**`"
    case .freeText: "仅长度"
    case .position: "截短：`113.12`"
    }
  }

  private static let text = """
    # 统一工单

    English: [The unified ticket](ticket.md)

    每条原始记录最终成为一张统一工单，每行一个 JSON 对象，结构见 [ticket-1.schema.json](../Schemas/ticket-1.schema.json)。本页与结构文件都由程序内部的字段表生成。记录中没有的字段不写出。

    `number` 由热线和原编号组成，全库唯一；原编号一律为文本，不论形似什么。`legacy` 保存代码字段转换前的原值。`provenance` 记录工单来自哪个文件、第几条记录、第几行、哪个批次、哪一版映射。

    时间采用 RFC 3339 格式，时差 `+08:00`；原系统只记到日的，只写日期。`workflow.lastChangedAt` 是原系统最后一次变动该工单的时间。

    `matter.longitude`、`matter.latitude` 是原系统记录的十进制度数，`matter.coordinateSystem` 注明坐标系：`gcj02`、`bd09` 与 `wgs84` 相差数百米，`cgcs2000` 相差仅厘米级。程序不作换算。脱敏时只保留两位小数，约合一公里。

    `extension.values` 是开放区，存放没有对应字段的列，每项含名称和值，名称不重复，由映射中的 `extension.NAME` 行填入，见[映射表](mapping-sheets.zh.md)。开放区随各种格式交付，按正文处理：脱敏时结合列名识别其值。

    “默认显示”指在终端和清单中的显示方式；台账中保存完整内容。

    | 字段 | 含义 | 内容 | 代码 | 默认显示 |
    |---|---|---|---|---|

    """
}
