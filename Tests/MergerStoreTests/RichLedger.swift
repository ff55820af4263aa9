import Findings
import Foundation
import HotlineModel
import LocalFiles
import MergerRuns
import MergerStore
import Reports
import TestSupport

/// A workspace whose ledger has rows in every table: batches of two lines, one of them undone, one
/// interrupted; records in quarantine, one of them waived; decisions by the rules and by a person;
/// users, and what they signed and withdrew.
struct RichLedger {
  let folder: TemporaryFolder
  let workspace: Workspace
  private static let now = CivilInstant(unixSeconds: 1_637_776_800)

  /// The catalogue.
  var catalogue: String { folder.path + "/w/.hotline/ledger.db" }

  init() async throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/w"
    let keys = AuditKeyPlace.folder(folder.path + "/keys")
    try InitRun(
      folder: path, mappings: Shell.root + "/Mappings", city: "示例市", area: "0757"
    ).run(keys: keys)
    for (source, target) in [
      ("\(Shell.root)/SampleData/register.csv", "register.csv"),
      (try SignedPolicy.folder(), "Mappings/policy/foshan-2021"),
    ] {
      let to = "\(path)/\(target)"
      try? FileManager.default.removeItem(atPath: to)
      try FileManager.default.copyItem(atPath: source, toPath: to)
    }
    _ = try folder.file(
      "w/Mappings/sources/small/source.csv",
      "setting,value\ncontainer,csv\nrepeated,last-wins\nowner,某单位\n")
    _ = try folder.file("w/Evidence/\(Self.notice.copyName)", "%PDF-1.4 notice")
    workspace = try Workspace(path, keys: keys, today: Self.now.date)
    try map(number: "编号")
    try await take("12329", ["编号,标题\nA,一\nB,二\n,三\nC,三\n"])
    try await take("12329", ["编号,标题\nA,一\nB,五\n,六\nD,四\n"])
    try await take("12318", ["编号,标题\nA,一\n,二\n", "编号,标题\n,九\n"])
    try await take("12318", ["编号,标题\nE,一\nF,一\n"])
    _ = try BatchRuns(workspace).undo("B0004", withLater: false, now: Self.now)
    try QuarantineRuns(workspace).waive(
      ["Q000001"], because: "来电人已撤诉", by: "某科长", now: Self.now)
    // A file that comes again, and of which a record is quarantined again.
    try await take("12329", ["编号,标题\nA,一\nB,五\n,六\nD,四\n"])
    _ = try ClassifyRun(workspace).record(by: "某主任", now: Self.now)
    try enterItems()
    try enterNumbers()
    try signOff()
    try cutOver()
    // Records that come again and are good now close their entries.
    try map(number: "标题")
    try await take("12318", ["编号,标题\n,九\n"])
    try map(number: "编号")
    try await takeAndStop("12329", ["编号,标题\nA,一\nB,五\nG,七\n", "编号,标题\nH,八\n"])
  }

  /// An answer and an exception.
  private func enterItems() throws {
    let entries = [(ItemEntry.Kind.answer, ItemConclusion?.some(.pass)), (.exception, nil)].map {
      ItemEntry(
        item: "12329-01", kind: $0, conclusion: $1, evidence: "摸底表", remark: "理由",
        filledBy: "某科员", day: Self.now.date, source: "清单.xlsx", who: "某主任",
        files: $0 == .exception ? [] : [Self.notice])
    }
    _ = try workspace.ledger().enter(entries.map { ($0, nil) }, at: Self.now)
  }

  /// A file of evidence whose copy is there.
  private static let notice = EvidenceFile(
    name: "公告.pdf", sha256: Fingerprint.hex(of: "%PDF-1.4 notice".utf8), size: 15, type: "pdf")

  /// A number that was announced by a link and by a file.
  private func enterNumbers() throws {
    for (kind, proof) in [
      (NumberEvent.Kind.channelAnnounced, ChannelProof.link("https://www.example.gov.cn/1")),
      (.channelAnnounced, .file(Self.notice)), (.status, nil),
    ] as [(NumberEvent.Kind, ChannelProof?)] {
      var event = NumberEvent(
        line: "12318", life: CivilDate("2001-05-01"), kind: kind, mode: .fullMerge,
        disposition: .cancel, who: "某经办人")
      event.channel = kind == .status ? "" : "门户网站"
      event.was = kind == .status ? .inUse : nil
      event.status = kind == .status ? .announced : nil
      event.day = CivilDate("2021-11-02")
      event.document = "文件"
      event.reason = "理由"
      event.proof = proof
      try workspace.ledger().record([event], at: Self.now)
    }
  }

  private func signOff() throws {
    let ledger = try workspace.ledger()
    for (account, kind, roles) in [
      ("wangfang", AccountEvent.Kind.added, Set([UserRole.admin])),
      ("lihua", .added, [.reviewer, .approver]), ("lihua", .password, [.reviewer, .approver]),
      ("lihua", .failed, [.reviewer, .approver]),
    ] {
      try ledger.add(
        AccountEvent(
          account: account, kind: kind, person: "示例\(account)", unit: "某单位", roles: roles,
          passwordHash: kind == .added ? "" : "$argon2id$示例", because: "某因", who: "wangfang"),
        at: Self.now)
    }
    for (item, kind) in [("12329-08", Signature.Kind.sign), ("12329-08", .withdraw)] {
      let text = "hotline-item/1\nitem\t\(item)\n"
      _ = try ledger.sign(
        [
          Signature(
            subject: Signature.subject(ofItem: item), content: Fingerprint.hex(of: text.utf8),
            text: text, kind: kind, role: .approver, account: "lihua", person: "示例lihua",
            unit: "某单位", because: "某因", at: "")
        ], after: .max, at: Self.now)
    }
  }

  /// A plan, and that it was loaded in a frozen time.
  private func cutOver() throws {
    for step in [CutoverEntry.Step.planned, .applied] {
      var entry = CutoverEntry(
        target: "core-1", step: step, plan: Fingerprint.hex(of: "plan".utf8), generation: "b",
        table: Fingerprint.hex(of: "table".utf8), who: "wangfang")
      entry.content = step == .planned ? "" : Fingerprint.hex(of: "b".utf8)
      entry.other = step == .planned ? "" : Fingerprint.hex(of: "a".utf8)
      entry.lines = ["12318", "12329"]
      entry.because = step == .planned ? "" : "某主任"
      entry.document = step == .planned ? "" : "示例文号〔2021〕2号"
      try workspace.ledger().record(entry, at: Self.now)
    }
  }

  private func map(number column: String) throws {
    _ = try folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,required,otherwise
      legacyNumber,\(column),text,,yes,quarantine
      matter.title,标题,text,,no,empty
      """)
  }

  private func take(_ line: String, _ files: [String]) async throws {
    let paths = try files.map { try folder.file("\(UUID().uuidString).csv", $0) }
    _ = try await ImportRun(workspace, line: line, mapping: "small").run(
      paths, label: nil, now: Self.now)
  }

  /// A delivery that is stopped with its second file.
  private func takeAndStop(_ line: String, _ files: [String]) async throws {
    let paths = try files.map { try folder.file("\(UUID().uuidString).csv", $0) }
    do {
      // Its batch is in the ledger when its first file is.
      let batches = try workspace.batches().count
      _ = try await ImportRun(workspace, line: line, mapping: "small").run(
        paths, label: nil, now: Self.now,
        shouldStop: { batches + 1 == (try? workspace.batches().count) })
    } catch let unusable as Unusable where unusable.findings.first?.code == .interrupted {}
  }
}
