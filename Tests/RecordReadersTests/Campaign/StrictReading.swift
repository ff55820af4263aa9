/// Separated values read by the letter, written apart from the readers that are tested with it.
struct StrictReading {
  let delimiter: Unicode.Scalar

  /// The fields of the record that begins at a place in a text, and where it ends; `nil` where a
  /// quoted field does not close, or text follows its closing mark.
  func record(
    in scalars: [Unicode.Scalar], at start: Int = 0
  ) -> (fields: [String], end: Int)? {
    var fields: [String] = []
    var place = start
    while true {
      var field = String.UnicodeScalarView()
      if place < scalars.count, scalars[place] == "\"" {
        guard let end = closingMark(in: scalars, after: place, &field) else { return nil }
        place = end
      } else {
        while place < scalars.count, !ends(scalars[place]) {
          field.append(scalars[place])
          place += 1
        }
      }
      fields.append(String(field))
      guard place < scalars.count, scalars[place] == delimiter else { return (fields, place) }
      place += 1
    }
  }

  /// Where the delimiter, line end or end of the text behind a quoted field is.
  private func closingMark(
    in scalars: [Unicode.Scalar], after mark: Int, _ field: inout String.UnicodeScalarView
  ) -> Int? {
    var place = mark + 1
    while place < scalars.count {
      guard scalars[place] == "\"" else {
        field.append(scalars[place])
        place += 1
        continue
      }
      place += 1
      guard place < scalars.count, scalars[place] == "\"" else { break }
      field.append("\"")
      place += 1
      if place == scalars.count { return nil }
    }
    guard scalars[place - 1] == "\"", place > mark + 1 else { return nil }
    while place < scalars.count, scalars[place] == " " { place += 1 }
    return place == scalars.count || ends(scalars[place]) ? place : nil
  }

  private func ends(_ scalar: Unicode.Scalar) -> Bool {
    scalar == delimiter || scalar == "\n" || scalar == "\r"
  }
}
