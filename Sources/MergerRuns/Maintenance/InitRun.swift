package import Findings
package import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders

/// Makes a workspace.
package struct InitRun {
  /// Where it is made.
  package let folder: String
  /// The mappings it begins with.
  package let mappings: String
  private let city: String
  private let area: String
  private let sheets: WorkspaceSheets

  /// A workspace to be made.
  ///
  /// - Parameters:
  ///   - folder: where.
  ///   - mappings: the mappings it begins with.
  ///   - city: the city's name; empty where the user is to fill it in.
  ///   - area: the city's telephone area; empty where the user is to fill it in.
  ///   - language: that of headers and notes.
  package init(
    folder: String, mappings: String, city: String = "", area: String = "",
    language: Language = .english
  ) {
    self.folder = folder
    self.mappings = mappings
    self.city = city
    self.area = area
    sheets = WorkspaceSheets(language: language)
  }

  /// Makes settings, mappings, empty sheets of lines and routes, a ledger, and the key that seals its
  /// audit trail; touches nothing that is there.
  ///
  /// - Parameter keys: where the key is to be kept.
  /// - Returns: the key's file; `nil` where none could be made, and nothing is sealed.
  /// - Throws: `Unusable`: `HL6101` where a workspace is there already, `HL6102` where the folder or
  ///   that of the key takes no file.
  @discardableResult
  package func run(keys: AuditKeyPlace = .none) throws -> String? {
    let settings = "\(folder)/\(Workspace.settingsName)"
    guard !SheetPath.exists(settings) else {
      throw Unusable(.outputExists(found: settings), at: SourceLocation(file: settings))
    }
    try Folder.make(folder)
    _ = try addMissing()
    try Folder.makePrivate("\(folder)/.hotline")
    let key = try Ledger(folder: "\(folder)/.hotline", keys: keys).makeKey()
    // Last: what has settings is a whole workspace; an init that ended before can be done again.
    try OutputFile.write(sheets.settings(city: city, area: area), to: settings)
    return key
  }

  /// Adds the sheets that are missing in a workspace; touches nothing that is there.
  ///
  /// - Returns: their paths.
  /// - Throws: `Unusable` with `HL6102` where the folder takes no file.
  package func addMissing() throws -> [String] {
    var added = try copy(from: mappings, path: "")
    try Folder.make("\(folder)/Mappings/routing")
    for sheet in sheets.routing {
      added += try write(sheet.text, to: "Mappings/routing/\(sheet.name)")
    }
    return added + (try write(sheets.register, to: "register.csv"))
  }

  /// Copies a folder of shipped mappings; `path` is where it is below them.
  private func copy(from source: String, path: String) throws -> [String] {
    let target = "\(folder)/Mappings\(path.isEmpty ? "" : "/")\(path)"
    try Folder.make(target)
    var added: [String] = []
    for name in Folder.names(in: source) {
      let below = path.isEmpty ? name : "\(path)/\(name)"
      if Folder.isFolder("\(source)/\(name)") {
        added += try copy(from: "\(source)/\(name)", path: below)
      } else if !SheetPath.exists("\(target)/\(name)") {
        var file = try OutputFile("\(target)/\(name)")
        try file.write(sheets.shipped(InputFile.bytes(of: "\(source)/\(name)"), path: below))
        _ = try file.commit()
        added.append("\(target)/\(name)")
      }
    }
    return added
  }

  /// The mappings that came with the program: in a folder above it, or in `share/hotline`.
  package static func shippedMappings(beside program: String) throws -> String {
    var folder = program
    while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      folder = String(folder[..<slash])
      for candidate in ["\(folder)/share/hotline/Mappings", "\(folder)/Mappings"]
      where Folder.isFolder("\(candidate)/policy") {
        return candidate
      }
    }
    throw Unusable(
      .fileUnreadable(reason: "no Mappings folder beside the program; name one with --mappings"),
      at: SourceLocation(file: program))
  }

  private func write(_ text: String, to name: String) throws -> [String] {
    let path = "\(folder)/\(name)"
    guard !SheetPath.exists(path) else { return [] }
    try OutputFile.write(text, to: path)
    return [path]
  }
}
