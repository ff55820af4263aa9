package import Findings
import HotlineModel

/// A question that a person must answer before a line can be decided.
package struct PolicyQuestion: Hashable, Sendable {
  /// The code by which rules ask it: `Q_VOLUME`.
  package let code: String
  /// The question.
  package let words: Words
  /// Who decides.
  package let decidedBy: String
  /// Where the question stands.
  package let place: SourceLocation

  /// A question with its code.
  package init(
    code: String, words: Words, decidedBy: String, place: SourceLocation
  ) {
    self.code = code
    self.words = words
    self.decidedBy = decidedBy
    self.place = place
  }
}
