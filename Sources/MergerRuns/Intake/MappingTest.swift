import Bytes
import Crosswalk
package import Findings
import HotlineModel
import LocalFiles
import RecordReaders
package import Reports
import Sheets
import Tickets

extension MappingRuns {
  /// What came of a mapping's samples.
  package struct Tested: Sendable {
    /// Records of all samples.
    package internal(set) var records = 0
    /// Values that are not what is expected.
    package internal(set) var differences: [SampleDifference] = []
    /// One finding a sample that differs; that there is none.
    package internal(set) var findings: [Finding] = []
    /// Sheets of expected values that were written anew.
    package internal(set) var written: [String] = []
  }

  /// Runs a mapping on its samples and compares what comes out with what is expected.
  ///
  /// A sample is a small fictitious file in the mapping's folder `samples`, such as `2020.csv`;
  /// beside it `2020.csv.expected.csv` says for each record what each field must be.
  ///
  /// - Parameters:
  ///   - name: the mapping.
  ///   - isUpdating: whether the expected values are written anew from what comes out.
  /// - Returns: what came of the samples.
  /// - Throws: `Unusable`: `HL2201` no such mapping, the complaints about it and about the sheets of
  ///   expected values, and what makes a sample unusable.
  package func test(_ name: String, isUpdating: Bool) throws -> Tested {
    let file = try workspace.mappedFile(name, line: nil)
    let folder = "\(workspace.mappings)/sources/\(name)/samples"
    // Neither are sheets of expected values samples, nor what a killed run left of one.
    let samples = Folder.names(in: folder).filter { !$0.contains(ExpectedSheet.suffix) }
    var tested = Tested()
    for sample in samples {
      let path = "\(folder)/\(sample)"
      let found = try outcomes(of: path, file)
      tested.records += Set(found.map(\.record)).count
      let sheet = "\(path)\(ExpectedSheet.suffix)"
      if isUpdating {
        try ExpectedSheet.write(found, to: sheet)
        tested.written.append(sheet)
        continue
      }
      // A sample that nobody has checked yet differs in everything.
      let expected = Folder.exists(sheet) ? try ExpectedSheet.read(sheet) : []
      let differences = ExpectedSheet.differences(sample, expected: expected, found: found)
      tested.differences += differences
      if !differences.isEmpty {
        tested.findings.append(
          Finding(
            .sampleDiffers(count: differences.count, found: sample, mapping: name),
            at: SourceLocation(file: sheet)))
      }
    }
    if samples.isEmpty {
      tested.findings.append(
        Finding(.sampleMissing(mapping: name, expected: folder), at: SourceLocation(file: folder)))
    }
    return tested
  }

  private func outcomes(of path: String, _ file: MappedFile) throws -> [ExpectedSheet.Value] {
    var values: [ExpectedSheet.Value] = []
    _ = try file.forEachRecord(of: path) { record, bound in
      let number = record.place.record ?? 0
      func add(_ field: String, _ text: String) {
        values.append(ExpectedSheet.Value(record: number, field: field, text: text))
      }
      switch bound.map(record) {
      case .skipped: add("skipped", "yes")
      case .unusable(let findings):
        add("kept-out", findings.map(\.code.rawValue).joined(separator: " "))
      case .ticket(let ticket):
        add("legacyNumber", ticket.legacyNumber)
        for field in TicketField.allCases {
          if let text = ticket[field] { add(field.rawValue, text) }
        }
      }
      return true
    }
    return values
  }
}

/// The sheet beside a sample that says what its records must become.
private enum ExpectedSheet {
  /// What one field of one record is.
  struct Value: Hashable {
    let record: Int
    let field: String
    let text: String
  }

  static let suffix = ".expected.csv"

  static func read(_ path: String) throws -> [Value] {
    try Sheet(contentsOf: path, form: form).rows.map { row in
      Value(record: row.count("record") ?? 0, field: row["field"], text: row["value"])
    }
  }

  static func write(_ values: [Value], to path: String) throws {
    var file = try OutputFile(path)
    try file.write("record,field,value\n")
    for value in values {
      // Marks around every value keep blanks and line ends what they are.
      let text = CSVForm(marksAll: true).row([value.text])
      try file.write("\(value.record),\(value.field),\(text)")
    }
    _ = try file.commit()
  }

  static func differences(
    _ sample: String, expected: [Value], found: [Value]
  ) -> [SampleDifference] {
    struct Key: Hashable {
      let record: Int
      let field: String
    }
    func table(_ values: [Value]) -> [Key: String] {
      Dictionary(values.map { (Key(record: $0.record, field: $0.field), $0.text) }) { $1 }
    }
    let (wanted, made) = (table(expected), table(found))
    var keys: [Key] = []
    var seen: Set<Key> = []
    for value in found + expected {
      let key = Key(record: value.record, field: value.field)
      if seen.insert(key).inserted { keys.append(key) }
    }
    return keys.filter { wanted[$0] != made[$0] }.sorted { $0.record < $1.record }.map { key in
      let privacy = TicketField(rawValue: key.field)?.privacy ?? .open
      return SampleDifference(
        sample: sample, record: key.record, field: key.field,
        expected: wanted[key].map { Masking.value($0, privacy: privacy) },
        found: made[key].map { Masking.value($0, privacy: privacy) })
    }
  }

  private static let form = SheetForm(
    thing: "value",
    columns: [
      SheetColumn("record", "记录", .count),
      SheetColumn(
        "field", "统一字段",
        .oneOf(["legacyNumber", "kept-out", "skipped"] + TicketField.allCases.map(\.rawValue))),
      SheetColumn("value", "值", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["record", "field"])
}
