import Checklists
import Findings
import Foundation
import HotlineModel
import LocalFiles
import MergerRuns
import MergerStore
import Reports
import ReviewRuns
import SampleCity
import TestSupport
import Testing

/// The sample city with users: an admin, a reviewer who approves, an approver and an operator.
final class SignedCity {
  let sample: SampleWorkspace
  private(set) var now = SampleWorkspace.now
  static let password = "correct horse battery"

  /// - Parameter isReady: whether everything that items of 12329 need is entered, and the first two are
  ///   signed, so that those which wait for them can be signed.
  /// - Throws: where the city cannot be made.
  init(isReady: Bool = true) throws {
    let template = try (isReady ? Self.ready : Self.entered).get()
    sample = try SampleWorkspace()
    try Self.copy(template.path, to: sample.folder.path)
    prepared = isReady ? try workspace.ledger().signatures().count : 0
  }

  /// The city with its users, made once for all tests: each signature decides all lines anew.
  private static let entered = Result { try SignedCity(sample: SampleWorkspace()).sample.folder }
  /// The same with everything entered, and two items signed.
  private static let ready = Result { () throws -> TemporaryFolder in
    let city = try SignedCity(isReady: false)
    let items = (1...11).map { "12329-" + ($0 < 10 ? "0" : "") + "\($0)" }
    try city.fill(items)
    for item in items.prefix(2) { _ = try city.sign(item, by: "zhouming") }
    return city.sample.folder
  }

  private static func copy(_ folder: String, to own: String) throws {
    let result = try Shell.run("rm -r w && cp -a '\(folder)/w' w", in: own)
    #expect(result.code == 0, "\(result.errors)")
  }

  private init(sample: SampleWorkspace) throws {
    self.sample = sample
    // Nothing here depends on routes, nor on the proof of the policy, which take long.
    let result = try Shell.run(
      """
      cd w/Mappings && rm -r routing && cd policy/foshan-2021 && rm signatures.csv
      sed -i '2,$d' invariants.csv cases.csv && hotline policy sign . \(SignedPolicy.signature)
      """, in: sample.folder.path)
    #expect(result.code == 0, "\(result.errors)")
    try enter("wangfang", "王芳", [.admin])
    try enter("lihua", "李华", [.reviewer, .approver])
    try enter("zhouming", "周明", [.approver])
    try enter("wuyong", "吴勇", [.operator])
  }

  /// How many signatures there were at the beginning.
  private var prepared = 0
  /// What was signed and withdrawn since.
  var signatures: [Signature] {
    get throws { Array(try workspace.ledger().signatures().dropFirst(prepared)) }
  }

  /// Enters that items have passed, with a paper and files, and lets them pass whatever the toolkit
  /// answers.
  func fill(
    _ items: [String], _ conclusion: ItemConclusion = .pass, evidence: String = "材料",
    files: ChecklistEntryRun.FileChange = .init()
  ) throws {
    let run = try ChecklistEntryRun(workspace)
    func entries(_ kind: ItemEntry.Kind) -> [ItemEntry] {
      items.map { item in
        ItemEntry(
          item: item, kind: kind, conclusion: kind == .answer ? conclusion : nil,
          evidence: kind == .answer ? evidence : "", remark: "理由", filledBy: "示例经办人",
          day: now.date, source: "", who: "示例经办人")
      }
    }
    try run.enter(entries(.answer), files: files, at: now)
    try run.enter(entries(.exception), at: now)
  }

  var workspace: Workspace { sample.workspace }
  var catalogue: String { sample.folder.path + "/w/.hotline/ledger.db" }

  func actor(_ account: String) -> Actor { Actor(account: account, clock: { self.now }) }
  func pass(seconds: Int) { now = now.adding(seconds: seconds) }
  func users(_ account: String) -> UserRun { UserRun(workspace, by: actor(account)) }
  func run(_ account: String) -> SignRun { SignRun(workspace, by: actor(account)) }

  /// Passwords as a script gives them.
  func passwords(_ lines: String...) throws -> PasswordSource {
    let path = try sample.folder.file(
      "passwords-\(UUID().uuidString)", lines.map { $0 + "\n" }.joined())
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return PasswordSource(file: path)
  }
  var right: PasswordSource { get throws { try passwords(Self.password) } }

