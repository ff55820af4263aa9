import Findings
import HotlineModel
import Tickets

/// A value of a record that cannot be carried over into a ticket.
///
/// It holds what the explanation needs; a finding is made of it only where somebody is told.
struct CellFault: Error {
  /// What is wrong with the value.
  enum Kind {
    /// A field that must be filled has no value.
    case missing
    /// A number that a spreadsheet has rounded.
    case rounded
    /// A ticket number that is too long, or runs over a line end.
    case unfit
    case date
    /// Two layouts read the text as different dates.
    case dates(first: String, other: String)
    case phone(NumberFailure)
    case unknownCode(CodeTable)
    /// Two rows of the table hold, with different codes.
    case codes(CodeTable, first: String, other: String)
    case unknownUnit
    case degrees(limit: Int)
    case flag
    case list(reason: String)
    case dateInList(String)
    /// A pattern found nothing, or more than one part.
    case pattern(found: String)
    /// The cell is empty, and no record above says what belongs there.
    case nothingAbove
  }

  let kind: Kind
  /// The rule of the mapping whose value it is.
  var rule = 0
  /// What the record says there.
  var text = ""
  /// The step that found it.
  var step: CellStep?

  /// Whether the text may be kept as it is: the digits of a rounded number are gone.
  var isKeepable: Bool {
    switch kind {
    case .rounded, .phone(.scientific): false
    default: true
    }
  }
}

/// Why a record cannot be a ticket.
struct RecordFaults {
  /// A time that is before one that it cannot precede.
  struct Disorder {
    let earlier: TicketField
    let later: TicketField
    /// The two times, as the ticket would say them.
    let times: (earlier: String, later: String)
  }

  /// The values that cannot be carried over.
  var cells: [CellFault] = []
  /// Times that are not in their order.
  var outOfOrder: [Disorder] = []
  /// When the call came in, where the number was not the line's then.
  var outsideLife: String?
  /// Whether the ticket number says that the row holds sums.
  var isTotals = false
  /// What is to be known of the record beside its faults.
  var notices: [RecordNotices.Kind] = []
  /// The times that are to be left out, by their bits.
  var withheld: UInt32 = 0

  /// Whether the record is a ticket.
  var isEmpty: Bool { cells.isEmpty && outOfOrder.isEmpty && outsideLife == nil && !isTotals }
}

/// Explains the faults of one record: what was found, where, and what the mapping expects.
struct FaultReport {
  let mapping: Mapping
  let line: LegacyHotline
  /// Where the record begins.
  let place: SourceLocation
  let header: [String]
  /// The column of each rule.
  let positions: (Int) -> Int?

  /// The findings: those of values in the order of the mapping's rules, then those of the record.
  func findings(of faults: RecordFaults) -> [Finding] {
    let cells = faults.cells
    let order = cells.indices.sorted { (cells[$0].rule, $0) < (cells[$1].rule, $1) }
    var findings = order.map { finding(of: cells[$0]) }
    findings += faults.outOfOrder.map { disorder in
      let (earlier, later) = disorder.times
      return Finding(
        .timesOutOfOrder(
          field: disorder.later.rawValue, later: later, other: disorder.earlier.rawValue,
          earlier: earlier), at: place)
    }
    if let received = faults.outsideLife {
      let ends = [line.validFrom, line.validTo].map { $0.map(String.init) ?? "…" }
      findings.append(
        Finding(
          .outsideLife(found: received, expected: ends.joined(separator: " – ")),
          at: [place, line.place]))
    }
    return findings
  }

  private func finding(of fault: CellFault) -> Finding {
    let rule = mapping.rules[fault.rule]
    let position = positions(fault.rule)
    let column = position.map { header[$0] }
    let cell = SourceLocation(
      file: place.file, sheet: place.sheet, line: place.line, column: position.map { $0 + 1 },
      record: place.record,
      field: column, offset: place.offset)
    let places = [cell, fault.step?.place ?? rule.place]
    let sheet = "\(fault.step?.place ?? rule.place)"
    let kind: FindingKind =
      switch fault.kind {
      case .missing:
        .fieldMissing(column: rule.sources.first ?? rule.name, field: rule.name, sheet: sheet)
      case .rounded, .phone(.scientific):
        .numberScientific(found: Masking.phone(fault.text))
      case .unfit: .numberUnfit(column: column ?? "")
      case .date:
        .dateMalformed(found: Masking.date(fault.text), sheet: sheet)
      case .dates(let first, let other):
        .dateAmbiguous(found: Masking.date(fault.text), first: first, other: other, sheet: sheet)
      case .phone(let failure):
        .phoneMalformed(found: Masking.phone(fault.text), reason: failure.reason, sheet: sheet)
      case .unknownCode(let table):
        .codeUnknown(found: rule.masked(fault.text), table: table.name, sheet: table.file)
      case .codes(let table, let first, let other):
        .codeAmbiguous(
          found: rule.masked(fault.text), first: first, other: other, table: table.name,
          sheet: table.file)
      case .unknownUnit:
        .codeUnknown(found: rule.masked(fault.text), table: "units", sheet: "values/units.csv")
      case .flag: .flagMalformed(found: rule.masked(fault.text))
      case .degrees(let limit):
        .degreesMalformed(
          found: Masking.value(fault.text, privacy: .position), limit: limit, sheet: sheet)
      case .list(let reason):
        .listMalformed(column: column ?? rule.name, reason: reason, sheet: sheet)
      case .dateInList(let found):
        .dateMalformed(found: Masking.date(found), sheet: sheet)
      case .pattern(let found):
        .patternMissed(column: column ?? rule.name, found: found, sheet: sheet)
      case .nothingAbove: .fillDownMissed(column: column ?? rule.name, sheet: sheet)
      }
    return Finding(kind, at: places)
  }
}

extension NumberFailure {
  /// Why a text is not a telephone number, as findings word it.
  fileprivate var reason: String {
    switch self {
    case .scientific, .empty: "no digits"
    case .sevenDigits: "seven digits"
    case .unexpectedCharacter(let character): "`\(character)` is no digit"
    case .wrongLength(let digits): "no number has these \(digits) digits"
    }
  }
}
