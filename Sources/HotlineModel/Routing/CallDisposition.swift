package import Findings

/// Where a call ends (呼叫去向): a closed list, each a success or a failure.
package enum CallDisposition: String, CaseIterable, Sendable {
  /// 12345's desks answer.
  case answeredBy12345
  /// The desks of a sub-center answer.
  case answeredBySubCenter
  /// The desks of the department or district that keeps the line answer.
  case answeredByDepartment
  /// The caller hears that the number changes, then 12345 answers.
  case announcedThenForwarded
  /// Nothing of ours touches the call: its present route stands.
  case leftUntouched
  /// The caller hears that the number is cancelled, then the call ends.
  case announcedThenReleased
  /// No register, route or area of ours knows the number as it was dialled.
  case noRoute
  /// The call comes back to a number it has been at, or goes on too often.
  case loop
  /// The desks the call is sent to do not exist, or none of them can be reached.
  case queueUndefined
  /// The desks the call is sent to are closed, and nothing takes it over.
  case closedOutOfHours
  /// The trunk the call is sent to does not exist, or has no way out.
  case trunkUndefined
  /// An emergency number would be sent elsewhere, or would receive calls of ours.
  case emergencyDiverted

  /// Whether the caller is served.
  package var isSuccess: Bool {
    switch self {
    case .answeredBy12345, .answeredBySubCenter, .answeredByDepartment, .announcedThenForwarded,
      .leftUntouched:
      true
    case .announcedThenReleased, .noRoute, .loop, .queueUndefined, .closedOutOfHours,
      .trunkUndefined, .emergencyDiverted:
      false
    }
  }

  /// The words people use for it.
  package func name(in language: Language) -> String { words.text(in: language) }

  /// The words in both languages.
  package var words: Words {
    switch self {
    case .answeredBy12345: Words("answered by 12345", "由12345接听")
    case .answeredBySubCenter: Words("answered by the sub-center", "由分中心接听")
    case .answeredByDepartment: Words("answered by the department", "由部门座席接听")
    case .announcedThenForwarded: Words("announced, then forwarded to 12345", "播放公告后转接12345")
    case .leftUntouched: Words("left untouched, the present route stands", "未触动，按现有路由")
    case .announcedThenReleased: Words("announced, then released", "播放公告后释放")
    case .noRoute: Words("no route", "无路由")
    case .loop: Words("goes round in a loop", "循环转接")
    case .queueUndefined: Words("no desk to answer", "没有可接听的座席")
    case .closedOutOfHours: Words("closed, nobody answers", "下班时间无人接听")
    case .trunkUndefined: Words("no trunk to leave by", "没有可用的中继")
    case .emergencyDiverted: Words("an emergency number is diverted", "紧急号码被改道")
    }
  }
}