  private func enter(_ account: String, _ person: String, _ roles: Set<UserRole>) throws {
    _ = try users("wangfang").add(
      account, person: person, unit: "市12345中心", roles: roles, passwords: right)
    _ = try users(account).setPassword(of: account, passwords: right)
  }

  func sign(
    _ items: String..., by account: String, as role: UserRole = .approver,
    passwords: PasswordSource? = nil, meanwhile: () -> Void = {}
  ) throws -> [SignedItem] {
    try run(account).sign(
      items, as: role, because: "", passwords: passwords ?? right, show: { _ in meanwhile() })
  }

  func state(_ item: String) throws -> SignOff.State? {
    try run("lihua").status(of: [item]).first?.signOff.state
  }

  /// Writes another deadline for an item into a template.
  func changeTemplate() throws {
    let path = sample.folder.path + "/w/Mappings/checklists/CK-DUAL.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacing("逐家回执", with: "逐家书面回执")
    #expect(changed != text)
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
  }
}

/// The codes of what a body throws.
func codes(_ body: () throws -> Void) throws -> [FindingCode] {
  do {
    try body()
    return []
  } catch let unusable as Unusable {
    return unusable.findings.map(\.code)
  }
}

@Suite struct `Signing items` {
  @Test func `an item is signed with its content, and again when the content changes`() throws {
    let city = try SignedCity()
    #expect(try city.state("12329-08") == .unsigned)
    let signed = try city.sign("12329-06", "12329-08", by: "lihua")
    #expect(signed.map(\.signOff.state) == [.signed, .signed])
    let signature = try #require(signed.last?.signOff.current.first)
    #expect(Fingerprint.hex(of: signature.text.utf8) == signature.content)
    #expect(signature.text == signed.last?.content.text)
    #expect(signature.person == "李华" && signature.role == .approver)
    try city.changeTemplate()
    #expect(try city.state("12329-08") == .signAgain)
    #expect(try city.state("12329-06") == .signed)
    // Who signs again sees what has changed: the task that was signed, and the one that there is now.
    let changes = try #require(try city.run("lihua").status(of: ["12329-08"]).first?.changes)
    #expect(changes.map(\.part.key) == [.task, .task] && changes.map(\.isNew) == [false, true])
    #expect(changes[1].part.value.contains("逐家书面回执"))
    _ = try city.sign("12329-08", by: "zhouming")
    #expect(try city.state("12329-08") == .signed)
  }

  @Test func `a ruling that changes the decision makes signatures old`() throws {
    let city = try SignedCity()
    _ = try city.sign("12329-08", by: "lihua")
    _ = try DecideRun(city.workspace).rule("12329", now: city.now) { line in
      PersonRuling(
        line: line.id, mode: .dualNumber, seats: .stayWithTransfer, because: "会议决定",
        document: "纪要", who: "李华")
    }
    let status = try #require(try city.run("lihua").status(of: ["12329-08"]).first)
    #expect(status.signOff.state == .signAgain)
    let signed = try #require(status.signOff.standing.first)
    #expect(status.content.changes(since: signed.text).contains(.seats))
  }

  @Test func `what changes while the password is asked for is not signed`() throws {
    let city = try SignedCity()
    let found = try codes {
      _ = try city.sign(
        "12329-08", by: "lihua", meanwhile: { try? city.changeTemplate() })
    }
    #expect(found == [.signedContentChanged])
    #expect(try city.signatures.isEmpty)
  }

  @Test func `of two people who sign at once one wins, and the other one is told`() throws {
    let city = try SignedCity()
    do {
      _ = try city.sign(
        "12329-08", by: "lihua",
        meanwhile: { _ = try? city.sign("12329-08", by: "zhouming") })
      Issue.record("both have signed")
    } catch let unusable as Unusable {
      let finding = try #require(unusable.findings.first)
      #expect(finding.code == .signedMeanwhile)
      #expect(finding.facts["person"] == "周明" && finding.facts["item"] == "12329-08")
    }
    #expect(try city.signatures.map(\.account) == ["zhouming"])
    // Another item was not touched meanwhile.
    _ = try city.sign(
      "12329-06", by: "lihua", meanwhile: { _ = try? city.sign("12329-04", by: "zhouming") })
    #expect(try city.state("12329-06") == .signed && city.state("12329-04") == .signed)
  }

