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
  }

  /// A part of where a ticket came from.
  struct Origin: Sendable {
    let name: [UInt8]
    let slot: TicketRow.Slot
    let isCount: Bool
    /// `"file":"` or `"record":`.
    let opening: [UInt8]

    init(_ name: String, _ slot: TicketRow.Slot, isCount: Bool = false) {
      self.name = Array(name.utf8)
      self.slot = slot
      self.isCount = isCount
      opening = Array("\"\(name)\":\(isCount ? "" : "\"")".utf8)
    }
  }

  static let count = TicketField.allCases.count
  static let keys = TicketField.allCases.map { Array($0.key.utf8) }
  static let paths = TicketField.allCases.map { Array($0.rawValue.utf8) }
  static let form = TicketField.allCases.map { field in
    switch field.kind {
    case .text, .instant, .phone, .code: Form.text
    case .flag: Form.word
    case .list: Form.list
    }
  }

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

  static let origin = [
    Origin("file", .file), Origin("record", .record, isCount: true),
    Origin("line", .physicalLine, isCount: true), Origin("batch", .batch),
    Origin("mapping", .mapping),
  ]

  /// `,"group":{"key":"`: what stands in front of the first value of a group.
  static let firstKey = TicketField.allCases.map { field in
    Array(",\"\(field.group)\":{\"\(field.key)\":\(form[field.index] == .text ? "\"" : "")".utf8)
  }
  /// `,"key":"`: what stands in front of the others.
  static let nextKey = TicketField.allCases.map { field in
    Array(",\"\(field.key)\":\(form[field.index] == .text ? "\"" : "")".utf8)
  }

  static let number = Array("number".utf8)
  static let line = Array("line".utf8)
  static let legacyNumber = Array("legacyNumber".utf8)
  static let legacy = Array("legacy".utf8)
  static let provenance = Array("provenance".utf8)
  static let opening = Array("{\"number\":\"".utf8)
  static let beforeLine = Array("\",\"line\":\"".utf8)
  static let beforeLegacyNumber = Array("\",\"legacyNumber\":\"".utf8)
  static let beforeLegacy = Array(",\"legacy\":{".utf8)
  static let beforeOrigin = Array(",\"provenance\":{".utf8)
  static let betweenKeyAndText = Array("\":\"".utf8)
  static let closing = Array("}}\n".utf8)

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
