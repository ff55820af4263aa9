import DecisionTables
import TableSamples
import Testing

@Suite struct `Reading decision tables` {
  @Test func `a table knows its columns, rules, places and parameters`() throws {
    let table = try table(volume, ["LOW": 300])
    #expect(table.name == "volume")
    #expect(table.label == "话务量")
    #expect(table.hit == .unique)
    #expect(table.inputs.map(\.name) == ["calls"])
    #expect(table.outputs.map(\.name) == ["volume"])
    #expect(table.notes == ["clause"])
    #expect(table.rules.map(\.id) == ["V1", "V2", "V3", "V4"])
    #expect(table.rules[1].conditions[0].text == "[$LOW..3000)")
    #expect(table.rules[1].place == at(7, 1))
    #expect(table.rules[2].notes == ["clause": "c"])
    #expect(table.parameters == ["LOW"])
  }

  @Test func `an empty condition cell is refused, for only a dash means any`() {
    let found = complaints(mode.replacing("M1,low,-,FULL", with: "M1,low,,FULL"))
    #expect(found == [TableComplaint(.cellEmpty(column: "known"), at: [at(6, 3)])])
  }

  @Test func `a value outside the domain is refused with its place`() {
    let found = complaints(mode.replacing("M2,high,yes", with: "M2,hihg|low,yes"))
    #expect(
      found == [
        TableComplaint(
          .valueUnknown(
            column: "volume", found: "hihg", expected: ["low", "mid", "high", "unknown"]),
          at: [at(7, 2)])
      ])
  }

  @Test func `an output outside its domain, and an empty one, are refused`() {
    let unknown = complaints(mode.replacing("M3,high,no,PERSON", with: "M3,high,no,PERSONS"))
    #expect(
      unknown == [
        TableComplaint(
          .outputUnknown(column: "mode", found: "PERSONS", expected: ["FULL", "DUAL", "PERSON"]),
          at: [at(8, 4)])
      ])
    let empty = complaints(mode.replacing("M3,high,no,PERSON", with: "M3,high,no,"))
    #expect(empty == [TableComplaint(.cellEmpty(column: "mode"), at: [at(8, 4)])])
  }

  @Test(arguments: [
    "[0..300", "0..300)", "[0-300)", "[..300)", "[300..)", ">=", "=300", "[0..3e2)", "three",
    "not(",
  ])
  func `a span that cannot be read is refused`(cell: String) {
    let found = complaints(volume.replacing("[0..$LOW)", with: cell), ["LOW": 300])
    #expect(
      found == [
        TableComplaint(.intervalMalformed(column: "calls", found: cell), at: [at(6, 2)])
      ])
  }

  @Test(arguments: ["[300..0)", "[7..7)", "<0", "[-5..0)"])
  func `a span that no value of the column meets is refused`(cell: String) {
    let found = complaints(volume.replacing("[0..$LOW)", with: cell), ["LOW": 300])
    #expect(
      found == [
        TableComplaint(
          .intervalOutside(column: "calls", found: cell, expected: "number >=0 or null"),
          at: [at(6, 2)])
      ])
  }

  @Test func `a parameter that nobody declared is refused wherever it stands`() {
    let found = complaints(volume, ["HIGH": 3000])
    #expect(
      found == [
        TableComplaint(.parameterUnknown(found: "LOW", expected: ["HIGH"]), at: [at(6, 2)]),
        TableComplaint(.parameterUnknown(found: "LOW", expected: ["HIGH"]), at: [at(7, 2)]),
      ])
  }

  @Test func `two rules of one name are refused with both places`() {
    let found = complaints(mode.replacing("M3,", with: "M1,"))
    #expect(found == [TableComplaint(.ruleTwice(id: "M1"), at: [at(8, 1), at(6, 1)])])
  }

  @Test func `every complaint is made at once, from top to bottom`() {
    let broken =
      mode
      .replacing("UNIQUE", with: "FIRST")
      .replacing("yes|no", with: "yes||no")
      .replacing("M1,low,-,FULL", with: "M1,,-,FULL")
      .replacing("M4,", with: ",")
    #expect(
      complaints(broken).map(\.places) == [[at(2, 2)], [at(5, 3)], [at(6, 2)], [at(9, 1)]])
  }

  @Test func `columns that repeat a name or have no known role are refused`() {
    let twice = complaints(mode.replacing("name,volume,known", with: "name,volume,volume"))
    #expect(twice.contains(TableComplaint(.columnTwice(name: "volume"), at: [at(4, 3), at(4, 2)])))
    let role = complaints(mode.replacing("role,in,in", with: "role,in,input"))
    #expect(
      role.contains(
        TableComplaint(
          .roleUnknown(found: "input", expected: ["in", "out", "note"]), at: [at(3, 3)])))
  }

  @Test func `a table without rules or outputs decides nothing`() {
    let bare = mode.split(separator: "\n").prefix(5).joined(separator: "\n")
    #expect(
      complaints(bare.replacing("in,in,out", with: "in,in,note")).map(\.kind) == [
        .nothingToDecide(table: "mode", missing: "output"),
        .nothingToDecide(table: "mode", missing: "rule"),
      ])
  }

  @Test(arguments: [
    ("a|b|c", "a, b, c"), ("text", "text"), ("number", "number"), ("number?", "number or null"),
    ("number>=0?", "number >=0 or null"), ("integer[0..100]", "whole number [0..100]"),
    ("numbered|plain", "numbered, plain"),
  ])
  func `a domain is read`(text: String, shown: String) throws {
    #expect(try #require(FactDomain(reading: text)).description == shown)
  }

  @Test(arguments: [
    "", "a|", "a|a", "a b", "-", "null", "number>=x", "number[0..", "$LOW", "a|(b)",
  ])
  func `what is no domain is refused`(text: String) {
    #expect(FactDomain(reading: text) == nil)
  }
}
