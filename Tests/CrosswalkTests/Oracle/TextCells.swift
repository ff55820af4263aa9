import Findings
import HotlineModel
import Tickets

@testable import Crosswalk

/// The cells of one record on their way into a ticket, with what was found wrong in them; all as
/// texts.
struct TextCells {
  private(set) var findings: [Finding] = []
  private let record: LegacyRecord
  private let mapping: Mapping
  private let home: AreaCode
  /// Where the columns stand that steps take besides a field's own.
  private let columns: [String: Int]
  /// The times of the ticket, and those that are to be left out.
  private var times: [TicketField: DateLayout.Value] = [:]
  private var withheld: Set<TicketField> = []
  private var received: DateLayout.Value? { times[.callReceivedAt] }

  init(record: LegacyRecord, columns: [String: Int], mapping: Mapping, home: AreaCode) {
    self.record = record
    self.columns = columns
    self.mapping = mapping
    self.home = home
  }

  /// A value and, where it differs, what the record said.
  struct Value {
    var text: String?
    var legacy: String?
  }

  /// The value that a rule makes of its column.
  mutating func value(of rule: FieldRule, at position: Int?) -> Value {
    if rule.transform == .constant { return Value(text: rule.constant) }
    let whole = position.map { trimmed(record.fields[$0]) } ?? ""
    let raw = Self.bare(whole, isNumber: false) ?? whole
    let place = SourceLocation(
      file: record.place.file, line: record.place.line, column: position.map { $0 + 1 },
      record: record.place.record, field: position.map { record.header[$0] },
      offset: record.place.offset)
    var text: String
    switch prepared(isPlaceholder(raw) ? "" : raw, by: rule, steps: rule.steps, at: place) {
    case .success(let prepared): text = prepared
    case .failure(let failure): return otherwise(failure.finding, text: raw, rule: rule)
    }
    if text.isEmpty, let list = rule.list {
      text = list.columns.lazy.map(said).first { !$0.isEmpty } ?? ""
    }
    if text.isEmpty {
      if rule.presence == .yes {
        findings.append(
          Finding(
            .fieldMissing(
              column: rule.sources.first ?? rule.name, field: rule.name, sheet: "\(rule.place)"),
            at: [place, rule.place]))
      }
      return Value()
    }
    return value(of: text, by: rule, at: place, isBare: false)
  }

  /// The value that a rule makes of a text that says something.
  private mutating func value(
    of text: String, by rule: FieldRule, at place: SourceLocation, isBare: Bool
  ) -> Value {
    if !isBare, rule.transform == .text, let bare = Self.bare(text, isNumber: rule.digitsMatter) {
      return self.value(ofBare: bare, by: rule, at: place)
    }
    if rule.digitsMatter, rule.transform == .text, isRounded(text.utf8) {
      let finding = Finding(.numberScientific(found: Masking.phone(text)), at: [place, rule.place])
      return otherwise(finding, text: text, rule: rule)
    }
    if rule.target == .legacyNumber, isUnfit(text) {
      findings.append(Finding(.numberUnfit(column: place.field ?? ""), at: [place, rule.place]))
      return Value()
    }
    switch transformed(text, by: rule, at: place) {
    case .success(let unified):
      if unified.isEmpty { return Value() }
      let isCoded = rule.transform == .code || rule.transform == .unit
      return Value(text: unified, legacy: isCoded ? text : nil)
    case .failure(let failure):
      if !isBare,
        [.instant, .phone, .flag, .degrees].contains(rule.transform)
          || rule.transform == .code && rule.table?.pairs != nil,
        let bare = Self.bare(text, isNumber: true)
      {
        return self.value(ofBare: bare, by: rule, at: place)
      }
      return otherwise(failure.finding, text: text, rule: rule)
    }
  }

  private mutating func value(
    ofBare text: String, by rule: FieldRule, at place: SourceLocation
  ) -> Value {
    if !text.isEmpty, !isPlaceholder(text) {
      return value(of: text, by: rule, at: place, isBare: true)
    }
    if rule.presence == .yes {
      findings.append(
        Finding(
          .fieldMissing(
            column: rule.sources.first ?? rule.name, field: rule.name, sheet: "\(rule.place)"),
          at: [place, rule.place]))
    }
    return Value()
  }

