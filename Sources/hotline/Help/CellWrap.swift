/// Breaks text into lines by the cells they take: Latin words at blanks, Chinese between characters.
enum CellWrap {
  /// The lines of a text.
  ///
  /// A line neither begins with punctuation that closes nor ends with punctuation that opens; a word
  /// wider than the line is cut.
  ///
  /// - Parameters:
  ///   - text: the text; its own line ends remain.
  ///   - width: the cells of a line; at least 2 are used.
  /// - Returns: the lines, without blanks at their ends.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      filled(units(of: $0), width: max(2, width))
    }
  }

  /// A text with a mark wherever a line may end without a blank.
  static func breakable(_ text: String, with mark: String) -> String {
    units(of: text[...]).enumerated().reduce(into: "") { result, unit in
      if unit.offset > 0 { result += unit.element.hasBlank ? " " : mark }
      result += unit.element.text
    }
  }

  /// What is never broken, and whether a blank comes before it.
  private struct Unit {
    var text: String
    var hasBlank: Bool
  }

  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "、", "！", "？", "）", "》", "」", "』", "】", "”", "’", "…", "％",
  ]
  private static let opening: Set<Character> = ["（", "《", "「", "『", "【", "“", "‘"]

  private static func units(of line: Substring) -> [Unit] {
    var units: [Unit] = []
    var (hasBlank, joins) = (false, false)
    var wasNarrow = false
    for character in line {
      if character == " " {
        (hasBlank, joins) = (true, false)
        continue
      }
      let isClosing = closing.contains(character)
      let isNarrow = CellWidth.of(String(character)) < 2 && !opening.contains(character)
      if !units.isEmpty, !hasBlank, isClosing || joins || (isNarrow && wasNarrow) {
        units[units.count - 1].text.append(character)
      } else {
        units.append(Unit(text: String(character), hasBlank: hasBlank))
      }
      hasBlank = false
      joins = opening.contains(character)
      wasNarrow = isNarrow && !isClosing
    }
    return units
  }

  private static func filled(_ units: [Unit], width: Int) -> [String] {
    var lines = [""]
    var used = 0
    for unit in units {
      let own = CellWidth.of(unit.text)
      let gap = unit.hasBlank && used > 0 ? 1 : 0
      if used + gap + own <= width {
        lines[lines.count - 1] += (gap == 1 ? " " : "") + unit.text
        used += gap + own
        continue
      }
      let pieces = cut(unit.text, width: width)
      if used == 0 { lines.removeLast() }
      lines += pieces
      used = CellWidth.of(pieces.last ?? "")
    }
    return lines
  }

  /// A unit that does not fit into a line, in pieces that do.
  private static func cut(_ text: String, width: Int) -> [String] {
    var pieces: [String] = [""]
    var used = 0
    for character in text {
      let own = CellWidth.of(String(character))
      if used + own > width, used > 0 {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += own
    }
    return pieces
  }
}
