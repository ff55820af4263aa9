/// JSON's escapes as the format says them, byte by byte: what is quick is held against it.
package func escapedInJSON(_ text: some Sequence<UInt8>) -> [UInt8] {
  text.flatMap { byte -> [UInt8] in
    switch byte {
    case UInt8(ascii: "\""): Array(#"\""#.utf8)
    case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
    case 0x0A: Array(#"\n"#.utf8)
    case 0x0D: Array(#"\r"#.utf8)
    case 0x09: Array(#"\t"#.utf8)
    case 0..<0x20, 0x7F:
      Array((byte < 16 ? #"\u000"# : #"\u00"#).utf8) + Array(String(byte, radix: 16).utf8)
    default: [byte]
    }
  }
}