  @Test func `a cut-over needs two people`() throws {
    let city = try SignedCity()
    for items in [["04", "06", "08"], ["07", "09"], ["10"]] {
      _ = try city.run("zhouming").sign(
        items.map { "12329-\($0)" }, as: .approver, because: "", passwords: city.right,
        show: { _ in })
    }
    _ = try city.sign("12329-11", by: "wuyong", as: .operator)
    #expect(try city.state("12329-11") == .partly)
    #expect(
      try codes { _ = try city.sign("12329-11", by: "wuyong", as: .operator) } == [.signedAlready])
    #expect(
      try codes { _ = try city.sign("12329-11", by: "lihua", as: .reviewer) }
        == [.signingRoleOther])
    _ = try city.users("wangfang").set(
      "wuyong", person: nil, unit: nil, roles: [.operator, .approver], passwords: city.right)
    #expect(try codes { _ = try city.sign("12329-11", by: "wuyong") } == [.signingSamePerson])
    _ = try city.sign("12329-11", by: "zhouming")
    #expect(try city.state("12329-11") == .signed)
  }

  @Test func `whoever has not the role when he signs, does not sign`() throws {
    let city = try SignedCity()
    for account in ["wangfang", "wuyong"] {
      #expect(try codes { _ = try city.sign("12329-08", by: account) } == [.roleMissing])
    }
    // The role goes while the password is asked for.
    let found = try codes {
      _ = try city.sign(
        "12329-08", by: "zhouming",
        meanwhile: {
          _ = try? city.users("wangfang").set(
            "zhouming", person: nil, unit: nil, roles: [.viewer], passwords: city.right)
        })
    }
    #expect(found == [.roleMissing])
    #expect(try codes { _ = try city.sign("12329-08", by: "nobody") } == [.accountUnknown])
    _ = try city.users("wangfang").close("lihua", because: "调离", passwords: city.right)
    #expect(try codes { _ = try city.sign("12329-08", by: "lihua") } == [.accountClosed])
  }

  @Test func `a signature of somebody who has left stays`() throws {
    let city = try SignedCity()
    _ = try city.sign("12329-08", by: "zhouming")
    _ = try city.users("wangfang").close("zhouming", because: "调离", passwords: city.right)
    #expect(try city.state("12329-08") == .signed)
  }

  @Test func `a signature is withdrawn by whoever gave it`() throws {
    let city = try SignedCity()
    _ = try city.sign("12329-08", by: "lihua")
    #expect(
      try codes {
        _ = try city.run("zhouming").withdraw(
          ["12329-08"], because: "误签", passwords: city.right, show: { _ in })
      } == [.signatureMissing])
    _ = try city.run("lihua").withdraw(
      ["12329-08"], because: "误签", passwords: city.right, show: { _ in })
    #expect(try city.state("12329-08") == .unsigned)
    #expect(try city.signatures.map(\.kind) == [.sign, .withdraw])
  }

  @Test func `an item that does not exist cannot be signed, and a near one is named`() throws {
    let city = try SignedCity()
    #expect(
      try codes { _ = try city.sign("12329-08", "12329-80", by: "lihua") } == [.signedItemUnknown])
    #expect(try city.signatures.isEmpty)
  }

  /// Why an item cannot be signed: its state, and what is missing.
  private func refusals(_ city: SignedCity, _ items: String...) throws -> [String] {
    do {
      _ = try city.run("lihua").sign(
        items, as: .approver, because: "", passwords: city.right, show: { _ in })
      return []
    } catch let unusable as Unusable {
      return unusable.findings.map { finding in
        #expect(finding.code == .signingItemNotReady)
        return ["item", "state", "reason"].compactMap { finding.facts[$0] }
          .joined(separator: ": ")
      }
    }
  }

  @Test func `only what needs nothing but a signature is signed, and what is missing is named`()
    throws
  {
    let city = try SignedCity(isReady: false)
    func enter(_ conclusion: ItemConclusion, _ evidence: String = "") throws {
      let entry = ItemEntry(
        item: "12329-01", conclusion: conclusion, evidence: evidence, remark: "理由",
        filledBy: "示例经办人", day: city.now.date, source: "", who: "示例经办人")
      try ChecklistEntryRun(city.workspace).enter([entry], at: city.now)
    }
    let open = "the toolkit has no answer yet: the survey is answered"
    #expect(
      try refusals(city, "12329-01", "12329-02") == [
        "12329-01: not-started: no conclusion is entered", "12329-01: not-started: \(open)",
        "12329-02: blocked: it waits for 12329-01",
      ])
    try enter(.pending)
    #expect(
      try refusals(city, "12329-01") == [
        "12329-01: under-way: its conclusion is pending", "12329-01: under-way: \(open)",
      ])
    try enter(.fail)
    #expect(try refusals(city, "12329-01") == ["12329-01: failed: its conclusion is fail"])
    try enter(.pass, "摸底表")
    #expect(try refusals(city, "12329-01") == ["12329-01: under-way: \(open)"])
    try city.fill(["12329-01"], evidence: "")
    #expect(
      try refusals(city, "12329-01") == [
        "12329-01: needs-evidence: no paper is named and no file is there as evidence"
      ])
    #expect(try city.workspace.ledger().signatures().isEmpty)
    try city.fill(["12329-01", "12329-02"])
    // Both or none: the second one waits for the first.
    #expect(
      try refusals(city, "12329-01", "12329-02") == ["12329-02: blocked: it waits for 12329-01"])
    #expect(try refusals(city, "12329-01") == [])
    #expect(try refusals(city, "12329-02") == [])
    // What was signed and has changed is held against the same rule.
    try city.fill(["12329-01"], evidence: "")
    #expect(
      try refusals(city, "12329-01") == [
        "12329-01: needs-evidence: no paper is named and no file is there as evidence"
      ])
    #expect(try city.state("12329-01") == .signAgain)
  }

  @Test func `an item that comes to wait for another one meanwhile is not signed`()
    throws
  {
    let city = try SignedCity()
    let found = try codes {
      _ = try city.sign(
        "12329-08", by: "lihua", meanwhile: { try? city.fill(["12329-02"], .fail) })
    }
    #expect(found == [.signedContentChanged])
    #expect(try city.signatures.isEmpty)
  }

  @Test func `a workspace without users can sign nothing`() throws {
    let sample = try SampleWorkspace()
    let actor = Actor(account: "lihua", clock: { SampleWorkspace.now })
    let found = try codes {
      _ = try SignRun(sample.workspace, by: actor).sign(
        ["12329-08"], as: .approver, because: "", passwords: PasswordSource(file: "-"),
        show: { _ in })
    }
    #expect(found == [.usersMissing])
  }
}

