package import Findings

/// How far an item of a checklist is (事项状态).
package enum ItemState: String, CaseIterable, Sendable {
  /// Nobody has begun.
  case notStarted = "not-started"
  /// Somebody has begun; there is no conclusion yet, or the toolkit's own answer is still missing.
  case underWay = "under-way"
  /// The conclusion is there, the paper that proves it is not.
  case needsEvidence = "needs-evidence"
  /// Everything is there but the signature.
  case needsSignature = "needs-signature"
  /// Signed as it is now.
  case signed
  /// Signed, and changed since.
  case needsNewSignature = "needs-new-signature"
  /// A person or the toolkit found that it is not as it has to be.
  case failed
  /// It waits for other items.
  case blocked
  /// It does not apply to this line; the reason is signed.
  case notApplicable = "not-applicable"

  /// Whether what waits for the item may go on.
  package var isDone: Bool { self == .signed || self == .notApplicable }

  /// The state as people read it.
  package var words: Words {
    switch self {
    case .notStarted: Words(rawValue, "未开始")
    case .underWay: Words(rawValue, "进行中")
    case .needsEvidence: Words(rawValue, "待证据")
    case .needsSignature: Words(rawValue, "待签认")
    case .signed: Words(rawValue, "已签认")
    case .needsNewSignature: Words(rawValue, "需重签")
    case .failed: Words(rawValue, "不通过")
    case .blocked: Words(rawValue, "受阻")
    case .notApplicable: Words(rawValue, "不适用")
    }
  }
}

/// What a person concludes of an item (结论).
package enum ItemConclusion: String, CaseIterable, Sendable {
  /// It is as it has to be.
  case pass
  /// It is not.
  case fail
  /// It does not apply to this line.
  case notApplicable = "not-applicable"
  /// Nothing can be concluded yet.
  case pending

  /// The conclusion in Chinese, as the workbook's list has it.
  package var chinese: String {
    switch self {
    case .pass: "通过"
    case .fail: "不通过"
    case .notApplicable: "不适用"
    case .pending: "待定"
    }
  }

  /// The conclusion as people read it.
  package var words: Words { Words(rawValue, chinese) }

  /// A conclusion by its code or its Chinese word.
  package init?(named text: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue == text || $0.chinese == text })
    else { return nil }
    self = found
  }
}
