extension FindingCode {
  /// Whether it says that nobody stands for what the sheets say, and nothing against the sheets.
  ///
  /// Such findings keep a policy from deciding anything; it can still be looked at, proven, compared
  /// and signed.
  package var isAboutSignatures: Bool { Self.aboutSignatures.contains(self) }

  private static let aboutSignatures: Set<FindingCode> = [
    .parameterUnsigned, .policyUnsigned, .sheetUnsigned, .sheetChangedSinceSigned,
    .signatureWithoutSheet, .signedInFuture, .signedBeforeNotice, .signatureWithoutDocument,
  ]
}

extension [Finding] {
  /// The errors that are not only about signatures: what keeps a policy from being signed, and from
  /// being looked at as if it were.
  package var refusals: [Finding] {
    filter { $0.severity == .error && !$0.code.isAboutSignatures }
  }
}
