import Feeds
import Findings
import Foundation
import HotlineModel
import TestSupport
import Testing
import Tickets

/// A profile says of every field of the other platform what becomes of it, and who answers for that.
@Suite struct `Profiles of feeds` {
  private static let today = CivilDate(year: 2026, month: 12, day: 1)
  private static let header = "target,state,source,codes,reason,signed_by,signed_on,document\n"
  private static let signature = "示例签字人甲,2026-11-30,示例文号"
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func profile(
    fields: String, codes: String = "", settings: String = "messages,5"
  ) throws -> FeedProfile {
    _ = try folder.file("a/profile.csv", "setting,value\n\(settings)\n")
    _ = try folder.file("a/fields.csv", Self.header + fields + "\n")
    _ = try folder.file("a/codes.csv", "table,ours,theirs\n" + codes)
    return try FeedProfile("a", in: folder.path, today: try #require(Self.today))
  }

  private func complaints(_ body: () throws -> FeedProfile) -> [Finding] {
    do {
      return try body().undecided
    } catch let unusable as Unusable {
      return unusable.findings
    } catch {
      return []
    }
  }

  @Test func `the profile that is shipped is consistent, and nothing of it is decided`() throws {
    let shipped = try FeedProfile(
      "yuesx", in: Shell.root + "/Mappings/feeds", today: try #require(Self.today))
    let rows = try String(
      contentsOfFile: Shell.root + "/Mappings/feeds/yuesx/fields.csv", encoding: .utf8
    ).split(separator: "\n").dropFirst()
    #expect(shipped.undecided.map(\.code) == rows.map { _ in .feedFieldUndecided })
    #expect(shipped.undecided.count { $0.facts["reason"] == "it is unknown" } == 5)
    #expect(shipped.purpose == nil)
    #expect(shipped.kept(backBy: .masked).isEmpty)
  }

  @Test(arguments: [
    ("a,unknown,,,,,,", "state", "it is unknown"),
    ("a,unknown,,,,\(signature)", "state", "it is unknown"),
    ("a,mapped,number,,,,,", "signed_by", "nobody has signed it"),
    ("a,withheld,,,理由,,,", "signed_by", "nobody has signed it"),
    ("a,mapped,number,,,示例签字人甲,,示例文号", "signed_on", "the signature lacks signed_on"),
    ("a,mapped,number,,,,2026-11-30,示例文号", "signed_by", "the signature lacks signed_by"),
    ("a,mapped,number,,,示例签字人甲,2026-12-01,", "document", "the signature lacks document"),
    (
      "a,mapped,number,,,示例签字人甲,2026-12-02,示例文号", "signed_on",
      "the day of the signature is yet to come"
    ),
  ])
  func `a field that nobody answers for is not decided`(
    row: String, column: String, reason: String
  ) throws {
    let open = try profile(fields: "b,mapped,line,,,\(Self.signature)\n\(row)").undecided
    #expect(open.map(\.code) == [.feedFieldUndecided])
    #expect(open.first?.facts["found"] == "a")
    #expect(open.first?.facts["reason"] == reason)
    #expect(open.first?.places.first?.line == 3)
    let index = Self.header.dropLast().split(separator: ",").firstIndex { $0 == column }
    #expect(open.first?.places.first?.column == index.map { $0 + 1 })
  }

  @Test(arguments: [
    ("a,mapped,,,,", "", "messages,5", FindingCode.feedFieldUnfit),
    ("a,mapped,number,t,,", "", "messages,5", .feedFieldUnfit),
    ("a,withheld,,,,", "", "messages,5", .feedFieldUnfit),
    ("a,mapped,status.state,t,,", "t,pending,x\n", "messages,5", .feedCodeMissing),
    ("a,mapped,status.sate,,,", "", "messages,5", .sheetValueUnknown),
    ("a,maped,number,,,", "", "messages,5", .sheetValueUnknown),
    ("a,mapped,number,,,", "", "messages,0", .sheetValueMalformed),
    ("a,mapped,number,,,", "", "purpose,all", .sheetValueUnknown),
    ("a,mapped,number,,,", "", "purposes,", .sheetValueUnknown),
    ("a,mapped,number,,,", "t,x,y\nt,x,z\n", "messages,5", .sheetKeyTwice),
  ])
  func `sheets that contradict themselves are refused`(
    row: String, codes: String, settings: String, code: FindingCode
  ) {
    let found = complaints {
      try profile(fields: row + Self.signature, codes: codes, settings: settings)
    }
    #expect(!found.isEmpty)
    #expect(Set(found.map(\.code)) == [code])
  }

  @Test func `a profile that is not there is named with those that are`() throws {
    _ = try profile(fields: "a,mapped,number,,,\(Self.signature)")
    for name in ["b", "../x", ".a"] {
      let found = complaints {
        try FeedProfile(name, in: folder.path, today: try #require(Self.today))
      }
      #expect(found.map(\.code) == [.feedProfileUnknown])
      #expect(found.first?.facts["expected"] == "a")
    }
  }

  private static let ticket: TicketRow = {
    var row = TicketRow()
    row.set(.line, to: "12329".utf8)
    row.set(.legacyNumber, to: "A\"1".utf8)
    row.set(.field(.matterTitle), to: "标题\n二".utf8)
    row.set(.field(.followUpSolved), to: "true".utf8)
    row.set(.field(.matterTags), to: "[\"甲\"]".utf8)
    row.set(.field(.statusState), to: "closed".utf8)
    row.set(.field(.matterDistrict), to: "南海".utf8)
    return row
  }()

  private static let states = [
    "pending", "accepted", "dispatched", "in-progress", "returned", "suspended", "finished",
    "followed-up", "closed", "void",
  ]

  @Test func `a message says what the sheet maps, in its order, and nothing else`() throws {
    let profile = try profile(
      fields: [
        "状态,mapped,status.state,t,,", "号,mapped,number,,,", "标题,mapped,matter.title,,,",
        "电话,mapped,caller.phone,,,", "解决,mapped,followUp.solved,,,",
        "标签,mapped,matter.tags,,,", "区,withheld,matter.district,,理由,",
      ].map { $0 + Self.signature }.joined(separator: "\n"),
      codes: Self.states.map { "t,\($0),码-\($0)\n" }.joined())
    var out: [UInt8] = []
    try profile.append(Self.ticket, to: &out)
    let fields =
      #"{"状态":"码-closed","号":"12329/A\"1","标题":"标题\n二","解决":true,"标签":["甲"]}"#
    let text = String(decoding: out, as: UTF8.self)
    #expect(text.hasPrefix(#""12329/A\"1","hash":""#))
    #expect(text.hasSuffix("\",\"fields\":\(fields)}\n"))
    let sum = try Shell.run("printf %s '\(fields)' | sha256sum | cut -c1-64", in: folder.path)
    #expect(text.contains(sum.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test func `a value without a code stops the feed, and is shown as its field allows`() throws {
    let profile = try profile(
      fields: "区,mapped,matter.district,d,,\(Self.signature)", codes: "d,禅城,1\n")
    var out: [UInt8] = []
    #expect {
      try profile.append(Self.ticket, to: &out)
    } throws: { error in
      let finding = (error as? Unusable)?.findings.first
      return finding?.code == .feedCodeMissing && finding?.facts["found"] == "南海"
        && finding?.facts["table"] == "d"
    }
  }

  @Test func `the version changes with what messages depend on, and with nothing else`() throws {
    func version(
      _ row: String = "a,mapped,status.state,t,,", signature: String = Self.signature,
      settings: String = "messages,5", plan: PrivacyPlan = .masked
    ) throws -> String {
      let codes = Self.states.map { "t,\($0),\($0)\n" }.joined()
      return try profile(fields: row + signature, codes: codes, settings: settings)
        .version(under: plan)
    }
    let first = try version()
    #expect(try version(signature: "示例签字人乙,2026-12-01,别的文号") == first)
    #expect(try version(settings: "messages,7") == first)
    #expect(try version("a,mapped,status.state,t,理由,") == first)
    let others = [
      try version("b,mapped,status.state,t,,"), try version("a,mapped,status.state,,,"),
      try version(settings: "purpose,public"),
      try version(
        plan: PrivacyPlan(
          purpose: nil, fields: [.statusState: .dropped], confidential: .dropped, report: .dropped)),
      try version(
        plan: PrivacyPlan(purpose: nil, fields: [:], confidential: .clear, report: .dropped)),
    ]
    #expect(Set(others + [first]).count == others.count + 1)
  }

  @Test func `a row more in a code table changes nothing of before, another code does`() throws {
    let row =
      "区,mapped,matter.district,d,,\(Self.signature)\n街,mapped,matter.place,,,\(Self.signature)"
    let before = try profile(fields: row, codes: "d,禅城,1\nd,南海,2\ne,x,y\n").codes
    #expect(before == ["d": ["禅城": "1", "南海": "2"]])
    #expect(try profile(fields: row, codes: "d,禅城,1\nd,南海,2\nd,顺德,3\n").keeps(before))
    #expect(try !profile(fields: row, codes: "d,禅城,1\nd,南海,3\n").keeps(before))
    #expect(try !profile(fields: row, codes: "d,禅城,1\n").keeps(before))
  }

  @Test func `a field that the purpose drops cannot be mapped`() throws {
    let profile = try profile(fields: "a,mapped,caller.phone,,,\(Self.signature)")
    let plan = PrivacyPlan(
      purpose: .public, fields: [:], confidential: .dropped, report: .dropped)
    #expect(profile.kept(backBy: plan).map(\.code) == [.feedFieldUnfit])
    #expect(profile.kept(backBy: .masked).isEmpty)
    #expect(!profile.isClear(under: .masked))
    let clear = PrivacyPlan(
      purpose: .platform, fields: [.callerPhone: .clear], confidential: .dropped, report: .dropped)
    #expect(profile.isClear(under: clear))
  }
}
