import HotlineModel
import Tickets

extension MappingProgram {
  /// Compiles a mapping.
  ///
  /// - Parameters:
  ///   - mapping: the mapping.
  ///   - line: the line whose tickets they are.
  ///   - home: the area of bare numbers.
  init(_ mapping: Mapping, line: LegacyHotline, home: AreaCode) {
    self.mapping = mapping
    self.line = line
    self.home = home
    ignoresTrailing = mapping.settings.ignoresTrailing
    dependsOnDay = mapping.rules.contains(where: \.dependsOnDay)
    placeholders = list(of: Dictionary(uniqueKeysWithValues: mapping.placeholders.map { ($0, $0) }))
    flags = list(of: Self.flags, keepsLegacy: false)
    let names = Set(mapping.rules.flatMap(\.sources))
    columnNames = list(of: Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
    placeholderFilter = words.filter(of: placeholders)
    nameFilter = words.filter(of: columnNames)
    markBytes(of: mapping.placeholders, 2)
    markBytes(of: names, 4)
    for byte in UInt8.min...UInt8.max where byte == 0 || !isNoBlank(byte) {
      firstMarks[Int(byte)] |= Self.blankMark
      lastMarks[Int(byte)] |= Self.blankMark
    }
    var tables: [String: Int] = [:]
    var fields: [Slot] = []
    for (index, rule) in mapping.rules.enumerated() {
      var slot = slot(rule, &tables)
      slot.rule = Int32(index)
      if slot.prepared >= 0 {
        preparedSlots.append(slot)
        textRules.append(TextRule(rule))
      }
      switch rule.target {
      case .legacyNumber: number = slot
      case .field: fields.append(slot)
      case .extension:
        // The entries are one value; each is prepared, and all are written where the first is due.
        if fields.contains(where: { $0.operation == .entry }) { continue }
        slot.rule = -1
        fields.append(slot)
      }
    }
    slots = fields.sorted { $0.tag < $1.tag }
    hasEntries = slots.contains { $0.operation == .entry }
    timePairs = mapping.timeOrder.rules.compactMap { rule in
      guard rule.policy != .ignore, let earlier = timeFields.firstIndex(of: rule.earlier),
        let later = timeFields.firstIndex(of: rule.later)
      else { return nil }
      return TimePair(earlier: earlier, later: later, policy: rule.policy)
    }
    literalRoom = (slots + preparedSlots).reduce(0) { $0 + room(for: $1) }
  }

  /// Binds the program to one list of columns.
  ///
  /// - Parameters:
  ///   - names: the names of the columns.
  ///   - header: the columns that every record must have; `nil` where each has its own, and no row
  ///     is skipped.
  /// - Returns: the program for them.
  func bound(to names: [String], header: [String]?) -> MappingProgram {
    var bound = self
    let positions = mapping.rules.map { $0.position(in: names) }
    func place(_ slot: inout Slot) {
      if slot.rule >= 0 { slot.position = Int32(positions[Int(slot.rule)] ?? -1) }
    }
    place(&bound.number)
    for index in slots.indices { place(&bound.slots[index]) }
    for index in preparedSlots.indices { place(&bound.preparedSlots[index]) }
    var uses: [Int: Int] = [:]
    for position in positions.compactMap(\.self) { uses[position, default: 0] += 1 }
    // A coded field is written once as its code and once as the record said it.
    bound.copies = 2 * (uses.values.max() ?? 1)
    if mapping.looksColumnsUp {
      bound.columns = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }
    guard let header else { return bound }
    bound.width = header.count
    let first = ColumnNames.unnamed(in: header).first == 0 ? "" : header.first ?? ""
    bound.firstColumn = Array(trimmed(first).utf8)
    bound.skips = mapping.settings.skips.compactMap { rule in
      names.firstIndex(of: rule.column).map { ($0, rule) }
    }
    return bound
  }

  private mutating func slot(_ rule: FieldRule, _ tables: inout [String: Int]) -> Slot {
    var slot = Slot()
    slot.isRequired = rule.presence == .yes
    slot.otherwise = rule.otherwise
    slot.hasSteps = !rule.steps.isEmpty
    slot.isList = rule.list != nil
    switch rule.transform {
    case .text: slot.operation = rule.digitsMatter ? .digits : .text
    case .instant:
      slot.operation = .instant
      slot.layoutsClash = rule.layoutsClash
      slot.layouts = Part(layouts.count..<layouts.count + rule.layouts.count)
      for layout in rule.layouts {
        layouts.append(layout.extent(from: steps.count))
        steps += layout.steps
      }
    case .phone: slot.operation = .phone
    case .code:
      slot.operation = .made
      if let table = rule.table, let pairs = table.pairs {
        slot.operation = .code
        let list = tables[table.file] ?? list(of: pairs)
        tables[table.file] = list
        slot.list = Int32(list)
      }
    case .flag:
      slot.operation = .flag
      slot.list = Int32(flags)
    case .degrees: slot.operation = .degrees
    case .constant: slot.operation = .constant
    case .list, .unit: slot.operation = .made
    }
    if case .extension(let name) = rule.target {
      slot.operation = .entry
      slot.constant = literal(Self.opening(ofEntry: name))
    }
    if slot.hasSteps || [.made, .entry].contains(slot.operation) {
      slot.prepared = Int32(preparedSlots.count)
    }
    guard let field = rule.target.field else { return slot }
    if case .degrees(let limit) = field.kind { slot.limit = Int32(limit) }
    slot.counted = Counted(field)
    slot.tag = PackedTicket.tag(of: field)
    slot.legacyTag = PackedTicket.legacyTag(of: field)
    if rule.transform == .constant {
      var cell: [UInt8] = []
      PackedTicket.append(slot.tag, rule.constant.utf8, to: &cell)
      slot.constant = literal(cell)
    }
    if field.kind == .instant {
      slot.time = Int8(timeFields.count)
      if field == .callReceivedAt { received = timeFields.count }
      timeFields.append(field)
    }
    return slot
  }

  /// What is written before the value of an entry of the open area.
  private static func opening(ofEntry name: String) -> [UInt8] {
    let entry = TicketList([TicketList.extensionEntry(name, "-")]).json
    // The list holds the value `-`, its quotation mark, and the ends of entry and list.
    return Array(entry.dropFirst().dropLast(4))
  }

  /// The most bytes of literals that a slot writes.
  private func room(for slot: Slot) -> Int {
    switch slot.operation {
    case .constant, .entry: slot.constant.range.count
    case .code: words.numbers(of: Int(slot.list)).map { written[$0].value.range.count }.max() ?? 0
    default: 0
    }
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

  /// Notes the first and the last bytes of words.
  private mutating func markBytes(of words: some Sequence<String>, _ mark: UInt8) {
    for word in words {
      if let first = word.utf8.first { firstMarks[Int(first)] |= mark }
      if let last = word.utf8.last { lastMarks[Int(last)] |= mark }
    }
  }

  /// Keeps a text; where it is in `literals`.
  private mutating func literal(_ bytes: [UInt8]) -> Part {
    let start = literals.count
    literals += bytes
    return Part(start..<literals.count)
  }

  /// The words for yes and no, in small letters.
  static let flags: [String: String] = [
    "是": "true", "1": "true", "y": "true", "yes": "true", "true": "true", "已": "true",
    "否": "false", "0": "false", "n": "false", "no": "false", "false": "false", "未": "false",
  ]
}
