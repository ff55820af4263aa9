import Bytes
package import Findings
package import HotlineModel
import LocalFiles
import Sheets
import Tickets

/// What another platform calls the fields and codes of the unified ticket, and for what purpose it
/// gets them.
package struct FeedProfile: Sendable {
  /// Where the value of a field comes from: a field of the unified ticket, or its number.
  enum Source: Hashable, Sendable {
    /// Line and legacy number together.
    case number
    case slot(TicketRow.Slot, TicketField?)

    /// The names in the sheet, those of the unified format.
    static let names = ["number", "line", "legacyNumber"] + TicketField.allCases.map(\.rawValue)

    init?(_ name: String) {
      switch name {
      case "number": self = .number
      case "line": self = .slot(.line, nil)
      case "legacyNumber": self = .slot(.legacyNumber, nil)
      default:
        guard let field = TicketField(rawValue: name) else { return nil }
        self = .slot(.field(field), field)
      }
    }

    var field: TicketField? {
      if case .slot(_, let field) = self { field } else { nil }
    }
  }

  /// A field of the other platform that is filled.
  struct Field: Sendable {
    let target: String
    let source: Source
    /// The name of the code table; empty where the value goes as it is.
    let table: String
    /// The other platform's codes by ours; `nil` where the value goes as it is.
    let codes: [[UInt8]: [UInt8]]?
    /// `"target":` as it is written.
    let key: [UInt8]
    let place: SourceLocation
  }

  /// The profile's name, that of its folder.
  package let name: String
  /// What the tickets are handed over for; `nil` masks everything personal.
  package let purpose: Purpose?
  /// The most messages of a file.
  package let messagesPerFile: Int
  /// The fields that are filled, in the order of the sheet.
  let fields: [Field]
  /// The fields that nobody has decided, one finding each.
  package let undecided: [Finding]

  /// Reads the sheets of a profile.
  ///
  /// - Parameters:
  ///   - name: the profile's name.
  ///   - folder: the folder of all profiles.
  ///   - today: the day that no signature is later than.
  /// - Throws: `Unusable`: `HL6140` where there is no such profile, `HL6142` for rows that
  ///   contradict themselves, `HL6143` for codes that a table lacks, `HL2xxx` for malformed cells;
  ///   all complaints at once.
  package init(_ name: String, in folder: String, today: CivilDate) throws {
    let isName = !name.contains("/") && !name.hasPrefix(".")
    guard isName, Folder.isFolder("\(folder)/\(name)") else {
      let names = Folder.names(in: folder)
      throw Unusable(
        .feedProfileUnknown(
          found: name, expected: names.isEmpty ? "-" : names.joined(separator: ", ")),
        at: SourceLocation(file: folder))
    }
    let path = "\(folder)/\(name)"
    var complaints: [Finding] = []
    func read(_ sheet: String) -> Sheet? {
      do {
        guard let form = FeedSheets.form(of: sheet) else { return nil }
        return try Sheet(contentsOf: "\(path)/\(sheet)", form: form)
      } catch let unusable as Unusable {
        complaints += unusable.findings
      } catch {}
      return nil
    }
    let sheets = (read("profile.csv"), read("fields.csv"), read("codes.csv"))
    guard case (let settings?, let fields?, let codes?) = sheets else {
      throw Unusable(complaints)
    }
    self.name = name
    (purpose, messagesPerFile) = Self.settings(settings, &complaints)
    var tables: [String: [[UInt8]: [UInt8]]] = [:]
    for row in codes.rows {
      tables[row["table"], default: [:]][Array(row["ours"].utf8)] = Array(row["theirs"].utf8)
    }
    let codesFile = SourceLocation(file: codes.file)
    self.fields = fields.rows.compactMap { row in
      complaints += Self.contradictions(in: row, tables: Set(tables.keys))
      guard row["state"] == FeedSheets.State.mapped.rawValue, let source = Source(row["source"])
      else { return nil }
      let table = tables[row["codes"]]
      if let table, let closed = source.field?.codes {
        complaints += closed.filter { table[Array($0.utf8)] == nil }.map {
          Finding(
            .feedCodeMissing(table: row["codes"], found: $0),
            at: [codesFile, row.place(of: "codes")])
        }
      }
      var key: [UInt8] = []
      JSONText.append(quoted: row["target"], to: &key)
      key.append(UInt8(ascii: ":"))
      return Field(
        target: row["target"], source: source, table: row["codes"], codes: table, key: key,
        place: row.place)
    }
    undecided = fields.rows.compactMap { Self.undecided($0, today: today) }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  private static func settings(_ sheet: Sheet, _ complaints: inout [Finding]) -> (Purpose?, Int) {
    var purpose: Purpose?
    var messages = 10_000
    for row in sheet.rows {
      let value = row["value"]
      switch row["setting"] {
      case "purpose" where !value.isEmpty:
        purpose = Purpose(rawValue: value)
        let purposes = Purpose.allCases.map(\.rawValue)
        if purpose == nil {
          complaints.append(
            Finding(
              .sheetValueUnknown(
                found: value, column: "value", nearest: nearest(to: value, among: purposes),
                expected: purposes.joined(separator: ", ")), at: row.place(of: "value")))
        }
      case "messages" where !value.isEmpty:
        guard let count = Int(value), (1...1_000_000).contains(count) else {
          complaints.append(
            Finding(
              .sheetValueMalformed(
                found: value, expected: "a whole number from 1 to 1000000", example: "10000"),
              at: row.place(of: "value")))
          continue
        }
        messages = count
      default: break
      }
    }
    return (purpose, messages)
  }

  private static func contradictions(in row: SheetRow, tables: Set<String>) -> [Finding] {
    func unfit(_ reason: String, _ column: String) -> [Finding] {
      [Finding(.feedFieldUnfit(found: row["target"], reason: reason), at: row.place(of: column))]
    }
    let isMapped = row["state"] == FeedSheets.State.mapped.rawValue
    if isMapped, row["source"].isEmpty { return unfit("it is mapped from no field", "source") }
    if isMapped, !row["codes"].isEmpty, !tables.contains(row["codes"]) {
      return unfit("codes.csv has no table \(row["codes"])", "codes")
    }
    if row["state"] == FeedSheets.State.withheld.rawValue, row["reason"].isEmpty {
      return unfit("it is withheld without a reason", "reason")
    }
    return []
  }

  private static func undecided(_ row: SheetRow, today: CivilDate) -> Finding? {
    func open(_ reason: String, _ column: String) -> Finding {
      Finding(.feedFieldUndecided(found: row["target"], reason: reason), at: row.place(of: column))
    }
    if row["state"] == FeedSheets.State.unknown.rawValue { return open("it is unknown", "state") }
    let missing = FeedSheets.signature.filter { row[$0].isEmpty }
    if let first = missing.first {
      let isUnsigned = missing.count == FeedSheets.signature.count
      return open(isUnsigned ? "nobody has signed it" : "the signature lacks \(first)", first)
    }
    if let day = row.date("signed_on"), day > today {
      return open("the day of the signature is yet to come", "signed_on")
    }
    return nil
  }

  // MARK: - What the messages depend on

  /// Fields that are mapped although the purpose keeps their values back from everybody.
  ///
  /// - Returns: `HL6142` for each of them.
  package func kept(backBy plan: PrivacyPlan) -> [Finding] {
    fields.compactMap { field in
      guard let source = field.source.field, plan.disclosure(of: source) == .dropped else {
        return nil
      }
      return Finding(
        .feedFieldUnfit(found: field.target, reason: "its purpose drops \(source.rawValue)"),
        at: field.place)
    }
  }

  /// Whether anything personal is fed as it is.
  package func isClear(under plan: PrivacyPlan) -> Bool {
    fields.contains { field in
      guard let source = field.source.field, source.privacy != .open else { return false }
      return plan.disclosure(of: source) == .clear
    }
  }

  /// The rows of the code tables that are used, by table and code of ours.
  package var codes: [String: [String: String]] {
    fields.reduce(into: [:]) { tables, field in
      guard let codes = field.codes, tables[field.table] == nil else { return }
      let rows = codes.map {
        (String(decoding: $0, as: UTF8.self), String(decoding: $1, as: UTF8.self))
      }
      tables[field.table] = Dictionary(rows) { first, _ in first }
    }
  }

  /// Whether the code tables have all rows that there were before: a row more changes no message of
  /// before, since a value without a code is never fed.
  package func keeps(_ earlier: [String: [String: String]]) -> Bool {
    let codes = self.codes
    return earlier.allSatisfy { table, rows in
      rows.allSatisfy { codes[table]?[$0.key] == $0.value }
    }
  }

  /// SHA-256 over all that the content of messages depends on but the rows of code tables.
  ///
  /// Two versions of a profile with the same one say the same of every ticket. Signatures, reasons
  /// and notes make no difference.
  package func version(under plan: PrivacyPlan) -> String {
    var text = "hotline feed profile 1\n\(name)\n\(purpose?.rawValue ?? "")\n"
    text += "\(plan.confidential.rawValue) \(plan.report.rawValue)\n"
    func write(_ words: [String]) { text += JSONValue.array(words.map { .string($0) }).line + "\n" }
    for field in fields {
      let disclosure = field.source.field.map { plan.disclosure(of: $0).rawValue } ?? ""
      write([field.target, sourceName(of: field), disclosure, field.table])
    }
    return Fingerprint.hex(of: text.utf8)
  }

  private func sourceName(of field: Field) -> String {
    switch field.source {
    case .number: "number"
    case .slot(.line, nil): "line"
    case .slot(_, nil): "legacyNumber"
    case .slot(_, let source?): source.rawValue
    }
  }
}
