/// Something in a table, or between tables, that keeps them from being used.
package struct TableComplaint: Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// A cell that must say something says nothing; `-` is how a condition says "any".
    case cellEmpty(column: String)
    /// A condition asks for a value that its column never has.
    case valueUnknown(column: String, found: String, expected: [String])
    /// A rule gives a value that its output column does not declare.
    case outputUnknown(column: String, found: String, expected: [String])
    /// A condition on a number that cannot be read.
    case intervalMalformed(column: String, found: String)
    /// A condition on a number that no number of the domain meets.
    case intervalOutside(column: String, found: String, expected: String)
    /// A `$NAME` that nobody has declared.
    case parameterUnknown(found: String, expected: [String])
    /// Two rules have one name; the second place is the first of them.
    case ruleTwice(id: String)
    /// A domain that cannot be read.
    case domainMalformed(column: String, found: String)
    /// A hit policy that this engine does not know.
    case hitPolicyUnknown(found: String, expected: [String])
    /// A column that is neither input, output nor note.
    case roleUnknown(found: String, expected: [String])
    /// Two columns of a table have one name.
    case columnTwice(name: String)
    /// No rules, no inputs or no outputs.
    case nothingToDecide(table: String, missing: String)
    /// Two tables have one name.
    case tableTwice(name: String)
    /// Tables that wait for each other.
    case cycle(tables: [String])
    /// Two tables give one output.
    case outputTwice(name: String)
    /// A table gives a value that the table behind it does not expect.
    case valueNotAccepted(column: String, found: String, expected: String)
  }

  /// What is wrong.
  package let kind: Kind
  /// Where; the first place is the primary one.
  package let places: [TablePlace]

  /// A complaint at one or more places.
  package init(_ kind: Kind, at places: [TablePlace]) {
    self.kind = kind
    self.places = places
  }
}

/// Tables that cannot be used, with everything that is wrong with them.
package struct TablesUnusable: Error, Hashable, Sendable {
  /// What is wrong, in the order of the places; never empty.
  package let complaints: [TableComplaint]

  /// Tables with these complaints.
  package init(_ complaints: [TableComplaint]) {
    self.complaints = complaints
  }
}
