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
  package func name(in language: Language) -> String {
    switch language {
    case .english: englishName
    case .chinese: chineseName
    }
  }

  private var englishName: String {
    switch self {
    case .answeredBy12345: "answered by 12345"
    case .answeredBySubCenter: "answered by the sub-center"
    case .answeredByDepartment: "answered by the department"
    case .announcedThenForwarded: "announced, then forwarded to 12345"
    case .leftUntouched: "left untouched, the present route stands"
    case .announcedThenReleased: "announced, then released"
    case .noRoute: "no route"
    case .loop: "goes round in a loop"
    case .queueUndefined: "no desk to answer"
    case .closedOutOfHours: "closed, nobody answers"
    case .trunkUndefined: "no trunk to leave by"
    case .emergencyDiverted: "an emergency number is diverted"
    }
  }

  private var chineseName: String {
    switch self {
    case .answeredBy12345: "由12345接听"
    case .answeredBySubCenter: "由分中心接听"
    case .answeredByDepartment: "由部门座席接听"
    case .announcedThenForwarded: "播放公告后转接12345"
    case .leftUntouched: "未触动，按现有路由"
    case .announcedThenReleased: "播放公告后释放"
    case .noRoute: "无路由"
    case .loop: "循环转接"
    case .queueUndefined: "没有可接听的座席"
    case .closedOutOfHours: "下班时间无人接听"
    case .trunkUndefined: "没有可用的中继"
    case .emergencyDiverted: "紧急号码被改道"
    }
  }
}
