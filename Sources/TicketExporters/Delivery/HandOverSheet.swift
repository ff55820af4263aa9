import Bytes
package import HotlineModel
package import Reports

/// The hand-over sheet (交接单): what was handed over, to be printed and signed.
package struct HandOverSheet {
  /// A line of the books of one line of calls.
  package struct Line: Sendable {
    /// The line.
    package let line: String
    /// Tickets handed over.
    package let tickets: Int
    /// Records in quarantine.
    package let quarantined: Int
    /// Records left out by a signed decision.
    package let waived: Int
    /// Records that came twice.
    package let duplicates: Int

    /// A line of the books.
    package init(line: String, tickets: Int, quarantined: Int, waived: Int, duplicates: Int) {
      self.line = line
      self.tickets = tickets
      self.quarantined = quarantined
      self.waived = waived
      self.duplicates = duplicates
    }
  }

  /// The city.
  package let city: String
  /// What the delivery is for; empty where nothing was named.
  package let purpose: String
  /// The format.
  package let format: String
  /// The moment of the ledger that the delivery continues from; empty for a whole delivery.
  package let base: String
  /// The moment of the ledger that it holds: the head of its audit chain, as one word.
  package let head: String
  /// The hash over all tickets.
  package let canonical: String
  /// The books by line.
  package let lines: [Line]
  /// Tickets by line, month, type and status.
  package let totals: [DeliveryBooks.Total]
  /// Tickets that the format could not say.
  package let withheld: Int
  /// Tickets taken back.
  package let tombstones: Int
  /// Batches covered: name, label, mapping.
  package let batches: [Batch]
  /// The files.
  package let files: [DeliveryFile]
  /// What was done to personal values.
  package let privacy: PrivacyCounts
  /// Cells that a spreadsheet program would take for formulas, and whether they got apostrophes;
  /// `nil` where the format is not for spreadsheet programs.
  package let formulas: (count: Int, areGuarded: Bool)?

  /// A hand-over sheet.
  package init(
    city: String, purpose: String, format: String, base: String, head: String,
    canonical: String,
    lines: [Line], totals: [DeliveryBooks.Total], withheld: Int, tombstones: Int,
    batches: [Batch], files: [DeliveryFile], privacy: PrivacyCounts,
    formulas: (count: Int, areGuarded: Bool)?
  ) {
    self.city = city
    self.purpose = purpose
    self.format = format
    self.base = base
    self.head = head
    self.canonical = canonical
    self.lines = lines
    self.totals = totals
    self.withheld = withheld
    self.tombstones = tombstones
    self.batches = batches
    self.files = files
    self.privacy = privacy
    self.formulas = formulas
  }

  /// The sheet as one page of HTML for A4, without scripts.
  package var html: String {
    """
    <!DOCTYPE html>
    <html lang="zh-Hans-CN"><head><meta charset="utf-8"><title>工单历史数据交接单</title>
    <style>\(Self.style)</style></head><body>
    <h1>工单历史数据交接单</h1>
    <table><caption>概况</caption>
    \(pairs([
      ("城市", city), ("用途", purpose.isEmpty ? "未指明（全部脱敏）" : purpose), ("格式", format),
      ("范围", base.isEmpty ? "全量" : "台账序号 \(base) 之后的增量"), ("台账与审计链", head),
      ("工单数", "\(totals.map(\.tickets).reduce(0, +))"), ("格式无法表达而未交付", "\(withheld)"),
      ("撤销的工单（墓碑）", "\(tombstones)"), ("工单总哈希 SHA-256", canonical),
    ] + formulaLines))
    </table>
    \(table("各热线", ["热线", "工单", "隔离", "豁免", "重复"], lines.map {
      [$0.line, "\($0.tickets)", "\($0.quarantined)", "\($0.waived)", "\($0.duplicates)"]
    }))
    \(table("控制总数", ["热线", "月份", "类型", "状态", "工单"], totals.map {
      [$0.line, $0.month, $0.type, $0.status, "\($0.tickets)"]
    }))
    \(table("批次与映射版本", ["批次", "名称", "热线", "映射", "状态"], batches.map {
      [$0.name, $0.label, $0.line, $0.mapping, $0.state]
    }))
    \(table("文件", ["文件", "记录", "字节", "SHA-256"], files.map {
      [$0.name, "\($0.count)", "\($0.size)", $0.sha256]
    }))
    \(table("自由文本中查找并遮蔽的内容（其他种类不查）", ["种类", "处数"], PrivacyCounts.Kind.allCases.map {
      [$0.chinese, "\(privacy[$0])"]
    }))
    <table class="signatures"><caption>签认</caption>
    <tr><th scope="row">移交单位（盖章）</th><td></td><th scope="row">接收单位（盖章）</th><td></td></tr>
    <tr><th scope="row">移交人</th><td></td><th scope="row">接收人</th><td></td></tr>
    <tr><th scope="row">日期</th><td></td><th scope="row">日期</th><td></td></tr>
    </table>
    </body></html>

    """
  }

  private var formulaLines: [(String, String)] {
    guard let formulas else { return [] }
    let note =
      formulas.count == 0 ? "" : formulas.areGuarded ? "（已在前面加撇号）" : "（未改动，请勿直接用表格软件打开）"
    return [("表格软件会当作公式的单元格", "\(formulas.count)\(note)")]
  }

  private static let style = """
    @page { size: A4; margin: 20mm 18mm } body { font-family: "Noto Serif CJK SC", serif; \
    line-height: 1.6 } h1 { text-align: center } table { border-collapse: collapse; width: 100%; \
    margin: 1em 0; font-variant-numeric: tabular-nums } caption { text-align: left; \
    font-weight: bold } th, td { border: 1px solid #333; padding: 2px 6px; text-align: left; \
    overflow-wrap: anywhere } thead { display: table-header-group } \
    .signatures td { width: 30%; height: 2.4em }
    """

  private func pairs(_ pairs: [(String, String)]) -> String {
    pairs.map { "<tr><th scope=\"row\">\($0)</th><td>\(XMLText.escaped($1))</td></tr>" }
      .joined(separator: "\n")
  }

  private func table(_ caption: String, _ head: [String], _ rows: [[String]]) -> String {
    let heads = head.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let body = rows.map { row in
      "<tr>\(row.map { "<td>\(XMLText.escaped($0))</td>" }.joined())</tr>"
    }.joined(separator: "\n")
    return """
      <table><caption>\(caption)</caption><thead><tr>\(heads)</tr></thead>
      <tbody>
      \(body)
      </tbody></table>
      """
  }
}
