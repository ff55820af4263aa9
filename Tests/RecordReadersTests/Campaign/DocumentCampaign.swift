import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

extension `Campaign records` {
  /// What came of an XML file.
  private struct Elements {
    var records: [LegacyRecord] = []
    var recovered = 0

    init(_ text: String, _ charset: Charset, pieces: Int, in folder: TemporaryFolder) throws {
      let file = try DeliveredFile(
        folder.file("f.xml", charset.file(text)), expected: .xml, declared: charset)
      var reader = try XMLReader(file, record: "record", pieceSize: pieces)
      while let record = try reader.next() { records.append(record) }
      recovered = reader.recovered.count
    }
  }

  private static let pieces = [61, 997, 1 << 16]

  @Test func `any text in any field of XML is read back exactly`() throws {
    var random = Self.random(3)
    let folder = try TemporaryFolder()
    var count = 0
    while count < Self.size / 2 {
      let export = RandomExport(
        Int.random(in: 1...300, using: &random), delimiter: ",", quotesEnd: true, &random)
      let document = RandomDocument(export)
      let charset = Charset.allCases.randomElement(using: &random) ?? .utf8
      var text = RandomDocument.opening
      for row in export.rows {
        text += document.record(row, &random)
        if Int.random(in: 0..<8, using: &random) == 0 { text += RandomDocument.aside(&random) }
      }
      let read = try Elements(
        text + RandomDocument.closing, charset,
        pieces: Self.pieces.randomElement(using: &random) ?? 997, in: folder)
      #expect(read.records.map(\.fields) == export.rows)
      #expect(read.records.allSatisfy { $0.damage == nil && $0.header == document.header })
      #expect(read.recovered == 0)
      count += export.rows.count
    }
    print("campaign records: \(count) records of XML read back")
  }

  @Test func `a damaged record of XML costs itself alone`() throws {
    var random = Self.random(4)
    let folder = try TemporaryFolder()
    var (files, sound, untold) = (0, 0, 0)
    while files < max(200, Self.size / 100) {
      let export = RandomExport(
        Int.random(in: 4...14, using: &random), delimiter: ",", quotesEnd: true, &random)
      let document = RandomDocument(export)
      let records = export.rows.map { document.record($0, &random) }
      let hit = Int.random(in: 0..<records.count, using: &random)
      let kind = MarkupDamage.allCases.randomElement(using: &random) ?? .ampersand
      guard let broken = kind.applied(to: records[hit], &random) else { continue }
      if Self.isUntold(broken) {
        untold += 1
        continue
      }
      let before = RandomDocument.opening + records[..<hit].joined()
      let text = before + broken + records[(hit + 1)...].joined() + RandomDocument.closing
      let charset = Charset.allCases.randomElement(using: &random) ?? .utf8
      let read: Elements
      do {
        read = try Elements(text, charset, pieces: 1 << 16, in: folder)
      } catch let unusable as Unusable {
        Issue.record("\(kind) \(unusable.findings) of \(text.debugDescription)")
        files += 1
        continue
      }
      if read.records.allSatisfy({ $0.damage == nil }) {
        // By the letter nothing is wrong: a text ends elsewhere, or is another one.
        sound += 1
        continue
      }
      let others = Set(export.rows[..<hit] + export.rows[(hit + 1)...])
      let tickets = read.records.filter { $0.damage == nil && RandomExport.isRecord($0.fields) }
      let lost = others.subtracting(tickets.map(\.fields))
      // The damaged record may still be one, with other text.
      let own = tickets.filter { $0.fields.first == export.rows[hit].first }
      let invented = tickets.filter { ticket in
        !others.contains(ticket.fields) && !own.contains { $0.place == ticket.place }
      }
      #expect(own.count <= 1, "\(kind) \(text.debugDescription)")
      #expect(lost.isEmpty, "\(kind) lost \(lost) of \(text.debugDescription)")
      #expect(
        invented.isEmpty, "\(kind) invented \(invented.map(\.fields)) in \(text.debugDescription)")
      let cut = try Elements(
        text, charset, pieces: Self.pieces.randomElement(using: &random) ?? 61, in: folder)
      #expect(cut.records.map(\.raw) == read.records.map(\.raw), "\(text.debugDescription)")
      #expect(cut.records.map(\.place) == read.records.map(\.place))
      #expect(cut.records.map(\.isRecovered) == read.records.map(\.isRecovered))
      files += 1
    }
    print(
      "campaign records: \(files) XML files with a damaged record, \(sound) well-formed ones,",
      "\(untold) that nobody could tell")
  }

  /// Whether a comment or a processing instruction quotes a record and then is opened once more: it
  /// may as well have been cut off, and the record may be one.
  private static func isUntold(_ broken: String) -> Bool {
    [("<!--", "-->"), ("<?", "?>")].contains { opener, closer in
      broken.split(separator: closer).contains { part in
        guard let first = part.firstRange(of: opener),
          let tag = part[first.upperBound...].firstRange(of: "<record")
        else { return false }
        return part[tag.upperBound...].contains(opener)
      }
    }
  }
}

/// What a medium, a program or a hand does to a record of XML.
enum MarkupDamage: CaseIterable {
  case ampersand, lessThan, control, reference, wrongEnd
  case openerOfCDATA, closerOfCDATA, openerOfComment
  case markLost, charactersLost, cutOff

  /// The damaged record; what stands behind its end tag stays as it is.
  func applied(to text: String, _ random: inout SeededRandom) -> String? {
    var scalars = Array(text.unicodeScalars)
    let behind = Array(scalars[(scalars.lastIndex(of: ">") ?? 0)...].dropFirst())
    scalars.removeLast(behind.count)
    let place = Int.random(in: 1..<scalars.count, using: &random)
    func insert(_ addition: String) {
      scalars.insert(contentsOf: addition.unicodeScalars, at: place)
    }
    switch self {
    case .ampersand: insert("&")
    case .lessThan: insert("<")
    case .control: insert("\u{1}")
    case .reference: insert("&#xD800;")
    case .wrongEnd: insert("</x>")
    case .openerOfCDATA: insert("<![CDATA[")
    case .closerOfCDATA: insert("]]>")
    case .openerOfComment: insert("<!--")
    case .markLost:
      let marks = scalars.indices.filter { "<>/\"![]-&;".unicodeScalars.contains(scalars[$0]) }
      guard let mark = marks.randomElement(using: &random) else { return nil }
      scalars.remove(at: mark)
    case .charactersLost:
      let count = Int.random(in: 1...5, using: &random)
      scalars.removeSubrange(place..<min(scalars.count, place + count))
    case .cutOff:
      // Less than the name of its tag is left of a record: nothing tells that it was one.
      guard place > 8 else { return nil }
      scalars.removeSubrange(place...)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars + behind)
    return String(view)
  }
}
