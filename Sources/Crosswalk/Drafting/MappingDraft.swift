import Bytes
package import Findings
import HotlineModel
package import Reports
import Sheets
import Tickets

/// A first proposal of a mapping for a file that nobody has described: a person finishes it.
///
/// Columns are proposed by names seen before and, where a ticket cannot do without the field, by
/// how the values look; what neither tells is left out and said so. No code is guessed.
package struct MappingDraft: Sendable {
  /// A sheet of the draft.
  package struct DraftSheet: Hashable, Sendable {
    /// The path within the mapping's folder: `codes/type.csv`.
    package let path: String
    /// Its rows, the keys of its columns first.
    let rows: [[String]]

    /// Its text, for spreadsheet programs, with the names that its columns have in a language.
    package func text(in language: Language) -> String {
      let header = (rows.first ?? []).map { key in
        MappingSheets.form(of: path)?.name(ofColumn: key, in: language) ?? key
      }
      return CSVForm().sheet([header] + rows.dropFirst())
    }
  }

  /// What became of each column, in the order of the file.
  package private(set) var columns: [DraftedColumn] = []
  /// The sheets, to be written into the mapping's folder.
  package private(set) var sheets: [DraftSheet] = []

  private struct Proposal {
    let column: ColumnProfile
    let target: FieldRule.Target
    let ground: DraftedColumn.Ground
    var note: String
  }

  /// A draft.
  ///
  /// - Parameters:
  ///   - layout: how the file is written.
  ///   - charset: its charset, as `source.csv` names it.
  ///   - survey: what stands in its columns.
  ///   - synonyms: what columns and codes were called before.
  package init(layout: FileLayout, charset: String, survey: ColumnSurvey, synonyms: Synonyms) {
    let profiles = survey.profiles(synonyms)
    var proposals: [FieldRule.Target: Proposal] = [:]
    for column in profiles {
      guard let target = synonyms.target(of: column.name), Self.fits(column, target) else {
        continue
      }
      if let earlier = proposals[target], earlier.column.filled >= column.filled { continue }
      let isUnread = target.isTime && column.layouts.isEmpty
      proposals[target] = Proposal(
        column: column, target: target, ground: .name,
        note: isUnread ? "没有布局能读这一列，请在 formats 写出" : "")
    }
    Self.proposeByValues(profiles, survey, synonyms, into: &proposals)
    let targets = [FieldRule.Target.legacyNumber] + TicketField.allCases.map { .field($0) }
    var ordered = targets.compactMap { proposals[$0] }
    ordered += Self.kept(profiles, besides: Set(ordered.map(\.column.name)))
    var openCodes: [String: Int] = [:]
    var rows = [
      ["field", "source", "transform", "formats", "codes", "required", "otherwise", "note"]
    ]
    for proposal in ordered {
      var codes = ""
      if case .field(let field) = proposal.target, field.kind == .code {
        codes = field.key
        openCodes[proposal.column.name] = addCodes(
          field, values: survey.values(of: proposal.column.name), synonyms: synonyms)
      }
      rows.append(Self.row(proposal, codes: codes))
    }
    sheets.insert(DraftSheet(path: "fields.csv", rows: rows), at: 0)
    sheets.insert(
      DraftSheet(path: "source.csv", rows: Self.settings(layout, charset: charset)), at: 0)
    columns = profiles.map { profile in
      let proposal = ordered.first { $0.column.name == profile.name }
      return DraftedColumn(
        column: profile.name, field: proposal?.target.name,
        ground: proposal?.ground ?? .none, openCodes: openCodes[profile.name] ?? 0)
    }
  }

  /// Columns for which no field is known: they are kept as they are, under their names.
  private static func kept(_ profiles: [ColumnProfile], besides used: Set<String>) -> [Proposal] {
    var names: Set<String> = []
    return profiles.compactMap { column in
      guard column.filled > 0, !used.contains(column.name) else { return nil }
      let isUnnamed = ColumnNames.isPlaceName(column.name)
      let name = isUnnamed ? "列" + column.name.dropFirst() : column.name
      let target = FieldRule.Target.extension(
        String(name.unicodeScalars.filter { $0.value >= 0x20 }.map(Character.init).prefix(64)))
      guard names.insert(target.name).inserted else { return nil }
      return Proposal(
        column: column, target: target, ground: .kept, note: "没有对应的字段，原样保留")
    }
  }

  /// Whether what stands in a column can be what its name says.
  private static func fits(_ column: ColumnProfile, _ target: FieldRule.Target) -> Bool {
    guard column.filled > 0, case .field(let field) = target else { return column.filled > 0 }
    switch field.kind {
    // A time is a time by its name, whatever it looks like: its text would be taken for another field.
    case .instant: return true
    case .phone: return column.share(of: .phone) >= 0.3
    case .code: return !column.isDistinctOpen && column.distinct <= 200
    case .flag: return column.distinct <= 10
    case .text, .degrees: return true
    case .list(let parts): return parts.isEmpty
    }
  }

  /// A ticket needs a number, a time and a telephone number: where no name tells the column, the
  /// values may.
  private static func proposeByValues(
    _ profiles: [ColumnProfile], _ survey: ColumnSurvey, _ synonyms: Synonyms,
    into proposals: inout [FieldRule.Target: Proposal]
  ) {
    func propose(_ target: FieldRule.Target, where isRight: (ColumnProfile) -> Bool) {
      let taken = Set(proposals.values.map(\.column.name))
      guard proposals[target] == nil,
        let column = profiles.first(where: { column in
          !taken.contains(column.name) && isRight(column)
            && synonyms.target(of: column.name).map { $0 == target } ?? true
        })
      else { return }
      proposals[target] = Proposal(
        column: column, target: target, ground: .values, note: "按内容推测，请核对")
    }
    for field in TicketField.allCases where field.kind == .code {
      propose(.field(field)) { column in
        guard (2...40).contains(column.distinct), let values = survey.values(of: column.name) else {
          return false
        }
        let known = values.filter { synonyms.identifies(field, by: $0.value) }
        return known.reduce(0) { $0 + $1.count } * 10 >= column.filled * 8 && known.count >= 2
      }
    }
    let phone = FieldRule.Target.field(.callerPhone)
    let contact = FieldRule.Target.field(.callerContact)
    let phones = profiles.filter { $0.share(of: .phone) > 0.5 }
    if proposals[phone] == nil, let only = proposals[contact], phones.count <= 1 {
      proposals[phone] = Proposal(
        column: only.column, target: phone, ground: .values, note: "只有一列电话，请核对")
      proposals[contact] = nil
    }
    propose(.legacyNumber) { column in
      column.filledShare > 0.95
        && column.share(of: .identifier) + column.share(of: .digits) > 0.9
        && (column.isDistinctOpen || column.distinct * 10 > column.filled * 9)
    }
    propose(.field(.callReceivedAt)) { $0.filledShare > 0.9 && $0.share(of: .date) > 0.9 }
    propose(.field(.callerPhone)) { $0.share(of: .phone) > 0.8 }
    propose(.field(.matterContent)) { column in
      column.filledShare > 0.9 && column.share(of: .text) > 0.8
        && !["时间", "日期", "time", "date"].contains { column.name.lowercased().contains($0) }
    }
    let received = FieldRule.Target.field(.callReceivedAt)
    let accepted = FieldRule.Target.field(.callAcceptedAt)
    if proposals[received] == nil, let only = proposals[accepted] {
      proposals[received] = Proposal(
        column: only.column, target: received, ground: .values, note: "只有受理时间，请核对")
      proposals[accepted] = nil
    }
  }

  /// The known codes go into the table; the others into a list beside it, for a person.
  private mutating func addCodes(
    _ field: TicketField, values: [(value: String, count: Int)]?, synonyms: Synonyms
  ) -> Int {
    var known = [["legacy", "unified", "note"]]
    var open = [Self.openHeader]
    for (value, count) in values ?? [] {
      if let unified = synonyms.code(value, of: field) {
        known.append([value, unified, ""])
      } else {
        open.append([value, "", String(count)])
      }
    }
    sheets.append(DraftSheet(path: "codes/\(field.key).csv", rows: known))
    if open.count > 1 {
      sheets.append(DraftSheet(path: "codes/\(field.key).todo.csv", rows: open))
    }
    return open.count - 1
  }
}

