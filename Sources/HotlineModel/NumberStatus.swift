package import Findings

/// What has become of a line's number, as the number ledger (号码台账) keeps it.
///
/// Source: 国办函〔2025〕66号: public telephone numbers need a ledger and a regime of upkeep.
package enum NumberStatus: String, CaseIterable, Sendable {
  /// 在用: people call it, and nothing was announced.
  case inUse = "in-use"
  /// 已公告: the change was made public through the channels that make the number known.
  case announced
  /// 已转接: its calls reach 12345.
  case forwarded
  /// 已停用: its calls are not forwarded any more; callers hear that it has changed.
  case stopped
  /// 降为办公电话: the hotline has ended, the telephone stays as one of an office.
  case officePhone = "office-phone"
  /// 已销号: given back to the carrier or to who assigned it.
  case cancelled
  /// 本地未开通: never set up here.
  case notOpened = "not-opened"
  /// 已归并: merged before this ledger began.
  case alreadyMerged = "already-merged"

  /// The word of policy documents.
  package var chineseName: String {
    switch self {
    case .inUse: "在用"
    case .announced: "已公告"
    case .forwarded: "已转接"
    case .stopped: "已停用"
    case .officePhone: "降为办公电话"
    case .cancelled: "已销号"
    case .notOpened: "本地未开通"
    case .alreadyMerged: "已归并"
    }
  }

  /// The word of policy documents, with its code.
  package var words: Words { .coded(rawValue, chineseName) }
}
