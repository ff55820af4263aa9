/// Where the keys are kept that seal the audit trails of ledgers: outside the workspaces.
package enum AuditKeyPlace: Hashable, Sendable {
  /// Nowhere: nothing is sealed.
  case none
  /// In one file, whatever the ledger.
  case file(String)
  /// In a folder, each under the name of its ledger.
  case folder(String)

  /// The file or folder; `nil` where keys are kept nowhere.
  package var path: String? {
    switch self {
    case .none: nil
    case .file(let path), .folder(let path): path
    }
  }

  /// The file of a ledger's key; `nil` where keys are kept nowhere.
  package func path(ofLedger id: String) -> String? {
    switch self {
    case .none: nil
    case .file(let path): path
    case .folder(let folder): "\(folder)/\(id).key"
    }
  }
}
