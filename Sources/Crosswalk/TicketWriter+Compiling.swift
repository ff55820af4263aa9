import HotlineModel

extension TicketWriter {
  /// Compiles a mapping; `nil` where only the careful path can read it.
  ///
  /// - Parameters:
  ///   - mapping: the mapping.
  ///   - line: the line the tickets belong to.
  ///   - home: the area of bare numbers.
  init?(_ mapping: Mapping, line: String, home: AreaCode) {
    self.home = home
    placeholders = list(of: Dictionary(uniqueKeysWithValues: mapping.placeholders.map { ($0, $0) }))
    flags = list(of: RecordCells.flags, isQuoted: false)
    var groups: [String] = []
    var tables: [String: Int] = [:]
    var fields: [(order: Int, slot: Slot)] = []
    for (index, rule) in mapping.rules.enumerated() {
      guard var slot = slot(rule, &tables) else { return nil }
      slot.rule = index
      guard case .field(let field) = rule.target else {
        number = slot
        continue
      }
      slot.group = groups.firstIndex(of: field.group) ?? groups.count
      if slot.group == groups.count { groups.append(field.group) }
      fields.append((field.index, slot))
    }
    slots = fields.sorted { $0.order < $1.order }.map(\.slot)
    guard number.isRequired else { return nil }
    beforeNumber = literal(Array("{\"number\":".utf8) + JSONText.quoted(line + "/").dropLast())
    betweenNumbers = literal(
      Array("\",\"line\":".utf8) + JSONText.quoted(line) + Array(",\"legacyNumber\":\"".utf8))
    legacyOpening = literal(",\"legacy\":{")
  }

  /// Lays the writer over one list of columns.
  ///
  /// - Parameters:
  ///   - positions: for each rule the position of its column.
  ///   - header: the columns every record must have; `nil` where each has its own.
  ///   - skips: the columns that tell rows that are no tickets.
  /// - Returns: the writer for them; `nil` where they have no ticket number.
  func bound(
    to positions: [Int?], header: [String]?, skips: [(position: Int, rule: SkipRule)]
  ) -> TicketWriter? {
    guard let position = positions[number.rule] else { return nil }
    var bound = self
    bound.number.position = position
    for index in slots.indices { bound.slots[index].position = positions[slots[index].rule] ?? -1 }
    bound.columns = header?.count ?? -1
    bound.firstColumn = Array((header?.first ?? "").utf8)
    bound.skips = skips
    return bound
  }

  private mutating func slot(_ rule: FieldRule, _ tables: inout [String: Int]) -> Slot? {
    // What steps prepare, and dates that may be read in two ways, only the careful path can tell.
    guard rule.steps.isEmpty, !rule.layoutsClash else { return nil }
    var slot = Slot()
    slot.isRequired = rule.presence == .yes
    switch rule.transform {
    case .text: slot.operation = rule.digitsMatter ? .digits : .text
    case .instant:
      guard !rule.layouts.contains(where: \.needsText) else { return nil }
      slot.operation = .instant
      slot.layouts = layouts.count..<layouts.count + rule.layouts.count
      for layout in rule.layouts {
        layouts.append(layout.extent(from: steps.count))
        steps += layout.steps
      }
    case .phone: slot.operation = .phone
    case .code:
      guard let table = rule.table else { return nil }
      slot.operation = .code
      slot.list = tables[table.name] ?? list(of: table.pairs)
      tables[table.name] = slot.list
    case .flag:
      slot.operation = .flag
      slot.list = flags
    case .constant: slot.operation = .constant
    }
    guard case .field(let field) = rule.target else { return slot }
    if rule.transform == .constant {
      slot.constant = literal(
        field.kind == .flag ? Array(rule.constant.utf8) : JSONText.quoted(rule.constant))
    }
    if field == .callReceivedAt { slot.role = .received }
    if field == .handlingClosedAt { slot.role = .closed }
    let name = JSONText.quoted(field.key) + [UInt8(ascii: ":")]
    slot.opening = literal(
      [UInt8(ascii: ",")] + JSONText.quoted(field.group) + Array(":{".utf8) + name)
    slot.following = literal([UInt8(ascii: ",")] + name)
    slot.legacyName = literal(JSONText.quoted(field.rawValue) + [UInt8(ascii: ":")])
    return slot
  }

  /// A list of words and of what is written for each; a word that is no text has no legacy value.
  private mutating func list(of pairs: [String: String], isQuoted: Bool = true) -> Int {
    let list = words.addList()
    for (legacy, unified) in pairs.sorted(by: { $0.key < $1.key }) {
      words.add(Array(legacy.utf8), to: list)
      written.append(
        WrittenWord(
          json: literal(isQuoted ? JSONText.quoted(unified) : Array(unified.utf8)),
          isSame: !isQuoted || legacy == unified))
    }
    return list
  }

  /// Keeps a text; where it stands in `literals`.
  private mutating func literal(_ bytes: [UInt8]) -> Range<Int> {
    let start = literals.count
    literals += bytes
    return start..<literals.count
  }

  private mutating func literal(_ text: String) -> Range<Int> { literal(Array(text.utf8)) }
}

/// The part of a line that says where the ticket came from; all but two numbers of it is the same
/// for all tickets of a file.
struct ProvenanceText {
  private let opening: [UInt8]
  private let between: [UInt8]
  private let closing: [UInt8]

  init(file: String, batch: String, mapping: String) {
    opening =
      Array(",\"provenance\":{\"file\":".utf8) + JSONText.quoted(file)
      + Array(",\"record\":".utf8)
    between = Array(",\"line\":".utf8)
    closing =
      Array(",\"batch\":".utf8) + JSONText.quoted(batch) + Array(",\"mapping\":".utf8)
      + JSONText.quoted(mapping) + Array("}}\n".utf8)
  }

  /// The bytes that it takes at most.
  var room: Int { opening.count + between.count + closing.count + 40 }

  func append(record: Int, line: Int, to out: inout OutputSpan<UInt8>) {
    out.append(opening.indices, of: opening.span)
    out.append(decimal: record)
    out.append(between.indices, of: between.span)
    out.append(decimal: line)
    out.append(closing.indices, of: closing.span)
  }
}
