import Crosswalk
package import Findings
package import HotlineModel
import LocalFiles
package import Measures
package import MergerStore
import RecordReaders
package import Sheets

/// The folder in which a city's merger is worked on: settings, mappings, register and ledger.
package struct Workspace: Sendable {
  /// The folder.
  package let folder: String
  /// The city's name, as headings show it.
  package let city: String
  /// The telephone area that bare numbers belong to.
  package let home: AreaCode
  /// The day on which it was opened, which no signature is later than.
  package let today: CivilDate

  /// The register's path, from the folder.
  let registerName: String
  /// The name of the policy's folder.
  let policyName: String
  /// Where the key is kept that seals the ledger's audit trail.
  let keys: AuditKeyPlace
  private let notices = LedgerNotices()

  /// What the ledger did that the user should know of, whatever the command was.
  package var noticed: [Finding] { notices.findings }

  /// Opens the workspace in a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - keys: where the key is kept that seals the ledger's audit trail.
  ///   - today: what day it is.
  /// - Throws: `Unusable` with `HL6002` where there is none, and the complaints about its settings.
  package init(_ folder: String, keys: AuditKeyPlace = .none, today: CivilDate) throws {
    self.keys = keys
    self.today = today
    let path = "\(folder)/\(Self.settingsName)"
    guard SheetPath.exists(path) else {
      throw Unusable(.ledgerMissing(found: path), at: SourceLocation(file: path))
    }
    self.folder = folder
    let sheet = try Sheet(contentsOf: path, form: Self.form)
    var values: [String: SheetRow] = [:]
    for row in sheet.rows { values[row["setting"]] = row }
    let empty = [("city", "佛山市"), ("area", "0757")]
      .filter { (values[$0.0]?["value"] ?? "").isEmpty }
      .map { setting, example in
        Finding(
          .settingEmpty(setting: setting, example: example),
          at: values[setting]?.place(of: "value") ?? SourceLocation(file: path))
      }
    guard empty.isEmpty else { throw Unusable(empty) }
    city = values["city"]?["value"] ?? ""
    func named(_ setting: String, else usual: String) -> String {
      let text = values[setting]?["value"] ?? ""
      return text.isEmpty ? usual : text
    }
    registerName = named("register", else: "register.csv")
    policyName = named("policy", else: "foshan-2021")
    let area = values["area"]?["value"] ?? ""
    guard let home = AreaCode(area) else {
      throw Unusable(
        .sheetValueMalformed(
          found: area, expected: "the area code of the city", example: "0757"),
        at: values["area"]?.place(of: "value") ?? SourceLocation(file: path))
    }
    self.home = home
  }

  /// The nearest folder from `start` upwards that is a workspace.
  package static func folder(above start: String) -> String? {
    var folder = start
    while true {
      if SheetPath.exists("\(folder)/\(settingsName)"), Folder.exists("\(folder)/.hotline") {
        return folder
      }
      guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return nil }
      folder = String(folder[..<slash])
    }
  }

  /// Whether two paths lead to the same folder.
  package static func isSameFolder(_ path: String, _ other: String) -> Bool {
    guard let folder = FileIdentity(reachedBy: path) else { return false }
    return folder == FileIdentity(reachedBy: other)
  }

  /// The folder of everything users edit.
  package var mappings: String { "\(folder)/Mappings" }

  /// The ledger.
  package func ledger() throws -> Ledger {
    try Ledger(folder: "\(folder)/.hotline", keys: keys, notices: notices)
  }

  /// Whether there is a ledger, or something is left of one.
  package var hasLedger: Bool { Folder.exists("\(folder)/.hotline") }

  /// The register of lines.
  package func register() throws -> Register {
    try Register(contentsOf: registerPath, home: home)
  }

  /// The numbers that nothing may touch.
  package func protectedNumbers() throws -> ProtectedNumbers {
    try ProtectedNumbers(contentsOf: "\(mappings)/numbering/protected.csv")
  }

  /// The working-day calendar.
  package func calendar() throws -> WorkingCalendar {
    try WorkingCalendar(contentsOf: "\(mappings)/calendar/working-days.csv")
  }

  /// What the rates of the hotline mean.
  ///
  /// - Throws: `Unusable` with the complaints about the sheets: `HL4301`–`HL4311`, `HL2xxx`.
  package func measures() throws -> MeasureDefinitions {
    try MeasureDefinitions(
      folder: "\(mappings)/measures", calendar: calendar(),
      hash: { Fingerprint.hex(of: $0.utf8) })
  }

  /// A mapping by name.
  ///
  /// - Throws: `Unusable` with `HL2201` and the names there are, or the complaints about it.
  func mapping(_ name: String) throws -> Mapping {
    let isName = !name.contains("/") && !name.hasPrefix(".")
    guard isName, Folder.isFolder("\(mappings)/sources/\(name)") else {
      throw Unusable(
        .mappingNotFound(
          found: name, expected: Folder.names(in: "\(mappings)/sources").joined(separator: ", ")),
        at: SourceLocation(file: "\(mappings)/sources"))
    }
    return try Mapping(name, in: mappings) { Fingerprint.hex(of: Array($0.utf8)) }
  }

  /// A line of the register, by its id or number in any spelling.
  ///
  /// - Throws: `Unusable`: `HL2212` for a protected number, `HL2211` for one not registered.
  package func line(_ text: String, in register: Register) throws -> LegacyHotline {
    let place = SourceLocation(file: registerPath)
    if let number = try? HotlineNumber(parsing: text, home: home),
      try protectedNumbers().contains(number)
    {
      throw Unusable(.lineProtected(found: number.text), at: place)
    }
    guard let line = register.line(text, home: home) else {
      throw Unusable(
        .lineUnknown(
          found: text, register: registerPath,
          nearest: nearest(to: text, among: register.lines.map(\.id))), at: place)
    }
    return line
  }

  private var registerPath: String { "\(folder)/\(registerName)" }

  /// Where the policy's sheets lie.
  package var policyFolder: String { "\(mappings)/policy/\(policyName)" }

  static let settingsName = "settings.csv"
  /// What `settings.csv` looks like.
  static let form = SheetForm(
    thing: "setting",
    columns: [
      SheetColumn("setting", "设置", .oneOf(["city", "area", "register", "policy"])),
      SheetColumn("value", "值", .optionalText),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["setting"])
}
