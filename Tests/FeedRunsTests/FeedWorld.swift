import FeedRuns
import Foundation
import HotlineModel
import LocalFiles
import MergerRuns
import MergerStore
import SampleCity
import TestSupport
import Testing

/// A workspace with a small mapping and a signed profile, whose tickets are fed.
struct FeedWorld {
  let sample: SampleWorkspace
  var feed: String { sample.folder.path + "/feed" }

  init(messages: Int = 5, purpose: String = "") throws {
    sample = try SampleWorkspace()
    let folder = sample.folder
    _ = try folder.file(
      "w/Mappings/sources/small/source.csv",
      "setting,value\ncontainer,csv\nrepeated,last-wins\nowner,某单位\n")
    _ = try folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,required,otherwise
      legacyNumber,编号,text,,yes,quarantine
      matter.title,标题,text,,no,empty
      caller.phone,电话,phone,,no,keep
      """)
    try write(profile: "messages,\(messages)\npurpose,\(purpose)")
    try write(fields: Self.fields)
    _ = try folder.file("w/Mappings/feeds/small/codes.csv", "table,ours,theirs\n")
  }

  static let signature = "示例签字人甲,2021-11-01,示例文号"
  static let fields = [
    "no,mapped,number", "title,mapped,matter.title", "phone,mapped,caller.phone",
  ]

  func write(profile: String) throws {
    _ = try sample.folder.file("w/Mappings/feeds/small/profile.csv", "setting,value\n\(profile)\n")
  }

  func write(fields: [String]) throws {
    let rows = fields.map { "\($0),,,\(Self.signature)\n" }.joined()
    _ = try sample.folder.file(
      "w/Mappings/feeds/small/fields.csv",
      "target,state,source,codes,reason,signed_by,signed_on,document\n" + rows)
  }

  func take(_ rows: [(number: String, title: String, phone: String)]) async throws {
    let text = rows.map { "\($0.number),\($0.title),\($0.phone)\n" }.joined()
    let path = try sample.folder.file("\(UUID().uuidString).csv", "编号,标题,电话\n" + text)
    _ = try await ImportRun(sample.workspace, line: "12329", mapping: "small").run(
      [path], label: "d", now: SampleWorkspace.now)
  }

  func undo(_ batch: String) throws {
    _ = try BatchRuns(sample.workspace).undo(batch, withLater: true, now: SampleWorkspace.now)
  }

  @discardableResult
  func run(since: Int? = nil, to path: String? = nil) async throws -> FeedRun.Report {
    try await FeedRun(sample.workspace, profile: "small").run(
      to: path ?? feed, since: since, now: SampleWorkspace.now)
  }

  /// What the ledger holds, by another way than a feed: a full delivery.
  func ledger(purpose: Purpose? = nil) async throws -> [String: FeedReceiver.Fields] {
    let isEmpty = try sample.workspace.ledger().moment().isEmpty
    guard !isEmpty else { return [:] }
    let out = sample.folder.path + "/full"
    var order = ExportOrder()
    order.purpose = purpose
    _ = try await ExportTicketsRun(sample.workspace).run(
      to: out, order, replacing: true, now: SampleWorkspace.now)
    var tickets: [String: FeedReceiver.Fields] = [:]
    let lines = try String(contentsOfFile: out + "/tickets.jsonl", encoding: .utf8)
    for line in lines.split(separator: "\n") {
      let ticket = try FeedReceiver.object(line)
      let matter = ticket["matter"] as? [String: Any]
      let caller = ticket["caller"] as? [String: Any]
      let number = try #require(ticket["number"] as? String)
      tickets[number] = FeedReceiver.Fields(
        no: number, title: matter?["title"] as? String, phone: caller?["phone"] as? String)
    }
    return tickets
  }
}

/// A receiver as the how-to describes it, which knows nothing of the program: of each key it keeps
/// the message with the highest sequence number.
struct FeedReceiver {
  struct Fields: Hashable {
    var no: String
    var title: String?
    var phone: String?
  }

  private struct Kept {
    var sequence: Int
    /// `nil` for a ticket that is no more.
    var fields: Fields?
  }

  private var kept: [String: Kept] = [:]
  private(set) var received: Set<Int> = []
  /// SHA-256 of the manifest of the file that held each message.
  private var manifests: [Int: String] = [:]
  private var answers = 0
  private(set) var feed = ""

  var tickets: [String: Fields] { kept.compactMapValues(\.fields) }

  static func object(_ line: some StringProtocol) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  /// Takes lines of a file, whichever of them came, in whatever order.
  mutating func take(_ lines: [String], manifest: String) throws {
    for line in lines {
      let message = try Self.object(line)
      let sequence = try #require(message["sequence"] as? Int)
      let key = try #require(message["key"] as? String)
      feed = try #require(message["feed"] as? String)
      received.insert(sequence)
      manifests[sequence] = manifest
      guard kept[key]?.sequence ?? 0 < sequence else { continue }
      let fields = message["fields"] as? [String: Any]
      #expect((message["operation"] as? String == "tombstone") == (fields == nil))
      kept[key] = Kept(
        sequence: sequence,
        fields: fields.map {
          Fields(
            no: $0["no"] as? String ?? "", title: $0["title"] as? String,
            phone: $0["phone"] as? String)
        })
    }
  }

  /// What it answers.
  mutating func acknowledgement() throws -> String {
    answers += 1
    let last = received.max() ?? 0
    var missing: [[String: Int]] = []
    for number in stride(from: 1, through: last, by: 1) where !received.contains(number) {
      if let open = missing.last, open["last"] == number - 1 {
        missing[missing.count - 1]["last"] = number
      } else {
        missing.append(["first": number, "last": number])
      }
    }
    let document: [String: Any] = [
      "schema": "hotline/feed.acknowledgement/1", "feed": feed, "number": answers,
      "received": last, "manifest": manifests[last] ?? "", "missing": missing,
    ]
    return String(
      decoding: try JSONSerialization.data(withJSONObject: document), as: UTF8.self)
  }
}

/// A way from the sender to the receiver that loses, repeats and reorders files and messages.
struct FeedChannel {
  private(set) var lost = 0, repeated = 0, reordered = 0
  var disturbances: Int { lost + repeated + reordered }
  var isDisturbed = true
  var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(state: seed) }

  private mutating func happens(_ percent: Int) -> Bool {
    isDisturbed && Int.random(in: 0..<100, using: &random) < percent
  }

  /// What arrives of some things.
  mutating func arriving<Thing>(_ things: [Thing]) -> [Thing] {
    var arriving: [Thing] = []
    for thing in things {
      if happens(20) {
        lost += 1
        continue
      }
      arriving.append(thing)
      if happens(20) {
        repeated += 1
        arriving.append(thing)
      }
    }
    for place in arriving.indices where happens(20) {
      let other = Int.random(in: arriving.indices, using: &random)
      guard other != place else { continue }
      arriving.swapAt(place, other)
      reordered += 1
    }
    return arriving
  }

  /// Carries the files that `outstanding.csv` lists.
  mutating func carry(from folder: String, to receiver: inout FeedReceiver) throws {
    let list = folder + "/outstanding.csv"
    guard FileManager.default.fileExists(atPath: list) else { return }
    let rows = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
      .dropFirst().map { $0.split(separator: ",").map(String.init) }
    for row in arriving(rows) {
      let text = try String(contentsOfFile: "\(folder)/\(row[0])", encoding: .utf8)
      #expect(Fingerprint.hex(of: text.utf8) == row[4])
      let manifest = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(row[1])"))
      try receiver.take(
        arriving(text.split(separator: "\n").map(String.init)),
        manifest: Fingerprint.hex(of: [UInt8](manifest)))
    }
  }
}
