import Foundation
import TestSupport
import Testing

@testable import Charsets

@Suite struct `Encoding` {
  @Test func `what GB18030 says is read back as the same character, for all of Unicode`() {
    let encoder = GBEncoder(isGBK: false)
    var count = 0
    var refused: [UInt32] = []
    for code in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(code) else { continue }
      var bytes: [UInt8] = []
      guard encoder.append(Array(String(Character(scalar)).utf8)[...], to: &bytes) == nil else {
        refused.append(code)
        continue
      }
      var text: [UInt8] = []
      #expect(Charset.gb18030.decode(bytes[...], into: &text) == nil)
      if text != Array(String(Character(scalar)).utf8) {
        Issue.record("U+\(String(code, radix: 16))")
      }
      count += 1
    }
    print("gb18030: \(count) characters written and read back, \(refused.count) refused")
    #expect(count > 1_112_000)
    #expect(refused.allSatisfy { (0xE000...0xF8FF).contains($0) }, "\(refused.prefix(20))")
  }

  @Test func `what GBK says is what Python says in GBK`() throws {
    let encoder = GBEncoder(isGBK: true)
    var ours = ""
    for code in UInt32(0x80)...0xFFFF {
      guard let scalar = Unicode.Scalar(code) else { continue }
      var bytes: [UInt8] = []
      if encoder.append(Array(String(Character(scalar)).utf8)[...], to: &bytes) == nil {
        ours += "\(String(code, radix: 16)) \(bytes.map { String($0, radix: 16) }.joined())\n"
      }
    }
    let script = """
      python3 - <<'PYTHON'
      for code in range(0x80, 0x10000):
          try: print("%x %s" % (code, chr(code).encode("gbk").hex()))
          except UnicodeEncodeError: pass
      PYTHON
      """
    #expect(try Shell.run(script, in: Shell.root).output == ours)
  }
}
