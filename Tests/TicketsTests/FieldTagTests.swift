import Foundation
import TestSupport
import Testing
@testable import Tickets

import HotlineModel

@Suite struct `The numbers of fields in packed tickets` {
  /// The rows there were when ledgers were written, oldest first.
  private static func history() throws -> [String] {
    try String(contentsOfFile: Shell.root + "/Tests/Facts/field-tags.csv", encoding: .utf8)
      .split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func `a number that a ledger may hold never changes its meaning`() throws {
    let rows = FieldTags.rows.map { row in
      "0x\(String(row.number, radix: 16, uppercase: true)),\(row.path)"
    }
    // A new field is written at the end of both.
    #expect(try rows == Self.history())
  }

  @Test func `no number is used twice, and none is that of another cell`() {
    let numbers = FieldTags.rows.map(\.number)
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers == numbers.sorted())
    #expect(numbers.allSatisfy { (0x20...0x7F).contains($0) })
    let paths = FieldTags.rows.map(\.path)
    #expect(Set(paths).count == paths.count)
  }

  @Test func `every field has one`() {
    for field in TicketField.allCases {
      #expect(FieldTags.rows.contains { $0.path == field.rawValue }, "\(field.rawValue)")
    }
    #expect(FieldTags.order.count == TicketField.allCases.count)
  }
}
