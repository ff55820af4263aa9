import Feeds
import Findings
import Foundation
import TestSupport
import Testing

/// The folder of a feed: what was fed stays byte for byte, whatever happens to the runs.
@Suite struct `Folders of feeds` {
  private let place: TemporaryFolder
  private var path: String { place.path + "/feed" }
  private let identity = FeedIdentity(ledger: "l", profile: "p", version: "v", since: 0)

  init() throws { place = try TemporaryFolder() }

  /// Feeds messages; the bodies are numbers.
  @discardableResult
  private func feed(_ numbers: Range<Int>, limit: Int = 3) throws -> [FeedFile] {
    var folder = try FeedFolder(path)
    var draft = try folder.begin(
      identity, codes: ["t": ["甲": "1"]], ledger: "head", sequence: 9, limit: limit)
    for number in numbers {
      try draft.add(Array("\"\(number)\"}\n".utf8)[...], isTombstone: number.isMultiple(of: 4))
    }
    return try folder.publish(draft)
  }

  private func finding(_ body: () throws -> Void) -> Finding? {
    do {
      try body()
      return nil
    } catch let unusable as Unusable {
      return unusable.findings.first
    } catch {
      return nil
    }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test func `messages are numbered without gaps, files chained by their manifests`() throws {
    #expect(try feed(1..<8).map(\.last) == [3, 6, 7])
    #expect(try feed(8..<9).map(\.first) == [8])
    #expect(try feed(9..<9).isEmpty)
    let folder = try FeedFolder(path)
    let lines = try folder.files.map { try text($0.file) }.joined().split(separator: "\n")
    #expect(lines.count == 8)
    for (index, line) in lines.enumerated() {
      let number = index + 1
      let operation = number.isMultiple(of: 4) ? "tombstone" : "upsert"
      #expect(
        line == """
          {"feed":"\(identity.feed)","sequence":\(number),"ledger":9,"operation":"\(operation)",\
          "key":"\(number)"}
          """)
    }
    let sums = try Shell.run("cd feed && sha256sum *.json *.jsonl | cut -c1-64", in: place.path)
      .output.split(separator: "\n").map(String.init)
    #expect(folder.files.map(\.manifestHash) == Array(sums.prefix(4)))
    #expect(folder.files.map(\.sha256) == Array(sums.suffix(4)))
    #expect(folder.files.dropFirst().map(\.previous) == Array(sums.prefix(3)))
    #expect(folder.files.first?.previous == String(repeating: "0", count: 64))
  }

