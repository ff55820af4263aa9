package import HotlineModel

/// How many calls a switch has sent where, and how many it has refused, since it was started.
package struct CallCounts: Hashable, Sendable {
  /// Calls by what was dialled and the number of the set in the sheet that they were sent to.
  package private(set) var landings: [Landing: Int] = [:]
  /// Calls by the code with which the switch refused them.
  package private(set) var refusals: [Int: Int] = [:]
  /// All calls that it took.
  package private(set) var calls = 0

  /// Where calls to a form went.
  package struct Landing: Hashable, Sendable {
    /// The form that was looked up.
    package let dialled: String
    /// The set's number in the sheet.
    package let set: Int
  }

  /// No calls.
  package init() {}

  /// Reads the script's counters: `call`, `set|GENERATION|DIALLED|SET`, `reply|CODE`.
  ///
  /// - Parameters:
  ///   - counters: the counters.
  ///   - generation: the generation whose landings count.
  init(_ counters: [String: Int], of generation: Generation) {
    for (key, count) in counters {
      let parts = key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      switch (parts[0], parts.count) {
      case ("call", 1): calls += count
      case ("reply", 2): if let code = Int(parts[1]) { refusals[code] = count }
      case ("set", 4) where parts[1] == generation.rawValue:
        if let set = Int(parts[3]) { landings[Landing(dialled: parts[2], set: set)] = count }
      case (_, _): continue
      }
    }
  }

  /// What was counted since an earlier count; a switch that was restarted since has counted anew.
  package func since(_ earlier: CallCounts) -> CallCounts {
    guard calls >= earlier.calls else { return self }
    var counts = CallCounts()
    counts.calls = calls - earlier.calls
    counts.landings = landings.merging(earlier.landings, uniquingKeysWith: -)
      .filter { landings[$0.key] != nil && $0.value > 0 }
    counts.refusals = refusals.merging(earlier.refusals, uniquingKeysWith: -)
      .filter { refusals[$0.key] != nil && $0.value > 0 }
    return counts
  }
}

extension KamailioSwitch {
  /// What the switch has counted of the calls of a generation.
  package func callCounts(of generation: Generation) throws -> CallCounts {
    CallCounts(try control.counters(), of: generation)
  }
}
