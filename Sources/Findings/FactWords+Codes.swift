extension FactWords {
  /// The facts of findings that are codes: of statuses, modes, roles, states and conclusions.
  ///
  /// English keeps the codes, which commands take; Chinese has their words.
  private static let coded: [FindingCode: Set<String>] = [
    .cellUnused: ["mode"],
    .mergedWithoutRoute: ["mode"],
    .plannedLater: ["mode"],
    .checklistReasonMissing: ["conclusion"],
    .numberOutOfOrder: ["found", "target", "expected"],
    .numberKept: ["target", "mode"],
    .numberUndecided: ["target", "mode", "number"],
    .numberChannelsUnproven: ["target"],
    .numberRevived: ["target"],
    .numberGroundsMissing: ["found", "target"],
    .numberAgainstDecision: ["found", "mode", "number"],
    .roleMissing: ["found", "expected"],
    .signingRoleOther: ["found", "expected"],
    .signingSamePerson: ["found"],
    .signedMeanwhile: ["role"],
    .signedAlready: ["role"],
    .signingItemNotReady: ["state"],
  ]

  /// The Chinese words of codes; a code that has another one in another place is not among them.
  static let codes = [
    // Statuses of numbers.
    "in-use": "在用", "announced": "已公告", "forwarded": "已转接", "stopped": "已停用",
    "office-phone": "降为办公电话", "cancelled": "已销号", "not-opened": "本地未开通",
    "already-merged": "已归并",
    // How a line is merged, and what becomes of its number.
    "full-merge": "整体并入", "dual-number": "双号并行", "sub-center": "设分中心", "protected": "紧急",
    "link-only": "联动", "outside": "不属范围", "person": "待定",
    "cancel": "取消号码", "keep": "保留号码", "untouched": "不触动", "hold": "暂不变动",
    // Roles.
    "viewer": "查看", "importer": "迁移", "reviewer": "核对", "approver": "签认", "operator": "运维",
    "admin": "管理",
    // States and conclusions of items.
    "not-started": "未开始", "under-way": "进行中", "needs-evidence": "待证据",
    "needs-signature": "待签认", "signed": "已签认", "needs-new-signature": "需重签", "failed": "不通过",
    "blocked": "受阻", "not-applicable": "不适用", "pass": "通过", "fail": "不通过", "pending": "待定",
    "exception": "例外",
  ]

  /// A fact of a finding in a language: codes as their words, several of them one by one.
  static func text(
    _ fact: String, named name: String, of code: FindingCode, in language: Language
  ) -> String {
    guard language == .chinese, coded[code]?.contains(name) == true else {
      return text(fact, in: language)
    }
    return fact.split(separator: ", ").map { codes[String($0)] ?? String($0) }
      .joined(separator: "、")
  }
}
