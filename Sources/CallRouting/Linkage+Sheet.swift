import Findings
package import HotlineModel
package import Reports
package import Sheets

extension Linkage {
  /// What `linkage.csv` looks like.
  package static let form = SheetForm(
    thing: "linkage",
    columns: [
      SheetColumn("from", "转出方", .text),
      SheetColumn("to", "转入方", .text),
      SheetColumn("how", "方式", .oneOf(Way.allCases.map(\.rawValue))),
      SheetColumn("since", "起始日期", .date),
      SheetColumn("document", "依据", .optionalText, absent: ""),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["from", "to", "how"])

  /// Reads the sheet and holds it to what the notices say.
  ///
  /// - Parameters:
  ///   - path: the sheet.
  ///   - decisions: what was decided of the lines.
  ///   - table: the routing table, with its calendar and protected numbers.
  /// - Returns: the rows, in the sheet's order.
  /// - Throws: `Unusable` with every complaint: `HL5120` for a party that is neither 12345 nor
  ///   protected nor linked only, `HL5121` for a pair without 12345, `HL5122` for an emergency line but
  ///   110 that passes on to 12345 without a document, `HL2008` for a linkage written twice, `HL5108`
  ///   for a day outside the calendar.
  package static func rows(
    contentsOf path: String, decisions: [Decision], table: RoutingTable
  ) throws -> [Linkage] {
    var reader = LinkageReader(
      table: table,
      linked: Set(
        decisions.filter { [.linkOnly, .protected].contains($0.mode) }.map(\.line.number)))
    let rows = try Sheet(contentsOf: path, form: form).rows.compactMap { reader.read($0) }
    guard reader.complaints.isEmpty else { throw Unusable(reader.complaints) }
    return rows
  }
}

/// Reads the rows one by one and collects what is wrong with them.
private struct LinkageReader {
  let table: RoutingTable
  /// The numbers that are linked, by decision.
  let linked: Set<HotlineNumber>
  var complaints: [Finding] = []
  private var places: [[String]: SourceLocation] = [:]

  init(table: RoutingTable, linked: Set<HotlineNumber>) {
    (self.table, self.linked) = (table, linked)
  }

  mutating func read(_ row: SheetRow) -> Linkage? {
    guard let from = party(row, "from"), let to = party(row, "to"),
      let way = Linkage.Way(rawValue: row["how"]), let since = row.date("since")
    else { return nil }
    let isOurs = [from, to].count { $0.text == HotlineNumber.platformCode } == 1
    if !isOurs {
      complain(.linkageWithout12345(found: from.text, other: to.text), row, "from")
    } else if isOneWay(from), row["document"].isEmpty {
      complain(.linkageDirection(found: from.text, other: to.text), row, "from")
    }
    if !table.calendar.years.contains(since.year) {
      let years = table.calendar.years
      complain(
        .calendarTooShort(
          found: "\(since)", expected: "\(years.lowerBound)–\(years.upperBound)"), row, "since")
    }
    let key = [from.text, to.text, way.rawValue]
    if let first = places.updateValue(row.place(of: "from"), forKey: key) {
      complaints.append(
        Finding(
          .sheetKeyTwice(found: key.joined(separator: ", "), thing: "linkage"),
          at: [row.place(of: "from"), first]))
    }
    return Linkage(
      from: from, to: to, way: way, since: since, document: row["document"],
      place: row.place(of: "from"))
  }

  /// Emergency lines but 110 get calls from 12345; the notices say nothing of the way back.
  private func isOneWay(_ from: HotlineNumber) -> Bool {
    table.protected.contains(from) && from.subscriber != "110"
  }

  private mutating func party(_ row: SheetRow, _ column: String) -> HotlineNumber? {
    let number = try? HotlineNumber(parsing: row[column], home: table.home)
    if let number,
      number.text == HotlineNumber.platformCode || table.protected.contains(number)
        || linked.contains(number)
    {
      return number
    }
    complain(.linkagePartyUnknown(found: row[column]), row, column)
    return nil
  }

  private mutating func complain(_ kind: FindingKind, _ row: SheetRow, _ column: String) {
    complaints.append(Finding(kind, at: row.place(of: column)))
  }
}
