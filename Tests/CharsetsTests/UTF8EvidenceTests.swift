import TestSupport
import Testing

@testable import Charsets

/// What pieces show by themselves, against what looking from front to back shows.
@Suite struct `Evidence of UTF-8` {
  private static let parts: [[UInt8]] = [
    Array("佛山市".utf8), Array("滘".utf8), Array("text".utf8), Array("é".utf8), Array("𬭊".utf8),
    Array("销锁".utf8), Array("锟斤".utf8), Array("锛".utf8), Array("￥".utf8), [0xEF, 0xBF, 0xBD], [0],
    Array("\u{E000}".utf8), [0x0A], [0x0A], [0x0D, 0x0A],
  ]
  private static let damage: [[UInt8]] = [
    [0xFF], [0x80], [0xE4, 0xBD], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5], [0xE0, 0x80, 0x80],
    [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F], [0xC1],
  ]

  private static func text(
    _ random: inout SeededRandom, upTo most: Int, damage share: Int
  ) -> [UInt8] {
    (0..<Int.random(in: 0...most, using: &random)).flatMap { _ in
      let isDamaged = share > 0 && Int.random(in: 0..<share, using: &random) == 0
      return (isDamaged ? damage : parts).randomElement(using: &random) ?? []
    }
  }

  @Test(arguments: 0..<20)
  func `the wide look and the check byte by byte agree`(seed: UInt64) {
    var random = SeededRandom(state: 100 + seed)
    var (sound, faulty) = (0, 0)
    for round in 0..<500 {
      let bytes = Self.text(&random, upTo: 60, damage: round.isMultiple(of: 2) ? 0 : 25)
      let wide = UTF8Evidence(bytes.span, isWide: UTF8Evidence.canBeWide)
      let narrow = UTF8Evidence(bytes.span, isWide: false)
      var check = UTF8Check()
      check.count(bytes)
      #expect(wide.isSound == (check.faults == 0 && !check.isCut), "\(bytes)")
      #expect(wide.isSound == narrow.isSound && wide.isUTF8 == narrow.isUTF8, "\(bytes)")
      #expect(wide.characters == narrow.characters, "\(bytes)")
      if wide.isSound { sound += 1 } else { faulty += 1 }
    }
    #expect(sound > 100 && faulty > 50)
  }

  @Test func `bytes at which garbled text may begin are seen wherever they stand`() {
    let doubtful = ["\0", "é", "\u{80}", "\u{E000}", "\u{FFFD}", "锟", "锛", "\u{FFE5}"]
    for text in doubtful {
      for before in 0..<70 {
        let bytes = [UInt8](repeating: 0x61, count: before) + Array(text.utf8)
        #expect(UTF8Evidence(bytes.span).mayBeGarbled, "\(text.debugDescription) behind \(before)")
        let more = bytes + Array(String(repeating: "佛", count: 30).utf8)
        #expect(UTF8Evidence(more.span).mayBeGarbled, "\(text.debugDescription) behind \(before)")
      }
    }
  }

  @Test(.enabled(if: UTF8Evidence.canBeWide, "the processor has no AVX2"))
  func `common text is not taken for garbled`() {
    let text = Array(String(repeating: "销售错误，锁、键盘。ABC，（佛山）①", count: 20).utf8)
    for start in 0..<40 where text[start] & 0xC0 != 0x80 {
      #expect(!UTF8Evidence(Array(text[start...]).span).mayBeGarbled, "from \(start)")
    }
  }

  @Test(arguments: 0..<20)
  func `pieces that end behind line ends say what the whole text says`(seed: UInt64) {
    var random = SeededRandom(state: 300 + seed)
    var (yes, no) = (0, 0)
    for _ in 0..<200 {
      let damage = [0, 40, 6, 2].randomElement(using: &random) ?? 0
      let bytes = Self.text(&random, upTo: 80, damage: damage)
      var check = UTF8Check()
      check.count(bytes)
      var evidence = UTF8Evidence()
      var start = 0
      for place in bytes.indices
      where bytes[place] == 0x0A && Int.random(in: 0..<3, using: &random) == 0 {
        evidence.add(UTF8Evidence(Array(bytes[start...place]).span))
        start = place + 1
      }
      evidence.add(UTF8Evidence(Array(bytes[start...]).span))
      #expect(evidence.isUTF8 == !check.cannotBeUTF8(withBytesLeft: 0), "\(bytes)")
      #expect(evidence.isSound == (check.faults == 0 && !check.isCut), "\(bytes)")
      if evidence.isUTF8 { yes += 1 } else { no += 1 }
    }
    #expect(yes > 20 && no > 20)
  }

  @Test func `more faults than characters at some place leave the answer open`() {
    let faults = [UInt8](repeating: 0xFF, count: UTF8Evidence.mostDamage + 1) + [0x0A]
    let characters = Array(String(repeating: "佛", count: faults.count * 3).utf8) + [0x0A]
    var faultsFirst = UTF8Evidence()
    faultsFirst.add(UTF8Evidence(faults.span))
    faultsFirst.add(UTF8Evidence(characters.span))
    // Whoever looks from front to back ends before the characters come.
    #expect(faultsFirst.isOpen && !faultsFirst.isUTF8)
    var charactersFirst = UTF8Evidence()
    charactersFirst.add(UTF8Evidence(characters.span))
    charactersFirst.add(UTF8Evidence(faults.span))
    #expect(!charactersFirst.isOpen && charactersFirst.isUTF8)
    var open = UTF8Evidence()
    open.add(.open)
    #expect(!open.isUTF8)
  }
}
