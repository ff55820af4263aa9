package import HotlineModel
package import Reports
package import Tickets

/// What stands in the columns of a file, gathered record by record.
///
/// All of the first records are looked at, then each twentieth: memory stays small, and a file
/// that changes its ways half through is still noticed.
package struct ColumnSurvey {
  private static let allOfFirst = 5000
  private static let thenEach = 20

  private let home: AreaCode
  private let placeholders: Set<String>
  private var columns: [ColumnTally] = []
  private var positions: [String: Int] = [:]
  /// Whether all records have the header's columns, of which two may have one name.
  private let isTabular: Bool
  /// Records offered.
  package private(set) var records = 0
  /// Records of which the columns were looked at.
  package private(set) var sampled = 0

  /// A survey of a file.
  ///
  /// - Parameters:
  ///   - header: the names of the columns; none in XML, where each record brings its own.
  ///   - placeholders: texts that stand for nothing.
  ///   - home: the area that bare numbers belong to.
  package init(header: [String], placeholders: Set<String>, home: AreaCode) {
    self.home = home
    self.placeholders = placeholders
    for name in header.map(trimmed) {
      positions[name] = positions[name] ?? columns.count
      columns.append(ColumnTally(name: name))
    }
    isTabular = !header.isEmpty
  }

  /// Whether the next record will be looked at.
  package var looksAtNext: Bool {
    records < Self.allOfFirst || records.isMultiple(of: Self.thenEach)
  }

  /// Takes a record in.
  package mutating func take(_ record: LegacyRecord) {
    defer { records += 1 }
    guard looksAtNext, record.damage == nil, record.fields.count == record.header.count else {
      return
    }
    sampled += 1
    for (index, field) in record.fields.enumerated() {
      guard let position = isTabular ? index : position(of: trimmed(record.header[index])) else {
        continue
      }
      let whole = trimmed(field)
      let text = WrappedValue.bare(whole, isNumber: false) ?? whole
      if !text.isEmpty, !placeholders.contains(text) { columns[position].take(text, home: home) }
    }
  }

  private mutating func position(of name: String) -> Int? {
    if positions[name] == nil {
      positions[name] = columns.count
      columns.append(ColumnTally(name: name))
    }
    return positions[name]
  }

  /// What was found, in the order of the columns.
  ///
  /// - Parameter synonyms: a column whose name tells that it is personal is taken for it,
  ///   whatever its values look like.
  /// - Returns: one profile a column.
  package func profiles(_ synonyms: Synonyms) -> [ColumnProfile] {
    columns.map { column in
      var named = TicketField.Privacy.open
      if case .field(let field) = synonyms.target(of: column.name) { named = field.privacy }
      return column.profile(of: sampled, named: named)
    }
  }

  /// The different values of a column with their counts, the most frequent first; `nil` where
  /// there are more than were kept.
  package func values(of name: String) -> [(value: String, count: Int)]? {
    guard let position = positions[name], !columns[position].isOpen else { return nil }
    return columns[position].values.map { (value: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
  }
}

/// The counts of one column.
private struct ColumnTally {
  private static let keptValues = 2000

  let name: String
  private(set) var values: [String: Int] = [:]
  private(set) var isOpen = false
  private var filled = 0
  private var shapes: [ValueShape: Int] = [:]
  private var layouts: [String: Int] = [:]
  private var first: [String] = []
  /// Values that look like addresses.
  private var addresses = 0

  init(name: String) {
    self.name = name
  }

  mutating func take(_ text: String, home: AreaCode) {
    filled += 1
    if values[text] != nil {
      values[text, default: 0] += 1
    } else if values.count < Self.keptValues {
      values[text] = 1
      if first.count < 3 { first.append(text) }
    } else {
      isOpen = true
    }
    if ShapeOf.isAddress(text) { addresses += 1 }
    let (shape, layout) = ShapeOf.value(text, home: home)
    shapes[shape, default: 0] += 1
    if let layout { layouts[layout, default: 0] += 1 }
  }

  func profile(of sampled: Int, named: TicketField.Privacy) -> ColumnProfile {
    // Nobody knows what a column without a name holds.
    let own = privacy == .open && ColumnNames.isPlaceName(name) ? .freeText : privacy
    let privacy = named == .open ? own : named
    return ColumnProfile(
      name: name, filled: filled, sampled: sampled,
      shapes: Self.counts(shapes.map { ($0.key.rawValue, $0.value) }),
      layouts: Self.counts(layouts.map { ($0.key, $0.value) }), distinct: values.count,
      isDistinctOpen: isOpen, examples: first.map { masked($0, privacy) }, privacy: privacy)
  }

  private static func counts(_ counts: [(String, Int)]) -> [ShapeCount] {
    counts.map { ShapeCount(name: $0.0, count: $0.1) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// Names, telephone and identity numbers by their shape; long or ever-changing text may name
  /// anybody.
  private var privacy: TicketField.Privacy {
    // Values that come again and again are codes or names of places.
    let isCode = !isOpen && values.count * 3 <= filled
    if share(.phone) + share(.identity) > 0.1 { return .phone }
    if share(.name) > (isCode ? 0.6 : 0.1) { return .name }
    if share(.date) > 0.3 { return .open }
    if addresses * 5 > filled || share(.text) > 0.2 { return .freeText }
    let words = share(.word) + share(.name) + share(.text)
    if words > 0.5, isOpen || values.count * 2 > filled { return .freeText }
    return .open
  }

  private func share(_ shape: ValueShape) -> Double {
    Double(shapes[shape] ?? 0) / Double(max(1, filled))
  }

  private func masked(_ text: String, _ privacy: TicketField.Privacy) -> String {
    guard privacy == .open else { return Masking.value(text, privacy: privacy) }
    return share(.date) > 0.3 ? Masking.date(text) : Masking.excerpt(text)
  }
}
