package import HotlineModel

/// A legal change of a number's status, and what it needs.
package struct NumberTransition: Hashable, Sendable {
  /// Which channels have to have carried the announcement, with a proof.
  package enum Proof: Hashable, Sendable {
    case none
    /// At least one channel that makes the number known.
    case oneChannel
    /// Every channel that was named.
    case allChannels
  }

  /// The status before.
  package let from: NumberStatus
  /// The status from then on.
  package let to: NumberStatus
  /// Whether a document has to be named.
  package var needsDocument = true
  /// Which announcements have to be proven.
  package var proof = Proof.none
  /// Whether the announcement window after the forwarding must be over.
  package var needsWindow = false
  /// Whether it takes a change back or puts an entry right: a reason has to be given.
  package var isCorrection = false

  /// The change between two statuses; `nil` where it is not legal.
  package static func between(_ from: NumberStatus, _ to: NumberStatus) -> NumberTransition? {
    all.first { $0.from == from && $0.to == to }
  }

  /// The changes from a status on, forward ones first.
  package static func from(_ status: NumberStatus) -> [NumberTransition] {
    all.filter { $0.from == status }
  }

  /// Every legal change; what is not here is refused.
  ///
  /// Source: 国办函〔2025〕66号 (announced through the original channels before a number is changed or
  /// stopped); 佛山市方案 2021-10-09 三(一)3; cities that kept lines as office telephones.
  package static let all: [NumberTransition] = [
    NumberTransition(from: .inUse, to: .announced, proof: .oneChannel),
    NumberTransition(from: .announced, to: .forwarded),
    NumberTransition(from: .forwarded, to: .stopped),
    givenUp(from: .forwarded, to: .officePhone), givenUp(from: .forwarded, to: .cancelled),
    givenUp(from: .stopped, to: .officePhone), givenUp(from: .stopped, to: .cancelled),
    givenUp(from: .officePhone, to: .cancelled),
    // Merged before the ledger began, and found to be forwarded still.
    NumberTransition(from: .alreadyMerged, to: .forwarded),
    // What was found out about a line that the register holds for live.
    NumberTransition(from: .inUse, to: .notOpened),
    NumberTransition(from: .inUse, to: .alreadyMerged),
    correction(from: .announced, to: .inUse),
    correction(from: .forwarded, to: .announced), correction(from: .forwarded, to: .inUse),
    correction(from: .stopped, to: .forwarded), correction(from: .stopped, to: .announced),
    correction(from: .stopped, to: .inUse),
    correction(from: .officePhone, to: .stopped), correction(from: .officePhone, to: .forwarded),
    correction(from: .notOpened, to: .inUse), correction(from: .notOpened, to: .alreadyMerged),
    correction(from: .alreadyMerged, to: .inUse), correction(from: .alreadyMerged, to: .notOpened),
    // Entered as cancelled by mistake; from there it can only be given up again.
    correction(from: .cancelled, to: .stopped, needsDocument: true),
    correction(from: .cancelled, to: .officePhone, needsDocument: true),
  ]

  private static func givenUp(from: NumberStatus, to: NumberStatus) -> NumberTransition {
    NumberTransition(from: from, to: to, proof: .allChannels, needsWindow: true)
  }

  private static func correction(
    from: NumberStatus, to: NumberStatus, needsDocument: Bool = false
  ) -> NumberTransition {
    NumberTransition(from: from, to: to, needsDocument: needsDocument, isCorrection: true)
  }
}

extension NumberStatus {
  /// The statuses that a decision allows; none where it leaves the number alone.
  ///
  /// - Parameters:
  ///   - mode: how the line is merged.
  ///   - number: what the decision makes of its number.
  /// - Returns: the statuses.
  package static func allowed(
    _ mode: MergeMode, _ number: NumberDisposition
  ) -> Set<NumberStatus> {
    switch (mode, number) {
    case (.protected, _), (.linkOnly, _), (.person, _): []
    // Nothing is merged; what the line is may still be put right.
    case (.outside, _): [.inUse, .notOpened, .alreadyMerged]
    case (_, .cancel): Set(allCases)
    case (_, .keep): Set(allCases).subtracting(givenUp)
    case (_, .untouched), (_, .hold): []
    }
  }

  /// The statuses in which people reach nobody through the number as a hotline.
  package static let givenUp: Set<NumberStatus> = [.stopped, .officePhone, .cancelled]

  /// What a number that was cancelled can never be again: issued once more, it is another line.
  package static let notAfterCancelling: Set<NumberStatus> = [.inUse, .announced, .forwarded]

  /// What the register says before anything is entered.
  package init(initiallyOf line: LegacyHotline) {
    switch line.facts["lifecycle"] {
    case "merged": self = .alreadyMerged
    case "absent": self = .notOpened
    default: self = .inUse
    }
  }
}
