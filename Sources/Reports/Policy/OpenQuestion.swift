package import HotlineModel

/// A question with the lines that cannot be decided before it is answered.
package struct OpenQuestion: Hashable, Sendable {
  /// What is asked, and of whom.
  package let question: PolicyQuestion
  /// The lines that wait, in the order of their numbers.
  package let lines: [LegacyHotline]

  /// A question with the lines that wait for its answer.
  package init(question: PolicyQuestion, lines: [LegacyHotline]) {
    self.question = question
    self.lines = lines
  }
}
