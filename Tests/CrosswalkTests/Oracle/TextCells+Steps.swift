import Bytes
import Findings

@testable import Crosswalk

/// A value that cannot be carried over, and why.
struct TextFailure: Error {
  let finding: Finding
}

extension TextCells {
  /// A field's text after its steps.
  ///
  /// - Returns: the text, empty where it says nothing, or why it cannot be told.
  func prepared(
    _ text: String, by rule: FieldRule, steps: [CellStep], at place: SourceLocation
  ) -> Result<String, TextFailure> {
    var text = text
    for step in steps {
      switch step.action {
      case .halfWidth: text = trimmed(halfWidth(text))
      case .firstOf:
        if text.isEmpty { text = step.columns.lazy.map(said).first { !$0.isEmpty } ?? "" }
      case .join(let separator):
        text = ([text] + step.columns.map(said)).filter { !$0.isEmpty }
          .joined(separator: separator)
      case .split(let separator, let part):
        let scalars = Array(String(decoding: separator, as: UTF8.self).unicodeScalars)
        text = Self.piece(part, of: text, between: scalars)
      case .empty(let texts): if texts.contains(text) { text = "" }
      case .lookup(let table):
        guard !text.isEmpty else { continue }
        switch looked(up: text, in: table, for: rule, at: [place, step.place]) {
        case .success(let unified): text = unified
        case .failure(let failure): return .failure(failure)
        }
      case .fillDown:
        guard text.isEmpty else { continue }
        return .failure(
          TextFailure(
            finding: Finding(
              .fillDownMissed(column: place.field ?? rule.name, sheet: "\(step.place)"),
              at: [place, step.place])))
      case .extract(let pattern, let group):
        guard !text.isEmpty else { continue }
        let reason: String
        switch pattern.find(in: text, group: group) {
        case .one(let part):
          text = trimmed(part)
          continue
        case .none: reason = "0"
        case .several: reason = "2+"
        case .exhausted: reason = "too many"
        }
        return .failure(
          TextFailure(
            finding: Finding(
              .patternMissed(
                column: place.field ?? rule.name, found: reason, sheet: "\(step.place)"),
              at: [place, step.place])))
      }
      if isPlaceholder(text) { text = "" }
    }
    return .success(text)
  }

  /// The piece of a text between separators, counted from 1, or from the end by -1; empty where
  /// there are not so many.
  private static func piece(_ part: Int, of text: String, between separator: [Unicode.Scalar])
    -> String
  {
    let scalars = Array(text.unicodeScalars)
    var pieces: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    var place = 0
    while place + separator.count <= scalars.count {
      if scalars[place..<place + separator.count].elementsEqual(separator) {
        pieces.append(scalars[start..<place])
        place += separator.count
        start = place
      } else {
        place += 1
      }
    }
    pieces.append(scalars[start...])
    let index = part > 0 ? part - 1 : pieces.count + part
    guard pieces.indices.contains(index) else { return "" }
    var piece = String.UnicodeScalarView()
    piece.append(contentsOf: pieces[index])
    return trimmed(String(piece))
  }
}

/// A text with full-width letters, digits and signs as ASCII, and U+3000 as a blank.
func halfWidth(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0xFF01...0xFF5E:
      scalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)))
    case 0x3000: scalars.append(" ")
    default: scalars.append(scalar)
    }
  }
  return String(scalars)
}
