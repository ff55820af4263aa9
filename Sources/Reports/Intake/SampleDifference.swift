package import Bytes
import HotlineModel
package import Tickets

/// A value of a mapping's sample that is not what is expected.
package struct SampleDifference: Hashable, Sendable {
  /// The sample: `12329.csv`.
  package let sample: String
  /// The number of the record in it, from 1.
  package let record: Int
  /// The unified field; `kept-out` for the codes of a record that is no ticket, `skipped` for one
  /// that the mapping leaves out.
  package let field: String
  /// What the sheet expects, masked; `nil` for nothing.
  package let expected: String?
  /// What the mapping makes, masked; `nil` for nothing.
  package let found: String?

  /// A value that is not what is expected.
  package init(sample: String, record: Int, field: String, expected: String?, found: String?) {
    self.sample = sample
    self.record = record
    self.field = field
    self.expected = expected
    self.found = found
  }

  /// One object a value.
  package var json: JSONValue {
    [
      "sample": .string(sample), "record": .int(record), "field": .string(field),
      "expected": .optional(expected), "found": .optional(found),
    ]
  }
}

/// A cell of a mapping's sheets that is another in another mapping.
package struct SheetDifference: Hashable, Sendable {
  /// The sheet within the mapping's folder: `codes/type.csv`.
  package let sheet: String
  /// What the row stands for: its first cell.
  package let row: String
  /// The column; empty where the whole row is only in one of the two.
  package let column: String
  /// What the first mapping says; `nil` where it has no such row.
  package let before: String?
  /// What the other one says; `nil` where it has no such row.
  package let after: String?

  /// A cell that is another.
  package init(sheet: String, row: String, column: String, before: String?, after: String?) {
    self.sheet = sheet
    self.row = row
    self.column = column
    self.before = before
    self.after = after
  }

  /// One object a cell.
  package var json: JSONValue {
    [
      "sheet": .string(sheet), "row": .string(row), "column": .string(column),
      "before": .optional(before), "after": .optional(after),
    ]
  }
}

/// What two mappings make of one file.
package struct MappingEffect: Hashable, Sendable {
  /// The file.
  package let file: String
  /// Records that come out the same.
  package internal(set) var same = 0
  /// Records that are tickets with both, and differ.
  package internal(set) var different = 0
  /// Records that are tickets only with the first.
  package internal(set) var onlyBefore = 0
  /// Records that are tickets only with the other.
  package internal(set) var onlyAfter = 0
  /// How often each field differs.
  package internal(set) var fields: [String: Int] = [:]

  /// No record looked at yet.
  package init(file: String) {
    self.file = file
  }

  /// Takes in what became of a record with each of the two; `nil` where it is no ticket.
  package mutating func take(_ before: Ticket?, _ after: Ticket?) {
    switch (before, after) {
    case (nil, nil): same += 1
    case (.some, nil): onlyBefore += 1
    case (nil, .some): onlyAfter += 1
    case (let before?, let after?):
      let changed =
        TicketField.allCases.filter { before[$0] != after[$0] }.map(\.rawValue)
        + (before.legacyNumber == after.legacyNumber ? [] : ["legacyNumber"])
      if changed.isEmpty { same += 1 } else { different += 1 }
      for field in changed { fields[field, default: 0] += 1 }
    }
  }

  /// One object a file.
  package var json: JSONValue {
    [
      "file": .string(file), "same": .int(same), "different": .int(different),
      "onlyBefore": .int(onlyBefore), "onlyAfter": .int(onlyAfter),
      "fields": .object(fields.mapValues { .int($0) }),
    ]
  }
}
