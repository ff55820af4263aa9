package import Bytes
import HotlineModel
package import Reports

/// What two policies decide differently, as people and machines read it.
package struct DifferenceText {
  private let difference: PolicyDifference
  /// How many regions are printed.
  private let limit: Int
  private let terminal: Terminal

  /// What is shown, and where.
  package init(_ difference: PolicyDifference, limit: Int, terminal: Terminal) {
    self.difference = difference
    self.limit = limit
    self.terminal = terminal
  }

  /// The text, line by line.
  package var lines: [TerminalText] {
    var lines: [TerminalText] = ["\(difference.before) -> \(difference.after)"]
    var left = limit
    for change in difference.changes {
      lines += self.lines(of: change, showing: min(left, change.regions.count))
      left -= min(left, change.regions.count)
    }
    let ofFacts = otherRows.filter { difference.sheetsOfFacts.contains($0.sheet) }
    if !ofFacts.isEmpty {
      lines.append(terminal.words("rows that give numbers other facts:", "让号码有另一些事实的行："))
      lines += RevisionText(ofFacts, terminal: terminal).lines
    }
    let rest = otherRows.filter { !difference.sheetsOfFacts.contains($0.sheet) }
    if !rest.isEmpty {
      let isTraced = difference.changes.allSatisfy { !$0.causes.isEmpty }
      lines.append(
        isTraced
          ? terminal.words("rows that change no combination of facts:", "不改变任何事实组合结论的行：")
          : terminal.words("other rows that differ:", "其他不同的行："))
      lines += RevisionText(rest, terminal: terminal).lines
    }
    return lines + (difference.lines ?? []).map { "~ \(text(of: $0))" } + verdict
  }

  private func lines(of change: PolicyDifference.Change, showing count: Int) -> [TerminalText] {
    let causes: [TerminalText] =
      change.causes.isEmpty
      ? [terminal.words("several changes of the tables", "各表的若干改动")]
      : change.causes.map { "\($0.sheet)  \($0.row.summary)" }
    var lines = causes
    lines.append(
      terminal.words(
        "  \(grouped(change.count)) combinations of facts are decided differently",
        "  \(grouped(change.count)) 种事实组合结论不同"))
    for region in change.regions.prefix(count) {
      let alone: TerminalText =
        region.isIndirect
        ? terminal.words(
          "  alone, for \(grouped(region.count)) more: nothing is done otherwise",
          "  仅此，另有 \(grouped(region.count)) 种：处置不变") : ""
      lines.append("  ~ \(quoted(Self.text(of: region.outputs)))\(alone)")
      if !region.following.isEmpty {
        let following = quoted(Self.text(of: region.following))
        lines.append("    \(terminal.words("with", "连带"))     \(following)")
      }
      let words = region.words.prefix(3).joined(separator: "; ")
      let more = region.words.count > 3 ? " (+\(region.words.count - 3))" : ""
      lines.append("    \(terminal.words("where", "条件"))    \(quoted(words))\(more)")
      lines.append("    \(terminal.words("such as", "例如"))  \(quoted(region.witness))")
    }
    if change.regions.count > count { lines.append("  … +\(change.regions.count - count)") }
    return lines
  }

  /// The rows that differ and stand under no change above.
  private var otherRows: [SheetRevision] {
    let told = Set(difference.changes.flatMap(\.causes))
    return difference.sheets.compactMap { revision in
      let rows = revision.rows.filter {
        !told.contains(PolicyDifference.Cause(sheet: revision.sheet, row: $0))
      }
      guard rows.isEmpty, !revision.rows.isEmpty else {
        return SheetRevision(sheet: revision.sheet, kind: revision.kind, rows: rows)
      }
      return nil
    }
  }

  private var verdict: [TerminalText] {
    var lines: [TerminalText] = []
    let (changed, all) = (grouped(difference.changed), grouped(difference.combinations))
    if difference.isAlike {
      lines.append(
        terminal.words("they decide all \(all) combinations of facts alike", "\(all) 种事实组合结论都相同"))
    } else {
      lines.append(
        terminal.words(
          "\(changed) of \(all) combinations of facts are decided differently",
          "\(all) 种事实组合中有 \(changed) 种结论不同"))
    }
    if let count = difference.lines?.count {
      lines.append(
        terminal.words(
          "\(count) registered lines are decided differently", "登记的热线中有 \(count) 条结论不同"))
    }
    if difference.hasOtherDesignations {
      lines.append(
        terminal.words(
          "documents on single numbers differ: any line may be decided differently",
          "关于单个号码的文件不同：任何热线的结论都可能不同"))
    }
    if difference.hasOtherNumberClasses {
      lines.append(
        terminal.words(
          "number classes differ: lines with such numbers may be decided differently",
          "号码类别不同：这类号码的热线结论可能不同"))
    }
    return lines
  }

  /// Expressions of the policy stand in quotes among Chinese words.
  private func quoted(_ text: String) -> String { terminal.words(text, "`\(text)`") }

  private func grouped(_ count: Int) -> String { Listing.grouped("\(count)") }

  /// Each output once: `seats_disposition ask|nothing -> untouched`.
  private static func text(of outputs: [PolicyDifference.Output]) -> String {
    var names: [String] = []
    for output in outputs where !names.contains(output.name) { names.append(output.name) }
    return names.map { name in
      let own = outputs.filter { $0.name == name }
      let (before, after) = (Set(own.map(\.before)), Set(own.map(\.after)))
      guard before.count == 1 || after.count == 1 else {
        return own.map { "\(name) \($0.before) -> \($0.after)" }.joined(separator: ", ")
      }
      return "\(name) \(before.sorted().joined(separator: "|")) -> "
        + after.sorted().joined(separator: "|")
    }.joined(separator: ", ")
  }

  /// A line with its mode and reason where these change, else with all that does.
  private func text(of line: PolicyDifference.Line) -> String {
    let leading = Self.outputs(of: line, from: Self.leading)
    let changed = leading.isEmpty ? Self.outputs(of: line, from: Self.others) : leading
    return "\(line.before.line.id)  \(quoted(Self.text(of: changed)))  \(line.before.line.name)"
  }

  private static func outputs(
    of line: PolicyDifference.Line, from parts: [(name: String, value: (Decision) -> String)]
  ) -> [PolicyDifference.Output] {
    parts.map { part in
      PolicyDifference.Output(
        name: part.name, before: part.value(line.before), after: part.value(line.after))
    }.filter { $0.before != $0.after }
  }

  private static var leading: [(name: String, value: (Decision) -> String)] {
    [("mode", { $0.mode.rawValue }), ("reason", { $0.reason })]
  }

  private static var others: [(name: String, value: (Decision) -> String)] {
    [
      ("number", { $0.number.rawValue }), ("seats", { $0.seats.rawValue }),
      ("calls", { $0.callPath.rawValue }), ("tickets", { $0.tickets.rawValue }),
      ("knowledge", { $0.knowledge.rawValue }), ("hours", { $0.roundTheClock.rawValue }),
      ("deadline", { $0.deadline }), ("template", { $0.template }),
      ("certainty", { "\($0.certainty)" }),
    ]
  }

  /// The same for machines.
  package var json: JSONValue {
    [
      "before": .string(difference.before),
      "after": .string(difference.after), "combinations": .int(difference.combinations),
      "changed": .int(difference.changed), "alike": .bool(difference.isAlike),
      "designationsDiffer": .bool(difference.hasOtherDesignations),
      "numberClassesDiffer": .bool(difference.hasOtherNumberClasses),
      "changes": .array(difference.changes.map(Self.json)),
      "sheets": RevisionText(difference.sheets, terminal: terminal).json,
      "lines": difference.lines.map { .array($0.map(Self.json)) } ?? .null,
    ]
  }

  private static func json(_ change: PolicyDifference.Change) -> JSONValue {
    [
      "rows": .array(
        change.causes.map { ["sheet": .string($0.sheet), "row": .string($0.row.name)] }),
      "count": .int(change.count),
      "regions": .array(
        change.regions.map { region in
          [
            "outputs": json(region.outputs), "following": json(region.following),
            "where": .array(region.words.map { .string($0) }),
            "witness": .string(region.witness), "count": .int(region.count),
            "indirect": .bool(region.isIndirect),
          ]
        }),
    ]
  }

  private static func json(_ line: PolicyDifference.Line) -> JSONValue {
    [
      "line": .string(line.before.line.id),
      "outputs": json(outputs(of: line, from: leading + others)),
    ]
  }

  private static func json(_ outputs: [PolicyDifference.Output]) -> JSONValue {
    .array(
      outputs.map {
        ["output": .string($0.name), "before": .string($0.before), "after": .string($0.after)]
      })
  }
}
