/// Something in a FEEL text that cannot be read or has no value, and where.
package struct FEELFault: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// A character that FEEL does not use.
    case characterUnexpected(String)
    /// A text without its closing quote.
    case stringOpen
    /// A comment without its end.
    case commentOpen
    /// One thing stands where another was expected.
    case expected(String, found: String)
    /// An expression nested too deeply to be read.
    case tooDeep
    /// An expression longer than any that people write.
    case tooLong
    /// An evaluation that takes too many steps or makes too large a value.
    case tooMuchWork
    /// A name that nothing in scope has.
    case nameUnknown(String)
    /// A name that the context in front of the dot does not have.
    case entryMissing(String)
    /// A key that a context has twice.
    case keyTwice(String)
    /// A literal behind `@` that is no date, time or duration.
    case temporalMalformed(String)
    /// An operator that is not defined for values of these types.
    case operatorUndefined(String, left: String, right: String)
    /// An interval that ends before it begins.
    case rangeBackward(String)
    /// A division whose divisor is zero.
    case divisionByZero
    /// A number beyond what 34 digits and their exponent can say.
    case numberOutOfRange
    /// A condition that is neither true nor false.
    case conditionNotBoolean(String)
    /// A function that cannot be called with these arguments.
    case argumentsUnfit(function: String)
    /// Something is called that is no function.
    case notAFunction(String)
    /// A value that is not of the type that was declared.
    case typeMismatch(expected: String, found: String)
    /// More than one rule of a table matches where only one may.
    case severalRules(table: String, rules: [Int])
    /// Matching rules of a table whose outputs differ where they must agree.
    case rulesDisagree(table: String, rules: [Int])
    /// A rule with another number of cells than its table has columns.
    case ruleUneven(table: String, rule: Int)
    /// A hit policy or aggregation that DMN does not have.
    case policyUnknown(table: String, found: String)
    /// A requirement that leads back to the element that has it.
    case requirementCycle(String)
    /// Logic in a language that is not run here.
    case languageUnknown(String)
    /// A thing the model names and does not define.
    case elementMissing(String)
  }

  /// What is wrong.
  package let kind: Kind
  /// Offsets of Unicode scalars in the text of the expression.
  package let span: Range<Int>
  /// The line of the model on which the expression begins; zero where it is not known.
  package var line = 0
  /// Where in a table it was met, or in which required decision; `nil` elsewhere.
  package var place: Place?
  /// Whether it says no more than that null was given where a value was needed.
  package var comesOfNull = false

  /// A fault at a place.
  init(_ kind: Kind, _ span: Range<Int>) {
    self.kind = kind
    self.span = span
  }
}