@Suite struct `Passwords of users` {
  @Test func `a wrong password is entered, and five lock the account for 15 minutes`() throws {
    let city = try SignedCity()
    for count in 1...5 {
      do {
        _ = try city.sign("12329-08", by: "lihua", passwords: city.passwords("wrong wrong wrong"))
        Issue.record("signed with a wrong password")
      } catch let unusable as Unusable {
        #expect(unusable.findings.first?.code == .passwordWrong)
        #expect(unusable.findings.first?.facts["count"] == "\(count)")
      }
    }
    // Even the right one is refused now, and nothing more is entered.
    #expect(try codes { _ = try city.sign("12329-08", by: "lihua") } == [.accountLocked])
    let failures = try city.workspace.ledger().accountEvents().filter { $0.event.kind == .failed }
    #expect(failures.count == 5)
    city.pass(seconds: 899)
    #expect(try codes { _ = try city.sign("12329-08", by: "lihua") } == [.accountLocked])
    city.pass(seconds: 1)
    _ = try city.sign("12329-08", by: "lihua")
    #expect(try city.users("lihua").accounts().first { $0.name == "lihua" }?.failures == 0)
  }

  @Test func `an admin's reset opens a locked account, and its owner sets a password`() throws {
    let city = try SignedCity()
    for _ in 1...5 {
      _ = try codes {
        _ = try city.sign("12329-08", by: "lihua", passwords: city.passwords("wrong wrong wrong"))
      }
    }
    _ = try city.users("wangfang").setPassword(of: "lihua", passwords: city.right)
    #expect(try codes { _ = try city.sign("12329-08", by: "lihua") } == [.passwordMissing])
    let other = "another horse battery"
    _ = try city.users("lihua").setPassword(of: "lihua", passwords: city.passwords(other))
    #expect(try codes { _ = try city.sign("12329-08", by: "lihua") } == [.passwordWrong])
    _ = try city.sign("12329-08", by: "lihua", passwords: city.passwords(other))
  }

