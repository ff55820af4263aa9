/// The name and the attributes of one tag.
struct HTMLAttributes {
  /// What begins like a tag.
  enum Reading {
    /// A tag: its element, and the place behind it.
    case tag(HTMLElement, end: Int)
    /// Text that only looks like one.
    case none
    /// More text is needed to know.
    case unfinished
  }

  private var names: [Range<Int>] = []
  private var values: [Range<Int>] = []
  /// A tag has so many attributes that are looked at.
  private static let most = 64

  /// Reads a tag from the first letter of its name on.
  mutating func read(_ text: [UInt8], from start: Int) -> Reading {
    names.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    var place = start
    while place < text.count, !Self.isEnd(text[place]) {
      guard Self.isNamePart(text[place]) else { return .none }
      place += 1
    }
    let name = start..<place
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: ">"): return .tag(HTMLElement(text[name]), end: place + 1)
      case UInt8(ascii: "<"): return .none
      case 0...0x20, UInt8(ascii: "/"): place += 1
      default:
        guard let end = readAttribute(text, from: place) else { return .unfinished }
        place = end
      }
    }
    return .unfinished
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (48...58).contains(byte) || HTMLTokeniser.isLetter(byte) || "-_.".utf8.contains(byte)
  }

  /// The place behind an attribute; `nil` where more text is needed.
  private mutating func readAttribute(_ text: [UInt8], from start: Int) -> Int? {
    // A name may begin with a sign of equality.
    var place = start + 1
    while place < text.count, !Self.isEnd(text[place]), text[place] != UInt8(ascii: "="),
      text[place] != UInt8(ascii: "<")
    {
      place += 1
    }
    let name = start..<place
    while place < text.count, text[place] <= 0x20 { place += 1 }
    guard place < text.count else { return nil }
    guard text[place] == UInt8(ascii: "=") else {
      add(name, place..<place)
      return place
    }
    place += 1
    while place < text.count, text[place] <= 0x20 { place += 1 }
    guard place < text.count else { return nil }
    let quote = text[place]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = text[(place + 1)...].firstIndex(of: quote) else { return nil }
      add(name, (place + 1)..<end)
      return end + 1
    }
    let value = place
    while place < text.count, text[place] > 0x20, text[place] != UInt8(ascii: ">") { place += 1 }
    guard place < text.count else { return nil }
    add(name, value..<place)
    return place
  }

  private mutating func add(_ name: Range<Int>, _ value: Range<Int>) {
    guard names.count < Self.most else { return }
    names.append(name)
    values.append(value)
  }

  var isEmpty: Bool { names.isEmpty }

  /// The value of an attribute, the first of its name; empty where it has none.
  func value(_ name: StaticString, in text: [UInt8]) -> String? {
    for index in names.indices where names[index].count == name.utf8CodeUnitCount {
      guard isName(text, names[index], name) else { continue }
      return Self.decoded(String(decoding: text[values[index]], as: UTF8.self))
    }
    return nil
  }

  /// Whether a range holds a name, in small letters or others.
  private func isName(_ text: [UInt8], _ range: Range<Int>, _ name: StaticString) -> Bool {
    name.withUTF8Buffer { wanted in
      for index in wanted.indices {
        let byte = text[range.lowerBound + index]
        let small = (65...90).contains(byte) ? byte | 0x20 : byte
        guard unsafe small == wanted[index] else { return false }
      }
      return true
    }
  }

  /// References to characters replaced, as far as values of styles and numbers have any.
  private static func decoded(_ value: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "&")) else { return value }
    return value.replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }

  /// Whether a value holds tags of cells or rows: then a quotation mark is missing somewhere.
  func holdsCells(in text: [UInt8]) -> Bool {
    values.contains { range in
      range.contains { place in
        guard text[place] == UInt8(ascii: "<") else { return false }
        let tag = text[place..<range.upperBound].prefix(4).map { $0 | 0x20 }
        return [" td", " th", " tr", "/td", "/th", "/tr"].contains { part in
          tag.dropFirst().starts(with: part.utf8.drop { $0 == 0x20 })
        }
      }
    }
  }
}
