import Findings
package import HotlineModel
import LocalFiles
import Reports
import Sheets
package import TicketExporters

/// What is asked of a hand-over of tickets.
package struct ExportOrder: Sendable {
  /// The format.
  package var format = TicketFormat.jsonl
  /// The charset, where the format leaves a choice.
  package var charset = DeliveryCharset.utf8
  /// The most bytes of a file before it is compressed; `nil` for one file.
  package var split: Int?
  /// How files are compressed.
  package var compression = Compression.none
  /// What the delivery is for; `nil` masks everything personal.
  package var purpose: Purpose?
  /// The earlier delivery that this one continues: its folder or manifest, or the batch it ended
  /// with; `nil` for a whole delivery.
  package var since: String?
  /// Whether cells of CSV that a spreadsheet program would take for formulas get an apostrophe.
  package var guardsFormulas = false
  /// The file of keys for hashes; `nil` for the workspace's own.
  package var keys: String?

  /// All tickets in the unified format, masked.
  package init() {}
}

extension Workspace {
  /// The file of keys, unless another is named.
  package var keyPath: String { "\(folder)/.hotline/export.keys" }

  /// Puts a new key for hashes in front of the older ones.
  ///
  /// - Parameters:
  ///   - bytes: 32 bytes from a source that nobody can guess.
  ///   - path: the file; by default the workspace's own.
  /// - Returns: the key's name.
  /// - Throws: `Unusable`: `HL6120` where the file is no ring of keys, `HL6102` where it cannot be
  ///   written.
  package func addKey(_ bytes: [UInt8], to path: String? = nil) throws -> String {
    try KeyRing.add(bytes, to: path ?? keyPath)
  }

  /// What a purpose allows, and the keys that it needs for hashes.
  ///
  /// - Throws: `Unusable`: `HL6120` where there is no key, and complaints about the sheet.
  func privacy(_ purpose: Purpose?, keys: String?) throws -> (plan: PrivacyPlan, keys: KeyRing?) {
    let plan = try privacyPlan(purpose)
    return (plan, plan.needsKey ? try KeyRing(contentsOf: keys ?? keyPath) : nil)
  }

  /// Treats tickets as a purpose says, where no batch of the ledger is known.
  ///
  /// - Throws: `Unusable`: `HL6120` where there is no key for hashes, and complaints about sheets.
  package func privacyFilter(_ purpose: Purpose?, keys: String?) throws -> PrivacyFilter {
    let (plan, keys) = try privacy(purpose, keys: keys)
    return PrivacyFilter(plan: plan, words: try scanWords(), keys: keys)
  }

  /// What the sheet of purposes says.
  ///
  /// - Throws: `Unusable` with every complaint about the sheet.
  package func privacyPlan(_ purpose: Purpose?) throws -> PrivacyPlan {
    guard let purpose else { return .masked }
    let sheet = try Sheet(contentsOf: "\(mappings)/privacy/purposes.csv", form: Self.purposesForm)
    var plan: [String: Disclosure] = [:]
    for row in sheet.rows { plan[row["field"]] = Disclosure(rawValue: row[purpose.rawValue]) }
    var named: [TicketField: Disclosure] = [:]
    for field in TicketField.allCases { named[field] = plan[field.rawValue] }
    return PrivacyPlan(
      purpose: purpose, fields: named, confidential: plan["confidential"] ?? .dropped,
      report: plan["report"] ?? .dropped, sources: plan["sources"], legacy: plan["legacy"])
  }

  /// The words by which free text is scanned.
  ///
  /// - Throws: `Unusable` with every complaint about the sheet.
  package func scanWords() throws -> ScanWords {
    let sheet = try Sheet(contentsOf: "\(mappings)/privacy/words.csv", form: Self.wordsForm)
    return ScanWords(
      sheet.rows.reduce(into: [:]) { $0[$1["kind"]] = $1.list("words") })
  }

  /// What Open311 calls each state of ours.
  ///
  /// - Throws: `Unusable` with every complaint about the sheet, and `HL6128` for each state that it
  ///   leaves out.
  func open311Statuses() throws -> [String: String] {
    let states = TicketField.statusState.codes ?? []
    let path = "\(mappings)/export/open311-status.csv"
    let sheet = try Sheet(contentsOf: path, form: Self.statusForm)
    let statuses = sheet.rows.reduce(into: [:]) { $0[$1["state"]] = $1["status"] }
    let missing = states.filter { statuses[$0] == nil }
    guard missing.isEmpty else {
      throw Unusable(
        missing.map {
          Finding(.stateUnmapped(found: $0), at: SourceLocation(file: path))
        })
    }
    return statuses
  }

  /// What `purposes.csv` looks like.
  static let purposesForm: SheetForm = {
    let disclosures = Disclosure.allCases.map(\.rawValue)
    let fields = TicketField.allCases.map(\.rawValue)
    return SheetForm(
      thing: "field",
      columns: [
        SheetColumn(
          "field", "字段", .oneOf(["confidential", "report", "sources", "legacy"] + fields))
      ]
        + zip(Purpose.allCases, ["平台", "部门", "统计", "公开"]).map {
          SheetColumn($0.rawValue, $1, .oneOf(disclosures))
        } + [SheetColumn("note", "备注", .optionalText, absent: "")], key: ["field"])
  }()

  /// What `words.csv` looks like.
  static let wordsForm = SheetForm(
    thing: "kind of words",
    columns: [
      SheetColumn("kind", "种类", .oneOf(ScanWords.kinds)), SheetColumn("words", "词", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["kind"])

  /// What `open311-status.csv` looks like.
  static let statusForm = SheetForm(
    thing: "state",
    columns: [
      SheetColumn("state", "状态", .oneOf(TicketField.statusState.codes ?? [])),
      SheetColumn("status", "Open311", .oneOf(["open", "closed"])),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["state"])
}
