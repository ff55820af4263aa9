import Bytes
import HotlineModel
import Reports
import Testing

@Suite struct `Users from their events` {
  private static let start = CivilInstant(unixSeconds: 1_637_377_200)

  private static func accounts(_ kinds: [(AccountEvent.Kind, after: Int)]) -> [Account] {
    Account.all(
      from: kinds.map { kind, seconds in
        DatedAccountEvent(
          AccountEvent(
            account: "lihua", kind: kind, person: "李华", unit: "某单位", roles: [.reviewer],
            passwordHash: kind == .added || kind == .reset ? "" : "hash", who: "wangfang"),
          at: start.adding(seconds: seconds))
      })
  }

  private static func state(
    _ kinds: [(AccountEvent.Kind, after: Int)], after seconds: Int
  ) throws -> Account.State {
    try #require(accounts(kinds).first).state(at: start.adding(seconds: seconds))
  }

  private static let added: [(AccountEvent.Kind, after: Int)] = [(.added, 0), (.password, 10)]
  private static let fiveFailures = added + (1...5).map { (AccountEvent.Kind.failed, 10 + $0) }

  @Test func `five wrong passwords in a row lock for 15 minutes, by the ledger's times`() throws {
    #expect(try Self.state(Self.added, after: 10) == .open)
    #expect(try Self.state(Array(Self.fiveFailures.dropLast()), after: 20) == .open)
    #expect(try Self.state(Self.fiveFailures, after: 15) == .locked)
    #expect(try Self.state(Self.fiveFailures, after: 15 + 899) == .locked)
    #expect(try Self.state(Self.fiveFailures, after: 15 + 900) == .open)
    // A sixth one locks it for 15 minutes more.
    let six = Self.fiveFailures + [(.failed, 1000)]
    #expect(try Self.state(six, after: 1000 + 899) == .locked)
  }

  @Test func `a clock that was set back opens nothing`() throws {
    #expect(try Self.state(Self.fiveFailures, after: -86_400) == .locked)
  }

  @Test func `a right password, a new one and a reset begin to count anew`() throws {
    for kind in [AccountEvent.Kind.passed, .password, .reset, .added] {
      let events = Array(Self.fiveFailures.dropLast()) + [(kind, 20), (.failed, 21)]
      #expect(Self.accounts(events).first?.failures == 1, "\(kind)")
    }
    #expect(Self.accounts(Self.fiveFailures + [(.changed, 20)]).first?.failures == 5)
  }

  @Test func `a user that was closed is one no more, until it is entered again`() throws {
    #expect(try Self.state(Self.added + [(.closed, 20)], after: 20) == .closed)
    let again = Self.accounts(Self.added + [(.closed, 20), (.added, 30)])
    #expect(again.count == 1)
    #expect(again.first?.state(at: Self.start) == .passwordMissing)
    #expect(again.first?.since == Self.start.adding(seconds: 30))
  }

  @Test func `no document of a user holds the hash of the password`() throws {
    let user = try #require(Self.accounts(Self.added).first)
    #expect(user.passwordHash == "hash")
    #expect(!user.json(at: Self.start).document.contains("hash"))
  }

  @Test func `roles are written in one order and read back`() {
    #expect(UserRole.text(of: [.admin, .viewer]) == "viewer,admin")
    #expect(UserRole.roles(in: "viewer,admin") == [.admin, .viewer])
    for text in ["", "boss", "viewer,", "viewer,,boss", "Viewer"] where text != "viewer," {
      #expect(UserRole.roles(in: text) == nil, "\(text)")
    }
  }

  @Test func `every action is somebody's, and admins neither decide nor sign`() {
    for action in UserAction.allCases { #expect(!action.roles.isEmpty, "\(action)") }
    #expect(UserAction.look.roles == Set(UserRole.allCases))
    for action in [UserAction.decide, .approve, .sign, .route, .deliver, .unmask] {
      #expect(!action.roles.contains(.admin), "\(action)")
    }
    for role in UserRole.allCases where role != .admin {
      #expect(!UserAction.administer.roles.contains(role))
    }
  }
}
