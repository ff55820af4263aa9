package import HotlineModel

/// What a person has signed, or withdrawn: an entry that is never rewritten.
package struct Signature: Hashable, Sendable {
  /// Whether it was signed or withdrawn.
  package enum Kind: String, CaseIterable, Sendable {
    case sign, withdraw
  }

  /// Its number in the ledger; 0 before it is entered.
  package let id: Int64
  /// What was signed: `item 12329-08`.
  package let subject: String
  /// The SHA-256 of `text`, as 64 hexadecimal digits.
  package let content: String
  /// The content that was signed, as `ItemContent` writes it.
  package let text: String
  /// Whether it was signed or withdrawn.
  package let kind: Kind
  /// The role in which the person signed.
  package let role: UserRole
  /// The account.
  package let account: String
  /// The person's name at the time.
  package let person: String
  /// The person's unit at the time.
  package let unit: String
  /// Why; empty where nobody gave a reason.
  package let because: String
  /// When, as RFC 3339.
  package let at: String

  /// What a person has signed, or withdrawn.
  package init(
    id: Int64 = 0, subject: String, content: String, text: String, kind: Kind, role: UserRole,
    account: String, person: String, unit: String, because: String, at: String
  ) {
    self.id = id
    self.subject = subject
    self.content = content
    self.text = text
    self.kind = kind
    self.role = role
    self.account = account
    self.person = person
    self.unit = unit
    self.because = because
    self.at = at
  }

  /// The subject of an item of a checklist.
  package static func subject(ofItem id: String) -> String { "item \(id)" }

  /// Whether both are of one person: of one account, or of one name in one unit.
  package func isSamePerson(as other: Signature) -> Bool {
    account == other.account || person == other.person && unit == other.unit
  }
}
