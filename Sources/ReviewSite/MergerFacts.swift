import Bytes
import CallRouting
import Checklists
import Findings
import HotlineModel
import MergePolicy
import MergerRuns
import MergerStore
import Reports
import ReviewRuns
import Sheets
import Synchronization

/// What pages show of a merger, each thing gathered by its run when a page first asks for it.
///
/// Nothing in it changes: when a sheet or the ledger has changed, there are new facts.
final class MergerFacts: Sendable {
  /// A checklist with its items as they can be signed.
  struct SignedList: Sendable {
    let status: ChecklistStatus
    let items: [SignedItem]
    var checklist: Checklist { status.checklist }
  }

  /// An item, and the checklist that it is of.
  struct Item: Sendable {
    let signed: SignedItem
    let list: Checklist
    var status: ItemStatus { signed.status }
    var item: ChecklistItem { signed.status.item }
  }

  /// What lists of items are filtered by, without the item itself.
  struct ItemRow: Sendable {
    /// Where it is: the checklist, and the item in it.
    let list: Int, item: Int
    let state: ItemState
    let isLate: Bool, canBeSigned: Bool
    let owners: [String]
    /// Its id, task and line in small letters, which are searched.
    let text: String
  }

  /// Batches with what is quarantined of each.
  struct Intake: Sendable {
    let batches: [Batch]
    let quarantine: [QuarantinedRecord]
    let quarantineByName: [String: QuarantinedRecord]
  }

  let workspace: Workspace
  let reasons: ReasonWords
  /// The lines of the register by their ids.
  let linesByID: [String: LegacyHotline]
  /// The lines in the order of their numbers.
  let lines: [LegacyHotline]

  private let listsMemo = Memo<[SignedList]>()
  private let listsByCodeMemo = Memo<[String: SignedList]>()
  private let itemsMemo = Memo<[String: Item]>()
  private let numbersMemo = Memo<(entries: [NumberEntry], findings: [Finding])>()
  private let intakeMemo = Memo<Intake>()
  private let routesMemo = Memo<RouteRun>()
  private let checksMemo = Memo<[CheckReport]>()
  private let routeFindingsMemo = Memo<(table: [Finding], checks: [Finding])>()
  private let policyMemo = Memo<PolicyReport>()
  private let questionsMemo = Memo<[OpenQuestion]>()
  private let totalsMemo = Memo<ControlTotals>()
  private let signaturesMemo = Memo<[Signature]>()
  private let rowsMemo = Memo<[ItemRow]>()
  private let explanations = MemoTable<PolicyExplanation>()
  private let histories = MemoTable<(decisions: [DatedDecision], events: [DatedNumberEvent])>()
  private let pieces = MemoTable<Markup>()
  private let ownersMemo = MemoTable<[String]>()

  /// The facts of a workspace as it is now.
  ///
  /// - Throws: `Unusable` with the complaints about the register.
  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    lines = try workspace.register().lines
    linesByID = Dictionary(lines.map { ($0.id, $0) }) { first, _ in first }
    reasons = ReasonWords(workspace)
  }

  /// The checklists of all lines, and the city's behind them.
  func lists() throws -> [SignedList] {
    try listsMemo {
      try ChecklistRun(workspace).signedItems(on: workspace.today)
        .map { SignedList(status: $0.status, items: $0.items) }
    }
  }

  /// A row for each item of all checklists, in their order.
  func itemRows() throws -> [ItemRow] {
    try rowsMemo {
      try lists().enumerated().flatMap { index, list in
        list.items.enumerated().map { place, signed in
          let status = signed.status
          return ItemRow(
            list: index, item: place, state: status.state, isLate: status.isLate,
            canBeSigned: status.canBeSigned && signed.signOff.state != .signed,
            owners: status.item.owners,
            text: "\(status.item.id) \(status.item.task) \(list.checklist.name)".lowercased())
        }
      }
    }
  }

  /// What was decided of a line, and what became of its number.
  func history(
    of line: String
  ) throws -> (decisions: [DatedDecision], events: [DatedNumberEvent]) {
    try histories(line) { try NumberRun(workspace).history(of: line) }
  }

  /// A part of a page that depends on these facts and on its name alone; made once.
  func piece(_ name: String, _ make: () throws -> Markup) throws -> Markup {
    try pieces(name, make)
  }

  /// The units that are responsible for the items of a scope, each once.
  func owners(_ scope: String, _ all: () throws -> [String]) throws -> [String] {
    try ownersMemo(scope) { Set(try all()).sorted() }
  }

  /// The checklist of a line, or of the `city`; `nil` where there is none.
  func list(_ code: String) throws -> SignedList? {
    try listsByCodeMemo {
      Dictionary(try lists().map { ($0.checklist.code, $0) }) { first, _ in first }
    }[code]
  }

  /// An item by its id.
  func item(_ id: String) throws -> Item? {
    try itemsMemo {
      try lists().reduce(into: [:]) { items, list in
        for item in list.items {
          items[item.content.item] = Item(signed: item, list: list.checklist)
        }
      }
    }[id]
  }

  /// The number ledger, and what somebody should look at.
  func numbers() throws -> (entries: [NumberEntry], findings: [Finding]) {
    try numbersMemo { try NumberRun(workspace).entries() }
  }

  /// What was imported.
  func intake() throws -> Intake {
    try intakeMemo {
      let quarantine = try workspace.hasLedger ? workspace.quarantine() : []
      return Intake(
        batches: try workspace.hasLedger ? workspace.batches() : [], quarantine: quarantine,
        quarantineByName: Dictionary(quarantine.map { ($0.name, $0) }) { first, _ in first })
    }
  }

  /// The routing table.
  func routes() throws -> RouteRun { try routesMemo { try RouteRun(workspace) } }

  /// What somebody should know of the routing table, and what its checks found.
  func routeFindings() throws -> (table: [Finding], checks: [Finding]) {
    try routeFindingsMemo {
      (try routes().findings, try checks().flatMap(\.witnesses).map(\.finding))
    }
  }

  /// What every check says of the routing table.
  func checks() throws -> [CheckReport] { try checksMemo { try routes().check() } }

  /// What was proven of the policy.
  func policy() throws -> PolicyReport {
    try policyMemo { try PolicyCheckRun(workspace).report() }
  }

  /// The questions that people must answer.
  func questions() throws -> [OpenQuestion] {
    try questionsMemo { try ClassifyRun(workspace).questions() }
  }

  /// Why a line is decided as it is.
  func explanation(of line: String) throws -> PolicyExplanation {
    try explanations(line) {
      try ClassifyRun(workspace).explanations(of: [line], isThorough: true)[0]
    }
  }

  /// Tickets by line, batch, month and state.
  func totals() throws -> ControlTotals {
    try totalsMemo {
      try ReconcileRun(workspace).totals(batches: [], by: [.line, .month, .type, .status])
    }
  }

  /// Everything that was signed and withdrawn, the oldest first.
  func signatures() throws -> [Signature] {
    try signaturesMemo { try workspace.hasLedger ? workspace.ledger().signatures() : [] }
  }
}
