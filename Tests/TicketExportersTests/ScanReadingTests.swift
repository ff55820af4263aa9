import HotlineModel
import Reports
import TestSupport
import Testing
import Tickets

@testable import TicketExporters

/// What makes the scan fast, held against what is slow and plain.
@Suite struct `The scan of free text reads` {
  private static let scan = FreeTextScan(FreeTextScanWords.words)

  private static let pieces =
    [
      "王小明", "来电人", "我叫", "季华五路", "12号3栋", "13812345678", "（0757）8888-0000", "一三八零零零零", "三十二号",
      "粤X12345", "微信", "abc_123", "@", "example.cn", "先生", "反映", "，", "。", "\n", " ", "\t",
      "\u{200B}",
      "\u{3000}", "😀", "𬭊", "é", "·", "１２", "ＡＢ", "＃", "*", "****", "-", "第3村民小组", "B座", "使014578",
      "车牌号", "护照E1234567", "1", "22", "333", "4444", "55555", "666666", "二", "十", "、", "转801", "\0",
      "ﷺ",
    ] + FreeTextScanWords.words.weakTriggers.prefix(40)
    + FreeTextScanWords.words.followers.prefix(40)

  private static func soup(_ most: Int, _ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 0...most, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  @Test func `every character as it is recognised, and where it begins`() {
    var random = SeededRandom(state: 21)
    var room = FreeTextScan.Room()
    for _ in 0..<1500 {
      let text = Self.soup(30, &random)
      let read = room.read(Array(text.utf8).span, Self.scan.classes, name: 0)
      let slow = FoldedText(text)
      #expect(read.count == slow.count)
      #expect((0..<read.count).map { read[$0] } == (0..<slow.count).map { slow[$0] })
      var starts: [Int] = []
      var start = 0
      for scalar in text.unicodeScalars {
        if FoldedText.folded(scalar.value) != FoldedText.left { starts.append(start) }
        start += UTF8.width(scalar)
      }
      #expect((0..<read.count).map { read.offset($0) } == starts + [start])
      // Nothing begins or ends at a character that is not marked.
      var isInClause = false
      var marks: [Int] = []
      for index in 0..<slow.count - 1 {
        let kind = Self.scan.classes[slow[index]]
        let wanted = isInClause ? ScanClasses.Kind.inClause : .atClause
        if !kind.isDisjoint(with: wanted) || slow[index] == 0 { marks.append(index) }
        isInClause =
          (0x3400..<0xA000).contains(slow[index]) && !kind.contains(.preposition)
      }
      #expect((0..<room.markCount).map { room.mark($0) } == marks)
      room.putBack(read)
    }
  }

  @Test func `each character of the first plane as it is recognised elsewhere`() {
    var room = FreeTextScan.Room()
    let scalars = (UInt32(1)..<0x10000).compactMap(Unicode.Scalar.init)
    for start in stride(from: 0, to: scalars.count, by: 1000) {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[start..<min(start + 1000, scalars.count)])
      let bytes = Array(String(text).utf8)
      let read = room.read(bytes.span, Self.scan.classes, name: 0)
      let slow = FoldedText(String(text))
      #expect(read.scalars(0..<read.count) == slow.scalars(0..<slow.count))
      room.putBack(read)
    }
  }

  @Test func `text after text as if each were the first`() {
    var random = SeededRandom(state: 22)
    var (used, counts) = (FreeTextScan.Room(), PrivacyCounts())
    for _ in 0..<1500 {
      let text = Array(Self.soup(20, &random).utf8)
      let name = Bool.random(using: &random) ? FoldedText.word("王小明") : []
      var (fresh, other) = (FreeTextScan.Room(), PrivacyCounts())
      var (first, second): ([UInt8], [UInt8]) = ([], [])
      Self.scan.mask(text.span, name: name, using: &used, counting: &counts, into: &first)
      Self.scan.mask(text.span, name: name, using: &fresh, counting: &other, into: &second)
      #expect(first == second)
      #expect(Self.scan.isPersonal(text.span, name: name, using: &fresh) || second == text)
    }
  }

