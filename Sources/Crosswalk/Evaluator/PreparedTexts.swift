import Bytes
import HotlineModel
import Tickets

/// The texts of one record's fields that steps prepare, or whose values are made of texts; one behind
/// the other.
struct PreparedTexts {
  /// What was made of a field's text.
  enum Value {
    /// It says nothing.
    case none
    /// A text, on which the operation of the field is still to be done.
    case text(Range<Int>)
    /// The value of the field, and what the record said where it says something else.
    case made(Range<Int>, legacy: Range<Int>?)
    /// It cannot be carried over; with the text that may be kept.
    case fault(CellFault, Range<Int>)
  }

  var bytes: [UInt8] = []
  /// One for each slot that needs it.
  var values: [Value] = []
  /// What was removed from around texts.
  var notices: [RecordNotices.Kind] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    notices.removeAll(keepingCapacity: true)
  }

  /// Keeps a text; where it is.
  mutating func add(_ text: some Sequence<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  /// Keeps a part of other bytes; where it is.
  mutating func add(_ range: Range<Int>, of others: Span<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(addingCapacity: range.count) { $0.append(range, of: others) }
    return start..<bytes.count
  }

  /// A text that was kept.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// What a rule does with texts, shared by reference: rules are large.
final class TextRule: Sendable {
  let steps: [CellStep]
  let field: TicketField?
  let transform: FieldRule.Transform
  let list: ListForm?
  let units: UnitTree?
  let table: CodeTable?

  init(_ rule: FieldRule) {
    steps = rule.steps
    field = rule.target.field
    transform = rule.transform
    list = rule.list
    units = rule.units
    table = rule.table
  }
}

extension MappingProgram {
  /// Makes the texts of a record that its bytes alone do not give.
  func prepare(
    _ record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>,
    into prepared: inout PreparedTexts
  ) {
    guard !preparedSlots.isEmpty else { return }
    prepared.removeAll()
    let fields = fields.extracting(record.fields)
    let day = dependsOnDay ? day(fields, bytes, &prepared) : nil
    for slot in preparedSlots {
      let value = value(of: slot, fields, bytes, on: day, &prepared)
      prepared.values.append(value)
    }
  }

  private func value(
    of slot: Slot, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>, on day: CivilDate?,
    _ prepared: inout PreparedTexts
  ) -> PreparedTexts.Value {
    let rule = textRules[Int(slot.prepared)]
    let column = column(Int(slot.position), fields, bytes, &prepared)
    func value(_ fault: CellFault, keeping text: Range<Int>) -> PreparedTexts.Value {
      let found = fault.text.isEmpty ? prepared.text(text) : fault.text
      return .fault(
        CellFault(kind: fault.kind, rule: Int(slot.rule), text: found, step: fault.step), text)
    }
    var text = said(column, prepared)
    if slot.hasSteps {
      do throws(CellFault) {
        text = try self.text(text, after: rule.steps, fields, bytes, on: day, &prepared)
      } catch {
        return value(error, keeping: column)
      }
    }
    if text.isEmpty, slot.isList, let list = rule.list {
      text = firstSaid(list.columns, fields, bytes, &prepared)
    }
    if text.isEmpty { return .none }
    guard slot.operation == .made else { return .text(text) }
    do throws(CellFault) {
      let made = try made(text, by: rule, fields, bytes, on: day, &prepared)
      let isSame = slot.isList || prepared.bytes.span.areSame(made, text)
      return .made(made, legacy: isSame ? nil : text)
    } catch {
      return value(error, keeping: text)
    }
  }

  /// The value that a list, a unit or a code table makes of a text.
  private func made(
    _ text: Range<Int>, by rule: TextRule, _ fields: Span<RecordBatch.Field>,
    _ bytes: Span<UInt8>, on day: CivilDate?, _ prepared: inout PreparedTexts
  ) throws(CellFault) -> Range<Int> {
    guard let field = rule.field else { return text }
    switch rule.transform {
    case .list:
      guard let form = rule.list else { return text }
      do throws(ListForm.Failure) {
        if form.hasColumns {
          return prepared.add(try form.json(for: field) { said($0, fields, bytes) })
        }
        return prepared.add(try form.json(of: text, in: prepared.bytes.span, for: field))
      } catch {
        switch error {
        case .malformed(let reason): throw CellFault(kind: .list(reason: reason))
        case .date(let found): throw CellFault(kind: .dateInList(found))
        }
      }
    case .unit:
      guard let units = rule.units, let unit = units.unit(text, of: prepared.bytes.span, on: day)
      else {
        throw CellFault(kind: .unknownUnit)
      }
      switch field {
      case .dispatchUnitCode: return prepared.add(unit.code.utf8)
      case .dispatchUnits: return prepared.add(units.path(to: unit, on: day).json)
      default: return prepared.add(unit.name.utf8)
      }
    default:
      guard let table = rule.table else { return text }
      let code = try code(prepared.text(text), in: table, fields, bytes, on: day)
      return prepared.add(code.utf8)
    }
  }

  /// What a legacy code stands for by a table, on the day of the call.
  func code(
    _ text: String, in table: CodeTable, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>,
    on day: CivilDate?
  ) throws(CellFault) -> String {
    switch table.lookup(text, on: day, said: { said($0, fields, bytes) }) {
    case .unified(let unified): return unified
    case .unknown: throw CellFault(kind: .unknownCode(table), text: text)
    case .ambiguous(let first, let other):
      throw CellFault(kind: .codes(table, first: first, other: other), text: text)
    }
  }

  /// The day on which the call came in; `nil` where the record does not say it.
  private func day(
    _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>, _ prepared: inout PreparedTexts
  ) -> CivilDate? {
    guard let slot = slots.first(where: { $0.time >= 0 && Int($0.time) == received }),
      slot.position >= 0,
      let text = try? text(of: slot, fields, bytes, &prepared),
      case .one(let moment) = reading(slot, text, of: prepared.bytes.span)
    else { return nil }
    return moment.date
  }

  // MARK: - Single values

  /// What a slot's column says after its steps, which know no day.
  private func text(
    of slot: Slot, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>,
    _ prepared: inout PreparedTexts
  ) throws(CellFault) -> Range<Int> {
    let column = column(Int(slot.position), fields, bytes, &prepared)
    return try text(
      said(column, prepared), after: mapping.rules[Int(slot.rule)].steps, fields, bytes, on: nil,
      &prepared)
  }

  /// What a rule's column says after some steps; `nil` where they find a fault.
  func text(
    of rule: Int, after steps: [CellStep], _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>
  ) -> String? {
    var prepared = PreparedTexts()
    let slot =
      number.rule == rule ? number : (slots + preparedSlots).first { $0.rule == rule }
    let position = slot?.position
    let day = dependsOnDay ? day(fields, bytes, &prepared) : nil
    let column = column(Int(position ?? -1), fields, bytes, &prepared)
    let text = try? text(
      said(column, prepared), after: steps, fields, bytes, on: day, &prepared)
    return text.map { prepared.text($0) }
  }

  /// The ticket number that a record says; `nil` where it says none.
  func legacyNumber(_ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>) -> String? {
    var prepared = PreparedTexts()
    let column = column(Int(number.position), fields, bytes, &prepared)
    let day = dependsOnDay ? day(fields, bytes, &prepared) : nil
    var text = column
    do throws(CellFault) {
      text = try self.text(
        said(column, prepared), after: mapping.rules[Int(number.rule)].steps, fields, bytes,
        on: day, &prepared)
    } catch {
      if number.otherwise != .keep { return nil }
    }
    var letters = Array(prepared.bytes[text])
    if let value = WrappedValue(letters, isNumber: true) { letters = value.text }
    let number = String(decoding: letters, as: UTF8.self)
    return number.isEmpty || isRounded(letters) || isUnfit(number) ? nil : number
  }

  /// Whether the date that a rule reads is one, whatever the mapping wants done where it is not;
  /// `nil` where the record says none.
  func isReadable(
    _ rule: Int, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>
  ) -> Bool? {
    var prepared = PreparedTexts()
    guard let slot = slots.first(where: { Int($0.rule) == rule }) else { return nil }
    guard let text = try? text(of: slot, fields, bytes, &prepared) else { return false }
    if text.isEmpty { return nil }
    if case .one = reading(slot, text, of: prepared.bytes.span) { return true }
    return false
  }

  // MARK: - What columns say

  /// Keeps the text of a column without blanks; empty where the record has no such column.
  private func column(
    _ position: Int, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>,
    _ prepared: inout PreparedTexts
  ) -> Range<Int> {
    guard fields.indices.contains(position) else { return prepared.add([]) }
    let range = bytes.trimmed(fields[position].range)
    if WrappedValue.isPossible(bytes, at: range, isNumber: false),
      let value = WrappedValue(bytes.bytes(range), isNumber: false)
    {
      prepared.notices.append(.unwrapped(value.found))
      return prepared.add(value.text)
    }
    return prepared.add(range, of: bytes)
  }

  /// A text that was kept, nothing where it is a placeholder.
  func said(_ text: Range<Int>, _ prepared: borrowing PreparedTexts) -> Range<Int> {
    isPlaceholder(text, of: prepared.bytes.span) ? text.lowerBound..<text.lowerBound : text
  }

  /// Keeps what a column says.
  func said(
    _ name: String, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>,
    _ prepared: inout PreparedTexts
  ) -> Range<Int> {
    let text = column(columns[name] ?? -1, fields, bytes, &prepared)
    return said(text, prepared)
  }

  /// What a column says; nothing where it holds a placeholder.
  private func said(
    _ name: String, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>
  ) -> String {
    guard let position = columns[name], fields.indices.contains(position) else { return "" }
    guard let range = value(at: position, fields, bytes) else { return "" }
    guard let value = WrappedValue(bytes.bytes(range), isNumber: false) else {
      return bytes.text(range)
    }
    let isEmpty = isPlaceholder(value.text.indices, of: value.text.span)
    return isEmpty ? "" : String(decoding: value.text, as: UTF8.self)
  }

  /// Keeps what the first of some columns says that says something.
  func firstSaid(
    _ names: [String], _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>,
    _ prepared: inout PreparedTexts
  ) -> Range<Int> {
    for name in names {
      let text = said(name, fields, bytes, &prepared)
      if !text.isEmpty { return text }
    }
    return prepared.add([])
  }
}
