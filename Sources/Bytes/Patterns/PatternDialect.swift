/// What a language makes of the parts of a regular expression that languages read differently.
package struct PatternDialect: Sendable {
  /// What follows a backslash, as a class; `nil` where nothing of that name is known.
  let escape: @Sendable (Unicode.Scalar) -> CharacterClass.Item?
  /// What `\p{…}` names; `nil` where nothing of that name is known.
  let property: @Sendable (String) -> CharacterClass.Item?
  /// What `.` takes.
  let dot: CharacterClass
  /// How often something may be repeated that is to be repeated so many times.
  let mostRepeated: Int
  /// Whether there are lazy repetitions, back references, and classes taken from classes; without
  /// them their spelling is refused.
  let isExtended: Bool
  /// Whether an upper-case letter is the same as its lower-case letter.
  let ignoresCase: Bool
  /// Whether `^` and `$` stand at the ends of lines, too.
  let isMultiline: Bool

  /// A dialect.
  package init(
    escape: @escaping @Sendable (Unicode.Scalar) -> CharacterClass.Item?,
    property: @escaping @Sendable (String) -> CharacterClass.Item? = { _ in nil },
    dot: CharacterClass, mostRepeated: Int, isExtended: Bool = false, ignoresCase: Bool = false,
    isMultiline: Bool = false
  ) {
    self.escape = escape
    self.property = property
    self.dot = dot
    self.mostRepeated = mostRepeated
    self.isExtended = isExtended
    self.ignoresCase = ignoresCase
    self.isMultiline = isMultiline
  }
}