  @Test func `what a killed run has decided is finished, and what it had not is made anew`() throws
  {
    try feed(1..<8)
    let before = try names().filter { $0.hasPrefix("0") }.map { ($0, try text($0)) }
    // Killed while the files were moved, one of them half: messages without their manifest.
    for moved in 1...5 {
      try FileManager.default.createDirectory(
        atPath: "\(path)/.next", withIntermediateDirectories: true)
      let last = ["000003.json", "000003.jsonl", "000002.json", "000002.jsonl", "000001.json"]
      for name in last.prefix(moved) {
        try FileManager.default.moveItem(
          atPath: "\(path)/\(name)", toPath: "\(path)/.next/\(name)")
      }
      #expect(try FeedFolder(path).files.map(\.last) == [3, 6, 7])
      for (name, bytes) in before { #expect(try text(name) == bytes) }
    }
    // Killed before: a draft that nobody has decided on.
    _ = try place.file("feed/.draft/000004.jsonl", "half")
    #expect(try feed(8..<9).map(\.file) == ["000004.jsonl"])
    #expect(try names().filter { $0.hasPrefix(".") } == [".lock"])
    #expect(!(try text("000004.jsonl").contains("half")))
  }

  @Test(arguments: [
    ("rm 000001.json", "000001.jsonl", "a manifest before it is missing"),
    ("rm 000002.json", "000002.jsonl", "a manifest before it is missing"),
    ("rm 000003.json", "000003.jsonl", "a manifest before it is missing"),
    (
      "rm 000001.jsonl", "000001.jsonl",
      "it is missing, or its size is not that of its manifest"
    ),
    (
      "echo >> 000002.jsonl", "000002.jsonl",
      "it is missing, or its size is not that of its manifest"
    ),
    ("sed -i s/7/8/ 000003.jsonl", "000003.jsonl", "its bytes are not those of its manifest"),
    ("cp 000001.json 000002.json", "000002.json", "it is not a manifest of a feed"),
    ("sed -i s/head/heat/ 000001.json", "000002.json", "it does not follow from 000001.json"),
    ("sed -i 's/ / /; s/{/{ /' 000001.json", "000001.json", "it is not a manifest of a feed"),
    ("echo '{}' > 000001.json", "000001.json", "it is not a manifest of a feed"),
  ])
  func `files that are not as they were written stop the feed`(
    damage: String, name: String, reason: String
  ) throws {
    try feed(1..<8)
    #expect(try Shell.run(damage, in: path).code == 0)
    let found = finding { _ = try FeedFolder(path) }
    #expect(found?.code == .feedDamaged)
    #expect(found?.facts["found"] == name)
    #expect(found?.facts["reason"] == reason)
  }

  @Test func `a folder of something else is refused, and one that another run writes`() throws {
    _ = try place.file("feed/notes.txt", "x")
    #expect(finding { _ = try FeedFolder(path) }?.code == .feedUnfit)
    #expect(try names() == ["notes.txt"])
    try FileManager.default.removeItem(atPath: "\(path)/notes.txt")
    let first = try FeedFolder(path)
    let found = finding { _ = try FeedFolder(path) }
    #expect(found?.code == .outputUnwritable)
    #expect(found?.facts["reason"] == "another run writes it")
    #expect(first.files.isEmpty)
  }

  // MARK: - Acknowledgements

  private func acknowledge(
    _ name: String, number: Int = 1, _ received: Int, manifest: Int? = nil, feed: String? = nil,
    missing: String = "", refused: String = ""
  ) throws {
    let files = try FeedFolder(path).files
    let file = files.first { $0.first <= manifest ?? received && manifest ?? received <= $0.last }
    _ = try place.file(
      "feed/acks/\(name).json",
      """
      {"schema":"hotline/feed.acknowledgement/1","feed":"\(feed ?? identity.feed)",
      "number":\(number),"received":\(received),"manifest":"\(file?.manifestHash ?? "")",
      "missing":[\(missing)],"refused":[\(refused)]}
      """)
  }

  /// The files that are to be sent: the number of the last message and why.
  private func outstanding() throws -> [String] {
    let folder = try FeedFolder(path)
    let (acknowledgement, _) = FeedAcknowledgement.newest(in: folder)
    let files = try folder.listOutstanding(acknowledgement)
    let rows = try text("outstanding.csv").split(separator: "\n").dropFirst()
    #expect(rows.map { $0.prefix(12) } == files.map { $0.file.prefix(12) })
    return rows.map { row in
      let cells = row.split(separator: ",")
      return "\(cells[3]) \(cells[5])"
    }
  }

  @Test func `what is lost or not confirmed is listed until the receiver has it`() throws {
    try feed(1..<8)
    #expect(try outstanding() == ["3 unconfirmed", "6 unconfirmed", "7 unconfirmed"])
    try acknowledge("a", 4)
    #expect(try outstanding() == ["6 unconfirmed", "7 unconfirmed"])
    try acknowledge("b", number: 2, 7, missing: #"{"first":3,"last":4}"#)
    #expect(try outstanding() == ["3 missing", "6 missing"])
    let list = try FileManager.default.attributesOfItem(atPath: "\(path)/outstanding.csv")
    #expect(try outstanding() == ["3 missing", "6 missing"])
    let again = try FileManager.default.attributesOfItem(atPath: "\(path)/outstanding.csv")
    #expect(list[.systemFileNumber] as? Int == again[.systemFileNumber] as? Int)
    // An older one that comes later changes nothing; a newer one may confirm less.
    try acknowledge("c", number: 1, 7)
    #expect(try outstanding() == ["3 missing", "6 missing"])
    try acknowledge("a", number: 3, 0)
    #expect(try outstanding() == ["3 unconfirmed", "6 unconfirmed", "7 unconfirmed"])
    try acknowledge("d", number: 4, 7)
    #expect(try outstanding().isEmpty)
    // What is asked for again has to be what was sent.
    try acknowledge("e", number: 5, 7, missing: #"{"first":1,"last":1}"#)
    #expect(try Shell.run("sed -i s/1/2/ 000001.jsonl", in: path).code == 0)
    #expect(finding { _ = try outstanding() }?.code == .feedDamaged)
  }

  @Test func `an acknowledgement that cannot be true is ignored, with the reason`() throws {
    try feed(1..<8)
    try acknowledge("00", 4)
    try acknowledge("01", number: 9, 8)
    try acknowledge("02", number: 9, 5, manifest: 1)
    try acknowledge("03", number: 9, 5, feed: "0000000000000000")
    try acknowledge("04", number: 9, 5, missing: #"{"first":0,"last":2}"#)
    try acknowledge("05", number: 9, 5, missing: #"{"first":3,"last":2}"#)
    try acknowledge("06", number: 9, 5, missing: #"{"first":3,"last":8}"#)
    try acknowledge("07", number: 9, 5, refused: #"{"sequence":6,"reason":"x"}"#)
    try acknowledge("08", number: 0, 5)
    try acknowledge("09", number: 9, -1)
    _ = try place.file("feed/acks/10.json", "{\"schema\":\"hotline/feed.ackn")
    _ = try place.file("feed/acks/11.json.part", "{")
    let (newest, findings) = FeedAcknowledgement.newest(in: try FeedFolder(path))
    #expect(newest?.received == 4)
    #expect(Set(findings.map(\.code)) == [.acknowledgementUntrue])
    #expect(
      findings.map { $0.facts["reason"] ?? "" } == [
        "it confirms message 8, and the last one is 7",
        "its manifest is not that of the file with message 5", "it is of another feed",
        "it lacks messages that there are not", "it lacks messages that there are not",
        "it lacks messages that there are not",
        "it refuses messages that it has not received", "it is not an acknowledgement",
        "it is not an acknowledgement", "it is not an acknowledgement",
      ])
  }

  @Test func `a refusal leads to the message, and shows no number of a person`() throws {
    try feed(1..<8)
    let number = "138" + "00138000"
    try acknowledge("a", 7, refused: #"{"sequence":5,"reason":"重复 \#(number)"}"#)
    let (newest, findings) = FeedAcknowledgement.newest(in: try FeedFolder(path))
    #expect(newest?.refusals == 1)
    #expect(findings.map(\.code) == [.messageRefused])
    let finding = try #require(findings.first)
    #expect(finding.facts["found"] == "5")
    #expect(finding.facts["reason"]?.contains(number) == false)
    #expect(finding.places.first?.file.hasSuffix("000002.jsonl") == true)
    #expect(finding.places.first?.line == 2)
  }
}
