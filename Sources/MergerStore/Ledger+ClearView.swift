import Findings
import GRDB
import HotlineModel
package import Reports

extension Ledger {
  /// Writes down that somebody looks at personal data in clear; to be called before it is shown.
  ///
  /// - Parameters:
  ///   - view: who looks, what for and when.
  ///   - subject: what is looked at: `quarantine show Q000184`.
  /// - Throws: `Unusable` with `HL6215` without a name or a purpose.
  package func record(_ view: ClearView, of subject: String) throws {
    let isBlank: (String) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    guard !isBlank(view.signer), !isBlank(view.purpose) else {
      throw Unusable(
        .purposeMissing(expected: isBlank(view.purpose) ? "--because" : "--by"),
        at: SourceLocation(file: subject))
    }
    try write(at: view.at) { _, trail in
      _ = trail.note("show-values", "\(subject) by \(view.signer): \(view.purpose)")
    }
  }
}
