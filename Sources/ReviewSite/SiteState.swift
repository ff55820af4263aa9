import Findings
import HotlineModel
import LocalFiles
import MergerRuns
import MergerStore
import Reports
import ReviewRuns
import Synchronization

/// The workspace as a page sees it: users, districts, how far the ledger is, and the facts.
struct SiteState: Sendable {
  let workspace: Workspace
  let head: LedgerHead
  let accounts: [Account]
  let districts: Districts
  let facts: MergerFacts
}

/// Reads the workspace again when something in it has changed.
///
/// The ledger is asked at every request, so that everybody sees what was entered before; sheets and
/// files of evidence once a second.
final class SiteStateReader: Sendable {
  private struct Kept {
    var state: SiteState
    var files: FolderState
    var filesRead: ContinuousClock.Instant
  }

  private let folder: String
  private let keys: AuditKeyPlace
  private let kept = Mutex<Kept?>(nil)

  init(folder: String, keys: AuditKeyPlace) {
    self.folder = folder
    self.keys = keys
  }

  /// What users do without changing the merger.
  private static func isHarmless(_ action: String) -> Bool {
    action.hasPrefix("user.") || action == "show-values"
  }

  /// The state at a time.
  ///
  /// - Throws: `Unusable` with what makes workspace, register or ledger unusable.
  func state(at now: CivilInstant) throws -> SiteState {
    try kept.withLock { kept in
      let ledger = try Ledger(folder: "\(folder)/.hotline", keys: keys, notices: LedgerNotices())
      let head = try ledger.auditHead()
      let isNewDay = kept.map { $0.state.workspace.today != now.date } ?? true
      if !isNewDay, let known = kept {
        let isFresh = known.filesRead.duration(to: .now) < .seconds(1)
        let files = isFresh ? known.files : Self.files(of: folder)
        kept?.files = files
        if !isFresh { kept?.filesRead = .now }
        if files == known.files {
          if head == known.state.head { return known.state }
          let actions = try ledger.auditActions(after: known.state.head.sequence)
          let facts = known.state.facts
          if head.sequence > known.state.head.sequence, actions.allSatisfy(Self.isHarmless) {
            let state = try Self.state(known.state.workspace, ledger, head, facts)
            kept?.state = state
            return state
          }
        }
      }
      let files = Self.files(of: folder)
      let workspace = try Workspace(folder, keys: keys, today: now.date)
      let state = try Self.state(workspace, ledger, head, try MergerFacts(workspace))
      kept = Kept(state: state, files: files, filesRead: .now)
      return state
    }
  }

  private static func state(
    _ workspace: Workspace, _ ledger: Ledger, _ head: LedgerHead, _ facts: MergerFacts
  ) throws -> SiteState {
    SiteState(
      workspace: workspace, head: head, accounts: try ledger.accounts(),
      districts: try Districts(workspace), facts: facts)
  }

  /// All that users edit, and the files of evidence.
  private static func files(of folder: String) -> FolderState {
    let names = Folder.names(in: folder).filter { $0.hasSuffix(".csv") || $0.hasSuffix(".xlsx") }
    return FolderState(
      of: ["\(folder)/Mappings", EvidenceFolder(ofWorkspace: folder).path]
        + names.map { "\(folder)/\($0)" })
  }
}
