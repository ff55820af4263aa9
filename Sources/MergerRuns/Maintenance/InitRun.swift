import Bytes
import Findings
package import HotlineModel
import LocalFiles
import MergerStore
import Sheets

/// Makes a workspace.
package struct InitRun {
  /// Where it is made.
  package let folder: String
  /// The mappings it begins with.
  package let mappings: String

  /// A workspace to be made.
  package init(folder: String, mappings: String) {
    self.folder = folder
    self.mappings = mappings
  }

  /// Makes settings, mappings, an empty register, a ledger, and the key that seals its audit trail;
  /// touches nothing that is there.
  ///
  /// - Parameter keys: where the key is to be kept.
  /// - Returns: the key's file; `nil` where none could be made, and nothing is sealed.
  /// - Throws: `Unusable` with `HL6101` where a workspace is there already.
  @discardableResult
  package func run(keys: AuditKeyPlace = .none) throws -> String? {
    let settings = "\(folder)/\(Workspace.settingsName)"
    guard !Folder.exists(settings) else {
      throw Unusable(.outputExists(found: settings), at: SourceLocation(file: settings))
    }
    try Folder.make(folder)
    try Folder.copy(mappings, to: "\(folder)/Mappings")
    try write(CSVForm().row(Register.form.columns.map(\.name)), to: "register.csv")
    try Folder.makePrivate("\(folder)/.hotline")
    let key = try Ledger(folder: "\(folder)/.hotline", keys: keys).makeKey()
    // Last: what has settings is a whole workspace; an init that ended before can be done again.
    try write(Self.settings, to: Workspace.settingsName)
    return key
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

  private func write(_ text: String, to name: String) throws {
    let path = "\(folder)/\(name)"
    guard !Folder.exists(path) else { return }
    try OutputFile.write(text, to: path)
  }

  private static let settings = """
    setting,value,note
    city,示例市,shown in headings
    area,0757,the telephone area that bare numbers belong to
    register,register.csv,the lines to be merged
    policy,foshan-2021,a folder in Mappings/policy

    """
}
