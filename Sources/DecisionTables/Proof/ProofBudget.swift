/// What a proof may use before it is given up.
///
/// The states are counted, so that a proof ends alike on every machine; time and memory only stop
/// what is still too slow or too large for the machine.
package struct ProofBudget: Sendable {
  /// The budget is spent.
  struct Spent: Error {}

  /// How many states may be looked at.
  package let states: Int
  /// How many words of four bytes nodes and states may take, the room for growing not counted.
  let words: Int
  /// How long it may take.
  let time: Duration

  /// A budget of some states; the usual limits of memory and time.
  package init(
    states: Int = ProofBudget.states, words: Int = 80_000_000, time: Duration = .seconds(55)
  ) {
    self.states = states
    self.words = words
    self.time = time
  }

  /// How many states are usually looked at before a graph is given up as too hard.
  package static let states = 30_000_000
}

/// What a proof has used so far.
struct ProofUsage: Sendable {
  private let budget: ProofBudget
  private let start = ContinuousClock.now
  /// How many states were looked at.
  private(set) var states = 0

  init(_ budget: ProofBudget) { self.budget = budget }

  mutating func noteState(holding words: Int) throws(ProofBudget.Spent) {
    states += 1
    guard states <= budget.states, words <= budget.words else { throw ProofBudget.Spent() }
    // The clock is only looked at now and then.
    guard states & 0xFF == 0 else { return }
    guard ContinuousClock.now - start < budget.time else { throw ProofBudget.Spent() }
  }
}
