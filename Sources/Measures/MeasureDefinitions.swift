package import Findings
package import HotlineModel
package import Sheets

/// All sheets of `Mappings/measures`, checked: what each rate means.
package struct MeasureDefinitions: Sendable {
  /// The rates, in the order of the sheet.
  package let rates: [RateDefinition]
  /// How long handling may take.
  package let deadlines: DeadlineTable
  /// How much each rate and level counts.
  package let weights: MeasureWeights
  /// Of each rate, then of the index, twelve hexadecimal digits that are others where its meaning is.
  package let versions: [String]
  /// What recognises mediation, enforcement, unreasonable demands and responses.
  let marks: [MatterMark]
  /// Which days are worked.
  let days: WorkingDayIndex
  /// The years that the calendar knows.
  package let knownYears: ClosedRange<Int>

  /// Reads the sheets of a folder.
  ///
  /// - Parameters:
  ///   - folder: such as `Mappings/measures`.
  ///   - calendar: which days are worked.
  ///   - hash: SHA-256 of a text, in hexadecimal digits.
  /// - Throws: `Unusable` with the complaints about all sheets at once: `HL4301`–`HL4308`, `HL2xxx`.
  package init(
    folder: String, calendar: WorkingCalendar, hash: (String) -> String
  ) throws {
    var complaints: [Finding] = []
    func read<Value>(_ body: () throws -> Value) throws -> Value? {
      do {
        return try body()
      } catch let unusable as Unusable {
        complaints += unusable.findings
        return nil
      }
    }
    let deadlines = try read { try DeadlineTable(contentsOf: "\(folder)/deadlines.csv") }
    let marks = try read { try MatterMark.all(contentsOf: "\(folder)/matters.csv") }
    let rates = try read { try RateDefinition.all(contentsOf: "\(folder)/rates.csv") }
    let weights = try read { try MeasureWeights(contentsOf: "\(folder)/weights.csv") }
    guard let deadlines, let marks, let rates, let weights else { throw Unusable(complaints) }
    for rate in rates {
      for stage in Set(rate.conditions.compactMap(\.stage)) where !deadlines.covers(stage) {
        complaints.append(
          Finding(
            .limitsMissing(found: rate.name, stage: stage.rawValue),
            at: [rate.row.place(of: "base"), SourceLocation(file: "\(folder)/deadlines.csv")]))
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.rates = rates
    self.deadlines = deadlines
    self.weights = weights
    self.marks = marks
    days = WorkingDayIndex(calendar)
    knownYears = calendar.years
    let each = rates.map { rate in
      let stages = Set(rate.conditions.compactMap(\.stage))
      let kinds = rate.conditions.reduce(into: Set<MatterMark.Kind>()) { $0.formUnion($1.marks) }
      let parts =
        ["1", rate.canonical]
        + deadlines.rules.filter { stages.contains($0.stage) }.map(\.canonical).sorted()
        + marks.filter { kinds.contains($0.kind) }.map(\.canonical).sorted()
        + (rate.isWeighted ? [weights.canonicalLevels] : [])
      return String(hash(parts.joined(separator: "\n")).prefix(12))
    }
    let ofIndex = RateDefinition.ofIndex.map { name in
      rates.firstIndex { $0.name == name }.map { each[$0] } ?? ""
    }
    let index = hash(([weights.canonicalIndex] + ofIndex).joined(separator: "\n"))
    versions = each + [String(index.prefix(12))]
  }

  /// The lines that rows of `deadlines.csv` name, each with the first row that does.
  package var namedLines: [(line: String, place: SourceLocation)] {
    var seen: Set<String> = ["*"]
    return deadlines.rules.filter { seen.insert($0.line).inserted }.map { ($0.line, $0.place) }
  }
}

/// The sheets of the folder `measures`.
package enum MeasureSheets {
  /// What a sheet looks like, by its file name.
  package static func form(of name: String) -> SheetForm? {
    switch name {
    case "deadlines.csv": DeadlineRule.form
    case "matters.csv": MatterMark.form
    case "rates.csv": RateDefinition.form
    case "weights.csv": MeasureWeights.form
    default: nil
    }
  }
}
