extension Ticket {
  /// The content of the ticket as canonical JSON bytes, without where it came from: two tickets
  /// with these bytes in common are the same ticket.
  package var content: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(1024)
    text.append(UInt8(ascii: "{"))
    Self.member("number", unifiedNumber, to: &text)
    Self.member("line", line, to: &text)
    Self.member("legacyNumber", legacyNumber, to: &text)
    var group = ""
    for field in TicketField.allCases {
      guard let value = self[field] else { continue }
      if field.group != group {
        if !group.isEmpty { text.append(UInt8(ascii: "}")) }
        group = field.group
        Self.name(group, to: &text)
        text.append(UInt8(ascii: "{"))
      }
      if field.kind == .flag {
        Self.name(field.key, to: &text)
        text += Array(value.utf8)
      } else {
        Self.member(field.key, value, to: &text)
      }
    }
    if !group.isEmpty { text.append(UInt8(ascii: "}")) }
    if !legacyValues.isEmpty {
      Self.name("legacy", to: &text)
      text.append(UInt8(ascii: "{"))
      for (field, value) in legacyValues.sorted(by: { $0.key.index < $1.key.index }) {
        Self.member(field.rawValue, value, to: &text)
      }
      text.append(UInt8(ascii: "}"))
    }
    text.append(UInt8(ascii: "}"))
    return text
  }

  /// One line of the unified format: the content and where it came from.
  package func line(_ provenance: Provenance) -> [UInt8] {
    var text = content
    text.removeLast()
    Self.name("provenance", to: &text)
    text.append(UInt8(ascii: "{"))
    Self.member("file", provenance.file, to: &text)
    Self.name("record", to: &text)
    text += Array(String(provenance.record).utf8)
    Self.name("line", to: &text)
    text += Array(String(provenance.line).utf8)
    Self.member("batch", provenance.batch, to: &text)
    Self.member("mapping", provenance.mapping, to: &text)
    text += Array("}}\n".utf8)
    return text
  }

  private static func member(_ name: String, _ value: String, to text: inout [UInt8]) {
    self.name(name, to: &text)
    JSONValue.write(value, to: &text)
  }

  private static func name(_ name: String, to text: inout [UInt8]) {
    if text.last != UInt8(ascii: "{") { text.append(UInt8(ascii: ",")) }
    JSONValue.write(name, to: &text)
    text.append(UInt8(ascii: ":"))
  }
}
