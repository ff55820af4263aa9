import Foundation
import HotlineModel
import TestSupport
import Testing

@testable import Tickets

/// Lines of the unified format, byte by byte.
@Suite struct `Lines of tickets` {
  @Test func `a value is escaped wherever its bytes are, and copied as it is otherwise`() {
    var random = SeededRandom(state: 33)
    let odd: [UInt8] = [1, 0x1F, 0x20, 0x22, 0x5C, 0x7F, 0x0A, 0x0D, 0x09, 0x80, 0xFE]
    var out: [UInt8] = []
    for _ in 0..<4000 {
      let rarity = [2, 8, 40].randomElement(using: &random) ?? 2
      let value = (0..<Int.random(in: 1...70, using: &random)).map { _ in
        Int.random(in: 0..<rarity, using: &random) == 0
          ? odd.randomElement(using: &random) ?? 0 : UInt8(ascii: "a")
      }
      var row = TicketRow()
      row.set(.line, to: Array("12329".utf8))
      row.set(.legacyNumber, to: Array("FS1".utf8))
      row.set(.field(.matterContent), to: value)
      // What follows the value in the row, or that nothing does, must not matter.
      if Bool.random(using: &random) {
        row.set(.field(.handlingReply), to: Array(repeating: 0x22, count: 9))
      }
      out.removeAll(keepingCapacity: true)
      row.appendLine(to: &out)
      let written = Array(#""content":""#.utf8) + escapedInJSON(value) + [0x22]
      #expect(out.firstRange(of: written) != nil)
    }
  }

  @Test func `a value that is rewritten may grow by what was said, whatever stands behind it`() {
    var row = TicketRow()
    row.set(.field(.callerName), to: Array("王小明".utf8))
    row.set(.field(.callerPhone), to: Array("12345".utf8))
    for round in 0..<200 {
      row.rewrite(.field(.callerName), growingBy: 2) { value, out in
        out.append(UInt8(ascii: "*"))
        for index in 0..<value.count { out.append(value[index]) }
        if round.isMultiple(of: 2) { out.append(UInt8(ascii: "+")) }
      }
    }
    let shown =
      String(repeating: "*", count: 200) + "王小明" + String(repeating: "+", count: 100)
    #expect(row.string(.field(.callerName)) == shown)
    #expect(row.string(.field(.callerPhone)) == "12345")
    row.rewrite(.field(.callerPhone), growingBy: 0) { _, _ in }
    #expect(!row.has(.field(.callerPhone)))
  }
}
