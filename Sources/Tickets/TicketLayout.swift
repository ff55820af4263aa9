import HotlineModel

/// The names of the unified format as bytes, made once: what `TicketRow` reads and writes by.
enum TicketLayout {
  /// Fields that stand in one object.
  struct Group: Sendable {
    let name: [UInt8]
    let fields: Range<Int>
  }

  /// How a value stands in JSON.
  enum Form {
    case text, word, list

    init(_ field: TicketField) {
      switch field.kind {
      case .text, .instant, .phone, .code, .degrees: self = .text
      case .flag: self = .word
      case .list: self = .list
      }
    }
  }

  /// A part of where a ticket came from.
  struct Origin: Sendable {
    let name: [UInt8]
    let slot: TicketRow.Slot
    let isCount: Bool
    /// `,"record":` or `,"batch":"`; of the first part what opens the object too.
    let opening: Range<Int>
  }

  /// What stands around the value of a field; ranges are parts of `literals`.
  struct Field: Sendable {
    let form: Form
    let group: Int
    /// `,"group":{"key":"`: what stands in front of the first value of a group.
    let firstKey: Range<Int>
    /// `,"key":"`: what stands in front of the others.
    let nextKey: Range<Int>
    /// `"group.key":"`: what stands in front of a legacy value.
    let legacyKey: Range<Int>
  }

  static let count = TicketField.allCases.count
  static let keys = TicketField.allCases.map { Array($0.key.utf8) }
  static let paths = TicketField.allCases.map { Array($0.rawValue.utf8) }

  static let groups: [Group] = {
    var groups: [Group] = []
    for (index, field) in TicketField.allCases.enumerated() {
      if let last = groups.last, last.name == Array(field.group.utf8) {
        groups[groups.count - 1] = Group(
          name: last.name, fields: last.fields.lowerBound..<index + 1)
      } else {
        groups.append(Group(name: Array(field.group.utf8), fields: index..<index + 1))
      }
    }
    return groups
  }()

  /// All text that is the same for all tickets, one piece behind the other, so that writing one
  /// counts no references.
  static var literals: [UInt8] { written.literals }
  static var fields: [Field] { written.fields }
  static var origin: [Origin] { written.origin }
  static var opening: Range<Int> { written.opening }
  static var beforeLine: Range<Int> { written.beforeLine }
  static var beforeLegacyNumber: Range<Int> { written.beforeLegacyNumber }
  static var beforeLegacy: Range<Int> { written.beforeLegacy }
  static var closing: Range<Int> { written.closing }
  /// More bytes than all that stands around the values.
  static var room: Int { written.literals.count * 2 }

  private static let written = Written()

  private struct Written: Sendable {
    var literals: [UInt8] = []
    var fields: [Field] = []
    var origin: [Origin] = []
    var opening = 0..<0
    var beforeLine = 0..<0
    var beforeLegacyNumber = 0..<0
    var beforeLegacy = 0..<0
    var closing = 0..<0

    init() {
      opening = add("{\"number\":\"")
      beforeLine = add("\",\"line\":\"")
      beforeLegacyNumber = add("\",\"legacyNumber\":\"")
      for (group, one) in groups.enumerated() {
        for field in TicketField.allCases[one.fields] {
          let form = Form(field)
          let mark = form == .text ? "\"" : ""
          fields.append(
            Field(
              form: form, group: group,
              firstKey: add(",\"\(field.group)\":{\"\(field.key)\":\(mark)"),
              nextKey: add(",\"\(field.key)\":\(mark)"),
              legacyKey: add("\"\(field.rawValue)\":\"")))
        }
      }
      beforeLegacy = add(",\"legacy\":{")
      let parts: [(String, TicketRow.Slot, Bool)] = [
        ("file", .file, false), ("record", .record, true), ("line", .physicalLine, true),
        ("batch", .batch, false), ("mapping", .mapping, false),
      ]
      for (index, (name, slot, isCount)) in parts.enumerated() {
        let before = index == 0 ? ",\"provenance\":{" : ","
        origin.append(
          Origin(
            name: Array(name.utf8), slot: slot, isCount: isCount,
            opening: add("\(before)\"\(name)\":\(isCount ? "" : "\"")")))
      }
      closing = add("}}\n")
    }

    private mutating func add(_ text: String) -> Range<Int> {
      let start = literals.count
      literals += Array(text.utf8)
      return start..<literals.count
    }
  }

  static let number = Array("number".utf8)
  static let line = Array("line".utf8)
  static let legacyNumber = Array("legacyNumber".utf8)
  static let legacy = Array("legacy".utf8)
  static let provenance = Array("provenance".utf8)

  /// The group that a key names, looked for from a group on, then from the first.
  static func group(named bytes: [UInt8], in key: Range<Int>, from next: Int) -> Int? {
    for index in next..<groups.count where groups[index].name.isEqual(to: bytes, in: key) {
      return index
    }
    return groups.firstIndex { $0.name.isEqual(to: bytes, in: key) }
  }

  /// The field that a key names within a group, looked for from a field on, then from the group's
  /// first.
  static func field(
    named bytes: [UInt8], in key: Range<Int>, group: Range<Int>, from next: Int
  ) -> Int? {
    for index in next..<max(next, group.upperBound) where keys[index].isEqual(to: bytes, in: key) {
      return index
    }
    return group.first { keys[$0].isEqual(to: bytes, in: key) }
  }
}

extension [UInt8] {
  /// Whether these are the bytes in a part of others.
  @inline(__always)
  func isEqual(to bytes: [UInt8], in range: Range<Int>) -> Bool {
    guard count == range.count else { return false }
    for offset in 0..<count where self[offset] != bytes[range.lowerBound + offset] { return false }
    return true
  }
}
