import Bytes
import Findings
import HotlineModel
import Reports

/// The pages of a hand-over sheet: one to sign, with the totals of each line, and the annexes.
struct HandOverPages {
  let sheet: HandOverSheet

  /// How many lines leave room for the signatures on the first page; the books of more lines are an
  /// annex.
  static let linesOnFirstPage = 24

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="zh-Hans-CN"><head><meta charset="utf-8"><title>工单历史数据交接单</title>
    <style>\(Self.style)</style></head><body>
    <main>
    <h1>工单历史数据交接单</h1>
    \(overview)
    \(booksAreAnnexed ? "<p>共 \(sheet.lines.count) 条热线，各热线的数量见附件一。</p>" : books)
    \(Self.signatures)
    </main>
    \(annexes.enumerated().map(annex).joined(separator: "\n"))
    </body></html>

    """
  }

  private var booksAreAnnexed: Bool { sheet.lines.count > Self.linesOnFirstPage }

  // MARK: The first page

  private var overview: String {
    let tickets = sheet.totals.map(\.tickets).reduce(0, +)
    return """
      <table class="pairs"><caption>概况</caption><tbody>
      \(pairs([
        ("城市", sheet.city), ("交付日期", "\(sheet.date)"),
        ("用途", sheet.purpose?.chineseName ?? "未指明（全部脱敏）"), ("格式", sheet.format),
        ("交付工单", "\(tickets)"),
        ("范围", sheet.base.isEmpty ? "全量" : "台账序号 \(sheet.base) 之后的增量"),
        ("格式无法表达而未交付", "\(sheet.withheld)"), ("撤回的工单", "\(sheet.tombstones)"),
      ]))
      \(wide("批次", batches))
      \(wide("工单总哈希", sheet.canonical, isCode: true))
      \(wide("台账与审计链", sheet.head, isCode: true))
      \(formulas.map { wide("表格软件会当作公式的单元格", $0) } ?? "")
      </tbody></table>
      """
  }

  private var batches: String {
    guard let first = sheet.batches.first, let last = sheet.batches.last else { return "无" }
    let days = sheet.batches.map { String($0.started.prefix(10)) }
    let names = first.name == last.name ? first.name : "\(first.name) 至 \(last.name)"
    let (from, to) = (days.min() ?? "", days.max() ?? "")
    return "\(sheet.batches.count) 个（\(names)），导入日期 " + (from == to ? from : "\(from) 至 \(to)")
  }

  private var formulas: String? {
    guard let formulas = sheet.formulas else { return nil }
    let note =
      formulas.count == 0 ? "" : formulas.areGuarded ? "（已在前面加撇号）" : "（未改动，请勿直接用表格软件打开）"
    return "\(formulas.count)\(note)"
  }

  private var books: String {
    let sums = sheet.lines.reduce(into: [0, 0, 0, 0]) { sums, line in
      for (index, count) in Self.counts(line).enumerated() { sums[index] += count }
    }
    return table(
      "各热线", ["热线", "名称", "责任单位", "交付工单", "隔离", "豁免", "重复"],
      sheet.lines.map { [$0.line, $0.name, $0.owner] + Self.counts($0).map { "\($0)" } },
      total: ["合计", "", ""] + sums.map { "\($0)" }, columns: "books", numbers: 4)
  }

  private static func counts(_ line: HandOverSheet.Line) -> [Int] {
    [line.tickets, line.quarantined, line.waived, line.duplicates]
  }

  private static let signatures = """
    <table class="signatures"><caption>签认</caption><thead>
    <tr><td></td><th scope="col">移交单位</th><th scope="col">接收单位</th></tr></thead><tbody>
    <tr><th scope="row">核对意见</th><td></td><td></td></tr>
    <tr><th scope="row">单位名称（盖章）</th><td class="seal"></td><td class="seal"></td></tr>
    <tr><th scope="row">经办人</th><td></td><td></td></tr>
    <tr><th scope="row">负责人</th><td></td><td></td></tr>
    <tr><th scope="row">日期</th><td>年&emsp;&emsp;月&emsp;&emsp;日</td>\
    <td>年&emsp;&emsp;月&emsp;&emsp;日</td></tr>
    </tbody></table>
    """

  // MARK: Annexes

  private var annexes: [(title: String, content: String)] {
    let annexes = [
      ("批次与映射版本", batchTable), ("文件", fileTable), ("自由文本中查找并遮蔽的内容", privacyTable),
      ("控制总数", totalsTable),
    ]
    return (booksAreAnnexed ? [("各热线", books)] : []) + annexes
  }

  private func annex(_ number: Int, _ annex: (title: String, content: String)) -> String {
    let numerals = ["一", "二", "三", "四", "五"]
    return """
      <section\(number == 0 ? " class=\"first\"" : "")>
      <h2>附件\(numerals[number])&emsp;\(annex.title)</h2>
      \(annex.content)
      </section>
      """
  }

  private var batchTable: String {
    table(
      "", ["批次", "名称", "热线", "映射", "导入日期", "状态"],
      sheet.batches.map { batch in
        [
          batch.name, batch.label, batch.line, batch.mapping, String(batch.started.prefix(10)),
          batch.stateWords.chinese,
        ]
      })
  }

  private var fileTable: String {
    table(
      "", ["文件", "记录", "字节", "SHA-256"],
      sheet.files.map { [$0.name, "\($0.count)", "\($0.size)", $0.sha256] }, columns: "files")
  }

  private var privacyTable: String {
    table(
      "其他种类不查", ["种类", "处数"],
      PrivacyCounts.Kind.allCases.map { [$0.chinese, "\(sheet.privacy[$0])"] }, numbers: 1)
  }

  /// One row a line and month; how types and states cross is in the manifest.
  private var totalsTable: String {
    let types = Self.codes(of: .matterType).filter { type in
      sheet.totals.contains { $0.type == type.code }
    }
    let states = Self.codes(of: .statusState).filter { state in
      sheet.totals.contains { $0.status == state.code }
    }
    let months = Dictionary(grouping: sheet.totals) { [$0.line, $0.month] }
    let rows = months.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, totals in
      let counts =
        [totals.map(\.tickets).reduce(0, +)]
        + types.map { type in
          totals.filter { $0.type == type.code }.map(\.tickets).reduce(0, +)
        }
        + states.map { state in
          totals.filter { $0.status == state.code }.map(\.tickets).reduce(0, +)
        }
      return key + counts.map { $0 == 0 ? "" : "\($0)" }
    }
    let groups = [("", 3), ("按类型", types.count), ("按状态", states.count)].filter { $0.1 > 0 }
    return table(
      "类型与状态交叉的数量见 manifest.json",
      ["热线", "月份", "工单"] + types.map(\.name) + states.map(\.name), rows, columns: "totals",
      numbers: 1 + types.count + states.count, groups: groups)
  }

  /// The codes of a field with their names; a ticket may have none.
  private static func codes(of field: TicketField) -> [(code: String, name: String)] {
    field.namedCodes + [(code: "", name: "未写明")]
  }

  // MARK: Tables

  /// Two names with their values in a row.
  private func pairs(_ pairs: [(String, String)]) -> String {
    stride(from: 0, to: pairs.count, by: 2).map { start in
      let cells = pairs[start..<min(start + 2, pairs.count)].map {
        "<th scope=\"row\">\($0)</th><td>\(XMLText.escaped($1))</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }.joined(separator: "\n")
  }

  private func wide(_ name: String, _ value: String, isCode: Bool = false) -> String {
    "<tr><th scope=\"row\">\(name)</th><td colspan=\"3\"\(isCode ? " class=\"code\"" : "")>"
      + "\(XMLText.escaped(value))</td></tr>"
  }

  /// A table; its last `numbers` columns hold numbers.
  private func table(
    _ caption: String, _ head: [String], _ rows: [[String]], total: [String]? = nil,
    columns: String = "", numbers: Int = 0, groups: [(title: String, columns: Int)] = []
  ) -> String {
    func cell(_ index: Int, _ text: String, _ tag: String = "td") -> String {
      let isNumber = index >= head.count - numbers
      return "<\(tag)\(isNumber ? " class=\"number\"" : "")>\(XMLText.escaped(text))</\(tag)>"
    }
    func row(_ cells: [String]) -> String {
      "<tr>\(cells.enumerated().map { cell($0, $1) }.joined())</tr>"
    }
    let above = groups.map { group in
      group.title.isEmpty
        ? "<td colspan=\"\(group.columns)\"></td>"
        : "<th scope=\"colgroup\" colspan=\"\(group.columns)\">\(group.title)</th>"
    }.joined()
    let heads = head.enumerated().map { index, text in
      let isNumber = index >= head.count - numbers
      return "<th scope=\"col\"\(isNumber ? " class=\"number\"" : "")>\(text)</th>"
    }.joined()
    let body = rows.map(row).joined(separator: "\n")
    return """
      <table\(columns.isEmpty ? "" : " class=\"\(columns)\"")>\
      \(caption.isEmpty ? "" : "<caption>\(caption)</caption>")<thead>\
      \(above.isEmpty ? "" : "<tr>\(above)</tr>")<tr>\(heads)</tr></thead>
      <tbody>
      \(body)
      </tbody>\(total.map { "<tfoot>\(row($0))</tfoot>" } ?? "")</table>
      """
  }

  private static let style = """
    @page { size: A4; margin: 15mm 16mm 15mm; \
    @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font-size: 8pt } } \
    body { font-family: "FangSong", "STFangsong", "Noto Serif CJK SC", serif; font-size: 10pt; \
    line-height: 1.5; max-width: 178mm; margin: 0 auto } \
    h1 { text-align: center; font-size: 18pt; line-height: 1.2; margin: 0 0 2mm } \
    h2 { font-size: 12pt; margin: 6mm 0 2mm; break-after: avoid } \
    section.first { break-before: page } \
    table { border-collapse: collapse; width: 100%; margin: 0 0 2mm; font-size: 9pt; \
    line-height: 1.25; font-variant-numeric: tabular-nums } \
    caption { text-align: left; font-weight: bold; font-size: 10pt } \
    th, td { border: 0.2mm solid #333; padding: 0.4mm 1.5mm; text-align: left; \
    overflow-wrap: anywhere } thead { display: table-header-group } \
    tfoot { display: table-row-group; font-weight: bold } tr { break-inside: avoid } \
    .number { text-align: right; white-space: nowrap } .code { font-size: 7pt; word-break: break-all } \
    .pairs th { width: 25% } .pairs td { width: 25% } .pairs td[colspan] { width: 75% } \
    .books { font-size: 8.5pt; line-height: 1.2 } .books td { padding: 0.2mm 1.5mm } \
    .files td:last-child { font-size: 7pt } .totals { font-size: 8pt } \
    .totals td, .totals th { white-space: nowrap; padding: 0.2mm 1mm } \
    .totals th[scope="colgroup"] { text-align: center } \
    .signatures { break-inside: avoid } .signatures th[scope="row"] { width: 22% } \
    .signatures td { height: 6mm } .signatures td.seal { height: 15mm }
    """
}