  @Test func `a new password asks for the one there is`() throws {
    let city = try SignedCity()
    let run = city.users("lihua")
    #expect(
      try codes {
        _ = try run.setPassword(
          of: "lihua", passwords: city.passwords("wrong wrong wrong", "new new new new"))
      } == [.passwordWrong])
    #expect(
      try codes {
        _ = try run.setPassword(
          of: "lihua", passwords: city.passwords(SignedCity.password, "too short"))
      } == [.passwordWeak])
    #expect(
      try codes {
        _ = try run.setPassword(of: "lihua", passwords: city.passwords(SignedCity.password))
      } == [.passwordFileUnusable])
    _ = try run.setPassword(
      of: "lihua", passwords: city.passwords(SignedCity.password, "new new new new"))
    _ = try city.sign("12329-08", by: "lihua", passwords: city.passwords("new new new new"))
  }

  @Test func `neither a password nor its hash is in the audit trail`() throws {
    let city = try SignedCity()
    _ = try city.sign("12329-08", by: "lihua")
    let hashes = try city.workspace.ledger().accounts().map(\.passwordHash)
    #expect(hashes.allSatisfy { $0.hasPrefix("$argon2id$") })
    let found = try Shell.run(
      "sqlite3 '\(city.catalogue)' 'SELECT action, detail FROM audit'", in: city.sample.folder.path)
    #expect(found.output.contains("user.password|lihua"))
    #expect(!found.output.contains("argon2") && !found.output.contains("horse"))
  }

  @Test func `a clock that was set back is named, and neither signs nor opens an account`() throws {
    let city = try SignedCity()
    for _ in 1...5 {
      _ = try codes {
        _ = try city.sign("12329-08", by: "lihua", passwords: city.passwords("wrong wrong wrong"))
      }
    }
    city.pass(seconds: -7 * 86_400)
    #expect(try codes { _ = try city.sign("12329-08", by: "lihua") } == [.clockBehind])
    #expect(try codes { _ = try city.sign("12329-08", by: "zhouming") } == [.clockBehind])
    #expect(
      try codes {
        _ = try city.users("wangfang").close("lihua", because: "x", passwords: city.right)
      } == [.clockBehind])
    city.pass(seconds: 7 * 86_400)
    _ = try city.sign("12329-08", by: "zhouming")
  }
}

