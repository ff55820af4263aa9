import Bytes
package import HotlineModel

/// A list within a ticket: texts, or entries with named parts, in an order of their own.
///
/// As a value it is written as one JSON array, `["a","b"]` or `[{"at":"…","event":"…"}]`, without
/// blanks, the parts in the order in which the field names them: the same list is the same bytes.
package struct TicketList: Hashable, Sendable {
  /// A part of an entry that says something; of a text the name is empty.
  package struct Part: Hashable, Sendable {
    /// The name of the part.
    package let name: String
    /// What it says; never empty.
    package var text: String

    /// A part.
    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The items, in their order; a text is an item of one part.
  package var items: [[Part]]

  /// A list of items.
  package init(_ items: [[Part]]) {
    self.items = items
  }

  /// A list of texts.
  package init(texts: [String]) {
    items = texts.map { [Part("", $0)] }
  }

  /// Reads a value back; `nil` where these are not the bytes that the list would be written as.
  ///
  /// - Parameters:
  ///   - json: the value.
  ///   - names: the parts of the field; none where it is a list of texts.
  package init?(_ json: ArraySlice<UInt8>, parts names: [String]) {
    let bytes = Array(json)
    var scanner = JSONScanner(bytes, in: bytes.indices)
    items = []
    guard scanner.take("[") else { return nil }
    repeat {
      guard let item = Self.item(&scanner, of: bytes, names) else { return nil }
      items.append(item)
    } while scanner.take(",")
    guard scanner.take("]"), self.json == bytes else { return nil }
  }

  private static func item(
    _ scanner: inout JSONScanner, of bytes: [UInt8], _ names: [String]
  ) -> [Part]? {
    guard !names.isEmpty else { return text(&scanner).map { [Part("", $0)] } }
    guard scanner.take("{") else { return nil }
    var item: [Part] = []
    var rest = names[...]
    repeat {
      guard let key = scanner.key(), let text = text(&scanner) else { return nil }
      let name = String(decoding: bytes[key], as: UTF8.self)
      guard let place = rest.firstIndex(of: name) else { return nil }
      rest = rest[(place + 1)...]
      item.append(Part(name, text))
    } while scanner.take(",")
    return scanner.take("}") ? item : nil
  }

  private static func text(_ scanner: inout JSONScanner) -> String? {
    var text: [UInt8] = []
    return scanner.string(into: &text) && !text.isEmpty
      ? String(decoding: text, as: UTF8.self) : nil
  }

  /// The list as a value; nothing where it has no items.
  package var json: [UInt8] {
    guard !items.isEmpty else { return [] }
    var out: [UInt8] = []
    for item in items {
      out.append(UInt8(ascii: out.isEmpty ? "[" : ","))
      for (index, part) in item.enumerated() {
        if !part.name.isEmpty {
          out.append(UInt8(ascii: index == 0 ? "{" : ","))
          JSONText.append(quoted: part.name, to: &out)
          out.append(UInt8(ascii: ":"))
        }
        JSONText.append(quoted: part.text, to: &out)
      }
      if item.first?.name.isEmpty == false { out.append(UInt8(ascii: "}")) }
    }
    out.append(UInt8(ascii: "]"))
    return out
  }

  /// A list of texts as a value, each a part of some bytes; nothing where there is none.
  package static func json(texts: [Range<Int>], of bytes: Span<UInt8>) -> [UInt8] {
    guard !texts.isEmpty else { return [] }
    let room = texts.reduce(2) { $0 + $1.count * 6 + 3 }
    return [UInt8](capacity: room) { out in
      for text in texts {
        out.append(UInt8(ascii: out.isEmpty ? "[" : ","))
        out.append(UInt8(ascii: "\""))
        out.appendJSON(text, of: bytes)
        out.append(UInt8(ascii: "\""))
      }
      out.append(UInt8(ascii: "]"))
    }
  }

  /// An entry of the open area: the name of a column, and what it says.
  package static func extensionEntry(_ name: String, _ value: String) -> [Part] {
    [Part("name", name), Part("value", value)]
  }

  /// Whether a part is a time or a day.
  package static func isInstant(_ part: String) -> Bool { part == "at" || part.hasSuffix("At") }

  /// Whether each entry of the open area has a name of its own and a value.
  private var isOpenArea: Bool {
    items.allSatisfy { $0.map(\.name) == ["name", "value"] }
      && Set(items.map { $0[0].text }).count == items.count
  }

  /// Whether every time is one, and there are not more items than the field may have.
  package func fits(_ field: TicketField) -> Bool {
    items.count <= field.mostItems ?? .max
      && (field != .extensionValues || isOpenArea)
      && items.joined().allSatisfy {
        !Self.isInstant($0.name) || TicketRow.isInstant(Array($0.text.utf8)[...])
      }
  }
}
