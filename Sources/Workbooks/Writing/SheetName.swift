/// Names of sheets as spreadsheet programs allow them.
package enum SheetName {
  /// How long a name may be, in units of UTF-16.
  package static let longest = 31

  /// The name, or where programs refuse it, one made from it, always the same: characters that are not
  /// allowed become `_`, what is too long is cut at the end of a character, and one that is taken gets
  /// `~2`, `~3` and so on behind it.
  ///
  /// - Parameters:
  ///   - name: the name that is wanted; may be empty.
  ///   - taken: names that the workbook has already; the new one is put among them.
  /// - Returns: the name, which differs from all others in more than upper and lower case.
  package static func allowed(_ name: String, among taken: inout Set<String>) -> String {
    var cleaned = String(name.map { isRefused($0) ? "_" : $0 })
    // An apostrophe may be within a name, not at its ends; `History` is a name of Excel's own.
    if cleaned.hasPrefix("'") { cleaned = "_" + cleaned.dropFirst() }
    if cleaned.isEmpty || cleaned.lowercased() == "history" { cleaned += "_" }
    var candidate = cut(cleaned, behind: "")
    var number = 2
    while !taken.insert(candidate.lowercased()).inserted {
      candidate = cut(cleaned, behind: "~\(number)")
      number += 1
    }
    return candidate
  }

  private static func isRefused(_ character: Character) -> Bool {
    character.unicodeScalars.contains { scalar in
      "[]:*?/\\".unicodeScalars.contains(scalar) || scalar.properties.generalCategory == .control
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
  }

  private static func cut(_ name: String, behind end: String) -> String {
    var kept = name[...]
    while kept.utf16.count > longest - end.utf16.count { kept.removeLast() }
    if end.isEmpty, kept.hasSuffix("'") { kept = kept.dropLast() + "_" }
    return kept + end
  }
}
