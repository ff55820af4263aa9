/// Prose broken into lines of a terminal: between words, between Chinese characters, never within a
/// command that somebody is going to copy.
package struct WrappedText {
  /// The lines; all but the first begin with the hanging indent.
  package let lines: [TerminalText]

  /// Text broken for a terminal.
  ///
  /// - Parameters:
  ///   - text: one line of text, which may hold colours.
  ///   - width: how many cells a line may take.
  ///   - indent: how many blanks the further lines begin with; by default two more than the first.
  package init(_ text: TerminalText, to width: Int, hanging indent: Int? = nil) {
    lines = Self.lines(of: text.escaped, to: width, hanging: indent, keepsCommands: true)
      .map { TerminalText(escaped: $0) }
  }

  /// The lines of a text of several lines, such as help: each broken by itself, without an indent.
  package static func paragraphs(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      lines(of: String($0), to: max(2, width), hanging: 0, keepsCommands: false)
    }
  }

  /// A text with a mark wherever a line may end without a blank.
  package static func breakable(_ text: String, with mark: String) -> String {
    let pieces = pieces(of: text, keepsCommands: false)
    return pieces.dropLast().map { $0.last == " " ? $0 : $0 + mark }.joined() + (pieces.last ?? "")
  }

  private static func lines(
    of text: String, to width: Int, hanging indent: Int?, keepsCommands: Bool
  ) -> [String] {
    let own = text.prefix { $0 == " " }.count
    // Where little room is left, an indent would take most of it.
    let blanks = String(repeating: " ", count: min(indent ?? own + 2, width / 3))
    var lines: [String] = []
    var line = ""
    var room = width
    // Whether the line has nothing but its indent.
    var isFresh = true
    func end() {
      while line.last == " " { line.removeLast() }
      lines.append(line)
      (line, room, isFresh) = (blanks, width - blanks.utf8.count, true)
    }
    for piece in pieces(of: text, keepsCommands: keepsCommands) {
      var piece = piece
      if self.width(of: piece, withoutBlanks: true) > room, !isFresh { end() }
      // Longer than any line, such as a hash: cut where the line ends, unless it is to be copied.
      while self.width(of: piece, withoutBlanks: true) > room,
        !keepsCommands || !piece.hasPrefix("hotline ")
      {
        let head = head(of: piece, within: room)
        if head.isEmpty { break }
        line += head
        piece = String(piece.dropFirst(head.count))
        end()
      }
      line += piece
      room -= self.width(of: piece, withoutBlanks: false)
      isFresh = isFresh && piece.allSatisfy { $0 == " " }
    }
    if !isFresh || lines.isEmpty { end() }
    return lines
  }

  /// What must stay together, each with the blanks behind it.
  private static func pieces(of text: String, keepsCommands: Bool) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var isCommand = false
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      piece.append(character)
      if keepsCommands, piece == "hotline " { isCommand = true }
      if isCommand, ends.contains(character) { isCommand = false }
      guard !isCommand, index + 1 < characters.count else { continue }
      if mayBreak(character, characters[index + 1]) {
        pieces.append(piece)
        piece = ""
      }
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }

  private static func mayBreak(_ left: Character, _ right: Character) -> Bool {
    if right == " " { return false }
    if left == " " { return true }
    if opening.contains(left) || closing.contains(right) { return false }
    return CellWidth.of(left) == 2 || CellWidth.of(right) == 2
  }

  /// What ends a command within a sentence.
  private static let ends: Set<Character> = ["`", ")", ",", ";", "）", "，", "；", "。", "：", "、"]
  private static let opening: Set<Character> = ["（", "“", "‘", "《", "〔", "「", "『", "【", "(", "`"]
  private static let closing: Set<Character> = [
    "）", "”", "’", "》", "〕", "」", "』", "】", "％", "，", "。", "；", "：", "、", "？", "！", "…", ")", ",",
    ".", ":", ";", "`",
  ]

  /// The cells of a piece; colours take none.
  private static func width(of piece: String, withoutBlanks: Bool) -> Int {
    var text = piece
    if text.utf8.contains(0x1B) { text = text.replacing(/\u{1B}\[[0-9;]*m/, with: "") }
    if withoutBlanks { while text.last == " " { text.removeLast() } }
    return CellWidth.of(text)
  }

  private static func head(of piece: String, within width: Int) -> String {
    piece.utf8.contains(0x1B) ? "" : CellWidth.prefix(of: piece, within: width)
  }
}
