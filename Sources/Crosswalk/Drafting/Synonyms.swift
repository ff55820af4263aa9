import Findings
import HotlineModel
import Sheets

/// What columns are called in exports seen before, and what codes mean in them.
///
/// Two sheets in `Mappings/values`: `header-synonyms.csv` (header, field) and
/// `code-synonyms.csv` (field, legacy, unified).
package struct Synonyms: Sendable {
  private let fields: [String: FieldRule.Target]
  private let codes: [String: [String: String]]
  /// Texts that stand for nothing.
  package let placeholders: Set<String>

  /// Reads the sheets of a workspace.
  ///
  /// - Throws: `Unusable` with every complaint about the sheets.
  package init(in root: String) throws {
    let headers = try Sheet(
      contentsOf: "\(root)/values/header-synonyms.csv", form: Self.headerForm)
    let values = try Sheet(contentsOf: "\(root)/values/code-synonyms.csv", form: Self.codeForm)
    let nothing = try Sheet(
      contentsOf: "\(root)/values/placeholders.csv", form: Self.placeholderForm)
    var fields: [String: FieldRule.Target] = [:]
    for row in headers.rows {
      fields[Self.plain(row["header"])] =
        TicketField(rawValue: row["field"]).map { .field($0) } ?? .legacyNumber
    }
    self.fields = fields
    var complaints: [Finding] = []
    var codes: [String: [String: String]] = [:]
    for row in values.rows {
      let legal = TicketField(rawValue: row["field"])?.codes ?? []
      complaints += SheetColumn("unified", "统一代码", .oneOf(legal))
        .complaints(about: row["unified"], at: row.place(of: "unified"))
      codes[row["field"], default: [:]][row["legacy"]] = row["unified"]
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.codes = codes
    placeholders = Set(nothing.rows.map { $0["value"] })
  }

  /// The field that a column of this name has filled before: the whole name, or its last part where
  /// it stands below a group (`诉求信息/地址`) or is a path (`caller/@phone`).
  package func target(of header: String) -> FieldRule.Target? {
    if let target = fields[Self.plain(header)] { return target }
    let last = header.split { $0 == "/" || $0 == "@" }.last.map(String.init)
    return last.flatMap { $0 == header ? nil : fields[Self.plain($0)] }
  }

  /// Whether a legacy code is one that tells a field: several fields have 其他.
  func identifies(_ field: TicketField, by legacy: String) -> Bool {
    code(legacy, of: field) != nil
      && !codes.contains { $0.key != field.rawValue && $0.value[legacy] != nil }
  }

  /// The unified code that a legacy one has had before.
  func code(_ legacy: String, of field: TicketField) -> String? {
    if field.codes?.contains(legacy) == true { return legacy }
    return codes[field.rawValue]?[legacy]
  }

  /// Names are compared without blanks, brackets' content and capitals.
  private static func plain(_ header: String) -> String {
    var plain = ""
    var depth = 0
    for character in trimmed(header).lowercased() {
      switch character {
      case "(", "（", "[", "【": depth += 1
      case ")", "）", "]", "】": depth = max(0, depth - 1)
      case " ", "_", "-", "\u{3000}", "*", ":", "：": break
      default: if depth == 0 { plain.append(character) }
      }
    }
    return plain.isEmpty ? trimmed(header) : plain
  }
}

extension Synonyms {
  private static let names = ["legacyNumber"] + TicketField.allCases.map(\.rawValue)

  /// What `header-synonyms.csv` looks like.
  static let headerForm = SheetForm(
    thing: "header",
    columns: [
      SheetColumn("header", "列名", .text), SheetColumn("field", "统一字段", .oneOf(names)),
    ], key: ["header"])

  /// What `code-synonyms.csv` looks like.
  static let codeForm = SheetForm(
    thing: "code",
    columns: [
      SheetColumn("field", "统一字段", .oneOf(names)), SheetColumn("legacy", "原代码", .text),
      SheetColumn("unified", "统一代码", .text),
    ], key: ["field", "legacy"])

  /// What `placeholders.csv` looks like.
  static let placeholderForm = SheetForm(
    thing: "placeholder",
    columns: [
      SheetColumn("value", "值", .text), SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["value"])
}
