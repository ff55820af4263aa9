package import Findings

/// One entry of the cutover calendar (割接日历): what begins or ends at an instant.
package struct CutoverEvent: Hashable, Sendable {
  /// What happens.
  package enum Kind: Hashable, Sendable {
    /// A stage of a number begins.
    case begins(RoutePhase.Kind)
    /// Nothing may change from here on.
    case freezeBegins
    /// Changes are allowed again.
    case freezeEnds

    /// What sheets and JSON call it.
    package var rawValue: String {
      switch self {
      case .begins(let stage): stage.rawValue
      case .freezeBegins: "freeze-begins"
      case .freezeEnds: "freeze-ends"
      }
    }

    /// The words in both languages.
    package var words: Words {
      switch self {
      case .begins(let stage): stage.words
      case .freezeBegins: Words("freeze begins", "封网开始")
      case .freezeEnds: Words("freeze ends", "封网结束")
      }
    }
  }

  /// When.
  package let at: CivilInstant
  /// What happens.
  package let kind: Kind
  /// The number; empty for a freeze.
  package let number: String
  /// The line, as the register calls it; empty for a freeze.
  package let line: String
  /// The line's name, or why nothing may change.
  package let name: String
  /// Whether a stage begins while nothing may change.
  package let isInFreeze: Bool

  /// One entry of the calendar.
  package init(
    at: CivilInstant, kind: Kind, number: String = "", line: String = "", name: String,
    isInFreeze: Bool = false
  ) {
    self.at = at
    self.kind = kind
    self.number = number
    self.line = line
    self.name = name
    self.isInFreeze = isInFreeze
  }
}
