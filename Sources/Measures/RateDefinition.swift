import Findings
import Sheets

/// A row of `rates.csv`: which tickets a rate counts, out of which.
package struct RateDefinition: Sendable {
  /// The name, such as `closing`; those of the index have fixed names.
  package let name: String
  /// What people call it, such as 办结率.
  package let label: String
  /// Conditions that all must hold for a ticket to be in the denominator.
  package let base: [Condition]
  /// Conditions that all must hold for a ticket of the denominator to be in the numerator.
  package let counted: [Condition]
  /// Conditions of which one leaves a ticket out.
  package let excluded: [Condition]
  /// Where the definition comes from.
  package let source: String
  /// Where the row is.
  let row: SheetRow

  /// Whether the numerator is a sum of weights.
  package var isWeighted: Bool { counted == [.satisfiedByWeight] }

  /// All conditions that it uses.
  var conditions: [Condition] { base + counted + excluded }

  /// What it means, the same text for the same rate.
  var canonical: String {
    [base, counted, excluded].map { list in
      list.map(\.rawValue).sorted().joined(separator: "|")
    }.joined(separator: ",")
  }

  /// The rates that the index is made of (方案三(二)2).
  static let ofIndex = ["response", "closing", "solving", "satisfaction"]

  /// The rates of `rates.csv`, in its order.
  ///
  /// - Throws: `Unusable` with all complaints: `HL4303` for a condition where it cannot be used,
  ///   `HL4304` for a missing rate, `HL2xxx` for malformed cells.
  static func all(contentsOf path: String) throws -> [RateDefinition] {
    let sheet = try Sheet(contentsOf: path, form: form)
    let rates = sheet.rows.map { row in
      func conditions(_ column: String) -> [Condition] {
        row.list(column).compactMap { Condition(rawValue: $0) }
      }
      return RateDefinition(
        name: row["rate"], label: row["label"], base: conditions("base"),
        counted: conditions("counted"), excluded: conditions("excluded"), source: row["source"],
        row: row)
    }
    var complaints: [Finding] = []
    for rate in rates {
      func refuse(_ condition: Condition, _ column: String) {
        complaints.append(
          Finding(
            .conditionMisplaced(found: condition.rawValue, column: column),
            at: rate.row.place(of: column)))
      }
      for condition in rate.base where condition == .satisfiedByWeight { refuse(condition, "base") }
      for condition in rate.counted where condition == .satisfiedByWeight && !rate.isWeighted {
        refuse(condition, "counted")
      }
      for condition in rate.excluded where !condition.mayExclude { refuse(condition, "excluded") }
    }
    for rate in rates where rate.name == "index" {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: rate.name, expected: "a name that is not that of the index", example: "waiting"),
          at: rate.row.place(of: "rate")))
    }
    for name in ofIndex where !rates.contains(where: { $0.name == name }) {
      complaints.append(
        Finding(.measureRowMissing(expected: name), at: SourceLocation(file: sheet.file)))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return rates
  }

  private static let names = Condition.allCases.map(\.rawValue)

  static let form = SheetForm(
    thing: "rate",
    columns: [
      SheetColumn("rate", "指标", .text),
      SheetColumn("label", "名称", .text),
      SheetColumn("base", "分母", .anyOf(names)),
      SheetColumn("counted", "分子", .anyOf(names)),
      SheetColumn("excluded", "剔除", .anyOf([""] + names)),
      SheetColumn("source", "依据", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["rate"])
}
