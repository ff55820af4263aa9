import Findings
import HotlineModel
import LocalFiles
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
  /// Reads what an earlier run kept; `nil` where the file is absent, damaged, of another basis, or of
  /// another program.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - basis: what the lines must follow from.
  ///   - phases: the sheet of cut-overs, as its user names it.
  init?(keptAt path: String, for basis: StatusBasis, phases: String) {
    guard let bytes = try? InputFile.bytes(of: path), let end = bytes.firstIndex(of: 10) else {
      return nil
    }
    let body = Array(bytes[(end + 1)...])
    guard bytes[..<end].elementsEqual(Self.head(of: body, basis).utf8),
      let texts = Self.texts(body)
    else { return nil }
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

  /// Keeps the lines for later runs, for their user alone.
  ///
  /// A workspace that takes no file keeps nothing: the next run decides the lines again.
  func keep(at path: String, for basis: StatusBasis) {
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
    let body = texts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    guard var file = try? OutputFile(path, mode: 0o600) else { return }
    try? file.write(Self.head(of: body, basis) + "\n")
    try? file.write(body)
    // What a power cut leaves of it does not carry its hash.
    try? file.seal(isDurable: false).publish()
  }

  /// The first line: what follows from what, and the hash of the rest.
  private static func head(of body: [UInt8], _ basis: StatusBasis) -> String {
    var fingerprint = Fingerprint()
    fingerprint.update(body)
    return "hotline-status:2 \(basis.sha256) \(fingerprint.hex)"
  }

  /// Texts that were written one behind the other, each with its length before it.
  private static func texts(_ bytes: [UInt8]) -> [String]? {
    var texts: [String] = []
    var start = 0
    while start < bytes.count {
      var length = 0
      while start < bytes.count, bytes[start] != UInt8(ascii: ":") {
        let digit = Int(bytes[start]) - 48
        guard (0...9).contains(digit), length < bytes.count else { return nil }
        length = length * 10 + digit
        start += 1
      }
      start += 1
      guard start + length <= bytes.count else { return nil }
      texts.append(String(decoding: bytes[start..<start + length], as: UTF8.self))
      start += length
    }
    return texts
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
