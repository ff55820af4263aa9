import Charsets
import TestSupport

/// A random export of tickets: any text in any field, lines and tags of other records included.
struct RandomExport {
  /// How it is written as separated values.
  struct Dialect {
    var delimiter: Character
    var charset: Charset
    var isMarked: Bool
    var isAlwaysQuoted: Bool
    var lineEnd: String
    var pieces: Int

    static func random(_ random: inout SeededRandom) -> Dialect {
      let charset = Charset.allCases.randomElement(using: &random) ?? .utf8
      return Dialect(
        delimiter: SeparatedText.delimiters.randomElement(using: &random) ?? ",", charset: charset,
        isMarked: SeparatedText.isMarked(charset, &random),
        isAlwaysQuoted: .random(using: &random),
        lineEnd: ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n",
        pieces: [61, 997, 1 << 16, 1 << 19].randomElement(using: &random) ?? 997)
    }

    func line(_ row: [String]) -> String {
      row.map(cell).joined(separator: String(delimiter))
    }

    private func cell(_ text: String) -> String {
      SeparatedText.cell(text, delimiter: delimiter, isAlwaysQuoted: isAlwaysQuoted)
    }
  }

  let header: [String]
  let rows: [[String]]

  /// Records of any text.
  ///
  /// - Parameters:
  ///   - count: the number of records.
  ///   - delimiter: what the lines that texts quote are written with.
  ///   - quotesEnd: whether a text may end in a line that looks like a record; where the record is
  ///     damaged, nobody can tell such a line from the records behind it.
  ///   - random: where its choices come from.
  init(
    _ count: Int, delimiter: Character, quotesEnd: Bool, _ random: inout SeededRandom
  ) {
    let width = Int.random(in: 2...9, using: &random)
    let names = ["编号", "受理时间", "标题", "内容", "区", "单位", "备注", "评价", "来源"]
    header = Array(names.prefix(width))
    let isPlain = Double.random(in: 0..<1, using: &random) < 0.2
    var rows: [[String]] = []
    for number in 0..<count {
      var row = ["R\(1000 + number)", Self.time(&random)]
      var quoting = 0
      while row.count < width {
        guard !isPlain, .random(using: &random) else {
          row.append(Self.word(&random))
          continue
        }
        let quotes = quoting < 2 && .random(using: &random)
        quoting += quotes ? 1 : 0
        row.append(
          Self.some(quotes ? 5 : 7, delimiter, &random)
            + (quotes ? Self.quotation(width, delimiter, rows.last, quotesEnd, &random) : ""))
      }
      rows.append(row)
    }
    self.rows = rows
  }

  /// Whether fields are those of a record, as a mapping would say: number and time can be read.
  static func isRecord(_ fields: [String]) -> Bool {
    guard fields.count > 1 else { return false }
    return fields[0].wholeMatch(of: /[A-Z]?\d+/) != nil
      && fields[1].wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/) != nil
  }

  static func time(_ random: inout SeededRandom) -> String {
    func two(_ range: ClosedRange<Int>) -> String {
      String("0\(Int.random(in: range, using: &random))".suffix(2))
    }
    return "20\(two(10...26))-\(two(1...12))-\(two(1...28)) \(two(0...23)):\(two(0...59)):00"
  }

  private static func word(_ random: inout SeededRandom) -> String {
    ["占道经营", "", "5 m", "0", "路灯不亮", "滘", "A-1", "𠀀"].randomElement(using: &random) ?? ""
  }

  /// Anything that people write, or copy from elsewhere.
  private static func some(
    _ most: Int, _ delimiter: Character, _ random: inout SeededRandom
  ) -> String {
    let parts = [
      "佛山", "滘", "喆", "㙍", "𠀀", "a", "\"", "\"\"", ",", ";", "|", "^", "~", "#", "\t", "\n",
      "\r\n", "\r", " ", "　", "，", "\\", "é", "東", "亅", "乗", "👍🏽", "说\"好\"", "\(delimiter)",
      "<record>", "</record>", "<record id=\"7\"/>", "]]>", "<![CDATA[", "-->", "<!--", "&",
      "<?x?>",
    ]
    return (0..<Int.random(in: 0...most, using: &random)).map { _ in
      parts.randomElement(using: &random) ?? ""
    }.joined()
  }

  /// A line that looks like a record, in lines of its own: made up, or the one before.
  private static func quotation(
    _ width: Int, _ delimiter: Character, _ other: [String]?, _ quotesEnd: Bool,
    _ random: inout SeededRandom
  ) -> String {
    var quoted = ["R\(Int.random(in: 7000...7999, using: &random))", time(&random)]
    while quoted.count < width {
      quoted.append(["x", "无人提交", ""].randomElement(using: &random) ?? "")
    }
    if let other, .random(using: &random), other.joined().count(where: \.isNewline) < 5 {
      quoted = other
    }
    let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    let end = ["请更正", "谢谢", "x\(delimiter)y"].randomElement(using: &random) ?? ""
    return lineEnd + quoted.joined(separator: String(delimiter))
      + (quotesEnd && .random(using: &random) ? "" : lineEnd + end)
  }
}
