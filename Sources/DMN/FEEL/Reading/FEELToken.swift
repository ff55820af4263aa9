/// A piece of FEEL text and where it stands.
struct FEELToken: Sendable {
  enum Kind: Hashable, Sendable {
    case number(String)
    case string(String)
    case name(String)
    case symbol(String)
    case end
  }

  let kind: Kind
  /// Offsets of Unicode scalars in the text.
  let span: Range<Int>

  /// The name or symbol; empty for anything else.
  var text: String {
    switch kind {
    case .name(let text), .symbol(let text): text
    case .number, .string, .end: ""
    }
  }

  /// The piece as it counts in a name of several pieces.
  var nameText: String? {
    switch kind {
    case .name(let text), .symbol(let text), .number(let text): text
    case .string, .end: nil
    }
  }
}
