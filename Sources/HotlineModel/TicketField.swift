/// The fields of the unified ticket: what a mapping may fill and what an exporter writes.
///
/// The raw value is the path in the unified format, `group.key`. The order of the cases is the
/// order in every output. Source: the groups of GB/T 33358-2016 (caller, matter, handling,
/// supervision, follow-up); the fields are those found in platforms' own exports. A new field also
/// needs a number in `FieldTags`.
package enum TicketField: String, CaseIterable, Sendable {
  case callerName = "caller.name"
  case callerGender = "caller.gender"
  case callerPhone = "caller.phone"
  case callerContact = "caller.contact"
  case callerAccount = "caller.accountId"
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
  case matterCategoryPath = "matter.categoryPath"
  case matterCategoryVersion = "matter.categoryVersion"
  case matterTitle = "matter.title"
  case matterContent = "matter.content"
  case matterPlace = "matter.place"
  case matterLongitude = "matter.longitude"
  case matterLatitude = "matter.latitude"
  case matterCoordinateSystem = "matter.coordinateSystem"
  case matterDivision = "matter.division"
  case matterDistrict = "matter.district"
  case matterUrgency = "matter.urgency"
  case matterTags = "matter.tags"
  case matterRelated = "matter.related"
  case dispatchMethod = "dispatch.method"
  case dispatchUnit = "dispatch.unit"
  case dispatchUnitCode = "dispatch.unitCode"
  case dispatchedAt = "dispatch.dispatchedAt"
  case dispatchUnits = "dispatch.units"
  case limitValue = "limits.value"
  case limitUnit = "limits.unit"
  case limitDueAt = "limits.dueAt"
  case limitExtensions = "limits.extensions"
  case handlingResult = "handling.result"
  case handlingReply = "handling.reply"
  case handlingClosedAt = "handling.closedAt"
  case handlingReturns = "handling.returns"
  case supervisionOrders = "supervision.orders"
  case followUpAt = "followUp.at"
  case followUpContacted = "followUp.contacted"
  case followUpSolved = "followUp.solved"
  case followUpSatisfaction = "followUp.satisfaction"
  case statusState = "status.state"
  case statusRemark = "status.remark"
  case attachmentFiles = "attachments.files"
  case workflowEvents = "workflow.events"
  case workflowChangedAt = "workflow.lastChangedAt"
  case extensionValues = "extension.values"

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
    /// Decimal degrees, at most so many either side of zero.
    case degrees(limit: Int)
    /// A list in an order of its own, as `TicketList` writes it: of texts where no parts are named,
    /// else of entries with some of these parts.
    case list(parts: [String])
  }

  /// How personal the field is.
  package enum Privacy: Hashable, Sendable {
    /// Nobody is known by it.
    case open
    /// A telephone number of a person.
    case phone
    /// A person's name, or the name of an account.
    case name
    /// Words that may name anybody.
    case freeText
    /// Where something is: at a house there live few.
    case position
  }

  /// What a value of the field looks like.
  package var kind: Kind {
    switch self {
    case .callerPhone, .callerContact: .phone
    case .callReceivedAt, .callAcceptedAt, .dispatchedAt, .limitDueAt, .handlingClosedAt,
      .followUpAt, .workflowChangedAt:
      .instant
    case .callerGender, .callerKind, .callChannel, .matterType, .matterCoordinateSystem,
      .matterUrgency, .dispatchMethod, .limitUnit, .handlingResult, .followUpSatisfaction,
      .statusState:
      .code
    case .matterLongitude: .degrees(limit: 180)
    case .matterLatitude: .degrees(limit: 90)
    case .callerConfidential, .followUpContacted, .followUpSolved: .flag
    case .matterCategoryPath, .matterTags, .matterRelated: .list(parts: [])
    case .dispatchUnits: .list(parts: ["level", "role", "unit", "code"])
    case .limitExtensions: .list(parts: ["at", "dueAt", "reason"])
    case .handlingReturns: .list(parts: ["at", "unit", "reason"])
    case .supervisionOrders: .list(parts: ["at", "level", "by", "text"])
    case .attachmentFiles: .list(parts: ["name", "reference", "sha256"])
    case .workflowEvents: .list(parts: ["at", "event", "unit", "by", "note"])
    case .extensionValues: .list(parts: ["name", "value"])
    case .callerName, .callerAccount, .callAgent, .callRecording, .matterCategoryCode,
      .matterCategory, .matterCategoryVersion, .matterTitle, .matterContent, .matterPlace,
      .matterDivision, .matterDistrict, .dispatchUnit, .dispatchUnitCode, .limitValue,
      .handlingReply, .statusRemark:
      .text
    }
  }

  /// The most items of a list; `nil` where there is no limit, or no list.
  ///
  /// A category has up to five levels in the catalogues of platforms.
  package var mostItems: Int? { self == .matterCategoryPath ? 5 : nil }

  /// How personal the field is.
  package var privacy: Privacy {
    switch self {
    case .callerName, .callerAccount: .name
    case .callerPhone, .callerContact: .phone
    case .matterLongitude, .matterLatitude: .position
    case .callAgent, .matterTitle, .matterContent, .matterPlace, .matterTags, .limitExtensions,
      .handlingReply, .handlingReturns, .supervisionOrders, .statusRemark, .attachmentFiles,
      .workflowEvents, .extensionValues:
      .freeText
    case .callerGender, .callerKind, .callerConfidential, .callChannel, .callReceivedAt,
      .callAcceptedAt, .callRecording, .matterType, .matterCategoryCode, .matterCategory,
      .matterCategoryPath, .matterCategoryVersion, .matterCoordinateSystem, .matterDivision,
      .matterDistrict, .matterUrgency, .matterRelated, .dispatchMethod, .dispatchUnit,
      .dispatchUnitCode,
      .dispatchedAt, .dispatchUnits, .limitValue, .limitUnit, .limitDueAt, .handlingResult,
      .handlingClosedAt, .followUpAt, .followUpContacted, .followUpSolved,
      .followUpSatisfaction, .statusState, .workflowChangedAt:
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
    case .matterCoordinateSystem: ["wgs84", "cgcs2000", "gcj02", "bd09", "unknown"]
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
    case .callerName, .callerPhone, .callerContact, .callerAccount, .callerConfidential,
      .callReceivedAt, .callAcceptedAt, .callAgent, .callRecording, .matterCategoryCode,
      .matterCategory,
      .matterCategoryPath, .matterCategoryVersion, .matterTitle, .matterContent, .matterPlace,
      .matterLongitude, .matterLatitude, .matterDivision, .matterDistrict, .matterTags,
      .matterRelated, .dispatchUnit,
      .dispatchUnitCode, .dispatchedAt, .dispatchUnits, .limitValue, .limitDueAt,
      .limitExtensions, .handlingReply, .handlingClosedAt, .handlingReturns, .supervisionOrders,
      .followUpAt, .followUpContacted, .followUpSolved, .statusRemark, .attachmentFiles,
      .workflowEvents, .workflowChangedAt, .extensionValues:
      nil
    }
  }

  /// The group in the unified format: `caller`.
  package var group: String { String(rawValue.prefix { $0 != "." }) }
  /// The key within the group: `phone`.
  package var key: String { String(rawValue.drop { $0 != "." }.dropFirst()) }
  /// The position in `allCases`.
  package var index: Int {
    // An enum without payloads is the number of its case; a test holds this to `allCases`. It is
    // asked for every value of every ticket, where looking a dictionary up takes a tenth of all time.
    Int(unsafe unsafeBitCast(self, to: UInt8.self))
  }
}
