import Bytes
import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles
import MergerStore
import Reports

/// The moment of the ledger at which a delta begins: the one that an earlier delivery holds, by the
/// sequence number in its manifest, or the one at which a batch was closed.
struct DeliveryBase {
  /// The ledger's sequence number at that moment.
  let sequence: Int
  /// The batch, where one was named.
  let batch: String?

  /// The moment that a user means.
  ///
  /// - Parameters:
  ///   - text: a batch such as `B0007`, else the path of a delivery's folder or of its manifest.
  ///   - ledger: the ledger that it is a moment of.
  /// - Throws: `Unusable`: `HL6204` where there is no such batch, `HL1001` where there is no such
  ///   manifest, `HL6129` where nothing can begin there.
  init(_ text: String, in ledger: Ledger) throws {
    if SearchPattern("^[Bb][0-9]+$")?.isFound(in: text) == true {
      batch = try ledger.batch(named: text).name
      sequence = try ledger.closedSequence(ofBatch: text)
      return
    }
    let path = Folder.isFolder(text) ? "\(text)/\(DeliveryFolder.manifestName)" : text
    func unfit(_ reason: String) -> Unusable {
      Unusable(.deltaBaseUnfit(found: path, reason: reason), at: SourceLocation(file: path))
    }
    struct Manifest: Decodable {
      struct Audit: Decodable { let head: String }
      let schema: String
      let audit: Audit?
    }
    let bytes = Data(try InputFile.bytes(of: path))
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: bytes),
      manifest.schema == DeliveryManifest.schema
    else { throw unfit("it is not the manifest of a delivery of tickets") }
    guard let head = manifest.audit.flatMap({ LedgerHead($0.head) }) else {
      throw unfit("its manifest carries no sequence number; name the batch it ended with")
    }
    if let reason = try ledger.parting(from: head) { throw unfit(reason) }
    batch = nil
    sequence = head.sequence
  }
}
