import Bytes
package import Console
package import Findings
package import HotlineModel
package import Reports

/// Users and roles as people and machines read them.
package enum UserListing {
  /// The users and their roles.
  package static func users(_ accounts: [Account], at now: CivilInstant) -> Listing {
    Listing(
      schema: "hotline/user.list/1",
      columns: [
        .identifier("account", "account", "账户"), .name("name", "name", "姓名"),
        .text("unit", "unit", "单位"), .text("roles", "roles", "角色"),
        .state("state", "state", "状态"), .name("since", "since", "登记时间", rank: .detail),
      ],
      rows: accounts.map { user in
        Listing.Row(
          cells: [
            user.name, user.person, user.unit, UserRole.text(of: user.roles),
            user.state(at: now).rawValue, "\(user.since)",
          ],
          words: ["state": user.state(at: now).words, "roles": user.roles.words],
          json: user.json(at: now))
      }
    )
  }

  /// What each role may do.
  package static var roles: Listing {
    Listing(
      schema: "hotline/user.roles/1",
      columns: [.identifier("action", "action", "事项"), .text("what", "what", "内容")]
        + UserRole.allCases.map { .name($0.rawValue, $0.rawValue, $0.chineseName) },
      rows: UserAction.allCases.map { action in
        let marks = UserRole.allCases.map { action.roles.contains($0) ? "yes" : "-" }
        let roles = UserRole.allCases.filter(action.roles.contains).map(\.rawValue)
        return Listing.Row(
          cells: [action.rawValue, action.words.english] + marks,
          words: Dictionary(
            uniqueKeysWithValues: zip(UserRole.allCases.map(\.rawValue), marks).map {
              ($0, Words($1, $1 == "yes" ? "可" : "-"))
            } + [("what", action.words)]),
          json: [
            "action": .string(action.rawValue), "what": .string(action.words.english),
            "roles": .array(roles.map { .string($0) }),
          ])
      }
    )
  }
}

extension Swift.Set<UserRole> {
  /// The roles as people read them.
  package var words: Words {
    let chosen = UserRole.allCases.filter(contains).map(\.words)
    return Words(
      chosen.map(\.english).joined(separator: ","), chosen.map(\.chinese).joined(separator: "、"))
  }
}
