/// The names an expression may use, so that names with spaces and signs can be told apart.
struct FEELNames: Sendable {
  /// Names by their first piece; each list with the longest name first.
  fileprivate(set) var known: [String: [Name]] = [:]
  /// All names, also those of a single plain piece.
  private var all: Set<String> = []
  /// Whether there may be names that only the values tell, such as the keys of a context.
  private(set) var isOpen = false

  struct Name: Sendable {
    let pieces: [String]
    let text: String
  }

  init(_ names: some Sequence<String> = []) {
    for name in names { add(name) }
  }

  /// Adds a name; one that is a single plain piece needs no help and is only noted.
  mutating func add(_ text: String) {
    all.insert(text.trimmedName)
    // A single plain piece is read as one name anyway.
    guard !text.unicodeScalars.allSatisfy(FEELLexer.isNamePart),
      let tokens = try? FEELLexer.tokens(text)
    else { return }
    let pieces = tokens.compactMap(\.nameText)
    guard let first = pieces.first, pieces.count == tokens.count - 1 else { return }
    var names = known[first] ?? []
    guard !names.contains(where: { $0.pieces == pieces }) else { return }
    let place = names.firstIndex { $0.pieces.count < pieces.count } ?? names.endIndex
    names.insert(Name(pieces: pieces, text: text.trimmedName), at: place)
    known[first] = names
  }

  /// Whether a name can be in scope.
  func mayHave(_ name: String) -> Bool { isOpen || all.contains(name) }

  /// These names, and any that only values tell.
  func open() -> FEELNames {
    var names = self
    names.isOpen = true
    return names
  }

  /// The longest known name that stands at a place.
  func longest(at index: Int, in tokens: [FEELToken]) -> Name? {
    guard let first = tokens[index].nameText, let names = known[first] else { return nil }
    return names.first { name in
      index + name.pieces.count <= tokens.count
        && zip(name.pieces, tokens[index...]).allSatisfy { $0 == $1.nameText }
    }
  }
}

extension String {
  /// A name with single spaces and none around it.
  var trimmedName: String {
    var parts: [Substring.UnicodeScalarView] = []
    for part in unicodeScalars.split(whereSeparator: FEELLexer.isSpace) { parts.append(part) }
    return parts.map { String($0) }.joined(separator: " ")
  }
}

extension FEELNames {
  /// These names and others.
  func joined(with other: FEELNames) -> FEELNames {
    var joined = self
    joined.known.merge(other.known) { mine, theirs in
      var names = mine
      for name in theirs where !names.contains(where: { $0.pieces == name.pieces }) {
        let place = names.firstIndex { $0.pieces.count < name.pieces.count } ?? names.endIndex
        names.insert(name, at: place)
      }
      return names
    }
    return joined
  }
}
