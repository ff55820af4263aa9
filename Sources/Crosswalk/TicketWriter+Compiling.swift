import HotlineModel

extension TicketWriter {
  /// Compiles a mapping; `nil` where only the careful path can read it.
  ///
  /// - Parameters:
  ///   - mapping: the mapping.
  ///   - home: the area of bare numbers.
  init?(_ mapping: Mapping, home: AreaCode) {
    self.home = home
    placeholders = list(of: Dictionary(uniqueKeysWithValues: mapping.placeholders.map { ($0, $0) }))
    flags = list(of: RecordCells.flags, keepsLegacy: false)
    var tables: [String: Int] = [:]
    var fields: [(order: Int, slot: Slot)] = []
    for (index, rule) in mapping.rules.enumerated() {
      guard var slot = slot(rule, &tables) else { return nil }
      slot.rule = Int32(index)
      guard case .field(let field) = rule.target else {
        number = slot
        continue
      }
      fields.append((Int(PackedTicket.tag(of: field)), slot))
    }
    slots = fields.sorted { $0.order < $1.order }.map(\.slot)
    guard number.isRequired else { return nil }
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
    guard let position = positions[Int(number.rule)] else { return nil }
    var bound = self
    bound.number.position = Int32(position)
    var uses = [position: 1]
    for index in slots.indices {
      guard let position = positions[Int(slots[index].rule)] else { continue }
      bound.slots[index].position = Int32(position)
      uses[position, default: 0] += 1
    }
    // A coded field stands there once as its code and once as the record said it.
    bound.copies = 2 * (uses.values.max() ?? 1)
    bound.columns = header?.count ?? -1
    let first = header.map { ColumnNames.unnamed(in: $0).first == 0 ? "" : $0.first ?? "" } ?? ""
    bound.firstColumn = Array(first.utf8)
    bound.skips = skips
    return bound
  }

  private mutating func slot(_ rule: FieldRule, _ tables: inout [String: Int]) -> Slot? {
    // What steps prepare, dates that may be read in two ways, and lists are for the careful path.
    guard rule.steps.isEmpty, !rule.layoutsClash else { return nil }
    var slot = Slot()
    slot.isRequired = rule.presence == .yes
    switch rule.transform {
    case .text: slot.operation = rule.digitsMatter ? .digits : .text
    case .instant:
      guard !rule.layouts.contains(where: \.needsText) else { return nil }
      slot.operation = .instant
      slot.layouts = Part(layouts.count..<layouts.count + rule.layouts.count)
      for layout in rule.layouts {
        layouts.append(layout.extent(from: steps.count))
        steps += layout.steps
      }
    case .phone: slot.operation = .phone
    case .code:
      guard let table = rule.table, let pairs = table.pairs else { return nil }
      slot.operation = .code
      let list = tables[table.name] ?? list(of: pairs)
      tables[table.name] = list
      slot.list = Int32(list)
    case .flag:
      slot.operation = .flag
      slot.list = Int32(flags)
    case .constant: slot.operation = .constant
    case .list, .unit: return nil
    }
    guard case .field(let field) = rule.target else { return slot }
    slot.tag = PackedTicket.tag(of: field)
    slot.legacyTag = PackedTicket.legacyTag(of: field)
    if rule.transform == .constant {
      var cell: [UInt8] = []
      PackedTicket.append(slot.tag, rule.constant.utf8, to: &cell)
      slot.constant = literal(cell)
    }
    if field == .callReceivedAt { slot.role = .received }
    if field == .handlingClosedAt { slot.role = .closed }
    return slot
  }

  /// A list of words and of what is written for each.
  private mutating func list(of pairs: [String: String], keepsLegacy: Bool = true) -> Int {
    let list = words.addList()
    for (legacy, unified) in pairs.sorted(by: { $0.key < $1.key }) {
      words.add(Array(legacy.utf8), to: list)
      written.append(
        WrittenWord(value: literal(Array(unified.utf8)), isSame: !keepsLegacy || legacy == unified))
    }
    return list
  }

  /// Keeps a text; where it stands in `literals`.
  private mutating func literal(_ bytes: [UInt8]) -> Part {
    let start = literals.count
    literals += bytes
    return Part(start..<literals.count)
  }
}
