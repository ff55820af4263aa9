package import Findings
package import HotlineModel
package import Reports

/// What a signature under an item covers: its exact content, part by part.
///
/// Whoever adds a part makes all earlier signatures of items that have the part old.
package struct ItemContent: Hashable, Sendable {
  /// One part: what it is, its value, and how people read the value where it is a code.
  package struct Part: Hashable, Sendable {
    /// What it is.
    package let key: Key
    /// Its value.
    package let value: String
    /// The value as people read it, where it is a code.
    package var words: Words? { key.words(of: value) }
  }

  /// A part that is in only one of two contents.
  package struct Change: Hashable, Sendable {
    /// The part, as it is signed.
    package let part: Part
    /// Whether it is there now, and was not when the other content was signed.
    package let isNew: Bool
  }

  /// The item's id: `12329-08`, `city-03`.
  package let item: String
  /// The parts, in the order in which they are shown and signed.
  package private(set) var parts: [Part] = []

  /// The content of an item.
  ///
  /// - Parameters:
  ///   - item: the item.
  ///   - checklist: the checklist that it is of.
  ///   - decision: the decision on the line; `nil` for the city's checklist.
  package init(_ item: ChecklistItem, of checklist: Checklist, decision: Decision?) {
    self.item = item.id
    add(.item, item.id)
    switch checklist.subject {
    case .line(let line, let mode):
      add(.line, line)
      add(.name, checklist.name)
      add(.mode, mode.rawValue)
    case .city: add(.city, checklist.name)
    }
    add(.task, item.task)
    add(.owner, item.owner)
    add(.evidence, item.evidence)
    add(.source, item.source)
    add(.due, checklist.due(of: item))
    add(.after, item.dependsOn.joined(separator: " "))
    guard let decision else { return }
    add(.number, decision.number.rawValue)
    add(.seats, decision.seats.rawValue)
    add(.calls, decision.callPath.rawValue)
    add(.tickets, decision.tickets.rawValue)
    add(.knowledge, decision.knowledge.rawValue)
    add(.hours, decision.roundTheClock.rawValue)
  }

  /// Adds a piece of evidence.
  ///
  /// - Parameters:
  ///   - name: what the file is called.
  ///   - sha256: of its bytes, as hexadecimal digits; `nil` where its copy is gone or changed, which is
  ///     another content than the file.
  package mutating func add(proof name: String, sha256: String?) {
    add(.proof, "\(sha256 ?? "-") \(name)")
  }

  /// Adds what was entered, the exception that counts, and what the toolkit answers: not why, which
  /// names days and figures that change without the answer.
  package mutating func add(
    entry: ItemEntry?, exception: ItemEntry?, answers: [AutomaticAnswer]
  ) {
    if let entry {
      add(.conclusion, entry.conclusion?.rawValue ?? "")
      add(.papers, entry.evidence)
      add(.remark, entry.remark)
      add(.filled, [entry.filledBy, entry.day?.description ?? ""].joined(separator: " "))
    }
    if let exception { add(.exception, [exception.who, exception.remark].joined(separator: " ")) }
    for answer in answers { add(.answer, "\(answer.check.rawValue) \(answer.outcome.rawValue)") }
  }

  private mutating func add(_ key: Key, _ value: String) {
    parts.append(Part(key: key, value: value))
  }

  /// What is signed, as it is hashed and stored: the form, then a line for each part with its key, a
  /// tab and its value; backslashes and control characters of values are escaped, so that no two
  /// contents have one text.
  package var text: String {
    (["hotline-item/1"] + parts.map { "\($0.key.rawValue)\t\(Self.escaped($0.value))" })
      .joined(separator: "\n") + "\n"
  }

  private static func escaped(_ value: String) -> String {
    value.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        "\\u{\(String(scalar.value, radix: 16))}"
      default: String(scalar)
      }
    }.joined()
  }

  /// The parts in which a text that was signed differs from this content, by their keys.
  package func changes(since signed: String) -> [Key] {
    differences(from: signed).reduce(into: []) {
      if $0.last != $1.part.key { $0.append($1.part.key) }
    }
  }

  /// What was in a text that was signed and is not in this content, and the other way round, part by
  /// part: what was there before what is.
  package func differences(from signed: String) -> [Change] {
    let (before, now) = (Self.values(signed), Self.values(text))
    return Key.allCases.flatMap { key in
      let (old, new) = (before[key.rawValue] ?? [], now[key.rawValue] ?? [])
      if old == new { return [Change]() }
      let gone = old.filter { !new.contains($0) }
      let added = new.filter { !old.contains($0) }
      // The same values in another order are another content, too.
      let isMoved = gone.isEmpty && added.isEmpty
      return (isMoved ? old : gone).map { Change(part: Part(key: key, value: $0), isNew: false) }
        + (isMoved ? new : added).map { Change(part: Part(key: key, value: $0), isNew: true) }
    }
  }

  private static func values(_ text: String) -> [String: [String]] {
    text.split(separator: "\n").dropFirst().reduce(into: [:]) { values, line in
      let sides = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(sides[0]), default: []].append(sides.count > 1 ? String(sides[1]) : "")
    }
  }
}
