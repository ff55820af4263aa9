package import Findings

/// An entry of the journal of cut-overs: what was done to a switch, or was about to be done.
package struct CutoverEntry: Hashable, Sendable {
  /// What was done.
  package enum Step: String, CaseIterable, Sendable {
    /// A plan was made.
    case planned
    /// A generation that is not live is about to be loaded.
    case applying
    /// It is loaded, was read back and asked.
    case applied
    /// It is about to be made live.
    case flipping
    /// It is live.
    case flipped
    /// The generation before is about to be made live again.
    case returning
    /// The generation before is live again.
    case returned

    /// Whether it says that a step was begun, which another entry ends.
    package var isBegun: Bool {
      switch self {
      case .applying, .flipping, .returning: true
      case .planned, .applied, .flipped, .returned: false
      }
    }

    /// The step as people read it.
    package var words: Words {
      switch self {
      case .planned: Words("planned", "已制定方案")
      case .applying: Words("being loaded", "装载中")
      case .applied: Words("loaded", "已装载")
      case .flipping: Words("going live", "切换中")
      case .flipped: Words("live", "已切换")
      case .returning: Words("rolling back", "回退中")
      case .returned: Words("rolled back", "已回退")
      }
    }
  }

  /// The switch, as `switches.csv` calls it.
  package let target: String
  /// What was done.
  package var step: Step
  /// The SHA-256 of the plan.
  package let plan: String
  /// The generation that is loaded or made live: `a` or `b`.
  package let generation: String
  /// Which table it is: its snapshot.
  package let table: String
  /// The SHA-256 of the generation on the switch: rows and addresses; empty before it is loaded.
  package var content = ""
  /// The SHA-256 of the other generation; empty where it was not read.
  package var other = ""
  /// The lines whose calls change, by their ids.
  package var lines: [String] = []
  /// The reason; empty where none was needed.
  package var because = ""
  /// The document that allows it; empty where none was needed.
  package var document = ""
  /// Who did it: the account.
  package let who: String

  /// An entry without what only some entries have.
  package init(
    target: String, step: Step, plan: String, generation: String, table: String, who: String
  ) {
    (self.target, self.step, self.plan) = (target, step, plan)
    (self.generation, self.table, self.who) = (generation, table, who)
  }
}

/// An entry of the journal with its number and the time at which it was entered.
package struct DatedCutoverEntry: Hashable, Sendable {
  /// Its number in the journal.
  package let number: Int64
  /// What was done.
  package let entry: CutoverEntry
  /// When it was entered, RFC 3339.
  package let at: String

  /// An entry with its number and time.
  package init(number: Int64, entry: CutoverEntry, at: String) {
    (self.number, self.entry, self.at) = (number, entry, at)
  }
}
