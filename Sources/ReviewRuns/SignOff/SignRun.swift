package import Checklists
import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
package import Reports
import Sheets

/// An item with its content as it is, and how far it is with its signatures.
package struct SignedItem: Sendable {
  /// What is signed.
  package let content: ItemContent
  /// The SHA-256 of the content's text.
  package let hash: String
  /// How far it is with its signatures.
  package let signOff: SignOff
  /// How far it was with everything else when it was looked at, before it was signed.
  package let status: ItemStatus

  init(_ content: ItemContent, _ status: ItemStatus, _ signatures: [Signature]) {
    self.content = content
    self.status = status
    hash = Fingerprint.hex(of: content.text.utf8)
    signOff = SignOff(item: content.item, content: hash, signatures: signatures)
  }
}

/// Signs items of checklists, and withdraws signatures.
package struct SignRun {
  private let workspace: Workspace
  private let actor: Actor

  /// A run over a workspace, by whoever runs the command.
  package init(_ workspace: Workspace, by actor: Actor) {
    self.workspace = workspace
    self.actor = actor
  }

  /// How far items are, in the order of the checklists.
  ///
  /// - Parameter items: their ids; `all` for all there are.
  /// - Returns: the items, each once.
  /// - Throws: `Unusable`: `HL4215` for an item that does not exist, and the complaints about policy,
  ///   routing sheets and templates.
  package func status(of items: [String]) throws -> [SignedItem] {
    let signatures = workspace.hasLedger ? try workspace.ledger().signatures() : []
    return try status(of: items, signatures)
  }

  private func status(of items: [String], _ signatures: [Signature]) throws -> [SignedItem] {
    signed(try judged(items), signatures)
  }

  private func signed(
    _ items: [(content: ItemContent, status: ItemStatus)], _ signatures: [Signature]
  ) -> [SignedItem] {
    let bySubject = Dictionary(grouping: signatures, by: \.subject)
    return items.map { content, status in
      SignedItem(content, status, bySubject[Signature.subject(ofItem: content.item)] ?? [])
    }
  }

  /// Items as they are.
  private func judged(
    _ items: [String]
  ) throws -> [(content: ItemContent, status: ItemStatus)] {
    let all = try ChecklistRun(workspace).items(on: actor.clock().date)
    if items == ["all"] { return all }
    let names = all.map(\.content.item)
    let unknown = items.filter { !names.contains($0) }
    guard unknown.isEmpty else {
      throw Unusable(
        unknown.map { item in
          Finding(
            .signedItemUnknown(found: item, nearest: nearest(to: item, among: names)),
            at: SourceLocation(file: item))
        })
    }
    return all.filter { items.contains($0.content.item) }
  }

  /// Signs items, all of them or none; only those where nothing but a signature is missing.
  ///
  /// - Parameters:
  ///   - items: their ids.
  ///   - role: the role in which the person signs.
  ///   - because: a remark; may be empty.
  ///   - passwords: where the password comes from.
  ///   - show: shows what is signed, before the password is asked for.
  /// - Returns: the items as they are afterwards.
  /// - Throws: `Unusable`: `HL4215` to `HL4219`, `HL4221` and `HL4223` where they cannot be signed; and
  ///   what `Authentication` throws.
  package func sign(
    _ items: [String], as role: UserRole, because: String, passwords: PasswordSource,
    show: ([SignedItem]) -> Void
  ) throws -> [SignedItem] {
    let ledger = try workspace.ledger()
    let check = Authentication(ledger: ledger, actor: actor)
    let user = try check.user(for: .sign, in: [role], at: actor.clock())
    let known = try ledger.signatures()
    let shown = try status(of: items, known)
    func signatures(_ status: [SignedItem], of user: Account) -> [Signature] {
      status.map { item in
        Signature(
          subject: Signature.subject(ofItem: item.content.item), content: item.hash,
          text: item.content.text, kind: .sign, role: role, account: user.name,
          person: user.person, unit: user.unit, because: because, at: "")
      }
    }
    let refused = zip(shown, signatures(shown, of: user)).flatMap { item, new in
      if let refusal = item.signOff.refusal(of: new) {
        return [Finding(refusal, of: item.content.item, as: role)]
      }
      return item.status.canBeSigned ? [] : item.notReady
    }
    guard refused.isEmpty else { throw Unusable(refused) }
    show(shown)
    let password = try passwords.password(check.question)
    let lock = try ledger.lock(trying: UserRun.attempts)
    let now = actor.clock()
    let signer = try check.user(for: .sign, in: [role], at: now)
    try check.prove(password, of: signer, at: now)
    // An item may also have come to wait for another one, which its content does not name.
    let found = try judged(items)
    let changed = zip(found, shown).filter {
      $0.content != $1.content || $0.status.unsigned != $1.status.unsigned
    }
    guard changed.isEmpty else {
      throw Unusable(
        changed.map { _, item in
          let name = item.content.item
          return Finding(.signedContentChanged(item: name), at: SourceLocation(file: name))
        })
    }
    try enter(signatures(shown, of: signer), after: known, ledger, at: now)
    _ = consume lock
    return signed(found, try ledger.signatures())
  }

  /// Withdraws what the account that runs the command has signed of items, all of it or nothing.
  ///
  /// - Returns: the withdrawals.
  /// - Throws: `Unusable`: `HL4220` where it has signed none of an item; and what `sign` throws.
  package func withdraw(
    _ items: [String], because: String, passwords: PasswordSource, show: ([Signature]) -> Void
  ) throws -> [Signature] {
    let ledger = try workspace.ledger()
    let check = Authentication(ledger: ledger, actor: actor)
    _ = try check.user(for: .sign, in: UserAction.look.roles, at: actor.clock())
    let known = try ledger.signatures()
    let own = try items.map { item in
      let all = known.filter { $0.subject == Signature.subject(ofItem: item) }
      let standing = SignOff(item: item, content: "", signatures: all).standing
      guard let signature = standing.last(where: { $0.account == actor.account }) else {
        throw Unusable(.signatureMissing(account: actor.account, item: item), at: item)
      }
      return signature
    }
    show(own)
    let password = try passwords.password(check.question)
    let lock = try ledger.lock(trying: UserRun.attempts)
    let now = actor.clock()
    let user = try check.user(for: .sign, in: UserAction.look.roles, at: now)
    try check.prove(password, of: user, at: now)
    let withdrawals = own.map { signed in
      Signature(
        subject: signed.subject, content: signed.content, text: signed.text, kind: .withdraw,
        role: signed.role, account: user.name, person: user.person, unit: user.unit,
        because: because, at: now.rfc3339)
    }
    try enter(withdrawals, after: known, ledger, at: now)
    _ = consume lock
    return withdrawals
  }

  /// Enters signatures; where somebody was faster, nothing is entered and they are named.
  private func enter(
    _ new: [Signature], after known: [Signature], _ ledger: Ledger, at now: CivilInstant
  ) throws {
    let others = try ledger.sign(new, after: known.last?.id ?? 0, at: now)
    guard others.isEmpty else {
      throw Unusable(
        others.map { other in
          Finding(
            .signedMeanwhile(
              item: other.item, person: other.person, role: other.role.rawValue, at: other.time),
            at: SourceLocation(file: other.item))
        })
    }
  }
}