  /// A text without what is around or within it and not part of it; `nil` where nothing is.
  static func bare(_ text: String, isNumber: Bool) -> String? {
    var rest = text
    while true {
      let before = rest
      if let result = formulaResult(rest) { rest = result }
      let blanks = rest.replacing(/&nbsp;|&#160;|&#x[Aa]0;/, with: " ")
      if isNumber || trimmed(blanks).isEmpty { rest = trimmed(blanks) }
      if isNumber {
        if rest.hasPrefix("'"), rest.count > 1 {
          rest = trimmed(
            String(rest.dropFirst().hasSuffix("'") ? rest.dropFirst().dropLast() : rest.dropFirst())
          )
        }
        var seen = String.UnicodeScalarView()
        for scalar in rest.unicodeScalars
        where scalar != "\u{1F}" && scalar.properties.generalCategory != .format
          && !scalar.properties.isVariationSelector && scalar != "\u{34F}"
        {
          seen.append(
            scalar.properties.generalCategory == .spaceSeparator || scalar == "\u{A0}"
              ? " " : scalar)
        }
        rest = trimmed(String(seen))
      }
      if rest == before { return rest == text ? nil : rest }
    }
  }

  /// What `="00123"` comes to; `nil` for every other text.
  static func formulaResult(_ text: String) -> String? {
    guard let match = text.wholeMatch(of: /(?s)="((?:[^"]|"")*)"/.matchingSemantics(.unicodeScalar))
    else { return nil }
    return trimmed(String(match.output.1).replacing("\"\"", with: "\""))
  }

  /// A call came in while the number was the line's.
  mutating func checkLife(of line: LegacyHotline) {
    guard let received else { return }
    let day = received.day
    guard !line.isValid(on: day) else { return }
    let ends = [line.validFrom, line.validTo].map { $0.map(String.init) ?? "…" }
    findings.append(
      Finding(
        .outsideLife(found: received.text, expected: ends.joined(separator: " – ")),
        at: [record.place, line.place]))
  }

  /// No time of a ticket is before one that it cannot precede.
  mutating func checkOrder() {
    for rule in mapping.timeOrder.rules {
      guard let earlier = times[rule.earlier], let later = times[rule.later],
        later.isBefore(earlier)
      else { continue }
      switch rule.policy {
      case .quarantine:
        findings.append(
          Finding(
            .timesOutOfOrder(
              field: rule.later.rawValue, later: later.text, other: rule.earlier.rawValue,
              earlier: earlier.text), at: record.place))
      case .empty: withheld.insert(rule.later)
      case .warn, .ignore: break
      }
    }
  }

  /// A value of a field, left out where its time is not in its order.
  func ordered(_ value: Value, of field: TicketField, by rule: FieldRule) -> Value {
    guard withheld.contains(field), value.text != nil else { return value }
    return Value(text: nil, legacy: said(for: rule))
  }

  /// Whether a text stands for nothing.
  func isPlaceholder(_ text: String) -> Bool {
    mapping.placeholders.contains(text)
      || !text.isEmpty && text.unicodeScalars.allSatisfy { $0 == "\0" }
  }

  /// What a column says; nothing where the record has no such column or it holds a placeholder.
  func said(_ column: String) -> String {
    guard let position = columns[column], record.fields.indices.contains(position) else {
      return ""
    }
    let text = trimmed(record.fields[position])
    let bare = Self.bare(text, isNumber: false) ?? text
    return isPlaceholder(bare) ? "" : bare
  }

  /// What the column of a rule says; nothing where the record has none of its names.
  func said(for rule: FieldRule) -> String {
    rule.sources.first { columns[$0] != nil }.map(said) ?? ""
  }

  /// What a code stands for by its table, on the day of the call.
  func looked(
    up text: String, in table: CodeTable, for rule: FieldRule, at places: [SourceLocation]
  ) -> Result<String, TextFailure> {
    let found = rule.masked(text)
    switch table.lookup(text, on: table.pairs == nil ? day : nil, said: said) {
    case .unified(let unified): return .success(unified)
    case .unknown:
      let kind = FindingKind.codeUnknown(found: found, table: table.name, sheet: table.file)
      return .failure(TextFailure(finding: Finding(kind, at: places)))
    case .ambiguous(let first, let other):
      let kind = FindingKind.codeAmbiguous(
        found: found, first: first, other: other, table: table.name, sheet: table.file)
      return .failure(TextFailure(finding: Finding(kind, at: places)))
    }
  }

  private func unit(
    _ text: String, by rule: FieldRule, at places: [SourceLocation]
  ) -> Result<String, TextFailure> {
    guard let units = rule.units, let unit = units.unit(text, on: day) else {
      let kind = FindingKind.codeUnknown(
        found: rule.masked(text), table: "units", sheet: "values/units.csv")
      return .failure(TextFailure(finding: Finding(kind, at: places)))
    }
    switch rule.target {
    case .field(.dispatchUnitCode): return .success(unit.code)
    case .field(.dispatchUnits):
      return .success(String(decoding: units.path(to: unit, on: day).json, as: UTF8.self))
    default: return .success(unit.name)
    }
  }

  /// The day on which the call came in, whether its field was read already or not; `nil` where the
  /// record does not say it.
  private var day: CivilDate? {
    if let received { return received.day }
    guard let rule = mapping.rules.first(where: { $0.target == .field(.callReceivedAt) }),
      case .success(let text) = prepared(
        said(for: rule), by: rule, steps: rule.steps, at: rule.place),
      case .success(let value) = moment(text, by: rule, at: [rule.place])
    else { return nil }
    return value.day
  }

  private mutating func transformed(
    _ text: String, by rule: FieldRule, at place: SourceLocation
  ) -> Result<String, TextFailure> {
    let places = [place, rule.place]
    switch rule.transform {
    case .text, .constant: return .success(text)
    case .instant:
      let value: DateLayout.Value
      switch moment(text, by: rule, at: places) {
      case .success(let moment): value = moment
      case .failure(let failure): return .failure(failure)
      }
      if case .field(let field) = rule.target { times[field] = value }
      return .success(value.text)
    case .phone:
      do throws(NumberFailure) {
        return .success(try HotlineNumber(parsing: text, home: home).text)
      } catch {
        return .failure(TextFailure(finding: phoneFinding(error, text, places, rule)))
      }
    case .code:
      guard let table = rule.table else { return .success(text) }
      return looked(up: text, in: table, for: rule, at: places)
    case .unit: return unit(text, by: rule, at: places)
    case .degrees:
      guard case .degrees(let limit) = rule.target.field?.kind else { return .success(text) }
      if Degrees.areValid(text, limit: limit) { return .success(text) }
      let found = Masking.value(text, privacy: .position)
      return .failure(
        TextFailure(
          finding: Finding(
            .degreesMalformed(found: found, limit: limit, sheet: "\(rule.place)"), at: places)))
    case .list: return list(text, by: rule, at: places)
    case .flag:
      if let flag = Self.flags[text.lowercased()] { return .success(flag) }
      return .failure(
        TextFailure(
          finding: Finding(.flagMalformed(found: rule.masked(text)), at: places)))
    }
  }

  private func list(
    _ text: String, by rule: FieldRule, at places: [SourceLocation]
  ) -> Result<String, TextFailure> {
    guard case .field(let field) = rule.target, let form = rule.list else { return .success(text) }
    let column = places[0].field ?? rule.name
    do throws(ListForm.Failure) {
      let bytes = Array(text.utf8)
      let list =
        form.hasColumns
        ? try form.json(for: field, said: said)
        : try form.json(of: bytes.indices, in: bytes.span, for: field)
      return .success(String(decoding: list, as: UTF8.self))
    } catch {
      switch error {
      case .malformed(let reason):
        return .failure(
          TextFailure(
            finding: Finding(
              .listMalformed(column: column, reason: reason, sheet: "\(rule.place)"), at: places)))
      case .date(let found):
        return .failure(
          TextFailure(
            finding: Finding(
              .dateMalformed(found: Masking.date(found), sheet: "\(rule.place)"), at: places)))
      }
    }
  }

  /// The moment that a text stands for: in whatever layouts it can be read, it must be the same.
  private func moment(
    _ text: String, by rule: FieldRule, at places: [SourceLocation]
  ) -> Result<DateLayout.Value, TextFailure> {
    let values = rule.layouts.readings(of: text)
    let (found, sheet) = (Masking.date(text), "\(rule.place)")
    guard let value = values.first else {
      return .failure(
        TextFailure(finding: Finding(.dateMalformed(found: found, sheet: sheet), at: places)))
    }
    guard let other = values.dropFirst().first else { return .success(value) }
    return .failure(
      TextFailure(
        finding: Finding(
          .dateAmbiguous(found: found, first: value.text, other: other.text, sheet: sheet),
          at: places)))
  }

  private func phoneFinding(
    _ failure: NumberFailure, _ text: String, _ places: [SourceLocation], _ rule: FieldRule
  ) -> Finding {
    let reason: String
    switch failure {
    case .scientific: return Finding(.numberScientific(found: Masking.phone(text)), at: places)
    case .empty: reason = "no digits"
    case .sevenDigits: reason = "seven digits"
    case .unexpectedCharacter(let character): reason = "`\(character)` is no digit"
    case .wrongLength(let digits): reason = "no number has these \(digits) digits"
    }
    return Finding(
      .phoneMalformed(found: Masking.phone(text), reason: reason, sheet: "\(rule.place)"),
      at: places)
  }

  /// What the sheet wants done with a value that cannot be carried over.
  ///
  /// A number that was rounded by a spreadsheet is never kept: its digits are gone.
  private mutating func otherwise(_ finding: Finding, text: String, rule: FieldRule) -> Value {
    switch rule.otherwise {
    case .keep where finding.code != .numberScientific: return Value(text: text)
    case .empty: return Value(text: nil, legacy: text)
    case .keep, .quarantine:
      findings.append(finding)
      return Value()
    }
  }

  static let flags: [String: String] = [
    "是": "true", "1": "true", "y": "true", "yes": "true", "true": "true", "已": "true",
    "否": "false", "0": "false", "n": "false", "no": "false", "false": "false", "未": "false",
  ]
}

extension DateLayout.Value {
  /// Whether one is before the other; a day and an instant of that day are not.
  func isBefore(_ other: DateLayout.Value) -> Bool {
    switch (self, other) {
    case (.instant(let left), .instant(let right)): left < right
    case (.day(let left), .day(let right)): left < right
    case (.instant(let left), .day(let right)): left.date < right
    case (.day(let left), .instant(let right)): left < right.date
    }
  }

  /// The day, whatever the hour.
  var day: CivilDate {
    switch self {
    case .instant(let instant): instant.date
    case .day(let day): day
    }
  }
}
