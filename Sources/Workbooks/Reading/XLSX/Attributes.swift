import CXML

/// The attributes of an element as libxml2 hands them over: in fives of local name, prefix, namespace,
/// and where the value begins and ends.
@safe struct Attributes {
  private let fives: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  private let count: Int

  init(_ fives: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int32) {
    unsafe self.fives = fives
    self.count = Int(count)
  }

  /// Hands over each attribute's local name, ended by a zero, and value.
  @inline(__always)
  func forEach(_ body: (UnsafePointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void) {
    for index in 0..<count {
      guard let five = unsafe fives?.advanced(by: index * 5), let name = unsafe five[0],
        let start = unsafe five[3], let end = unsafe five[4]
      else { continue }
      unsafe body(name, UnsafeBufferPointer(start: start, count: end - start))
    }
  }

  /// The value of an attribute as text.
  func text(_ wanted: StaticString) -> String? {
    var text: String?
    unsafe forEach { name, value in
      if unsafe name.isName(wanted) { text = unsafe String(decoding: value, as: UTF8.self) }
    }
    return text
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a value of XML's truth values is true.
  var isTrue: Bool { unsafe first == UInt8(ascii: "1") || first == UInt8(ascii: "t") }
}

/// References to cells: `C5` is the third column of the fifth row.
enum CellReference {
  /// A whole number; `nil` where the text is not one.
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 10 else { return nil }
    var number = 0
    for index in text.indices {
      let digit = unsafe text[index] &- 48
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// Column, from 0, and row, from 1.
  static func place(_ text: UnsafeBufferPointer<UInt8>) -> (column: Int, row: Int)? {
    var (column, index) = (0, 0)
    while index < text.count, index < 3 {
      let letter = unsafe (text[index] | 0x20) &- 0x61
      guard letter < 26 else { break }
      column = column * 26 + Int(letter) + 1
      index += 1
    }
    guard index > 0, let row = unsafe number(UnsafeBufferPointer(rebasing: text[index...])) else {
      return nil
    }
    return (column - 1, row)
  }
}
