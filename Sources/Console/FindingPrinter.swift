package import Findings

/// Findings as a person reads them: what, where, why, how to mend it.
package struct FindingPrinter {
  private let terminal: Terminal
  /// After this many findings of one code in one file the rest is a count.
  private static let shown = 5

  /// A printer of findings on a terminal.
  package init(terminal: Terminal) {
    self.terminal = terminal
  }

  /// Prints findings to standard error, those of one code and file together.
  package func print(_ findings: [Finding]) {
    var counts: [String: Int] = [:]
    for finding in findings {
      let key = "\(finding.code.rawValue) \(finding.places.first?.file ?? "")"
      counts[key, default: 0] += 1
      if counts[key, default: 0] <= Self.shown { print(finding) }
    }
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.shown {
      terminal.say(
        terminal.words(
          "… and \(count - Self.shown) more of \(key)", "……另有 \(count - Self.shown) 处 \(key)"))
    }
  }

  private func print(_ finding: Finding) {
    let language = terminal.language
    let title =
      "\(finding.severity.words.text(in: language))[\(finding.code.rawValue)]"
    let meaning: Terminal.Meaning = finding.severity == .error ? .error : .attention
    let colon = terminal.words(": ", "：")
    var lines: [TerminalText] = [
      "\(terminal.paintedError("\(title)", meaning))\(colon)\(finding.message(in: language))"
    ]
    for place in finding.places {
      lines.append("  --> \(place)\(details(of: place))")
    }
    lines.append("  \(terminal.words("why", "后果"))\(colon)\(finding.why(in: language))")
    lines.append(
      "  \(terminal.words("fix", "办法"))\(colon)\(runnable(finding.fix(in: language)))")
    lines.append(
      "  \(terminal.words("more", "详见"))\(colon)hotline explain \(finding.code.rawValue)")
    if finding.severity == .note {
      terminal.say(lines[0])
    } else {
      terminal.complain(lines.joined(separator: "\n"))
    }
  }

  /// A fix whose commands, between backticks, name the workspace where they would not find it.
  private func runnable(_ fix: String) -> String {
    fix.replacing("`hotline ", with: "`\(NextStep.command([], on: terminal)) ")
  }

  private func details(of place: SourceLocation) -> String {
    var parts: [String] = []
    if let record = place.record {
      parts.append(terminal.words("record \(record)", "第 \(record) 条记录"))
    }
    if place.record != nil, let field = place.field {
      parts.append(terminal.words("column `\(field)`", "列“\(field)”"))
    }
    return parts.isEmpty
      ? ""
      : terminal.words(
        "  (\(parts.joined(separator: ", ")))", "  （\(parts.joined(separator: "，"))）")
  }
}
