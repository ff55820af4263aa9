import FeedRuns
import Feeds
import Findings
import Foundation
import HotlineModel
import MergerRuns
import MergerStore
import Reports
import SampleCity
import TestSupport
import Testing

/// A feed says every change once and in order, and a receiver that loses, repeats and reorders ends
/// with what the ledger holds.
@Suite struct `Feeds of the ledger` {
  private func refusal(_ body: () async throws -> Void) async -> [Finding] {
    do {
      try await body()
      return []
    } catch let unusable as Unusable {
      return unusable.findings
    } catch {
      return []
    }
  }

  /// The files of a feed's folder with their bytes.
  private func contents(_ path: String) throws -> [String: Data] {
    try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasPrefix("0") || $0 == "outstanding.csv" }.reduce(into: [:]) {
        $0[$1] = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($1)"))
      }
  }

  private func messages(_ path: String) throws -> [String] {
    try contents(path).filter { $0.key.hasSuffix(".jsonl") }.sorted { $0.key < $1.key }
      .flatMap { String(decoding: $0.value, as: UTF8.self).split(separator: "\n").map(String.init) }
  }

  private func told(_ path: String, from first: Int = 1) throws -> [String] {
    try messages(path).dropFirst(first - 1).map { line in
      let message = try FeedReceiver.object(line)
      let fields = message["fields"] as? [String: Any]
      let key = (message["key"] as? String ?? "").split(separator: "/").last ?? ""
      return "\(key)=\(fields.map { $0["title"] as? String ?? "" } ?? "-")"
    }
  }

  /// More than 1,000 losses, repeats and reorderings, over imports, corrections and undos.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a receiver that loses, repeats and reorders ends equal to the ledger`(
    seed: UInt64
  ) async throws {
    let world = try FeedWorld(messages: 4)
    var channel = FeedChannel(seed: seed)
    var receiver = FeedReceiver()
    var answers = 0
    var (imports, undos, stones) = (0, 0, 0)
    for round in 0..<30 {
      if imports == 0 || Int.random(in: 0..<4, using: &channel.random) > 0 {
        let rows = (0..<Int.random(in: 1...40, using: &channel.random)).map { row in
          let number = Int.random(in: 0..<60, using: &channel.random)
          return (
            number: "K\(number)", title: "第\(round)轮\(row) 电话13912345\(100 + number)",
            phone: "13912345\(100 + number)"
          )
        }
        try await world.take(rows)
        imports += 1
      } else {
        let open = try world.sample.workspace.batches().filter { $0.state == "closed" }
        if let batch = open.suffix(4).randomElement(using: &channel.random) {
          try world.undo(batch.name)
          undos += 1
        }
      }
      // Sometimes several changes of the ledger are fed at once.
      if Int.random(in: 0..<4, using: &channel.random) == 0 { continue }
      let report = try await world.run()
      #expect(report.findings.isEmpty)
      stones += report.tombstones
      try channel.carry(from: world.feed, to: &receiver)
      for answer in channel.arriving(receiver.received.isEmpty ? [] : [0, 1]) where answer == 0 {
        answers += 1
        let name = "feed/acks/\(Int.random(in: 100...999, using: &channel.random)).json"
        _ = try world.sample.folder.file(name, try receiver.acknowledgement())
      }
    }
    // From now on nothing is lost: what is outstanding arrives, and is confirmed.
    channel.isDisturbed = false
    var report = try await world.run()
    var rounds = 0
    while rounds == 0 || !report.outstanding.isEmpty {
      try channel.carry(from: world.feed, to: &receiver)
      _ = try world.sample.folder.file("feed/acks/last.json", try receiver.acknowledgement())
      report = try await world.run()
      rounds += 1
      try #require(rounds < 3)
    }
    #expect(report.confirmed == report.last)
    #expect(receiver.received == Set(1...report.last))
    let ledger = try await world.ledger()
    #expect(receiver.tickets == ledger)
    #expect(!ledger.isEmpty && undos > 0 && stones > 0 && answers > 0)
    #expect(channel.disturbances > 350)
    let all = try messages(world.feed).joined()
    #expect(!all.contains(/1391234\d{4}/))
    #expect(all.contains("139****"))
    print(
      "seed \(seed): \(channel.lost) losses, \(channel.repeated) repeats, "
        + "\(channel.reordered) reorderings, \(report.last) messages, \(stones) tombstones, "
        + "\(imports) imports, \(undos) undos")
  }

  @Test func `every change is one message, and nothing new writes nothing`() async throws {
    let world = try FeedWorld()
    #expect(try await world.run().files.isEmpty)
    try await world.take([("A", "一", ""), ("B", "一", "")])
    #expect(try await world.run().last == 2)
    try await world.take([("B", "二", ""), ("C", "二", "")])
    let second = try await world.run()
    #expect(second.upserts == 2 && second.tombstones == 0)
    try world.undo("B0002")
    let third = try await world.run()
    #expect(third.upserts == 1 && third.tombstones == 1)
    #expect(try told(world.feed) == ["A=一", "B=一", "B=二", "C=二", "B=一", "C=-"])
    let before = try contents(world.feed)
    let fourth = try await world.run()
    #expect(fourth.files.isEmpty && fourth.last == 6 && fourth.outstanding.count == 3)
    #expect(try contents(world.feed) == before)
    let sequences = try messages(world.feed).map {
      try #require(try FeedReceiver.object($0)["ledger"] as? Int)
    }
    #expect(sequences == sequences.sorted() && Set(sequences).count == 3)
  }

  @Test(
    .enabled(
      if: Shell.hasPythonModule("jsonschema"), "python3-jsonschema is not installed"))
  func `messages, manifests and acknowledgements are as their schemas say`() async throws {
    let world = try FeedWorld(messages: 2)
    try await world.take([("A", "一", "13912345678"), ("B", "", ""), ("C", "三", "")])
    try await world.run()
    try world.undo("B0001")
    try await world.run()
    var receiver = FeedReceiver()
    var channel = FeedChannel(seed: 4)
    try channel.carry(from: world.feed, to: &receiver)
    _ = try world.sample.folder.file("feed/acks/a.json", try receiver.acknowledgement())
    let result = try Shell.run(
      """
      python3 - '\(Shell.root)/Documentation/Schemas' <<'PYTHON'
      import glob, json, sys, jsonschema
      def validator(name):
          schema = json.load(open(f"{sys.argv[1]}/feed-{name}-1.schema.json", encoding="utf-8"))
          jsonschema.Draft202012Validator.check_schema(schema)
          return jsonschema.Draft202012Validator(schema)
      for name, paths in ("file", "feed/0*.json"), ("acknowledgement", "feed/acks/*.json"):
          for path in glob.glob(paths):
              validator(name).validate(json.load(open(path, encoding="utf-8")))
              print(name)
      for path in glob.glob("feed/*.jsonl"):
          for line in open(path, encoding="utf-8"):
              validator("message").validate(json.loads(line))
              print("message")
      PYTHON
      """, in: world.sample.folder.path)
    #expect(result.code == 0, "\(result.errors)")
    let counts = ["file", "acknowledgement", "message"].map { name in
      result.output.split(separator: "\n").count { $0 == name }
    }
    #expect(counts == [4, 1, 6])
  }

  @Test func `a feed in many files is that in one, and the same in another folder`() async throws {
    let world = try FeedWorld(messages: 2)
    try await world.take((0..<9).map { ("K\($0)", "题", "") })
    let files = try await world.run().files
    #expect(files.map(\.last) == [2, 4, 6, 8, 9])
    let other = world.sample.folder.path + "/other"
    #expect(try await world.run(to: other).files.map(\.sha256) == files.map(\.sha256))
    #expect(try contents(other) == contents(world.feed))
    try world.write(profile: "messages,100")
    let one = world.sample.folder.path + "/one"
    #expect(try await world.run(to: one).files.count == 1)
    #expect(try messages(one) == messages(world.feed))
  }

  @Test func `a feed begins where it is told, and stays there`() async throws {
    let world = try FeedWorld()
    try await world.take([("A", "一", "")])
    let sequence = try world.sample.workspace.ledger().auditHead().sequence
    try await world.take([("B", "一", "")])
    let late = await refusal { try await world.run(since: 99) }
    #expect(late.map(\.code) == [.feedUnfit])
    let head = try world.sample.workspace.ledger().auditHead().sequence
    #expect(late.first?.facts["reason"] == "the ledger has come to sequence number \(head)")
    try await world.run(since: sequence)
    #expect(try told(world.feed) == ["B=一"])
    try world.undo("B0001")
    try await world.run(since: sequence)
    try await world.run()
    #expect(try told(world.feed) == ["B=一", "A=-"])
    let other = await refusal { try await world.run(since: 0) }
    #expect(other.map(\.code) == [.feedUnfit])
    #expect(other.first?.facts["reason"] == "it begins behind sequence number \(sequence)")
  }

  @Test func `a changed profile or purpose needs a new feed`() async throws {
    let world = try FeedWorld()
    try await world.take([("A", "一", "")])
    try await world.run()
    let before = try contents(world.feed)
    try await world.take([("B", "一", "")])
    try world.write(fields: FeedWorld.fields.dropLast())
    #expect(await refusal { try await world.run() }.map(\.code) == [.feedProfileChanged])
    #expect(try contents(world.feed) == before)
    // Who signed, and how long files are, makes no difference.
    try world.write(fields: FeedWorld.fields)
    try world.write(profile: "messages,1")
    #expect(try await world.run().last == 2)
    let purposes = world.sample.folder.path + "/w/Mappings/privacy/purposes.csv"
    try world.write(profile: "purpose,department")
    #expect(await refusal { try await world.run() }.map(\.code) == [.feedProfileChanged])
    let other = world.sample.folder.path + "/other"
    try await world.run(to: other)
    let text = try String(contentsOfFile: purposes, encoding: .utf8)
    try text.replacing("matter.title,clear,masked", with: "matter.title,clear,clear")
      .write(toFile: purposes, atomically: true, encoding: .utf8)
    #expect(
      await refusal { try await world.run(to: other) }.map(\.code) == [.feedProfileChanged])
  }

  @Test func `what is not decided or contradicts the purpose stops the feed before it writes`()
    async throws
  {
    let world = try FeedWorld()
    try await world.take([("A", "一", "")])
    try world.write(fields: FeedWorld.fields + ["x,unknown,"])
    #expect(await refusal { try await world.run() }.map(\.code) == [.feedFieldUndecided])
    try world.write(fields: FeedWorld.fields)
    try world.write(profile: "purpose,public")
    #expect(
      await refusal { try await world.run() }.map(\.code) == [.feedFieldUnfit, .feedFieldUnfit])
    #expect(!FileManager.default.fileExists(atPath: world.feed))
  }

  @Test func `a feed of another ledger or profile is not continued`() async throws {
    let world = try FeedWorld()
    try await world.take([("A", "一", "")])
    try await world.run()
    let other = try FeedWorld()
    try await other.take([("A", "一", "")])
    let found = await refusal { try await other.run(to: world.feed) }
    #expect(found.map(\.code) == [.feedUnfit])
    #expect(found.first?.facts["reason"] == "ledger.db is of another ledger")
    let copy = world.sample.workspace.folder + "/Mappings/feeds/"
    try FileManager.default.copyItem(atPath: copy + "small", toPath: copy + "large")
    let large = await refusal {
      _ = try await FeedRun(world.sample.workspace, profile: "large").run(
        to: world.feed, now: SampleWorkspace.now)
    }
    #expect(large.first?.facts["reason"] == "it is a feed by the profile small")
  }

  /// A row of the sample city's fields, as if the province wanted names and telephones, too.
  private static func row(_ row: String, isForMany: Bool) -> String {
    var cells = row.replacing("2026-11-30", with: "2021-11-01").split(
      separator: ",", omittingEmptySubsequences: false
    ).map(String.init)
    let target = cells[0]
    let wanted = ["来电人姓名": "caller.name", "来电号码": "caller.phone"]
    if let source = wanted[target] {
      cells.replaceSubrange(1...4, with: ["mapped", source, "", ""])
    }
    // What those who count do not get at all cannot be mapped.
    if isForMany, ["标题", "内容", "地址", "姓名"].contains(where: { target.contains($0) }) {
      cells.replaceSubrange(1...4, with: ["withheld", "", "", "用途不准"])
    }
    return cells.joined(separator: ",")
  }

  @Test(arguments: ["", "department", "statistics"])
  func `no telephone number of the sample city is fed unless its purpose allows it`(
    purpose: String
  ) async throws {
    let sample = try SampleWorkspace()
    let delivery = try #require(
      try SampleWorkspace.deliveries().first { $0.mapping == "12333-hrss" })
    let files = delivery.files.map { "\(SampleWorkspace.sample)/\($0)" }
    _ = try await ImportRun(sample.workspace, line: delivery.line, mapping: delivery.mapping).run(
      files, label: "d", now: SampleWorkspace.now)
    let isForMany = purpose == "statistics"
    let sheet = try String(
      contentsOfFile: SampleWorkspace.sample + "/feed-fields.csv", encoding: .utf8)
    let rows = sheet.split(separator: "\n").map { Self.row(String($0), isForMany: isForMany) }
    let profile = "w/Mappings/feeds/yuesx/"
    _ = try sample.folder.file(profile + "fields.csv", rows.joined(separator: "\n") + "\n")
    _ = try sample.folder.file(profile + "profile.csv", "setting,value\npurpose,\(purpose)\n")
    if isForMany { _ = try sample.workspace.addKey([UInt8](repeating: 7, count: 32)) }
    let feed = sample.folder.path + "/feed"
    let report = try await FeedRun(sample.workspace, profile: "yuesx").run(
      to: feed, now: SampleWorkspace.now)
    #expect(report.upserts > 1_000)
    let number = /1380000[0-9]{4}|8210[1-9][0-9]{3}/
    let delivered = try files.map {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
    }.joined()
    let known = Set(delivered.matches(of: number).map { String($0.output) })
    #expect(known.count > 300)
    let told = try messages(feed).joined(separator: "\n")
    #expect(told.contains(isForMany ? "k1:" : "****"))
    // Line and legacy number are every message's key.
    let found = Set(told.matches(of: number).map { String($0.output) }).intersection(known)
    #expect(found.isEmpty, "\(found.count) numbers")
  }

  @Test func `clear text leaves a trace first, and the trace changes no byte of the feed`()
    async throws
  {
    let world = try FeedWorld(purpose: "platform")
    try await world.take([("A", "一", "13912345678")])
    try await world.run()
    #expect(try messages(world.feed).joined().contains("13912345678"))
    let trace = "export-clear platform feed small feed"
    #expect(try world.sample.audit().filter { $0 == trace }.count == 1)
    let other = world.sample.folder.path + "/other"
    try await world.run(to: other)
    #expect(try contents(other) == contents(world.feed))
    try await world.run()
    #expect(try world.sample.audit().filter { $0.hasPrefix("export-clear") }.count == 2)
  }

  @Test func `a value without a code leaves the feed as it was`() async throws {
    let world = try FeedWorld()
    try await world.take([("A", "甲", "")])
    _ = try world.sample.folder.file(
      "w/Mappings/feeds/small/codes.csv", "table,ours,theirs\nt,甲,1\n")
    let rows = "target,state,source,codes,reason,signed_by,signed_on,document\n"
    _ = try world.sample.folder.file(
      "w/Mappings/feeds/small/fields.csv",
      rows + "title,mapped,matter.title,t,,\(FeedWorld.signature)\n")
    try await world.run()
    try await world.take([("B", "甲", ""), ("C", "乙", ""), ("D", "丙", ""), ("E", "乙", "")])
    let found = await refusal { try await world.run() }
    #expect(found.map(\.code) == [.feedCodeMissing])
    #expect(found.first?.facts["found"]?.contains(/[乙丙]/) == false)
    #expect(try told(world.feed) == ["A=1"])
    _ = try world.sample.folder.file(
      "w/Mappings/feeds/small/codes.csv", "table,ours,theirs\nt,甲,1\nt,乙,2\nt,丙,3\n")
    try await world.run()
    #expect(try told(world.feed) == ["A=1", "B=1", "C=2", "D=3", "E=2"])
    _ = try world.sample.folder.file(
      "w/Mappings/feeds/small/codes.csv", "table,ours,theirs\nt,甲,1\nt,乙,3\nt,丙,3\n")
    #expect(await refusal { try await world.run() }.map(\.code) == [.feedProfileChanged])
  }
}
