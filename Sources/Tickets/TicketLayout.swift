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

  /// Text that is the same for all tickets: a part of `literals`.
  struct Literal: Sendable {
    let start: Int32
    let count: Int32

    var range: Range<Int> { Int(start)..<Int(start + count) }
  }

  /// A part of where a ticket came from.
  struct Origin: Sendable {
    let name: [UInt8]
    let slot: TicketRow.Slot
    let isCount: Bool
    /// `,"record":` or `,"batch":"`; of the first part what opens the object too.
    let opening: Literal
  }

  /// What stands around the value of a field.
  struct Field: Sendable {
    let form: Form
    let group: Int32
    /// `,"group":{"key":"`: what stands in front of the first value of a group.
    let firstKey: Literal
    /// `,"key":"`: what stands in front of the others.
    let nextKey: Literal
    /// `"group.key":"`: what stands in front of a legacy value.
    let legacyKey: Literal
  }

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

  /// How fields are read and written.
  static var fields: [Field] { written.fields }
  /// How the parts of where a ticket came from are read and written.
  static var origin: [Origin] { written.origin }

  static let written = Written()

  /// All text that is the same for all tickets, one piece after the other, so that writing one
  /// counts no references.
  final class Written: Sendable {
    /// Behind the last piece there are so many bytes of no meaning: pieces are copied by blocks.
    static let slack = 16

    let literals: [UInt8]
    let fields: [Field]
    let origin: [Origin]
    let opening: Literal
    let beforeLine: Literal
    let beforeLegacyNumber: Literal
    let beforeLegacy: Literal
    let closing: Literal
    /// More bytes than all that stands around the values.
    let room: Int

    fileprivate init() {
      var literals: [UInt8] = []
      func add(_ text: String) -> Literal {
        let start = literals.count
        literals += Array(text.utf8)
        return Literal(start: Int32(start), count: Int32(literals.count - start))
      }
      opening = add("{\"number\":\"")
      beforeLine = add("\",\"line\":\"")
      beforeLegacyNumber = add("\",\"legacyNumber\":\"")
      var fields: [Field] = []
      for (group, one) in groups.enumerated() {
        for field in TicketField.allCases[one.fields] {
          let form = Form(field)
          let mark = form == .text ? "\"" : ""
          fields.append(
            Field(
              form: form, group: Int32(group),
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
      var origin: [Origin] = []
      for (index, (name, slot, isCount)) in parts.enumerated() {
        let before = index == 0 ? ",\"provenance\":{" : ","
        origin.append(
          Origin(
            name: Array(name.utf8), slot: slot, isCount: isCount,
            opening: add("\(before)\"\(name)\":\(isCount ? "" : "\"")")))
      }
      closing = add("}}\n")
      self.fields = fields
      self.origin = origin
      room = literals.count * 2 + 64
      self.literals = literals + [UInt8](repeating: 0, count: Self.slack)
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
