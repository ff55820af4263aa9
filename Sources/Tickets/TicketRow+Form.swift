package import HotlineModel

extension TicketRow {
  /// The first field whose value the unified format does not know: a code of no set, a time that
  /// is none, a flag that is neither true nor false, a list that is none.
  package var misfit: TicketField? {
    TicketField.allCases.first { field in
      guard let value = self[.field(field)] else { return false }
      switch field.kind {
      case .text, .phone: return false
      case .flag: return !value.elementsEqual("true".utf8) && !value.elementsEqual("false".utf8)
      case .code: return field.codes?.contains(String(decoding: value, as: UTF8.self)) != true
      case .instant: return !Self.isInstant(value)
      case .degrees(let limit):
        return !Degrees.areValid(String(decoding: value, as: UTF8.self), limit: limit)
      case .list(let parts): return TicketList(value, parts: parts)?.fits(field) != true
      }
    }
  }

  /// Whether the bytes are a day, or a time with the zone `+08:00`.
  static func isInstant(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count == 10 || value.count == 25 else { return false }
    return zip(value, "dddd-dd-ddTdd:dd:dd+08:00".utf8).allSatisfy { byte, sign in
      sign == UInt8(ascii: "d") ? (48...57).contains(byte) : byte == sign
    }
  }
}
