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

  @Test func `edition 2005 is what Python says in GB18030, but for one blank`() throws {
    var ours = ""
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        var text: [UInt8] = []
        #expect(Charset.gb18030Edition2005.decode([lead, trail][...], into: &text) == nil)
        let written = String(decoding: text, as: UTF8.self)
        // WHATWG reads the users' own character A3A0 as the blank that nearly all files mean by it,
        // and A8BC as the letter that edition 2005 gave it; Python has edition 2000 there.
        if [[0xA3, 0xA0], [0xA8, 0xBC]].contains([lead, trail]) { continue }
        ours += written + "\n"
        #expect(Charset.gb18030Edition2005.encode(written) == [lead, trail])
      }
    }
    let script = """
      python3 - <<'PYTHON'
      for lead in range(0x81, 0xFF):
          for trail in range(0x40, 0xFF):
              if trail == 0x7F or (lead, trail) in ((0xA3, 0xA0), (0xA8, 0xBC)): continue
              print(bytes([lead, trail]).decode("gb18030"))
      PYTHON
      """
    #expect(
      try Shell.run("export PYTHONIOENCODING=utf-8\n" + script, in: Shell.root).output == ours)
  }
}
