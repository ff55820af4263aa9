package import Findings

/// What a command does to a workspace, as far as a user needs a role for it.
package enum UserAction: String, CaseIterable, Sendable {
  /// Looks at what there is; every role may.
  case look
  /// Takes in exports, answers of units and lines of the register, and repairs records.
  case intake
  /// Fills in items of checklists and the ledger of numbers, with evidence: a proposal until it is
  /// signed.
  case fill
  /// Records what rules and people decide of a line.
  case decide
  /// Signs the policy, waives records and grants exceptions.
  case approve
  /// Makes and changes routes.
  case route
  /// Hands tickets, numbers and routes over.
  case deliver
  /// Shows personal data in clear.
  case unmask
  /// Signs items of checklists, with a password.
  case sign
  /// Seals, backs up and migrates the ledger.
  case maintain
  /// Enters and changes users, with a password.
  case administer

  /// The one table of rights: who may do what.
  ///
  /// An admin neither decides nor signs, so that nobody can give himself what he then approves
  /// without a second entry in the audit trail.
  package static let rights: [UserAction: Set<UserRole>] = [
    .look: Set(UserRole.allCases),
    .intake: [.importer],
    .fill: [.importer, .reviewer, .approver, .operator],
    .decide: [.reviewer, .approver],
    .approve: [.approver],
    .route: [.operator],
    .deliver: [.importer, .operator],
    .unmask: [.importer, .reviewer, .approver],
    .sign: signing,
    .maintain: [.operator, .admin],
    .administer: [.admin],
  ]

  /// The roles in which somebody can sign.
  package static let signing: Set<UserRole> = [.reviewer, .approver, .operator]

  /// The roles that may do it.
  package var roles: Set<UserRole> { Self.rights[self] ?? [] }

  /// The action as people read it.
  package var words: Words {
    switch self {
    case .look: Words("look at the merger", "查看归并情况")
    case .intake: Words("import and repair data", "导入和修复数据")
    case .fill: Words("fill in checklists and the number ledger", "填报核对清单和号码台账")
    case .decide: Words("record decisions on lines", "记录热线的归并决定")
    case .approve: Words("sign the policy, waive records and grant exceptions", "签认规则、豁免记录、批准例外")
    case .route: Words("make and change routes", "生成和改动路由")
    case .deliver: Words("hand tickets and routes over", "交付工单和路由")
    case .unmask: Words("see personal data in clear", "查看个人信息明文")
    case .sign: Words("sign items of checklists", "签认核对事项")
    case .maintain: Words("seal, back up and migrate the ledger", "封存、备份和升级台账")
    case .administer: Words("enter and change users", "登记和变更用户")
    }
  }
}
