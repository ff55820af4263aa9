package import Findings
import HotlineModel
import Sheets

/// The rows of `weights.csv`: how much each rate counts in the index, and each level of satisfaction.
package struct MeasureWeights: Sendable {
  /// The weight of each rate of the index, in hundredths; together 100.
  let index: [String: Int]
  /// The weight of each level of GB/T 39735 in its order, in hundredths, from 0 to 100.
  let levels: [Int]
  /// What keeps the weights from being used for the index; `nil` where all are signed.
  package let unsigned: Finding?

  /// Reads `weights.csv`.
  ///
  /// - Throws: `Unusable` with all complaints: `HL4304` for a missing row, `HL4305` where the weights
  ///   of the index do not add up to 100, `HL4307` for half a signature, `HL4308` for a level that
  ///   counts more than a better one, `HL2xxx` for malformed cells.
  init(contentsOf path: String) throws {
    let sheet = try Sheet(contentsOf: path, form: Self.form)
    var complaints: [Finding] = []
    func rows(_ kind: String, _ names: [String]) -> [SheetRow] {
      let found = sheet.rows.filter { $0["kind"] == kind }
      for row in found where !names.contains(row["name"]) {
        complaints.append(
          Finding(
            .sheetValueUnknown(
              found: row["name"], column: "name", nearest: nearest(to: row["name"], among: names),
              expected: names.joined(separator: ", ")), at: row.place(of: "name")))
      }
      return names.compactMap { name in
        if let row = found.first(where: { $0["name"] == name }) { return row }
        complaints.append(
          Finding(.measureRowMissing(expected: name), at: SourceLocation(file: sheet.file)))
        return nil
      }
    }
    let index = rows("index", RateDefinition.ofIndex)
    let levels = rows("level", TicketField.followUpSatisfaction.codes ?? [])
    guard complaints.isEmpty else { throw Unusable(complaints) }
    let sum = index.reduce(0) { $0 &+ Self.weight(of: $1) }
    if sum != 100 {
      complaints.append(
        Finding(.weightsSumOff(found: sum), at: index.map { $0.place(of: "weight") }))
    }
    for (better, row) in zip([nil] + levels.map { $0 as SheetRow? }, levels)
    where Self.weight(of: row) > better.map({ Self.weight(of: $0) }) ?? 100 {
      complaints.append(
        Finding(
          .levelsDisordered(found: row["name"], expected: better?["weight"] ?? "100"),
          at: row.place(of: "weight")))
    }
    let signature = ["signed_by", "signed_on", "document"]
    for row in sheet.rows {
      let missing = signature.filter { row[$0].isEmpty }
      if let first = missing.first, missing.count < signature.count {
        complaints.append(Finding(.signatureHalf(column: first), at: row.place(of: first)))
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.index = Dictionary(index.map { ($0["name"], Self.weight(of: $0)) }) { first, _ in first }
    self.levels = levels.map(Self.weight)
    let open = sheet.rows.filter { $0["signed_by"].isEmpty }
    unsigned =
      open.isEmpty
      ? nil
      : Finding(.weightsUnsigned(count: open.count), at: open[0].place(of: "signed_by"))
  }

  /// What the weights of the levels mean, the same text for the same weights.
  var canonicalLevels: String { levels.map(String.init).joined(separator: ",") }
  /// What the weights of the index mean, the same text for the same weights.
  var canonicalIndex: String {
    RateDefinition.ofIndex.map { String(index[$0] ?? 0) }.joined(separator: ",")
  }

  /// A weight; beyond 1000 it is wrong anyway.
  private static func weight(of row: SheetRow) -> Int { min(row.count("weight") ?? 0, 1_000) }

  static let form = SheetForm(
    thing: "weight",
    columns: [
      SheetColumn("kind", "类别", .oneOf(["index", "level"])),
      SheetColumn("name", "指标或等级", .text),
      SheetColumn("weight", "权重", .count),
      SheetColumn("signed_by", "签字人", .optionalText),
      SheetColumn("signed_on", "签字日期", .optionalDate),
      SheetColumn("document", "文号", .optionalText),
      SheetColumn("source", "依据", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["kind", "name"])
}