  @Test func `words only where the table of characters has their first or last`() {
    var random = SeededRandom(state: 23)
    let classes = Self.scan.classes
    for _ in 0..<1500 {
      let text = FoldedText(Self.soup(30, &random))
      for index in 0..<text.count - 1 {
        let kind = classes[text[index]]
        for (bit, words) in [
          (ScanClasses.Kind.follower, classes.followers), (.compound, classes.compounds),
          (.notName, classes.notNames), (.office, classes.offices), (.group, classes.groups),
        ] where words.length(in: text, at: index) > 0 { #expect(kind.contains(bit)) }
        for (bit, words) in [
          (ScanClasses.Kind.strongEnd, classes.triggers), (.weakEnd, classes.weakTriggers),
          (.atEnd, classes.atWords), (.accountEnd, classes.accounts),
          (.plateWordEnd, classes.plateWords), (.groupEnd, classes.groupEnds),
          (.placeWordEnd, classes.placeWords),
        ] where words.length(in: text, endingBefore: index + 1) > 0 {
          #expect(kind.contains(bit))
        }
        #expect(kind.contains(.value) == (FoldedText.digit(text[index]) != nil))
      }
    }
  }

  @Test func `less than six digits that stand for themselves as no number`() {
    var random = SeededRandom(state: 24)
    let classes = Self.scan.classes
    var numbers = NumberScan()
    var short = 0
    for _ in 0..<3000 {
      let text = FoldedText(Self.soup(20, &random))
      for index in 0..<text.count where FoldedText.isDigit(text[index]) {
        var end = index
        while FoldedText.isDigit(text[end]) { end += 1 }
        guard end - index < 6, classes[text[end]].isDisjoint(with: [.value, .gap]) else { continue }
        let found = numbers.number(in: text, at: index)
        #expect(found.kind == nil && found.range == index..<end)
        short += 1
      }
    }
    #expect(short > 1000)
  }

  @Test func `telephone numbers of a column as everywhere`() {
    var random = SeededRandom(state: 25)
    let signs = ["0", "1", "2", "3", "5", "7", "9", "-", "+", " ", "王", "a"]
    let known = [
      "0757-88880000", "0757-8888000", "010-88880000", "0257-88880000", "0101-88880000",
      "13812345678", "23812345678", "0000-88880000", "075-788880000", "1381234567a",
    ]
    let filter = PrivacyFilter(plan: .masked, words: ScanWords([:]), keys: nil)
    var (room, counts) = (PrivacyFilter.Room(), PrivacyCounts())
    for round in 0..<4000 {
      let number =
        round < known.count
        ? known[round]
        : (0..<Int.random(in: 1...13, using: &random))
          .map { _ in signs.randomElement(using: &random) ?? "" }.joined()
      var ticket = Ticket(line: "12329", legacyNumber: "1")
      ticket.set(.callerPhone, to: number)
      var row = TicketRow(
        ticket, Provenance(file: "f", record: 1, line: 1, batch: "B0001", mapping: "m"))
      filter.apply(to: &row, using: &room, counting: &counts)
      #expect(row.string(.field(.callerPhone)) == Masking.phone(number))
    }
  }

  @Test func `texts in a table as in a dictionary`() {
    var random = SeededRandom(state: 26)
    var table = TextTable<Int>()
    var dictionary: [[UInt8]: Int] = [:]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        UInt8.random(in: 0...9, using: &random)
      }
      if let place = table.place(of: text.span) {
        table[place] += 1
      } else {
        table.add(text.span, 1)
      }
      dictionary[text, default: 0] += 1
    }
    #expect(table.count == dictionary.count)
    for place in 0..<table.count {
      #expect(dictionary[Array(table.text(at: place))] == table[place])
    }
  }
}
