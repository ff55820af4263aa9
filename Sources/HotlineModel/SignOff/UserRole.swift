package import Findings

/// What a user of a workspace is responsible for (角色).
package enum UserRole: String, CaseIterable, Sendable {
  /// 查看: looks, and changes nothing.
  case viewer
  /// 迁移: imports what departments deliver and hands tickets over.
  case importer
  /// 核对: fills in and verifies what checklists ask for.
  case reviewer
  /// 签认: approves decisions, waivers and what reviewers have verified.
  case approver
  /// 运维: makes routes and cuts over.
  case `operator`
  /// 管理: enters users and keeps the ledger.
  case admin

  /// The name that people use.
  package var chineseName: String {
    switch self {
    case .viewer: "查看"
    case .importer: "迁移"
    case .reviewer: "核对"
    case .approver: "签认"
    case .operator: "运维"
    case .admin: "管理"
    }
  }

  /// The role as people read it.
  package var words: Words { .coded(rawValue, chineseName) }

  /// Roles as they are stored and typed: in the order of the roles, with a comma between.
  package static func text(of roles: Set<UserRole>) -> String {
    allCases.filter(roles.contains).map(\.rawValue).joined(separator: ",")
  }

  /// Roles as findings name them: in the order of the roles, with a comma and a blank between.
  package static func list(of roles: Set<UserRole>) -> String {
    allCases.filter(roles.contains).map(\.rawValue).joined(separator: ", ")
  }

  /// Reads roles with a comma between; `nil` where one of them does not exist, or there is none.
  package static func roles(in text: String) -> Set<UserRole>? {
    let parts = text.split(separator: ",").map { UserRole(rawValue: String($0)) }
    let roles = Set(parts.compactMap(\.self))
    return parts.contains(nil) || roles.isEmpty ? nil : roles
  }
}
