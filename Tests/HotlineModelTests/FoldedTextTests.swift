import HotlineModel
import TestSupport
import Testing

@Suite struct `Text as words are recognised in it` {
  private static let letters = Array("王小明AaBb12三〇 ·（，é").map(String.init)

  private static func text(_ most: Int, _ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 0...most, using: &random))
      .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
  }

  @Test func `the longest word of an index is found, at its beginning and at its end`() {
    var random = SeededRandom(state: 11)
    for _ in 0..<60 {
      let words = (0..<40).map { _ in Self.text(4, &random) }
      let index = WordIndex(words)
      let byLast = WordIndex(words, byLast: true)
      let known = words.map(FoldedText.word).filter { !$0.isEmpty }
      let text = FoldedText(Self.text(60, &random))
      for position in -2...text.count + 1 {
        let begun = known.filter { text.matches($0, at: position) }.map(\.count).max() ?? 0
        let ended =
          known.filter { text.matches($0, at: position - $0.count) }.map(\.count).max() ?? 0
        #expect(index.length(in: text, at: position) == begun)
        #expect(byLast.length(in: text, endingBefore: position) == ended)
      }
    }
  }

  @Test func `a name is read as a word, of whatever characters it is`() {
    var random = SeededRandom(state: 12)
    let pieces = ["王", "ａ", "Li", "é", "😀", "\u{200B}", "·", "㛃", "𬭊", "\u{FFFD}"]
    for _ in 0..<2000 {
      let name = (0..<Int.random(in: 0...6, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      var word: [UInt32] = []
      FoldedText.appendWord(Array(name.utf8).span, to: &word)
      #expect(word == FoldedText.word(name))
    }
    var broken: [UInt32] = []
    FoldedText.appendWord([0xE7, 0x8E, 0x8B, 0xE7, 0x8E].span, to: &broken)
    #expect(broken == FoldedText.word("王\u{FFFD}"))
  }
}
