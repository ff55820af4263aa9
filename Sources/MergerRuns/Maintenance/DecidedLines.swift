import Findings
import HotlineModel
import Reports

/// What a status shows of the lines that does not come from the ledger: decisions, late cut-overs,
/// lines without a route.
struct DecidedLines: Equatable {
  /// A line of the register, and what was decided.
  struct Line: Equatable {
    let id: String
    let name: String
    /// `nil` where the policy cannot be applied yet.
    let outcome: LineStatus.Outcome?
    let late: LateCutover?
    /// Whether it is merged and has no route.
    let isUnrouted: Bool
  }

  /// The lines, in the order of their numbers.
  let lines: [Line]
  /// What the codes of their reasons mean.
  let reasons: ReasonWords
  /// Whether the routing sheets can be read and plan at least one line.
  let hasPlan: Bool
}

// MARK: - The file that keeps them

extension DecidedLines {
  /// Reads what an earlier run kept; `nil` where there is nothing that counts.
  ///
  /// - Parameters:
  ///   - kept: the file, and what the lines must follow from.
  ///   - phases: the sheet of cut-overs, as its user names it.
  init?(_ kept: KeptTexts, phases: String) {
    guard let texts = kept.read() else { return nil }
    var rest = texts[...]
    func next() -> String? { rest.popFirst() }
    guard let plan = next(), let lineCount = next().flatMap(Int.init),
      let wordCount = next().flatMap(Int.init)
    else { return nil }
    var lines: [Line] = []
    for _ in 0..<lineCount {
      guard let id = next(), let name = next(), let mode = next().flatMap(MergeMode.init),
        let reason = next(), let deadline = next(), let late = next(), let route = next()
      else { return nil }
      lines.append(
        Line(
          id: id, name: name,
          outcome: LineStatus.Outcome(mode: mode, reason: reason, deadline: deadline),
          late: late.isEmpty ? nil : LateCutover(line: id, kept: late, phases: phases),
          isUnrouted: route == "unrouted"))
    }
    var words: [String: String] = [:]
    for _ in 0..<wordCount {
      guard let code = next(), let word = next() else { return nil }
      words[code] = word
    }
    guard rest.isEmpty else { return nil }
    self.init(lines: lines, reasons: ReasonWords(words), hasPlan: plan == "plan")
  }

  /// Keeps the lines for later runs; none are kept where the policy cannot be applied.
  func keep(in kept: KeptTexts) {
    let words = reasons.words.sorted { $0.key < $1.key }
    var texts = [hasPlan ? "plan" : "-", "\(lines.count)", "\(words.count)"]
    for line in lines {
      guard let outcome = line.outcome else { return }
      texts += [
        line.id, line.name, outcome.mode.rawValue, outcome.reason, outcome.deadline,
        line.late?.kept ?? "", line.isUnrouted ? "unrouted" : "-",
      ]
    }
    for (code, word) in words { texts += [code, word] }
    kept.keep(texts)
  }
}

extension LateCutover {
  /// The numbers of it, with the name of its column at the end.
  fileprivate var kept: String {
    "\(cutover.wallSeconds) \(deadline.dayNumber) \(place.line ?? 0) \(place.column ?? 0) "
      + (place.field ?? "")
  }

  fileprivate init?(line: String, kept: String, phases: String) {
    let parts = kept.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 5, let seconds = Int(parts[0]), let day = Int(parts[1]),
      let row = Int(parts[2]), let column = Int(parts[3])
    else { return nil }
    self.init(
      line: line, cutover: CivilInstant(wallSeconds: seconds), deadline: CivilDate(dayNumber: day),
      place: SourceLocation(
        file: phases, line: row, column: column == 0 ? nil : column,
        field: parts[4].isEmpty ? nil : String(parts[4])))
  }
}
