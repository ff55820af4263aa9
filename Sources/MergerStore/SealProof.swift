import Findings
import HotlineModel
import LocalFiles

/// Holds the seals of audit entries against the ledger's key, entry by entry.
struct SealProof {
  /// Entries whose seal was checked and holds.
  private(set) var count = 0

  private let ledger: String
  private let place: SourceLocation
  private var key: AuditKey?
  private var findings: [Finding] = []
  /// Entries with a seal, those of other keys, and whether the newest one has the key's own seal.
  private var sealed = 0
  private var strange = 0
  private var firstStrange: Int64 = 0
  /// Entries of earlier keys, before one that says that the key was renewed.
  private var unchecked = 0
  /// Changes of the tables by a program that had no key at hand.
  private var unsealedMigrations: [Int64] = []
  private var isNewestSealed = false
  private var newest: Int64 = 0

  /// Begins a proof; `newestKey` names the key that sealed the newest entry.
  init(ledger: String, keys: AuditKeyPlace, newestKey: String, place: SourceLocation) {
    self.ledger = ledger
    self.place = place
    guard let path = keys.path(ofLedger: ledger) else { return }
    do {
      key = try Ledger.key(at: path, sealing: newestKey)
    } catch let unusable as Unusable {
      findings = unusable.findings
    } catch {}
  }

  mutating func add(
    _ id: Int64, hash: String, seal: String?, key name: String?, action: String?, detail: String?
  ) {
    newest = id
    isNewestSealed = false
    guard seal != "" || name != "" else {
      guard sealed > 0 else { return }
      if action == AuditTrail.migration {
        unsealedMigrations.append(id)
      } else {
        complain(id, Self.isUnsealed)
      }
      return
    }
    sealed += 1
    guard let key else { return }
    guard name == key.name else {
      if strange == 0 { firstStrange = id }
      strange += 1
      return
    }
    // From here on by another key, as a signed entry says: what was before it cannot be checked.
    if action == "seal", let detail, detail.hasPrefix(key.name + " ") {
      unchecked += strange + unsealedMigrations.count
      strange = 0
      unsealedMigrations = []
    }
    if seal == key.seal(AuditTrail.sealed(hash, of: ledger)) {
      count += 1
      isNewestSealed = true
    } else {
      complain(id, "its seal is another one")
    }
  }

  /// What was found, when all entries were added.
  mutating func end() -> [Finding] {
    for id in unsealedMigrations { complain(id, Self.isUnsealed) }
    var findings = findings
    func note(_ kind: FindingKind) { findings.append(Finding(kind, at: place)) }
    if key == nil, sealed == 0 { note(.auditUnsealed) }
    if key == nil, sealed > 0 {
      note(.sealUnchecked(reason: "\(sealed) entries are sealed, and the key is not here"))
    }
    if key != nil, newest > 0, !isNewestSealed, findings.isEmpty {
      findings.append(
        Finding(
          .sealBroken(found: "\(newest)", reason: "it is the newest one, and the key is here"),
          at: place))
    }
    if key != nil, strange > 0, isNewestSealed {
      findings.append(
        Finding(.sealBroken(found: "\(firstStrange)", reason: "its key is another one"), at: place))
    }
    if unchecked > 0 {
      note(.sealUnchecked(reason: "\(unchecked) entries are sealed with an earlier key"))
    }
    return findings
  }

  private static let isUnsealed = "it has no seal, and an earlier entry has one"

  private mutating func complain(_ id: Int64, _ reason: String) {
    findings.append(Finding(.sealBroken(found: "\(id)", reason: reason), at: place))
  }
}
