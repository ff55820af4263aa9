package import Findings
import HotlineModel

/// What a real switch did with the calls of a probe.
package struct ProbeReport: Hashable, Sendable {
  /// The calls that were to be made.
  package let planned: Int
  /// The calls that landed where the model says.
  package let landed: Int
  /// Different numbers as dialled and instants among them.
  package let distinct: Int
  /// The calls that landed elsewhere or nowhere.
  package let misrouted: [Finding]

  /// What a real switch did.
  package init(planned: Int, landed: Int, distinct: Int, misrouted: [Finding]) {
    self.planned = planned
    self.landed = landed
    self.distinct = distinct
    self.misrouted = misrouted
  }
}
