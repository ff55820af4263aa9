import Findings
import Foundation
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import TicketExporters

@Suite struct `What leaves for a purpose` {
  private func ticket(_ values: [TicketField: String]) -> TicketRow {
    var ticket = Ticket(line: "12329", legacyNumber: "A1")
    for (field, value) in values { ticket.set(field, to: value) }
    return TicketRow(
      ticket, Provenance(file: "f", record: 1, line: 1, batch: "B0001", mapping: "m"))
  }

  private func treated(
    _ row: TicketRow, _ plan: PrivacyPlan, keys: KeyRing? = nil
  ) -> TicketRow {
    var row = row
    var room = PrivacyFilter.Room()
    var counts = PrivacyCounts()
    PrivacyFilter(plan: plan, words: FreeTextScanWords.words, keys: keys)
      .apply(to: &row, using: &room, counting: &counts)
    return row
  }

  private static let person: [TicketField: String] = [
    .callerName: "王小明", .callerPhone: "13800001234", .callerContact: "0757-82101234",
    .callRecording: "r-1", .callerGender: "male", .matterContent: "我叫王小明，13800001234",
  ]

  private let clear = Dictionary(
    uniqueKeysWithValues: TicketField.allCases.map { ($0, Disclosure.clear) })

  @Test func `nothing personal is clear where no purpose is named`() {
    let row = treated(ticket(Self.person), .masked)
    #expect(row.string(.field(.callerName)) == "王**")
    #expect(row.string(.field(.callerPhone)) == "138****1234")
    #expect(row.string(.field(.callerContact)) == "0757-8210****")
    #expect(row.string(.field(.matterContent)) == "我叫王**，138****1234")
  }

