package import Findings
import HotlineModel

/// A question that a person must answer before a line can be decided.
package struct PolicyQuestion: Hashable, Sendable {
  /// The code by which rules ask it: `Q_VOLUME`.
  package let code: String
  /// The question in Chinese.
  package let chinese: String
  /// The question in English.
  package let english: String
  /// Who decides.
  package let decidedBy: String
  /// Where the question stands.
  package let place: SourceLocation

  /// A question with its code.
  package init(
    code: String, chinese: String, english: String, decidedBy: String, place: SourceLocation
  ) {
    self.code = code
    self.chinese = chinese
    self.english = english
    self.decidedBy = decidedBy
    self.place = place
  }

  /// The question in a language.
  package func text(in language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
