/// Text of an HTML page in which whatever is put in by interpolation is escaped.
///
/// Only literals of the program are markup: `"<td>\(name)</td>"` shows a name with `<` as it is, and
/// the escaping cannot be forgotten.
package struct Markup: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// The text as it is written into the page.
  package let text: String

  /// Markup of the program.
  package init(stringLiteral value: String) { text = value }

  /// Markup of the program with values in its gaps.
  package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Pieces behind each other, each on a line of its own.
  package init(lines pieces: some Sequence<Markup>) {
    self.init(stringLiteral: pieces.map(\.text).joined(separator: "\n"))
  }

  /// Collects literals as they are and values escaped.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    /// Begins without text.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds markup of the program.
    package mutating func appendLiteral(_ literal: String) { text += literal }

    /// Adds a value, escaped for between tags and for attributes.
    package mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value) }

    /// Adds a whole number, without separators.
    package mutating func appendInterpolation(_ value: Int) { text += String(value) }

    /// Adds markup as it is.
    package mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

    /// Adds pieces of markup behind each other.
    package mutating func appendInterpolation(_ pieces: [Markup]) {
      for piece in pieces { text += piece.text }
    }
  }

  /// A value escaped; characters that HTML does not have, and those that reorder what follows them,
  /// are replaced.
  private static func escaped(_ value: String) -> String {
    let shown = value.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: scalar
      case ..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: "\u{FFFD}"
      default: scalar
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: shown)
    return XMLText.escaped(String(text))
  }
}
