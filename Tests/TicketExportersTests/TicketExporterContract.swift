import Findings
import Foundation
import HotlineModel
import LocalFiles
import Reports
import TestSupport
import Testing
import Tickets

@testable import TicketExporters

/// The contract of every ticket exporter: what is handed in is read back, equal and in order.
@Suite struct `Every ticket exporter` {
  static let statuses = Dictionary(
    uniqueKeysWithValues: (TicketField.statusState.codes ?? []).map {
      ($0, ["finished", "closed", "void", "followed-up"].contains($0) ? "closed" : "open")
    })

  struct Form: Sendable, CustomTestStringConvertible {
    let shape: DeliveryShape
    var testDescription: String {
      "\(shape.format) \(shape.charset) \(shape.compression) split \(shape.split ?? 0)"
        + (shape.guardsFormulas ? " guarded" : "")
    }
  }

  static let forms: [Form] =
    TicketFormat.allCases.flatMap { format in
      Compression.allCases.map { compression in
        Form(
          shape: DeliveryShape(
            format: format, split: compression == .gzip ? 4000 : nil, compression: compression,
            statuses: statuses))
      }
    }
    + [DeliveryCharset.gb18030, .gbk].map {
      Form(shape: DeliveryShape(format: .csv, charset: $0, statuses: statuses))
    }
    + [(TicketFormat.csv, DeliveryCharset.utf8), (.csv, .gb18030), (.csv, .gbk), (.bulk, .utf8)].map
  {
    Form(
      shape: DeliveryShape(format: $0, charset: $1, statuses: statuses, guardsFormulas: true))
  }

  /// Tickets with everything that a format may trip over.
  static func tickets(_ count: Int, plain: Bool = false) -> [TicketRow] {
    var random = SeededRandom(state: 12345)
    let texts =
      plain
      ? [
        "甲乙丙", "=1+1", "'＝1", "－", "a,b\"c\"", "第一行\n第二行\r\n", " 空格 ", "tab\there", "\\N", "''",
        "0757", "{}[]",
      ]
      : [
        "喆𬭊㛃", "a,b\"c\"", "第一行\n第二行\r\n\r", " 空格 ", "tab\there\\", "\\N", "<a>&amp;]]>",
        "\u{85}C1",
        "\u{200B}零宽", "\u{1}控制\u{1F}", "9007199254740993", "\"", ",", "=1+1", "'=1", "＠甲", "-\"",
        "\u{FFFE}", "é€",
      ]
    return (0..<count).map { index in
      var ticket = Ticket(
        line: index % 3 == 0 ? "12329" : "0757-82100001", legacyNumber: "N\(index)")
      for field in TicketField.allCases where Int.random(in: 0..<3, using: &random) > 0 {
        let value: String? =
          switch field.kind {
          case .text: texts.randomElement(using: &random)
          case .phone: "13800001234"
          case .instant: ["2020-02-29T12:30:00+08:00", "2019-12-31"].randomElement(using: &random)
          case .code: field.codes?.randomElement(using: &random)
          case .flag: ["true", "false"].randomElement(using: &random)
          case .degrees: ["23.0215", "-0.5", "90"].randomElement(using: &random)
          case .list(let parts): Self.list(of: parts, texts, &random)
          }
        let legacy = field.kind == .code ? texts.randomElement(using: &random) : nil
        ticket.set(field, to: value, legacy: legacy)
      }
      if ticket[.callReceivedAt] == nil { ticket.set(.callReceivedAt, to: "2020-01-31") }
      if ticket[.statusState] == nil { ticket.set(.statusState, to: "accepted") }
      return TicketRow(
        ticket,
        Provenance(
          file: "甲 乙.csv", record: index + 1, line: index * 2 + 2, batch: "B0001", mapping: "m@1"))
    }
  }

