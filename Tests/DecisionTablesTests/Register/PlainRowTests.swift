import TableSamples
import TestSupport
import Testing

@testable import DecisionTables

/// What is decided many rows at a time, beside what is decided one by one.
@Suite struct `Plain rows` {
  /// What came of a row.
  private struct Answer: Hashable {
    let line: Int
    let outcome: Int?
    let rules: [String]
    let cells: [Range<Int>]
    var reason: RegisterDecider.Reason?
  }

  private static let long = "a-word-of-17-byte"
  private let columns = ["line", "calls", "known", "number", "w", "other"]

  /// Numbers, words of every length, digits that are dialled, and a fact that follows from them.
  private func graph(sorts: String) throws -> DecisionGraph {
    let kind = try table(
      """
      decision,kind
      hit,UNIQUE
      role,in,in,out
      name,number,sort,kind
      domain,text,\(sorts),emergency|other|doubtful
      K1,110,-,emergency
      K2,not(110),local,other
      K3,not(110),not(local),doubtful
      """)
    let words = try table(
      """
      decision,words
      hit,UNIQUE
      role,in,out
      name,w,o
      domain,x|\(Self.long)|\(Self.long)-and-more|\(Self.long)-of-24b|abcdefgh|abcdefgh9,o|p
      W1,x|abcdefgh,o
      W2,\(Self.long)|\(Self.long)-of-24b,p
      W3,\(Self.long)-and-more,o
      """)
    return try DecisionGraph([table(volume, ["LOW": 300]), table(mode), kind, words])
  }

  private func decider(columns: [String], isWide: Bool) throws -> RegisterDecider {
    let rules = PrefixRules(
      [
        .init(prefix: "95", digits: 5...8, word: "company"),
        .init(prefix: "1", digits: 3...8, word: "code"),
      ], otherwise: "local")
    return try RegisterDecider(
      graph(sorts: "company|code|local"), columns: columns,
      synonyms: ["number": ["12110": "110", "911": "999"]], dialled: ["number"],
      supplements: ["sort": .word(of: "number", rules)], keepsCells: true, isWide: isWide)
  }

  private func row(_ random: inout SeededRandom) -> String {
    func any(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }
    let isOdd = Int.random(in: 0..<12, using: &random) == 0
    let calls = any(
      ["", "null", "0", "007", "299", "300", "2999", "3000", "12345678"]
        + (isOdd ? ["123456789", "299.5", "-1", "1e3", " 5", "５", "3 00", "0x10"] : []))
    let known = any(["yes", "no"] + (isOdd ? ["maybe", "yes\0", "ye", "\"yes\"", ""] : []))
    let number = any(
      ["110", "12110", "95588", "12345", "82100001", "86100001", "1", "3"]
        + (isOdd ? ["911", "0110", "8610010", "1234567890", "12345678901234567", "12a", ""] : []))
    let word = any(
      ["x", "abcdefgh", Self.long, "\(Self.long)-of-24b"]
        + (isOdd
          ? [
            "abcdefgh9", "\(Self.long)-and-more", "a-word-of-18-bytes", "A-word-of-17-byte",
            "a-word-o\(any((45...101).map { "\(UnicodeScalar(UInt8($0)))" }))-17-byte",
          ] : []))
    let name = any(["L1", "", "热线", "x\ry", "a name that is longer than any word is"])
    let end = any(isOdd ? ["\n", "\r\n", ",more\n", "\n\n", "\n,\n"] : ["\n", "\r\n"])
    let other = any(["", "x", "\r", "热线"] + (isOdd ? ["\"a,\nb\"", "a\"b"] : []))
    return [name, calls, known, number, word, other].joined(separator: ",") + end
  }

  private func answers(
    to text: [UInt8], inPiecesOf size: Int, togetherWith isWide: Bool?
  ) throws -> (answers: [Answer], decider: RegisterDecider) {
    var decider = try decider(columns: columns, isWide: isWide ?? true)
    var rows = decider.roomForRows
    var answers: [Answer] = []
    var piece: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: size) {
      piece += text[start..<min(start + size, text.count)]
      var next = 0
      while next < piece.count {
        if isWide != nil {
          decider.decidePlain(piece, from: &next, into: &rows)
          for row in 0..<rows.count {
            let outcome = rows.outcome(of: row)
            answers.append(
              Answer(
                line: rows.firstLine + row, outcome: outcome,
                rules: decider.steps(of: outcome).map(\.rule.id),
                cells: columns.indices.map { rows.cell($0, of: row) }))
          }
          if rows.isFull || next == piece.count { continue }
        }
        let line = decider.line
        guard let row = decider.decide(piece, from: &next) else { break }
        let (outcome, rules) = (
          decider.outcome, decider.outcome < 0 ? [] : decider.steps.map(\.rule.id)
        )
        switch row {
        case .empty: break
        case .decided:
          answers.append(Answer(line: line, outcome: outcome, rules: rules, cells: decider.cells))
        case .undecided(let reason):
          answers.append(Answer(line: line, outcome: nil, rules: [], cells: [], reason: reason))
        }
      }
      piece.removeFirst(next)
    }
    return (answers, decider)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `rows are decided together as they are one by one`(seed: UInt64) throws {
    var random = SeededRandom(state: seed)
    let text = Array((0..<3_000).map { _ in row(&random) }.joined().utf8)
    for size in [text.count, 65_536, 1_000 + Int(seed)] {
      let single = try answers(to: text, inPiecesOf: size, togetherWith: nil)
      #expect(single.decider.decided > 1_000 && single.decider.undecided > 100)
      for isWide in [true, false] {
        let many = try answers(to: text, inPiecesOf: size, togetherWith: isWide)
        #expect(many.answers == single.answers, "\(isWide), pieces of \(size)")
        #expect(many.decider.decided == single.decider.decided)
        #expect(many.decider.undecided == single.decider.undecided)
        #expect(many.decider.examples == single.decider.examples)
        #expect(many.decider.line == single.decider.line)
      }
    }
  }

  @Test func `rows that hold nothing unusual are decided together`() throws {
    let one = "L1,299,yes,95588,\(Self.long)-of-24b,x\r\nL2,,no,110,abcdefgh,\n"
    let text = Array(String(repeating: one, count: 1_000).utf8)
    for isWide in [true, false] {
      var decider = try decider(columns: columns, isWide: isWide)
      var rows = decider.roomForRows
      var next = 0
      repeat { decider.decidePlain(text, from: &next, into: &rows) } while rows.count > 0
      // What is read of a cell must not reach beyond the bytes.
      #expect(text.count - next < 256)
      #expect(decider.decided > 1_990)
    }
  }

  @Test func `a graph of more than eight tables is decided row by row`() throws {
    let tables = try (0..<9).map { index in
      try table(
        """
        decision,t\(index)
        hit,UNIQUE
        role,in,out
        name,w,o\(index)
        domain,x|y,o|p
        R1,x,o
        R2,y,p
        """)
    }
    var decider = try RegisterDecider(DecisionGraph(tables), columns: ["line", "w"])
    var rows = decider.roomForRows
    let bytes = Array(String(repeating: "L1,x\nL2,y\n", count: 100).utf8)
    var next = 0
    decider.decidePlain(bytes, from: &next, into: &rows)
    #expect(rows.count == 0 && next == 0)
    guard case .decided? = decider.decide(bytes, from: &next) else {
      Issue.record("the row is decided by itself")
      return
    }
    #expect(decider.steps.map(\.rule.id) == Array(repeating: "R1", count: 9))
  }
}
