import Bytes
import TestSupport
import Testing

@Suite struct `JSON` {
  @Test func `keys are sorted and only what must be is escaped`() {
    let value: JSONValue = ["b": 1, "a": ["x": .null, "text": "\u{1}\"\\\n滘"], "c": [true, []]]
    #expect(value.line == #"{"a":{"text":"\u0001\"\\\n滘","x":null},"b":1,"c":[true,[]]}"#)
    #expect(value.document.hasSuffix("}\n"))
  }

  @Test func `text is escaped byte for byte, wherever in a word the bytes are`() {
    var random = SeededRandom(state: 3)
    let odd: [UInt8] = [0, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7E, 0x7F, 0x80, 0xFF]
    for round in 0..<4000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &random)
          : Int.random(in: 0..<5, using: &random) > 0
            ? 0x61 : odd.randomElement(using: &random) ?? 0
      }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let range = start..<Int.random(in: start...bytes.count, using: &random)
      var text: [UInt8] = []
      JSONText.append(range, of: bytes, to: &text)
      #expect(text == escapedInJSON(bytes[range]))
      let output = [UInt8](capacity: range.count * 6) { $0.appendJSON(range, of: bytes.span) }
      #expect(output == text)
      for byte in bytes {
        let word = UInt64(byte) | 0x6161_6161_6161_6100
        #expect((JSONText.special(in: word) == 0) == (escapedInJSON([byte]) == [byte]))
      }
    }
  }

  @Test func `bytes for which no room was made end the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = [UInt8](capacity: 2) { output in output.append(0..<3, of: [1, 2, 3].span) }
    }
  }
}
