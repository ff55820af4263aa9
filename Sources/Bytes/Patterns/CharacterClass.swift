/// A set of characters, as a class of a regular expression names it.
package struct CharacterClass: Sendable {
  /// One part of a class.
  package indirect enum Item: Sendable {
    /// Characters by their numbers.
    case range(ClosedRange<UInt32>)
    /// Characters that hold a test.
    case test(@Sendable (Unicode.Scalar) -> Bool)
    /// All characters but those of a part.
    case not(Item)

    /// One character.
    package static func only(_ scalar: Unicode.Scalar) -> Item {
      .range(scalar.value...scalar.value)
    }
  }

  var items: [Item]
  var isNegated = false
  /// What is taken away again: `[a-z-[aeiou]]`.
  var minus: [CharacterClass] = []

  /// The characters of some parts, or all others.
  package init(_ items: [Item], isNegated: Bool = false) {
    self.items = items
    self.isNegated = isNegated
  }

  func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
    let isListed =
      ignoringCase
      ? Self.isListed(scalar, in: items) : items.contains { Self.holds($0, scalar) }
    guard isListed != isNegated else { return false }
    return !minus.contains { $0.contains(scalar, ignoringCase: ignoringCase) }
  }

  private static func isListed(_ scalar: Unicode.Scalar, in items: [Item]) -> Bool {
    let forms = forms(of: scalar)
    return items.contains { item in
      forms.contains { holds(item, $0) } || isFolded(item, to: forms)
    }
  }

  private static func holds(_ item: Item, _ scalar: Unicode.Scalar) -> Bool {
    switch item {
    case .range(let range): range.contains(scalar.value)
    case .test(let holds): holds(scalar)
    case .not(let item): !holds(item, scalar)
    }
  }

  /// A character and its other cases.
  private static func forms(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    var forms = [scalar]
    for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
      let mapped = Array(text.unicodeScalars)
      if mapped.count == 1, mapped[0] != scalar { forms.append(mapped[0]) }
    }
    return forms
  }

  /// Whether a single character of the class has a case in common.
  private static func isFolded(_ item: Item, to forms: [Unicode.Scalar]) -> Bool {
    guard case .range(let range) = item, range.count == 1,
      let only = Unicode.Scalar(range.lowerBound)
    else { return false }
    return Self.forms(of: only).contains { forms.contains($0) }
  }
}
