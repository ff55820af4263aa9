package import Bytes
package import Findings
import HotlineModel

/// A mapping as listings show it.
package struct MappingSummary: Hashable, Sendable {
  /// A rule of the mapping.
  package struct Rule: Hashable, Sendable {
    /// The unified field.
    package let field: String
    /// Names the column may have, joined by ` | `.
    package let sources: String
    /// What is done to its text.
    package let transform: String
    /// Date layouts, or the constant.
    package let formats: String
    /// The code table; empty where none.
    package let codes: String
    /// `yes`, `no` or `if-present`.
    package let required: String
    /// What is done with a value that cannot be carried over.
    package let otherwise: String

    /// A rule of a mapping.
    package init(
      field: String, sources: String, transform: String, formats: String, codes: String,
      required: String, otherwise: String
    ) {
      self.field = field
      self.sources = sources
      self.transform = transform
      self.formats = formats
      self.codes = codes
      self.required = required
      self.otherwise = otherwise
    }

    /// One object a rule.
    package var json: JSONValue {
      [
        "field": .string(field), "source": .string(sources), "transform": .string(transform),
        "formats": .string(formats), "codes": .string(codes), "required": .string(required),
        "otherwise": .string(otherwise),
      ]
    }
  }

  /// The folder's name.
  package let name: String
  /// Name and content hash; `nil` where the mapping does not load.
  package let version: String?
  /// `csv` or `xml`.
  package let container: String
  /// Whom to ask about the files.
  package let owner: String
  /// The rules, in the order of the sheet.
  package let rules: [Rule]
  /// Why it does not load.
  package let complaints: [Finding]

  /// A mapping as listings show it.
  package init(
    name: String, version: String?, container: String, owner: String, rules: [Rule],
    complaints: [Finding]
  ) {
    self.name = name
    self.version = version
    self.container = container
    self.owner = owner
    self.rules = rules
    self.complaints = complaints
  }

  /// One object a mapping.
  package var json: JSONValue {
    [
      "name": .string(name), "version": .optional(version), "container": .string(container),
      "owner": .string(owner), "rules": .array(rules.map(\.json)),
      "complaints": .array(complaints.map(\.json)),
    ]
  }
}

/// How much of what stands in a coded column its code table knows.
package struct CodeCoverage: Hashable, Sendable {
  /// A value the table does not know.
  package struct Unknown: Hashable, Sendable {
    /// The value, with anything that could be a telephone number hidden.
    package let value: String
    /// Records that hold it.
    package let count: Int

    /// A value the table does not know.
    package init(value: String, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// The unified field.
  package let field: String
  /// The sheet of the code table.
  package let sheet: String
  /// Records with a value.
  package let seen: Int
  /// Those whose value the table knows.
  package let known: Int
  /// The values it does not know, the most frequent first.
  package let unknown: [Unknown]

  /// How much a code table knows.
  package init(field: String, sheet: String, seen: Int, known: Int, unknown: [Unknown]) {
    self.field = field
    self.sheet = sheet
    self.seen = seen
    self.known = known
    self.unknown = unknown
  }

  /// One object a table.
  package var json: JSONValue {
    [
      "field": .string(field), "sheet": .string(sheet), "seen": .int(seen), "known": .int(known),
      "unknown": .array(
        unknown.map { ["value": .string($0.value), "count": .int($0.count)] }),
    ]
  }
}

/// What became of each column of a file in the draft of a mapping.
package struct DraftedColumn: Hashable, Sendable {
  /// What the proposal rests on.
  package enum Ground: String, CaseIterable, Sendable {
    /// A column of this name has filled the field before.
    case name
    /// The values look like it; a person must look.
    case values
    /// No field is known for the column: it goes to the open area.
    case kept
    /// Nothing: the column is not used.
    case none
  }

  /// The column.
  package let column: String
  /// The unified field; `nil` where it is not used.
  package let field: String?
  /// What the proposal rests on.
  package let ground: Ground
  /// Values for which no unified code is known.
  package let openCodes: Int

  /// What became of a column.
  package init(column: String, field: String?, ground: Ground, openCodes: Int) {
    self.column = column
    self.field = field
    self.ground = ground
    self.openCodes = openCodes
  }

  /// One object a column.
  package var json: JSONValue {
    [
      "column": .string(column), "field": .optional(field), "ground": .string(ground.rawValue),
      "openCodes": .int(openCodes),
    ]
  }
}
