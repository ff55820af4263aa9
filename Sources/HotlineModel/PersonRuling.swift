/// What a person has ruled of one line, beside what the rules say.
///
/// Source: 佛山市方案 2021-10-09 四(一): major and difficult matters are settled by people.
package struct PersonRuling: Hashable, Sendable {
  /// The line.
  package let line: String
  /// How it is merged.
  package let mode: MergeMode
  /// What becomes of the number; `nil` as the rules say for the mode.
  package let number: NumberDisposition?
  /// What becomes of the desks; `nil` as the rules say for the mode.
  package let seats: SeatsDisposition?
  /// How calls go; `nil` as the rules say for the mode.
  package let callPath: CallPath?
  /// Why.
  package let because: String
  /// The document that says so.
  package let document: String
  /// Who ruled.
  package let who: String

  /// What a person has ruled of one line.
  package init(
    line: String, mode: MergeMode, number: NumberDisposition? = nil,
    seats: SeatsDisposition? = nil, callPath: CallPath? = nil, because: String, document: String,
    who: String
  ) {
    self.line = line
    self.mode = mode
    self.number = number
    self.seats = seats
    self.callPath = callPath
    self.because = because
    self.document = document
    self.who = who
  }
}
