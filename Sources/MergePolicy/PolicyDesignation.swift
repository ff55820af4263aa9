import DecisionTables
package import Findings
package import HotlineModel
package import Sheets

/// A document that says of one number how it is merged; it outranks every criterion.
package struct PolicyDesignation: Hashable, Sendable {
  /// Who speaks, the highest last.
  package enum Rank: String, CaseIterable, Comparable, Sendable {
    /// An annex of a plan or notice.
    case annex
    /// A later notice of the ministry that the line belongs to.
    case notice
    /// A ruling of those whom the notice names for major and difficult matters.
    case ruling

    package static func < (left: Rank, right: Rank) -> Bool { left.order < right.order }

    private var order: Int {
      switch self {
      case .annex: 0
      case .notice: 1
      case .ruling: 2
      }
    }
  }

  /// The number as citizens dial it, without area code.
  package let number: String
  /// What the fact `annex` becomes: `full`, `dual`, `sub` or `none`.
  package let mode: String
  /// The document.
  package let document: String
  /// Who speaks.
  package let rank: Rank
  /// The first day on which it holds.
  package let validFrom: CivilDate?
  /// The last day on which it holds.
  package let validTo: CivilDate?
  /// How sure it is, as the sheet writes it.
  package let mark: String
  /// Where it stands.
  package let place: SourceLocation

  /// Whether it holds on a day; on the last of all days where none is given.
  func holds(on day: CivilDate?) -> Bool {
    day.map(Period(first: validFrom, last: validTo).contains) ?? (validTo == nil)
  }

  /// Whether both hold on a common day.
  func overlaps(_ other: PolicyDesignation) -> Bool {
    Period(first: validFrom, last: validTo)
      .overlaps(Period(first: other.validFrom, last: other.validTo))
  }

  /// As a rule on the way to a decision.
  var hit: RuleHit {
    RuleHit(
      table: "designation", rule: "\(rank.rawValue)/\(number)", clause: document, mark: mark,
      certainty: Certainty(mark: mark) ?? .gap, place: place)
  }

  /// A designation as its row says it.
  init(_ row: SheetRow) {
    number = row["number"]
    mode = row["mode"]
    document = row["document"]
    rank = Rank(rawValue: row["issuer_rank"]) ?? .annex
    validFrom = row.date("valid_from")
    validTo = row.date("valid_to")
    mark = row["certainty"]
    place = row.place(of: "number")
  }

  /// What a sheet of designations looks like.
  package static let form = SheetForm(
    thing: "designation",
    columns: [
      SheetColumn("number", "号码", .text),
      SheetColumn("mode", "归并方式", .oneOf(["full", "dual", "sub", "none"])),
      SheetColumn("document", "文件", .text),
      SheetColumn("issuer_rank", "发文层级", .oneOf(Rank.allCases.map(\.rawValue))),
      SheetColumn("valid_from", "生效日期", .optionalDate, absent: ""),
      SheetColumn("valid_to", "失效日期", .optionalDate, absent: ""),
      SheetColumn("certainty", "把握", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ])
}

/// What documents say of single numbers.
struct Designations {
  let all: [PolicyDesignation]

  /// The fact that they give.
  static let fact = "annex"

  /// What is wrong with them: unknown marks, protected numbers, days that end before they begin,
  /// two of one rank that disagree.
  var complaints: [Finding] {
    var complaints: [Finding] = []
    for (index, row) in all.enumerated() {
      if let from = row.validFrom, let to = row.validTo, to < from {
        complaints.append(
          Finding(
            .sheetValueMalformed(
              found: "\(to)", expected: "a day from \(from) on", example: "\(from)"),
            at: row.place))
      }
      if Certainty(mark: row.mark) == nil {
        complaints.append(
          Finding(.certaintyUnknown(row.mark, among: Certainty.marks), at: row.place))
      }
      if ProtectedNumbers.always.contains(row.number) {
        complaints.append(
          Finding(
            .policyTouchesProtected(found: row.number, column: Self.fact, value: row.mode),
            at: row.place))
      }
      for other in all[..<index]
      where other.number == row.number && other.rank == row.rank && other.mode != row.mode
        && other.overlaps(row)
      {
        complaints.append(
          Finding(
            .designationsDisagree(found: row.number, value: row.mode, expected: other.mode),
            at: [row.place, other.place]))
      }
    }
    return complaints
  }

  /// The designations that no table asks for, which would be passed over without a word.
  func complaints(about graph: DecisionGraph) -> [Finding] {
    guard graph.facts[Self.fact] == nil else { return [] }
    return all.map {
      Finding(
        .designationUnasked(document: $0.document, found: $0.number, column: Self.fact),
        at: $0.place)
    }
  }

  /// What holds of a number on a day: the highest rank, and those it overrules.
  func standing(of number: String, on day: CivilDate?) -> [PolicyDesignation] {
    all.filter { $0.number == number && $0.holds(on: day) }.sorted { $0.rank > $1.rank }
  }
}
