import Bytes
import Findings
import HotlineModel
import LocalFiles
import MergerStore
package import Reports
import Tickets

/// Compares the recordings and attachments that tickets name with the files that were delivered;
/// nothing is moved or changed.
package struct AttachmentsRun {
  /// What is compared, and what is shown of it.
  package struct Order {
    /// The folders of the delivered files.
    package var folders: [String] = []
    /// The lines whose tickets are compared; all where none is named.
    package var lines: [String] = []
    /// The batches whose tickets are compared; all where none is named.
    package var batches: [String] = []
    /// The list that came with the files.
    package var list: String?
    /// Where the list of all references is written.
    package var manifest: String?
    /// Whether an earlier list is replaced.
    package var replacesManifest = false
    /// Whether references that are in order are among the rows.
    package var showsAll = false
    /// Who looks at names in clear; masked without.
    package var clear: ClearView?

    /// Nothing to compare yet.
    package init() {}
  }

  private let workspace: Workspace
  private let ledger: Ledger

  /// A run over a workspace's ledger.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    ledger = try workspace.ledger()
  }

  /// Compares; every ticket of the ledger is read, so that a file that a ticket of another line names
  /// is not taken for one that none names.
  ///
  /// - Throws: `Unusable`: `HL1001` where a folder or the list cannot be read, `HL6113` where the
  ///   list is none, `HL2211` no such line, `HL6204` no such batch, `HL6101` where the manifest is
  ///   there already, `HL6102` where it cannot be written, `HL6215` without name and purpose for
  ///   clear text, `HL6003` and `HL6210` where the ledger cannot be read.
  package func check(
    _ order: Order, progress: (RunProgress) -> Void = { _ in }
  ) throws -> AttachmentReport {
    let scope = try Scope(order, workspace, ledger)
    if let manifest = order.manifest, !order.replacesManifest, Folder.exists(manifest) {
      throw Unusable(.outputExists(found: manifest), at: SourceLocation(file: manifest))
    }
    if let clear = order.clear { try ledger.record(clear, of: "attachments check") }
    let files = try DeliveredFiles(order.folders) {
      progress(RunProgress(Words("looking through folders", "查看文件夹"), count: $0, .files))
    }
    var books = try AttachmentBooks(order, files)
    if let list = order.list { try compare(list, &books) }
    var moment = try ledger.moment()
    let all = moment.tickets.count
    var (done, row) = (0, TicketRow())
    while let tickets = try moment.tickets.next()?.open() {
      for index in 0..<tickets.count {
        try tickets.read(index, into: &row)
        for (field, reference) in AttachmentReference.all(in: row) {
          let verdict = books.judge.verdict(on: reference)
          if scope.holds(row) { try books.add(verdict, reference, field, of: row) }
        }
      }
      done += tickets.count
      progress(
        RunProgress(
          Words("comparing attachments", "核对附件"), count: done, .tickets,
          part: .init(done, of: all)))
    }
    return try books.finished()
  }

  private func compare(_ list: String, _ books: inout AttachmentBooks) throws {
    books.beginList()
    try AttachmentList.forEach(in: list) { entry in
      let verdict = books.judge.verdict(onListed: entry.reference, entry.expected)
      books.add(verdict, listed: entry)
    }
  }

  /// The tickets that are counted.
  private struct Scope {
    private var lines: Set<String> = []
    private var batches: Set<String> = []

    init(_ order: Order, _ workspace: Workspace, _ ledger: Ledger) throws {
      if !order.lines.isEmpty {
        let register = try workspace.register()
        lines = Set(try order.lines.map { try workspace.line($0, in: register).id })
      }
      batches = Set(try order.batches.map { try ledger.batch(named: $0).name })
    }

    func holds(_ row: TicketRow) -> Bool {
      (lines.isEmpty || lines.contains(row.string(.line)))
        && (batches.isEmpty || batches.contains(row.string(.batch)))
    }
  }
}
