import Findings

/// What rendered files for Asterisk say: the steps of every extension, in the order of their
/// priorities.
///
/// Shares no code with what rendered them.
struct AsteriskFiles: Sendable {
  /// One priority.
  struct Step: Hashable, Sendable {
    let application: String
    let data: String
  }

  /// The steps by `context,exten`.
  let steps: [String: [Step]]
  /// The extensions of `hotline`: dialled forms.
  let forms: Set<String>

  /// Reads the configuration, the realtime rows, which must say the same, and the contexts that a
  /// realtime table needs.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing, a priority is skipped, the two
  ///   forms differ, or a context is missing.
  init(_ file: SwitchTexts) throws {
    let name = "extensions_hotline.conf"
    let rows = Self.rows(ofConfiguration: try file(name))
    let script = try file("extensions.sql")
    guard let last = rows.last, last[0] == "hotline-manifest",
      last[4].split(separator: " ").last == "\(rows.count + file.omitted(name))"
    else { throw Self.damaged("rows are missing, or the manifest row is not the last") }
    guard script.hasSuffix("COMMIT;\n"), Self.rows(ofScript: script) == rows else {
      throw Self.damaged("extensions.sql has other rows")
    }
    var steps: [String: [Step]] = [:]
    for row in rows {
      let place = "\(row[0]),\(row[1])"
      guard row[2] == "\((steps[place]?.count ?? 0) + 1)" else {
        throw Self.damaged("\(place) skips a priority")
      }
      steps[place, default: []].append(Step(application: row[3], data: row[4]))
    }
    let contexts = Self.contexts(ofStubs: try file("extensions_realtime.conf"))
    if let missing = Set(rows.map { $0[0] }).subtracting(contexts).min() {
      throw Self.damaged("extensions_realtime.conf has no context \(missing)")
    }
    self.steps = steps
    forms = Set(rows.filter { $0[0] == "hotline" }.map { $0[1] })
  }

  static func damaged(_ reason: String) -> Unusable {
    Unusable(.switchDiffers(reason: reason), at: SourceLocation(file: "extensions_hotline.conf"))
  }

  /// Context, exten, priority, application, data of every `exten =>` line.
  private static func rows(ofConfiguration text: String) -> [[String]] {
    var context = ""
    return text.split(separator: "\n").compactMap { line in
      if line.hasPrefix("["), line.hasSuffix("]") { context = String(line.dropFirst().dropLast()) }
      guard line.hasPrefix("exten => "), line.hasSuffix(")") else { return nil }
      let parts = line.dropFirst(9).split(
        separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, let open = parts[2].firstIndex(of: "(") else { return nil }
      return [
        context, String(parts[0]), String(parts[1]), String(parts[2][..<open]),
        String(parts[2][open...].dropFirst().dropLast()),
      ]
    }
  }

  private static func rows(ofScript text: String) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("INSERT INTO extensions ") }.map { line in
      let quoted = line.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
      guard quoted.count == 9 else { return quoted }
      return [quoted[1], quoted[3], quoted[4].filter { $0.isNumber }, quoted[5], quoted[7]]
    }
  }

  /// The contexts that ask the realtime table for their own rows.
  private static func contexts(ofStubs text: String) -> Set<String> {
    var context = ""
    var contexts: Set<String> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("["), line.hasSuffix("]") { context = String(line.dropFirst().dropLast()) }
      if line == "switch => Realtime/\(context)@extensions/p" { contexts.insert(context) }
    }
    return contexts
  }
}
