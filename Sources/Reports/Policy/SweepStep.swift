package import HotlineModel

/// What becomes of the register with one value of a parameter: a row of what `policy sweep` prints.
package struct SweepStep: Hashable, Sendable {
  /// The value.
  package let value: String
  /// How many lines there are of each mode.
  package let modes: [MergeMode: Int]
  /// The lines that are decided otherwise than with the value as it stands.
  package let changed: [String]

  /// What becomes of the register with one value.
  package init(value: String, modes: [MergeMode: Int], changed: [String]) {
    self.value = value
    self.modes = modes
    self.changed = changed
  }
}