  @Test func `the texts of a list are scanned, who did something is masked, the order stays`() {
    let events =
      #"[{"at":"2021-02-08","event":"派单","by":"李四","note":"回电13800001234"},{"event":"签收","note":"王小明"}]"#
    var values = Self.person
    values[.workflowEvents] = events
    values[.matterTags] = #"["噪声","0757-82101234"]"#
    let row = treated(ticket(values), .masked)
    #expect(
      row.string(.field(.workflowEvents))
        == #"[{"at":"2021-02-08","event":"派单","by":"李**","note":"回电138****1234"},{"event":"签收","note":"王**"}]"#
    )
    #expect(row.string(.field(.matterTags)) == #"["噪声","0757-8210****"]"#)
    let hashed = PrivacyPlan(
      purpose: .statistics, fields: clear.merging([.workflowEvents: .hashed]) { $1 },
      confidential: .dropped, report: .dropped)
    #expect(!treated(ticket(values), hashed).has(.field(.workflowEvents)))
  }

  @Test(arguments: [
    [TicketField.callerConfidential: "true"], [.matterType: "report"],
  ])
  func `who asked for confidence or reported somebody does not leave`(
    mark: [TicketField: String]
  ) {
    let row = ticket(Self.person.merging(mark) { $1 })
    let guarded = PrivacyPlan(
      purpose: .platform, fields: clear, confidential: .dropped, report: .dropped)
    for plan in [guarded, .masked] {
      let shown = treated(row, plan)
      for field: TicketField in [
        .callerName, .callerPhone, .callerContact, .callerGender, .callRecording,
      ] {
        #expect(!shown.has(.field(field)), "\(field)")
      }
      #expect(shown.string(.field(.matterContent)) == "我叫王**，138****1234")
    }
    let named = PrivacyPlan(
      purpose: .platform, fields: clear, confidential: .clear, report: .clear)
    #expect(treated(row, named).string(.field(.callerName)) == "王小明")
  }

  @Test func `a column of the open area is free text that its name explains`() {
    let area =
      #"[{"name":"姓名","value":"李四"},{"name":"备注二","value":"回电13800001234"},{"name":"级别","value":"VIP"}]"#
    let row = ticket([.extensionValues: area])
    #expect(
      treated(row, .masked).string(.field(.extensionValues))
        == #"[{"name":"姓名","value":"李**"},{"name":"备注二","value":"回电138****1234"},{"name":"级别","value":"VIP"}]"#
    )
    for (purpose, isThere) in [
      (Purpose.platform, true), (.department, true), (.statistics, false), (.public, false),
    ] {
      // A sheet of purposes from before there was an open area.
      let plan = PrivacyPlan(
        purpose: purpose, fields: [:], confidential: .dropped, report: .dropped)
      #expect(treated(row, plan).has(.field(.extensionValues)) == isThere)
    }
  }

  @Test func `a place is shown within a kilometre, and an account goes with the caller`() throws {
    let values: [TicketField: String] = [
      .matterLongitude: "113.121416", .matterLatitude: "23.021548", .callerAccount: "oXyz7788",
      .matterCoordinateSystem: "gcj02",
    ]
    let masked = treated(ticket(values), .masked)
    #expect(masked.string(.field(.matterLongitude)) == "113.12")
    #expect(masked.string(.field(.matterLatitude)) == "23.02")
    #expect(masked.string(.field(.matterCoordinateSystem)) == "gcj02")
    #expect(masked.string(.field(.callerAccount)) == "o**")
    let folder = try TemporaryFolder()
    _ = try KeyRing.add([UInt8](repeating: 1, count: 32), to: folder.path + "/keys")
    let keys = try KeyRing(contentsOf: folder.path + "/keys")
    let plan = PrivacyPlan(
      purpose: .statistics, fields: [.callerAccount: .hashed, .matterLongitude: .hashed],
      confidential: .dropped, report: .dropped)
    let hashed = treated(ticket(values), plan, keys: keys)
    #expect(hashed.string(.field(.callerAccount)).hasPrefix("k1:"))
    // The hash of degrees would be none, and what the sheet does not name is not for those who count.
    #expect(!hashed.has(.field(.matterLongitude)) && !hashed.has(.field(.matterLatitude)))
    let reported = values.merging([.matterType: "report"]) { $1 }
    let guarded = PrivacyPlan(
      purpose: .platform, fields: clear, confidential: .dropped, report: .dropped)
    #expect(!treated(ticket(reported), guarded).has(.field(.callerAccount)))
    #expect(treated(ticket(reported), guarded).string(.field(.matterLongitude)) == "113.12")
    #expect(treated(ticket(values), guarded).string(.field(.matterLongitude)) == "113.121416")
  }

  @Test func `a hash links equal values, and links outlive a new key`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/keys"
    #expect(try KeyRing.add([UInt8](repeating: 1, count: 32), to: path) == "k1")
    let plan = PrivacyPlan(
      purpose: .statistics, fields: [.callerPhone: .hashed, .callerContact: .hashed],
      confidential: .dropped, report: .dropped)
    let row = ticket([.callerPhone: "13800001234", .callerContact: "13800001234"])
    let old = treated(row, plan, keys: try KeyRing(contentsOf: path))
    let first = old.string(.field(.callerPhone))
    #expect(first == old.string(.field(.callerContact)))
    #expect(first.hasPrefix("k1:") && first.count == 35 && !first.contains("1234"))
    #expect(try KeyRing.add([UInt8](repeating: 2, count: 32), to: path) == "k2")
    let new = treated(row, plan, keys: try KeyRing(contentsOf: path)).string(.field(.callerPhone))
    let parts = new.split(separator: " ")
    #expect(parts.count == 2 && parts[0].hasPrefix("k2:") && parts[1] == first)
    // HMAC-SHA-256 as Python computes it.
    let script = """
      python3 -c 'import hmac; print("k1:" + hmac.new(b"\\1" * 32, b"phone\\0" + b"13800001234",
        "sha256").hexdigest()[:32])'
      """
    #expect(try Shell.run(script, in: folder.path).output == first + "\n")
  }

  @Test func `a key with a changed digit is refused; one of an earlier program is read`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/keys"
    _ = try KeyRing.add([UInt8](repeating: 1, count: 32), to: path)
    let ring = Array(try String(contentsOfFile: path, encoding: .utf8).utf8)
    func read(_ bytes: [UInt8]) throws -> KeyRing {
      try KeyRing(contentsOf: try folder.file("keys", bytes))
    }
    for place in ring.indices.dropLast() {
      var changed = ring
      changed[place] = changed[place] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
      #expect(throws: Unusable.self, "at \(place)") { try read(changed) }
    }
    let earlier = Array("k1 \(String(repeating: "01", count: 32))\n".utf8)
    let phone = Array("13800001234".utf8)
    #expect(
      try read(ring).hash(phone, kind: "phone") == read(earlier).hash(phone, kind: "phone"))
  }

  @Test func `keys that others may read, or that are none, are refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/keys"
    #expect(throws: Unusable.self) { try KeyRing(contentsOf: path) }
    _ = try KeyRing.add([UInt8](repeating: 1, count: 32), to: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: Unusable.self) { try KeyRing(contentsOf: path) }
    let other = try folder.file("none", "k1 12")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: other)
    #expect(throws: Unusable.self) { try KeyRing(contentsOf: other) }
  }

  @Test func `what was done is counted`() {
    var row = ticket(Self.person)
    var room = PrivacyFilter.Room()
    var counts = PrivacyCounts()
    PrivacyFilter(plan: .masked, words: FreeTextScanWords.words, keys: nil)
      .apply(to: &row, using: &room, counting: &counts)
    #expect(counts[.name] == 1 && counts[.phone] == 1)
    #expect(counts[.callerPhone, .masked] == 1 && counts[.callerName, .masked] == 1)
  }
}

/// The words of the scan's own tests.
enum FreeTextScanWords {
  static let words = `The scan of free text`.words
}

/// The published XML Schema is made from `TicketField`; `make golden` writes it.
@Suite struct `Golden cases of the ticket in XML` {
  @Test func `the schema says what the ticket holds`() throws {
    let path = Shell.root + "/Documentation/Schemas/ticket-1.xsd"
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      try TicketXSD.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == TicketXSD.text, "make golden")
  }
}
