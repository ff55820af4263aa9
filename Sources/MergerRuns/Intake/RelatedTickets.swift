import Crosswalk
import Findings
import HotlineModel
import MergerStore
import Tickets

/// Which tickets of a delivery name others as related, such as the one that they were merged into:
/// looked up when all files are in, since the other one may come last.
///
/// Whether the other one was merged itself is known where the same run brought it.
struct RelatedTickets: Sendable {
  /// So many numbers are remembered, and no more, so that memory stays bounded.
  private static let limit = 100_000
  /// So many places of a kind are reported, the rest is counted.
  private static let maxReportedPlaces = 5

  /// The tickets that name one number.
  private struct Naming: Sendable {
    var count: Int
    /// The first of them.
    let number: String
    let place: SourceLocation
  }

  /// By the number that is named.
  private var namings: [String: Naming] = [:]
  /// Tickets that name others; with the number where it is one.
  private var others: [String: String?] = [:]

  /// None yet.
  init() {}

  /// The tickets of a batch that name others; none where the mapping does not fill the field.
  init(in tickets: TicketBatch, of records: RecordBatch, by mapping: BoundMapping) {
    guard mapping.fills(.matterRelated) else { return }
    for (index, outcome) in tickets.outcomes.enumerated() {
      guard case .ticket(let place) = outcome,
        let value = PackedTicket.value(
          of: .matterRelated, inContent: place.content, of: tickets.text),
        let list = TicketList(tickets.text[value], parts: [])
      else { continue }
      let number = String(decoding: tickets.text[place.number], as: UTF8.self)
      let record = records.records[index]
      let location = SourceLocation(
        file: records.file, sheet: records.sheet, line: record.line, record: record.number)
      let named = list.items.joined().map(\.text).filter { $0 != number }
      if let first = named.first { addOther(number, named.count == 1 ? first : nil) }
      for other in named { add(other, Naming(count: 1, number: number, place: location)) }
    }
  }

  /// Adds those of a later batch.
  mutating func add(_ later: RelatedTickets) {
    for (number, other) in later.others { addOther(number, other) }
    for (number, naming) in later.namings { add(number, naming) }
  }

  private mutating func add(_ number: String, _ naming: Naming) {
    if namings[number] != nil {
      namings[number]?.count += naming.count
    } else if namings.count < Self.limit {
      namings[number] = naming
    }
  }

  private mutating func addOther(_ number: String, _ other: String?) {
    if others.count < Self.limit { others[number] = .some(other) }
  }

  /// Tickets that name one which the ledger does not hold, and tickets that name one which names
  /// another in turn.
  ///
  /// - Throws: `Unusable` with `HL6226` where a key file is damaged.
  func findings(in ledger: Ledger, line: String) throws -> [Finding] {
    guard !namings.isEmpty else { return [] }
    let missing = try ledger.withQuarantine { view in
      try namings.filter { try view.currentVersion(line: line, legacyNumber: $0.key) == nil }
    }
    let chained = namings.filter { number, naming in
      guard missing[number] == nil, let other = others[number] else { return false }
      // Two tickets that name each other are no chain.
      return other != naming.number || naming.count > 1
    }
    return [
      finding(missing) { .relatedMissing(count: $0, found: $1, checked: namings.count) },
      finding(chained) { .relatedChained(count: $0, found: $1) },
    ].compactMap(\.self)
  }

  private func finding(
    _ found: [String: Naming], _ kind: (_ count: Int, _ found: String) -> FindingKind
  ) -> Finding? {
    let sorted = found.sorted { Self.order($0.value.place) < Self.order($1.value.place) }
    guard let first = sorted.first else { return nil }
    return Finding(
      kind(found.values.reduce(0) { $0 + $1.count }, Masking.excerpt(first.key)),
      at: sorted.prefix(Self.maxReportedPlaces).map(\.value.place))
  }

  private static func order(_ place: SourceLocation) -> (String, Int) {
    (place.file, place.record ?? 0)
  }
}
