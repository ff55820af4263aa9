/// The fields of a form, or of a query, in their order.
package struct FormFields: Hashable, Sendable {
  /// The fields.
  package private(set) var pairs: [(name: String, value: String)] = []

  /// Fields that are known.
  package init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

  /// Reads fields as forms send them: `a=1&b=%E4%BD%9B`.
  package init(_ text: some StringProtocol) {
    for part in text.split(separator: "&") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      pairs.append((Self.decoded(pair[0]), pair.count > 1 ? Self.decoded(pair[1]) : ""))
    }
  }

  /// The first field of a name, without blanks around it; empty where there is none.
  package subscript(_ name: String) -> String {
    let value = pairs.first { $0.name == name }?.value ?? ""
    let blanks: (Character) -> Bool = { $0.isWhitespace }
    return String(value.drop(while: blanks).reversed().drop(while: blanks).reversed())
  }

  /// The first field of a name as it was typed, for passwords.
  func asTyped(_ name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

  /// All values of a name.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// The fields as an address has them, some of them replaced; empty ones are left out.
  func encoded(replacing others: [String: String] = [:]) -> String {
    var kept = pairs.filter { others[$0.name] == nil }
    for (name, value) in others.sorted(by: { $0.key < $1.key }) { kept.append((name, value)) }
    return kept.filter { !$0.value.isEmpty }
      .map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
  }

  /// Bytes behind percent signs as text; what is not UTF-8 is replaced.
  static func decoded(_ text: some StringProtocol, isPlusBlank: Bool = true) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") && isPlusBlank ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Text for an address: all but letters, digits and `-._~` behind percent signs.
  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        String(UnicodeScalar(byte))
      default:
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }

  package static func == (left: FormFields, right: FormFields) -> Bool {
    left.pairs.elementsEqual(right.pairs) { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    for pair in pairs {
      hasher.combine(pair.name)
      hasher.combine(pair.value)
    }
  }
}