extension MappingDraft {
  private static func row(_ proposal: Proposal, codes: String) -> [String] {
    var transform = "text"
    var required = "no"
    var otherwise = "keep"
    if case .field(let field) = proposal.target {
      switch field.kind {
      case .text: break
      case .instant: (transform, otherwise) = ("instant", "quarantine")
      case .phone: (transform, otherwise) = ("phone", field == .callerPhone ? "quarantine" : "keep")
      case .code: (transform, otherwise) = ("code", "quarantine")
      case .flag: (transform, otherwise) = ("flag", "quarantine")
      case .degrees: (transform, otherwise) = ("degrees", "empty")
      case .list: (transform, otherwise) = ("list", "quarantine")
      }
      let needed: [TicketField] = [.callReceivedAt, .matterContent, .matterType, .statusState]
      if needed.contains(field), proposal.column.filledShare > 0.95 { required = "yes" }
    } else if proposal.target == .legacyNumber {
      (required, otherwise) = ("yes", "quarantine")
    }
    let formats =
      switch transform {
      case "instant": proposal.column.layouts.prefix(6).map(\.name).joined(separator: "|")
      case "list": "；|;|、|，|comma|line"
      default: ""
      }
    return [
      proposal.target.name, proposal.column.name, transform, formats,
      codes, required, otherwise, proposal.note,
    ]
  }

  private static func settings(_ layout: FileLayout, charset: String) -> [[String]] {
    var rows = [["setting", "value", "note"], ["container", layout.container.rawValue, ""]]
    switch layout {
    case .separated(let dialect):
      let syntax = dialect.syntax
      rows += [["charset", charset, ""], ["delimiter", syntax.delimiterName, ""]]
      if syntax.quote != .double { rows.append(["quote", syntax.quote.rawValue, ""]) }
      if syntax.escape == .backslash { rows.append(["escape", syntax.escape.rawValue, ""]) }
      if dialect.headerRows > 1 {
        rows.append(["header-rows", String(dialect.headerRows), "列名占几行"])
      }
      if dialect.hasTrailing { rows.append(["trailing", "ignore-empty", "记录行末多一个分隔符"]) }
    case .xml(let record): rows += [["charset", "auto", ""], ["record", record, "一条工单的元素名"]]
    case .workbook(let table):
      if let sheet = table.choice.sheet { rows.append(["sheet", sheet, "工作表名、序号，或 *"]) }
      if table.headerRows > 1 {
        rows.append(["header-rows", String(table.headerRows), "列名占几行"])
      }
    }
    rows += [["repeated", "quarantine", "同一批里编号再次出现而内容不同时"]]
    return rows
  }

  /// The columns of a list of codes that nobody has decided.
  static let openHeader = ["legacy", "unified", "count"]
}
