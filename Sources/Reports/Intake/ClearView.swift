package import HotlineModel

/// Who looks at personal data in clear, and what for; written to the audit trail before anything
/// is shown.
package struct ClearView: Hashable, Sendable {
  /// Who looks.
  package let signer: String
  /// What for.
  package let purpose: String
  /// When.
  package let at: CivilInstant

  /// A look at personal data.
  package init(signer: String, purpose: String, at: CivilInstant) {
    self.signer = signer
    self.purpose = purpose
    self.at = at
  }
}
