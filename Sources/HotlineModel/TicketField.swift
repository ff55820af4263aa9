/// The fields of the unified ticket: what a mapping may fill and what an exporter writes.
///
/// The raw value is the path in the unified format, `group.key`. The order of the cases is the
/// order in every output. Source: the groups of GB/T 33358-2016 (caller, matter, handling,
/// supervision, follow-up); the fields are those found in platforms' own exports.
package enum TicketField: String, CaseIterable, Sendable {
  case callerName = "caller.name"
  case callerGender = "caller.gender"
  case callerPhone = "caller.phone"
  case callerContact = "caller.contact"
  case callerKind = "caller.kind"
  case callerConfidential = "caller.confidential"
  case callChannel = "call.channel"
  case callReceivedAt = "call.receivedAt"
  case callAcceptedAt = "call.acceptedAt"
  case callAgent = "call.agent"
  case callRecording = "call.recording"
  case matterType = "matter.type"
  case matterCategoryCode = "matter.categoryCode"
  case matterCategory = "matter.category"
  case matterTitle = "matter.title"
  case matterContent = "matter.content"
  case matterPlace = "matter.place"
  case matterDivision = "matter.division"
  case matterDistrict = "matter.district"
  case matterUrgency = "matter.urgency"
  case dispatchMethod = "dispatch.method"
  case dispatchUnit = "dispatch.unit"
  case dispatchUnitCode = "dispatch.unitCode"
  case dispatchedAt = "dispatch.dispatchedAt"
  case limitValue = "limits.value"
  case limitUnit = "limits.unit"
  case limitDueAt = "limits.dueAt"
  case handlingResult = "handling.result"
  case handlingReply = "handling.reply"
  case handlingClosedAt = "handling.closedAt"
  case followUpAt = "followUp.at"
  case followUpContacted = "followUp.contacted"
  case followUpSolved = "followUp.solved"
  case followUpSatisfaction = "followUp.satisfaction"
  case statusState = "status.state"
  case statusRemark = "status.remark"

  /// What a value of the field looks like.
  package enum Kind: Hashable, Sendable {
    /// Any text.
    case text
    /// An instant, RFC 3339 with `+08:00`.
    case instant
    /// A telephone number in canonical spelling.
    case phone
    /// A value of a closed code set.
    case code
    /// `true` or `false`.
    case flag
  }

  /// How personal the field is.
  package enum Privacy: Hashable, Sendable {
    /// Nobody is known by it.
    case open
    /// A telephone number of a person.
    case phone
    /// A person's name.
    case name
    /// Words that may name anybody.
    case freeText
  }

  /// What a value of the field looks like.
  package var kind: Kind {
    switch self {
    case .callerPhone, .callerContact: .phone
    case .callReceivedAt, .callAcceptedAt, .dispatchedAt, .limitDueAt, .handlingClosedAt,
      .followUpAt:
      .instant
    case .callerGender, .callerKind, .callChannel, .matterType, .matterUrgency, .dispatchMethod,
      .limitUnit, .handlingResult, .followUpSatisfaction, .statusState:
      .code
    case .callerConfidential, .followUpContacted, .followUpSolved: .flag
    case .callerName, .callAgent, .callRecording, .matterCategoryCode, .matterCategory,
      .matterTitle, .matterContent, .matterPlace, .matterDivision, .matterDistrict, .dispatchUnit,
      .dispatchUnitCode, .limitValue, .handlingReply, .statusRemark:
      .text
    }
  }

  /// How personal the field is.
  package var privacy: Privacy {
    switch self {
    case .callerName: .name
    case .callerPhone, .callerContact: .phone
    case .callAgent, .matterTitle, .matterContent, .matterPlace, .handlingReply, .statusRemark:
      .freeText
    case .callerGender, .callerKind, .callerConfidential, .callChannel, .callReceivedAt,
      .callAcceptedAt, .callRecording, .matterType, .matterCategoryCode, .matterCategory,
      .matterDivision, .matterDistrict, .matterUrgency, .dispatchMethod, .dispatchUnit,
      .dispatchUnitCode, .dispatchedAt, .limitValue, .limitUnit, .limitDueAt, .handlingResult,
      .handlingClosedAt, .followUpAt, .followUpContacted, .followUpSolved,
      .followUpSatisfaction, .statusState:
      .open
    }
  }

  /// The codes a field of kind `code` may hold; `nil` for the others.
  ///
  /// Source: the code sets found in platforms' exports; satisfaction follows GB/T 39735-2020.
  package var codes: [String]? {
    switch self {
    case .callerGender: ["male", "female", "unknown"]
    case .callerKind: ["person", "enterprise", "other"]
    case .callChannel:
      [
        "phone", "sms", "web", "app", "wechat", "letter", "visit", "superior", "police-110",
        "other",
      ]
    case .matterType:
      ["consultation", "help", "complaint", "report", "suggestion", "praise", "other"]
    case .matterUrgency: ["normal", "urgent", "critical"]
    case .dispatchMethod: ["direct-reply", "forward", "supervise", "follow-up"]
    case .limitUnit: ["working-day", "calendar-day", "hour"]
    case .handlingResult: ["solved", "partly-solved", "explained", "unsolved", "refused"]
    case .followUpSatisfaction:
      ["very-satisfied", "satisfied", "basically-satisfied", "dissatisfied", "very-dissatisfied"]
    case .statusState:
      [
        "pending", "accepted", "dispatched", "in-progress", "returned", "suspended", "finished",
        "followed-up", "closed", "void",
      ]
    case .callerName, .callerPhone, .callerContact, .callerConfidential, .callReceivedAt,
      .callAcceptedAt, .callAgent, .callRecording, .matterCategoryCode, .matterCategory,
      .matterTitle, .matterContent, .matterPlace, .matterDivision, .matterDistrict, .dispatchUnit,
      .dispatchUnitCode, .dispatchedAt, .limitValue, .limitDueAt, .handlingReply,
      .handlingClosedAt, .followUpAt, .followUpContacted, .followUpSolved, .statusRemark:
      nil
    }
  }

  /// The group in the unified format: `caller`.
  package var group: String { String(rawValue.prefix { $0 != "." }) }
  /// The key within the group: `phone`.
  package var key: String { String(rawValue.drop { $0 != "." }.dropFirst()) }
  /// The position in `allCases`.
  package var index: Int { Self.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
