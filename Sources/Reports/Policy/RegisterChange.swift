package import Findings

/// What a later register says of a line otherwise than an earlier one.
package struct RegisterChange: Hashable, Sendable {
  /// What changed.
  package enum Kind: String, CaseIterable, Sendable {
    /// The line is new.
    case added
    /// The line is new in the register, but was there before the notice.
    case registeredLater = "registered-later"
    /// The line is gone from the register.
    case removed
    /// It has another name.
    case renamed
    /// It has another owner.
    case owner
    /// It belongs to another division.
    case division
    /// It was merged, never set up or cancelled, and is live again.
    case revived
    /// Its life begins or ends on another day.
    case life
    /// Another fact that decisions rest on.
    case fact

    /// Whether somebody must look at it: the notice forbids new lines, and other names and uses of
    /// old ones; a number that is cancelled is not revived.
    package var isBanned: Bool {
      switch self {
      case .added, .renamed, .owner, .division, .revived: true
      case .registeredLater, .removed, .life, .fact: false
      }
    }

    /// Whether somebody must look at it: what is banned, and lines that nothing speaks of any more.
    package var needsAttention: Bool { isBanned || self == .removed }
  }

  /// The line.
  package let line: String
  /// What changed.
  package let kind: Kind
  /// The column of the register; empty where the whole line is meant.
  package let column: String
  /// What the earlier register says; empty where it says nothing.
  package let before: String
  /// What the later register says; empty where it says nothing.
  package let after: String
  /// Where: in the later register where the line is in it, else in the earlier.
  package let place: SourceLocation

  /// A change of a line.
  package init(
    line: String, kind: Kind, column: String = "", before: String = "", after: String = "",
    place: SourceLocation
  ) {
    self.line = line
    self.kind = kind
    self.column = column
    self.before = before
    self.after = after
    self.place = place
  }

  /// The clause that a change runs against: no new lines, no other names and uses of old ones.
  package static let clause = "方案三(一)3"
}