extension SignedItem {
  /// Why it cannot be signed before something else is done.
  fileprivate var notReady: [Finding] {
    status.missing.map { reason in
      Finding(
        .signingItemNotReady(
          item: content.item, state: status.unsigned.rawValue, reason: reason),
        at: SourceLocation(file: content.item))
    }
  }

  /// What has changed since it was signed; none where no signature is of another content.
  package var changes: [ItemContent.Change] {
    guard let signed = signOff.standing.last(where: { $0.content != hash }) else { return [] }
    return content.differences(from: signed.text)
  }
}

extension Signature {
  /// The item that it is of.
  var item: String { String(subject.dropFirst("item ".count)) }
  /// When it was entered, as people read it.
  var time: String { CivilInstant(at)?.description ?? at }
}

extension Finding {
  /// Why an item cannot be signed in a role.
  fileprivate init(_ refusal: SignOff.Refusal, of item: String, as role: UserRole) {
    let kind: FindingKind =
      switch refusal {
      case .role(let expected):
        .signingRoleOther(
          item: item, found: role.rawValue, expected: UserRole.list(of: expected))
      case .samePerson(let other):
        .signingSamePerson(item: item, person: other.person, found: other.role.rawValue)
      case .signed(let other):
        .signedAlready(
          item: item, person: other.person, role: other.role.rawValue, at: other.time)
      }
    self.init(kind, at: SourceLocation(file: item))
  }
}