@Suite struct `Users of a workspace` {
  @Test func `the first user is an admin, and there is always one`() throws {
    let city = try SignedCity()
    let run = city.users("wangfang")
    #expect(
      try codes {
        _ = try run.set(
          "wangfang", person: nil, unit: nil, roles: [.viewer], passwords: city.right)
      } == [.userLastAdmin])
    #expect(
      try codes { _ = try run.close("wangfang", because: "x", passwords: city.right) }
        == [.userLastAdmin])
    let fresh = try SampleWorkspace()
    let actor = Actor(account: "lihua", clock: { SampleWorkspace.now })
    #expect(
      try codes {
        _ = try UserRun(fresh.workspace, by: actor).add(
          "lihua", person: "李华", unit: "某单位", roles: [.approver], passwords: city.right)
      } == [.userFirstNotAdmin])
  }

  @Test func `only an admin enters and changes users`() throws {
    let city = try SignedCity()
    for account in ["lihua", "zhouming", "wuyong"] {
      #expect(
        try codes {
          _ = try city.users(account).add(
            "new", person: "新人", unit: "某单位", roles: [.admin], passwords: city.right)
        } == [.roleMissing])
      #expect(
        try codes {
          _ = try city.users(account).setPassword(of: "wangfang", passwords: city.right)
        } == [.roleMissing])
    }
    #expect(
      try codes {
        _ = try city.users("wangfang").add(
          "new", person: "新人", unit: "某单位", roles: [.viewer],
          passwords: city.passwords("wrong wrong wrong"))
      } == [.passwordWrong])
    #expect(
      try codes {
        _ = try city.users("wangfang").add(
          "lihua", person: "李华", unit: "某单位", roles: [.viewer], passwords: city.right)
      } == [.userExists])
    #expect(
      try codes {
        _ = try city.users("wangfang").set(
          "nobody", person: nil, unit: "某单位", roles: nil, passwords: city.right)
      } == [.userUnknown])
  }

  @Test func `rows that were edited give nobody a role`() throws {
    let city = try SignedCity()
    for statement in [
      "UPDATE account SET roles = 'admin' WHERE account = 'lihua'",
      "INSERT INTO account SELECT 99, 'mallory', kind, person, unit, roles, password_hash, because, who, at FROM account LIMIT 1",
      "DELETE FROM account WHERE account = 'zhouming'",
    ] {
      let copy = city.sample.folder.path + "/copy"
      let result = try Shell.run(
        """
        rm -rf copy; cp -r w copy
        sqlite3 copy/.hotline/ledger.db 'DROP TRIGGER account_is_never_rewritten; DROP TRIGGER account_is_never_removed' "\(statement)"
        """, in: city.sample.folder.path)
      #expect(result.code == 0, "\(result.errors)")
      let workspace = try Workspace(copy, today: city.now.date)
      let found = try codes {
        try Access.check(.look, by: "mallory", in: workspace)
      }
      #expect(found == [.ledgerDamaged], "\(statement)")
      #expect(
        try codes {
          _ = try UserRun(workspace, by: city.actor("lihua")).add(
            "new", person: "新人", unit: "某单位", roles: [.viewer], passwords: city.right)
        } == [.ledgerDamaged], "\(statement)")
    }
  }

  @Test func `a ledger whose seal key is lost signs nothing more`() throws {
    let folder = try TemporaryFolder()
    let made = try Shell.run(
      """
      hotline init w --city 示例市 --area 0757 --mappings "$ROOT/Mappings" -q
      hotline -C w user add "$(id -un)" --name 示例 --unit 某单位 --roles admin -q
      (umask 077; printf 'correct horse battery\\n' > pw)
      hotline -C w user password --password-file pw -q
      rm -r .config/hotline/keys
      hotline -C w user add lihua --name 示例 --unit 某单位 --roles viewer --password-file pw
      echo "code $?"; hotline -C w user list --format csv --columns account
      """, in: folder.path)
    #expect(made.errors.contains("HL6216"), "\(made.errors)")
    #expect(made.output.contains("code 77"))
    #expect(!made.output.contains("lihua"))
  }
}

@Suite struct `Words of states` {
  @Test func `codes of findings have the Chinese words that listings show`() {
    let coded: [Words] =
      NumberStatus.allCases.map(\.words) + MergeMode.allCases.map(\.words)
      + NumberDisposition.allCases.map(\.words) + UserRole.allCases.map(\.words)
    let finding = { (code: String) in
      Finding(.signingRoleOther(item: "12329-08", found: code, expected: code), at: place)
        .message(in: .chinese)
    }
    for words in coded {
      let word = words.chinese.replacing("（\(words.english)）", with: "")
      #expect(finding(words.english) == "12329-08 不以\(word)的身份签认，应为\(word)")
    }
    for words in ItemState.allCases.map(\.words) + ItemConclusion.allCases.map(\.words) {
      // 待定 is a mode, too.
      #expect(finding(words.english).contains("不以\(words.chinese)的"))
    }
    let several = Finding(
      .roleMissing(
        account: "admin", action: UserAction.sign.words.english, found: "admin",
        expected: "reviewer, approver"), at: place)
    #expect(
      several.message(in: .chinese) == "账户 admin 无权签认核对事项：现有角色为管理，需要核对、签认之一")
    #expect(several.message(in: .english).contains("the account has admin, and one of reviewer"))
    let unknown = Finding(.userUnknown(found: "admin", expected: "viewer"), at: place)
    #expect(unknown.message(in: .chinese).contains("“admin”"))
  }

  private let place = SourceLocation(file: "w")

  @Test func `what is missing for a signature is known in Chinese, whatever the toolkit asks`() {
    for check in AutomaticCheck.allCases {
      for (english, chinese) in [
        ("the toolkit has no answer yet: ", "系统尚无核对结果："),
        ("the toolkit answers no: ", "系统核对结果为否："),
      ] {
        #expect(
          FactWords.text(english + check.words.english, in: .chinese)
            == chinese + check.words.chinese)
      }
    }
  }
}

@Suite struct `Words of actions` {
  @Test func `what a user may not do is told in Chinese, too`() {
    for action in UserAction.allCases {
      #expect(FactWords.text(action.words.english, in: .chinese) == action.words.chinese)
    }
  }
}
