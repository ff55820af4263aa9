import Findings
import HotlineModel
import LocalFiles
import MergerStore
import Tickets

/// What becomes of batches of a line that were interrupted, when files of the line are imported.
///
/// The same delivery again continues its batch, whether or not that is asked for: all files of the
/// batch come again, under the same mapping. Where it is asked for (`--resume`), the rest of the
/// delivery is enough; and a batch that cannot be continued, since the mapping was changed, say, is
/// closed with the files it has, before all files that are named come as a batch of their own:
/// tickets that the mapping still makes as before count as unchanged. Nothing else comes on top of
/// half a delivery.
struct Resumption {
  /// The batch that is continued.
  private(set) var continued: InterruptedBatch?
  /// Batches to be closed with the files they have.
  private(set) var closed: [InterruptedBatch] = []

  /// Looks for interrupted batches; the caller holds the lock.
  ///
  /// - Parameters:
  ///   - ledger: the ledger.
  ///   - line: the line that the files are of.
  ///   - mapping: the mapping and its version.
  ///   - label: what the user calls the delivery, where that was said.
  ///   - isAsked: whether the user asked for it.
  ///   - hashes: the SHA-256 of the files, which costs a reading.
  /// - Throws: `Unusable` with `HL6220` where a batch was interrupted and it is not said what
  ///   is to become of it.
  init(
    _ ledger: Ledger, line: String, mapping: String, label: String?, isAsked: Bool,
    hashes: @autoclosure () -> Set<String>
  ) throws {
    let interrupted = try ledger.interruptedBatches(ofLine: line)
    let candidate = interrupted.last {
      $0.isNewest && $0.kind == .delivery && $0.mapping == mapping
        && (label == nil || label == $0.label)
    }
    if let candidate {
      let found = isAsked ? [] : hashes()
      let holdsAll = candidate.files.allSatisfy { found.contains($0.sha256) }
      if isAsked || holdsAll { continued = candidate }
    }
    closed = interrupted.filter { $0 != continued }
    if let other = closed.first, !isAsked { throw Unusable(other) }
  }

  /// The SHA-256 of files; a path that cannot be read is reported when its turn comes.
  static func hashes(of paths: [String]) -> Set<String> {
    Set(paths.compactMap { try? Fingerprint.hex(ofFile: $0) })
  }

  /// The files of the batch that is continued.
  var taken: TakenFiles { TakenFiles(continued?.files ?? []) }

  /// As the report says it.
  var report: [ImportReport.Interrupted] {
    ((continued.map { [$0] } ?? []) + closed).map { batch in
      ImportReport.Interrupted(
        batch: batch.name, files: batch.files.map(\.name), isContinued: batch == continued)
    }
  }
}

/// Files that are in the ledger from before their batch was interrupted.
struct TakenFiles {
  private var files: [ExportFile]

  init(_ files: [ExportFile]) {
    self.files = files
  }

  /// Takes a file out of them, where it is one of them.
  ///
  /// - Parameters:
  ///   - size: its size in bytes.
  ///   - sha256: its fingerprint, which is asked for where one of them has its size.
  /// - Returns: whether it was one of them.
  mutating func remove(size: Int, sha256: () throws -> String) rethrows -> Bool {
    guard files.contains(where: { $0.size == size }) else { return false }
    let sha256 = try sha256()
    guard let place = files.firstIndex(where: { $0.sha256 == sha256 }) else { return false }
    files.remove(at: place)
    return true
  }
}

extension Unusable {
  /// Whether it is the run that must end, and not one of its files that is left out.
  ///
  /// The user stopped it, or the ledger takes nothing: what is in the ledger stays, and the same
  /// command again continues.
  var endsTheRun: Bool {
    guard let code = findings.first?.code else { return false }
    return code.rawValue.hasPrefix("HL6") && code != .booksOpen
  }
}
