import Charsets
import TestSupport

/// A random file of XML: records that are mostly plain, some with what only a parser may read, and
/// now and then a fault at any place.
struct MarkupSample {
  private(set) var text: String

  init(_ random: inout SeededRandom) {
    let prefix = ["", "", "", "o:"].randomElement(using: &random) ?? ""
    let lineEnd = ["\n", "", "\r\n", "\n  "].randomElement(using: &random) ?? ""
    let oddity: Double = [0.0, 0.0, 0.02, 0.2].randomElement(using: &random) ?? 0
    text = "<?xml version='1.0'?>\n<\(prefix)l>\(lineEnd)"
    let record = Record(prefix: prefix, lineEnd: lineEnd, oddity: oddity)
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      text += record.text(&random) + lineEnd
      if record.isOdd(&random) { text += Self.between.randomElement(using: &random) ?? "" }
    }
    text += "</\(prefix)l>\n"
    if Int.random(in: 0..<3, using: &random) == 0 { damage(&random) }
  }

  private static let between = [
    "<!-- x -->", "<!-- <r> -->", "<?x y?>", "x", "&", "<x/>", "<r>", "</r>", "<r/>", "\r", "\n\n",
  ]

  /// Puts faults into the text, by characters.
  private mutating func damage(_ random: inout SeededRandom) {
    var scalars = Array(text.unicodeScalars)
    let marks = Array("<>/\"'&;=![]-? \n\r\t\u{1}\u{FFFE}r:x".unicodeScalars)
    for _ in 0..<Int.random(in: 1...3, using: &random) where !scalars.isEmpty {
      let place = Int.random(in: 0..<scalars.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: scalars.remove(at: place)
      case 1: scalars[place] = marks.randomElement(using: &random) ?? "<"
      default: scalars.insert(marks.randomElement(using: &random) ?? "<", at: place)
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    text = String(view)
  }

  /// The text as a file; in a charset that has such, now and then with a byte that means nothing.
  func bytes(in charset: Charset, _ random: inout SeededRandom) -> [UInt8] {
    bytes(of: text, in: charset, &random)
  }

  /// Another text as a file.
  func bytes(of text: String, in charset: Charset, _ random: inout SeededRandom) -> [UInt8] {
    var bytes = charset.encode(text) ?? Array(text.utf8)
    if Int.random(in: 0..<10, using: &random) == 0, !bytes.isEmpty {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = 0xFF
    }
    return bytes
  }
}

/// Records of one file, which have much in common.
private struct Record {
  let prefix: String
  let lineEnd: String
  /// How often something comes that is not plain.
  let oddity: Double

  func text(_ random: inout SeededRandom) -> String {
    let name = isOdd(&random) ? "r" : prefix + "r"
    var text = "<\(name)\(attributes(["a", "b"], &random))"
    if Int.random(in: 0..<12, using: &random) == 0 { return text + " />" }
    text += ">"
    for field in ["t", "u", "v", "w"] where Int.random(in: 0..<5, using: &random) > 0 {
      let times = Int.random(in: 0..<9, using: &random) == 0 ? 2 : 1
      for _ in 0..<times {
        text += blank(&random) + element(prefix + field, &random)
      }
    }
    let space = Int.random(in: 0..<20, using: &random) == 0 ? " " : ""
    return text + blank(&random) + "</\(name)\(space)>"
  }

  func isOdd(_ random: inout SeededRandom) -> Bool { .random(in: 0..<1, using: &random) < oddity }

  private func blank(_ random: inout SeededRandom) -> String {
    guard isOdd(&random) else { return lineEnd }
    return ["x", "<!-- c -->", "&#32;", "\r"].randomElement(using: &random) ?? ""
  }

  private func attributes(_ names: [String], _ random: inout SeededRandom) -> String {
    names.filter { _ in .random(using: &random) }.map { name in
      let quote = Bool.random(using: &random) ? "\"" : "'"
      let odd = ["xml:lang", "xmlns", "xmlns:p", "p:a"].randomElement(using: &random) ?? name
      let name = isOdd(&random) ? odd : name
      let spaces = [" ", " ", " ", " ", " ", " ", " ", "  ", "\n"]
      let space = spaces.randomElement(using: &random) ?? " "
      let equals = ["=", "=", "=", " = "].randomElement(using: &random) ?? "="
      return space + name + equals + quote + value(&random).replacing(quote, with: "") + quote
    }.joined()
  }

  private func element(_ name: String, _ random: inout SeededRandom) -> String {
    let start = "<\(name)\(attributes(["c"], &random))"
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return start + "/>"
    case 1:
      return start + ">" + blank(&random) + element(prefix + "n", &random) + blank(&random)
        + "</\(name)>"
    default: return start + ">" + content(&random) + "</\(name)>"
    }
  }

  private func content(_ random: inout SeededRandom) -> String {
    (0..<([0, 1, 1, 1, 1, 3].randomElement(using: &random) ?? 1)).map { _ in
      if isOdd(&random) {
        return [
          "<![CDATA[<r>]]>", "<![CDATA[a\r\nb]]>", "<!-- x -->", "\r\n", "]]>", "\u{1}", "&x;",
          "\u{FFFF}", "<b>1</b>", "<r>1</r>", "<?x?>", "&#xD;&#0;",
        ].randomElement(using: &random) ?? ""
      }
      switch Int.random(in: 0..<8, using: &random) {
      case 0: return "<![CDATA[\(value(&random))<p>]]]>"
      case 1: return "第一行\n\t第二行 ]] "
      case 2: return String(repeating: "占道经营，", count: Int.random(in: 1...40, using: &random))
      default: return value(&random)
      }
    }.joined()
  }

  private func value(_ random: inout SeededRandom) -> String {
    [
      "", " ", "13800000000", "北滘镇，林头", "a&amp;b", "&lt;&#20013;&gt;", "&#x1F600;", "\u{FFFD}",
      "𠀀\u{E000}", "Ж>é", "&quot;引&apos;", "2020-01-02 03:04:05",
    ].randomElement(using: &random) ?? ""
  }
}
