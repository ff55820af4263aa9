import Bytes
import Testing

@Suite struct `JSON` {
  @Test func `keys are sorted and only what must be is escaped`() {
    let value: JSONValue = ["b": 1, "a": ["x": .null, "text": "\u{1}\"\\\n滘"], "c": [true, []]]
    #expect(value.line == #"{"a":{"text":"\u0001\"\\\n滘","x":null},"b":1,"c":[true,[]]}"#)
    #expect(value.document.hasSuffix("}\n"))
  }

  @Test func `bytes for which no room was made end the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = [UInt8](capacity: 2) { output in output.append(0..<3, of: [1, 2, 3].span) }
    }
  }
}
