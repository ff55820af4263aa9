import Bytes
import HotlineModel
import Tickets

extension MappingProgram {
  /// A field's text after its steps, empty where it says nothing.
  ///
  /// - Parameters:
  ///   - text: the text before them, among the prepared ones.
  ///   - steps: the steps, in their order.
  ///   - fields: the fields of the record.
  ///   - bytes: the bytes of the batch.
  ///   - day: when the call came in; `nil` where that is not known.
  ///   - prepared: takes what steps make.
  /// - Returns: where the text is among the prepared ones.
  /// - Throws: the fault that a step finds.
  func text(
    _ text: Range<Int>, after steps: [CellStep], _ fields: Span<RecordBatch.Field>,
    _ bytes: Span<UInt8>, on day: CivilDate?, _ prepared: inout PreparedTexts
  ) throws(CellFault) -> Range<Int> {
    var text = text
    for step in steps {
      switch step.action {
      case .halfWidth: text = halfWidth(text, &prepared)
      case .firstOf:
        if text.isEmpty { text = firstSaid(step.columns, fields, bytes, &prepared) }
      case .join(let separator):
        text = join(text, step.columns, separator, fields, bytes, &prepared)
      case .split(let separator, let part):
        text = prepared.bytes.span.piece(part, of: text, between: separator)
      case .empty(let texts):
        if texts.contains(prepared.text(text)) { text = text.lowerBound..<text.lowerBound }
      case .lookup(let table):
        if text.isEmpty { continue }
        do throws(CellFault) {
          let day = table.pairs == nil ? day : nil
          let code = try code(prepared.text(text), in: table, fields, bytes, on: day)
          text = prepared.add(code.utf8)
        } catch {
          throw CellFault(kind: error.kind, text: error.text, step: step)
        }
      case .fillDown:
        // Empty cells were filled before, where the records above say with what.
        if text.isEmpty { throw CellFault(kind: .nothingAbove, step: step) }
      case .extract(let pattern, let group):
        if text.isEmpty { continue }
        let found: String
        switch pattern.find(in: prepared.text(text), group: group) {
        case .one(let part):
          text = prepared.add(trimmed(part).utf8)
          continue
        case .none: found = "0"
        case .several: found = "2+"
        case .exhausted: found = "too many"
        }
        throw CellFault(kind: .pattern(found: found), step: step)
      }
      text = said(text, prepared)
    }
    return text
  }

  /// Letters, digits and signs of full width as ASCII.
  private func halfWidth(
    _ text: Range<Int>, _ prepared: inout PreparedTexts
  ) -> Range<Int> {
    let narrow = prepared.addHalfWidth(text)
    return prepared.bytes.span.trimmed(narrow)
  }

  /// A text with what further columns say behind it.
  private func join(
    _ text: Range<Int>, _ names: [String], _ separator: String,
    _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>, _ prepared: inout PreparedTexts
  ) -> Range<Int> {
    var parts = [text]
    for name in names { parts.append(said(name, fields, bytes, &prepared)) }
    var joined: [UInt8] = []
    for part in parts where !part.isEmpty {
      if !joined.isEmpty { joined += separator.utf8 }
      joined += prepared.bytes[part]
    }
    return prepared.add(joined)
  }
}

extension PreparedTexts {
  /// Keeps a text that was kept already with its characters of full width as ASCII: those from U+FF01
  /// to U+FF5E, and U+3000 as a blank.
  fileprivate mutating func addHalfWidth(_ text: Range<Int>) -> Range<Int> {
    let start = bytes.count
    bytes.reserveCapacity(start + text.count)
    var place = text.lowerBound
    while place < text.upperBound {
      let byte = bytes[place]
      guard byte == 0xEF || byte == 0xE3, place + 3 <= text.upperBound,
        let narrow = Self.halfWidth(byte, bytes[place + 1], bytes[place + 2])
      else {
        bytes.append(byte)
        place += 1
        continue
      }
      bytes.append(narrow)
      place += 3
    }
    return start..<bytes.count
  }

  /// The ASCII character for one of full width, by the three bytes of it.
  private static func halfWidth(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt8? {
    switch (first, second, third) {
    case (0xEF, 0xBC, 0x81...0xBF): third - 0x60
    case (0xEF, 0xBD, 0x80...0x9E): third - 0x20
    case (0xE3, 0x80, 0x80): 0x20
    default: nil
    }
  }
}

extension Span<UInt8> {
  /// Hands out what is between separators; all of it where there is none.
  func split(_ range: Range<Int>, at separator: [UInt8], _ body: (Range<Int>) -> Void) {
    var start = range.lowerBound
    var place = start
    while let first = separator.first, place + separator.count <= range.upperBound {
      if self[place] == first, holds(separator, at: place..<place + separator.count) {
        body(start..<place)
        place += separator.count
        start = place
      } else {
        place += 1
      }
    }
    body(start..<range.upperBound)
  }

  /// The piece of a range between separators without blanks, counted from 1, or from the end by -1;
  /// empty where there are not so many.
  fileprivate func piece(
    _ part: Int, of range: Range<Int>, between separator: [UInt8]
  ) -> Range<Int> {
    var count = 0
    var found = range.lowerBound..<range.lowerBound
    if part > 0 {
      split(range, at: separator) { piece in
        count += 1
        if count == part { found = piece }
      }
    } else {
      split(range, at: separator) { _ in count += 1 }
      let wanted = count + part + 1
      count = 0
      split(range, at: separator) { piece in
        count += 1
        if count == wanted { found = piece }
      }
    }
    return trimmed(found)
  }
}
