/// A regular expression: the one engine for sheets of mappings, FEEL and options.
///
/// All ways through the pattern are followed side by side, one character at a time, so that no
/// pattern can take for ever; beyond a fixed number of steps a search is given up, on every
/// machine at the same place. Of several matches at a place the one is taken that a search with
/// backtracking would find first.
package struct Pattern: Sendable {
  let program: [PatternInstruction]
  /// The characters of a pattern that is nothing but one after the other.
  let characters: [CharacterClass]?
  let dialect: PatternDialect
  /// How many brackets remember what they found.
  package let groupCount: Int

  /// Reads a pattern; `nil` where the text is none, or one longer than a person can read.
  package init?(_ scalars: [Unicode.Scalar], _ dialect: PatternDialect) {
    var reader = PatternReader(scalars, dialect)
    var program: [PatternInstruction] = [.save(0)]
    guard let node = reader.pattern(), node.write(to: &program) else { return nil }
    let characters = program.dropFirst().compactMap { instruction in
      if case .one(let set) = instruction { set } else { nil }
    }
    self.characters = characters.count + 1 == program.count ? characters : nil
    self.program = program + [.save(1), .found]
    self.dialect = dialect
    groupCount = reader.groupCount
  }

  /// The pattern that is a text itself.
  package init(literal scalars: [Unicode.Scalar], _ dialect: PatternDialect) {
    characters = scalars.map { CharacterClass([.only($0)]) }
    program = []
    groupCount = 0
    self.dialect = dialect
  }

  /// Where a match lies and what its brackets hold.
  package struct Match: Sendable {
    /// The whole match.
    package let range: Range<Int>
    /// What each bracket holds; `nil` where it was passed by.
    package let groups: [Range<Int>?]
  }
}
