import HotlineModel
import LocalFiles
import MergerRuns
import Tickets

@testable import MergerStore

/// A version of a ticket as the segments and the lists of retired tickets say it, without the key
/// files.
struct StoredVersion: Hashable {
  let line: String
  let number: String
  let batch: Int
  let isCurrent: Bool
  /// The hash of its content, in hexadecimal digits.
  let content: String
}

/// All versions that a workspace's ledger holds, in the order in which they came.
func storedVersions(of workspace: Workspace) throws -> [StoredVersion] {
  let ledger = try Ledger(folder: workspace.folder + "/.hotline")
  let (segments, lists) = try ledger.read([]) { db in
    (try SegmentRow.all(db), try RetiredList.all(db))
  }
  var versions: [StoredVersion] = []
  for segment in segments {
    let reader = try SegmentReader(segment, in: ledger.folder)
    let retired = lists.filter { $0.of == segment.file }
    for ordinal in 0..<reader.directory.tickets {
      let own = retired.filter { $0.ordinals.contains(ordinal) }
      if own.contains(where: \.isOfOneBatch) { continue }
      let ticket = try reader.ticket(ordinal).ticket
      versions.append(
        StoredVersion(
          line: ticket.line, number: ticket.legacyNumber,
          batch: try Ledger.batchID(segment.batch), isCurrent: own.isEmpty,
          content: Fingerprint.hex(ticket.contentHash.bytes)))
    }
  }
  return versions
}
