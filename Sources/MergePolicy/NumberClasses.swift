package import DecisionTables
import Findings
import HotlineModel
import Sheets

/// What sort of number a line has, by its digits: whether it can be a government's line at all.
///
/// The fact `number_class` is derived from a line's number, never registered.
package struct NumberClasses: Sendable {
  /// A class of numbers.
  enum Class: String, CaseIterable, Sendable {
    /// A number that nothing is known of but that a unit registered it: local numbers, mostly.
    case ordinary
    /// A national line that the documents of the merger name.
    case listed
    /// A national code that no document of the merger names.
    case national
    /// A line of the police.
    case police
    /// A number of a carrier or another company.
    case commercial
    /// A 96 number, which a province assigns to public bodies and companies alike.
    case regional

    /// Whether a line with such a number need not be a government's, or need not be merged.
    var isDoubtful: Bool {
      switch self {
      case .ordinary, .listed: false
      case .national, .police, .commercial, .regional: true
      }
    }
  }

  /// A row of the sheet.
  struct Row: Sendable {
    let prefix: String
    let digits: ClosedRange<Int>
    let numberClass: Class
    let basis: String
    let mark: String
    let place: SourceLocation
  }

  /// The name of the fact.
  package static let fact = "number_class"

  let rows: [Row]
  /// The words that the numbers get.
  package let rules: PrefixRules

  init(_ rows: [Row]) {
    self.rows = rows
    rules = PrefixRules(
      rows.map {
        PrefixRules.Rule(prefix: $0.prefix, digits: $0.digits, word: $0.numberClass.rawValue)
      }, otherwise: Class.ordinary.rawValue)
  }

  /// The row that holds for a number; `nil` where none does.
  func row(for number: String) -> Row? { rules.rule(for: number).map { rows[$0] } }

  /// What is wrong with the rows: unknown marks, two rows for the same numbers.
  var complaints: [Finding] {
    var complaints: [Finding] = []
    for (index, row) in rows.enumerated() {
      if Certainty(mark: row.mark) == nil {
        complaints.append(
          Finding(.certaintyUnknown(row.mark, among: Certainty.marks), at: row.place))
      }
      for other in rows[..<index]
      where other.prefix == row.prefix && other.digits.overlaps(row.digits) {
        complaints.append(
          Finding(
            .sheetKeyTwice(found: row.prefix, thing: "number class"), at: [row.place, other.place])
        )
      }
    }
    return complaints
  }

  static let form = SheetForm(
    thing: "number class",
    columns: [
      SheetColumn("prefix", "号头", .text),
      SheetColumn("digits", "位数", .text),
      SheetColumn("class", "类别", .oneOf(Class.allCases.map(\.rawValue))),
      SheetColumn("name", "名称", .optionalText, absent: ""),
      SheetColumn("basis", "依据", .text),
      SheetColumn("certainty", "把握", .text),
    ])
}

extension NumberClasses {
  /// The classes that a sheet's rows give.
  ///
  /// - Throws: `Unusable` with `HL2007` for a prefix that is no digits, or a count of digits that is
  ///   neither `5` nor `5-8`.
  init(reading rows: [SheetRow]) throws {
    var complaints: [Finding] = []
    let understood = rows.compactMap { row -> Row? in
      let prefix = row["prefix"]
      let isDigits = prefix.utf8.allSatisfy { (48...57).contains($0) }
      let digits = Self.span(row["digits"])
      if !isDigits {
        complaints.append(
          Finding(
            .sheetValueMalformed(found: prefix, expected: "the first digits", example: "95"),
            at: row.place(of: "prefix")))
      }
      if digits == nil {
        complaints.append(
          Finding(
            .sheetValueMalformed(
              found: row["digits"], expected: "how many digits, up to 16", example: "5-8"),
            at: row.place(of: "digits")))
      }
      guard isDigits, let digits, let numberClass = Class(rawValue: row["class"]) else {
        return nil
      }
      return Row(
        prefix: prefix, digits: digits, numberClass: numberClass, basis: row["basis"],
        mark: row["certainty"], place: row.place(of: "prefix"))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.init(understood)
  }

  private static func span(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
      1 <= first, first <= last, last <= 16
    else { return nil }
    return first...last
  }
}

extension NumberClasses.Row {
  /// As a rule on the way to a decision.
  var hit: RuleHit {
    RuleHit(
      table: "number-classes", rule: "\(prefix)/\(numberClass.rawValue)", clause: basis,
      mark: mark, certainty: Certainty(mark: mark) ?? .gap, place: place)
  }
}