  private static func list(
    of parts: [String], _ texts: [String], _ random: inout SeededRandom
  ) -> String {
    var items: [[TicketList.Part]] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let names = parts.isEmpty ? [""] : parts.filter { _ in Bool.random(using: &random) }
      items.append(
        names.map { name in
          let text = texts.randomElement(using: &random) ?? ""
          return TicketList.Part(name, TicketList.isInstant(name) ? "2020-02-29" : text)
        })
    }
    return String(decoding: TicketList(items.filter { !$0.isEmpty }).json, as: UTF8.self)
  }

  private static func line(_ row: TicketRow) -> [UInt8] {
    var line: [UInt8] = []
    row.appendLine(to: &line)
    return line
  }

  static func export(_ tickets: [TicketRow], _ shape: DeliveryShape, to folder: String) throws
    -> [DeliveryFile]
  {
    func write<Exporter: TicketExporter & ~Copyable>(_ exporter: inout Exporter) throws
      -> [DeliveryFile]
    {
      for ticket in tickets { try exporter.write(ticket, line: line(ticket)[...]) }
      #expect(Folder.names(in: folder).allSatisfy { $0.hasSuffix(".part") })
      return try exporter.finish()
    }
    switch shape.format {
    case .jsonl:
      var exporter = try JSONLinesExporter(folder: folder, shape: shape)
      return try write(&exporter)
    case .csv:
      var exporter = try CSVExporter(folder: folder, shape: shape)
      return try write(&exporter)
    case .xml:
      var exporter = try XMLTicketExporter(folder: folder, shape: shape)
      return try write(&exporter)
    case .georeport:
      var exporter = try GeoReportExporter(folder: folder, shape: shape)
      return try write(&exporter)
    case .bulk:
      var exporter = try BulkExporter(folder: folder, shape: shape)
      return try write(&exporter)
    case .postgres:
      var exporter = try PostgresExporter(folder: folder, shape: shape)
      return try write(&exporter)
    }
  }

  @Test(arguments: forms)
  func `gives back every ticket in order`(form: Form) throws {
    let folder = try TemporaryFolder()
    let tickets = Self.tickets(200, plain: form.shape.charset == .gbk)
    let limits = FormatLimits(form.shape)
    let sayable = tickets.filter {
      limits.complaints(about: $0).allSatisfy { $0.severity < .error }
    }
    #expect(sayable.count == tickets.count)
    let files = try Self.export(sayable, form.shape, to: folder.path)
      .filter { $0.name.hasPrefix("tickets") || $0.name.hasPrefix("requests") }
    #expect(files.map(\.count).reduce(0, +) == sayable.count)
    if form.shape.split != nil { #expect(files.count > 10) }
    for file in files {
      let bytes = try InputFile.bytes(of: folder.path + "/" + file.name)
      #expect(Fingerprint.hex(of: bytes) == file.sha256)
      if form.shape.split != nil, form.shape.compression == .none { #expect(bytes.count <= 4000) }
    }
    var read: [[UInt8]] = []
    try TicketFiles(files.map { folder.path + "/" + $0.name }, shape: form.shape)
      .forEachTicket { ticket, _ in read.append(Self.line(ticket)) }
    #expect(read.count == sayable.count)
    #expect(read == sayable.map(Self.line))
  }

  @Test(arguments: [(DeliveryCharset.utf8, true), (.gb18030, true), (.utf8, false)])
  func `cells that a spreadsheet would take for formulas are counted, and guarded where asked`(
    charset: DeliveryCharset, isGuarded: Bool
  ) throws {
    var ticket = Ticket(line: "12329", legacyNumber: "-1")
    for (field, value) in [
      (TicketField.matterTitle, "=HYPERLINK(\"x\")"), (.matterContent, "＋1"), (.matterPlace, "'=1"),
      (.handlingReply, "正常"),
    ] { ticket.set(field, to: value) }
    let row = TicketRow(
      ticket, Provenance(file: "f", record: 1, line: 1, batch: "B0001", mapping: "m"))
    let folder = try TemporaryFolder()
    var exporter = try CSVExporter(
      folder: folder.path,
      shape: DeliveryShape(format: .csv, charset: charset, guardsFormulas: isGuarded))
    try exporter.write(row, line: Self.line(row)[...])
    #expect(exporter.formulas == 3)
    _ = try exporter.finish()
    var rows = try CSVRows(folder.path + "/tickets.csv", charset: charset)
    _ = try rows.next()
    _ = try rows.next()
    let cells = rows.cells.map { String(decoding: $0, as: UTF8.self) }
    let mark = isGuarded ? "'" : ""
    for cell in ["-1", "=HYPERLINK(\"x\")", "＋1", "'=1"] { #expect(cells.contains(mark + cell)) }
    #expect(cells.contains("正常") && cells.contains("12329/-1"))
  }

  @Test func `a row says what the ticket says, and reads what it wrote`() throws {
    var row = TicketRow()
    for ticket in Self.tickets(300) {
      let line = Self.line(ticket)
      let isRead = row.read(line, in: line.indices)
      #expect(isRead)
      #expect(Self.line(row) == line)
      let values = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      let matter = values?["matter"] as? [String: Any]
      #expect(values?["legacyNumber"] as? String == ticket.ticket.legacyNumber)
      #expect(matter?["content"] as? String == ticket.ticket[.matterContent])
      for cut in [1, line.count / 2, line.count - 2] {
        let isWhole = row.read(line, in: 0..<cut)
        #expect(!isWhole)
      }
    }
  }

  @Test func `a packed ticket says what the ticket says, and nothing that was cut is one`() throws {
    var row = TicketRow()
    for ticket in Self.tickets(300) {
      let provenance = try #require(ticket.provenance)
      let head = PackedTicket.head(
        line: ticket.ticket.line, file: provenance.file, batch: provenance.batch,
        mapping: provenance.mapping)
      var batch = TicketBatch(
        of: RecordBatch(file: "", offset: 0, headers: [], bytes: []), head: head)
      batch.append(ticket.ticket, record: provenance.record, line: provenance.line)
      guard case .ticket(let place)? = batch.outcomes.first else {
        Issue.record("a ticket is one")
        return
      }
      let isRead = row.read(packed: batch.text, head: 0..<head.count, ticket: place.ticket)
      #expect(isRead)
      #expect(Self.line(row) == Self.line(ticket))
      #expect(Array(batch.text[place.content]) == ticket.ticket.packedContent)
      #expect(PackedTicket.content(of: place.ticket, in: batch.text) == place.content)
      #expect(Array(batch.text[place.number]) == Array(ticket.ticket.legacyNumber.utf8))
      for cut in [1, place.ticket.count / 2, place.ticket.count - 1] {
        let part = place.ticket.dropLast(cut)
        let isWhole = row.read(packed: batch.text, head: 0..<head.count, ticket: part)
        #expect(!isWhole)
      }
    }
  }

  @Test func `what a charset or format cannot say is withheld, and the character is named`() {
    let shape = DeliveryShape(format: .csv, charset: .gbk)
    let findings = Self.tickets(200).flatMap { FormatLimits(shape).complaints(about: $0) }
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.code == .characterUnsayable && $0.severity == .error })
    #expect(findings.contains { $0.facts["found"] == "U+2CB4A" })
    let bare = TicketRow(
      Ticket(line: "1", legacyNumber: "2"),
      Provenance(file: "f", record: 1, line: 1, batch: "B0001", mapping: "m"))
    let open311 = FormatLimits(DeliveryShape(format: .georeport, statuses: Self.statuses))
    #expect(
      open311.complaints(about: bare).map(\.code) == [.requestWithoutStatus, .requestWithoutTime])
  }

  @Test
  func `a description beyond 4,000 characters is cut for Open311, said so, and whole beside it`()
    throws
  {
    var ticket = Ticket(line: "1", legacyNumber: "2")
    ticket.set(.matterContent, to: String(repeating: "字", count: 4001))
    ticket.set(.callReceivedAt, to: "2020-01-01")
    ticket.set(.statusState, to: "closed")
    let row = TicketRow(
      ticket, Provenance(file: "f", record: 1, line: 1, batch: "B0001", mapping: "m"))
    let codes = FormatLimits(DeliveryShape(format: .bulk, statuses: Self.statuses))
      .complaints(about: row).map(\.code)
    #expect(codes == [.requestTimeIsDay, .descriptionCut])
    let folder = try TemporaryFolder()
    let shape = DeliveryShape(format: .georeport, statuses: Self.statuses)
    _ = try Self.export([row], shape, to: folder.path)
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/requests.json"))
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect((list[0]["description"] as? String)?.count == 4000)
    #expect(list[0]["requested_datetime"] as? String == "2020-01-01T00:00:00+08:00")
    let whole = try #require(list[0]["extended_attributes"] as? [String: Any])
    let matter = try #require(whole["matter"] as? [String: Any])
    #expect((matter["content"] as? String)?.count == 4001)
  }

  @Test(arguments: [("2020-01-01T10:00:00+08:00", true), ("2020-01-01", true), ("昨天", false)])
  func `an instant that PostgreSQL would refuse is withheld`(value: String, isSayable: Bool) {
    var ticket = Ticket(line: "1", legacyNumber: "2")
    ticket.set(.callReceivedAt, to: value)
    let row = TicketRow(
      ticket, Provenance(file: "f", record: 1, line: 1, batch: "B0001", mapping: "m"))
    let codes = FormatLimits(DeliveryShape(format: .postgres)).complaints(about: row).map(\.code)
    #expect(codes == (isSayable ? [] : [.instantUnsayable]))
  }

  @Test func `a value that XML cannot say is kept as base64, and said so`() {
    let findings = Self.tickets(200).flatMap {
      FormatLimits(DeliveryShape(format: .xml)).complaints(about: $0)
    }
    #expect(findings.contains { $0.code == .valueEncoded })
  }
}
