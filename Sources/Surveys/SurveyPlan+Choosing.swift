import Findings
import Sheets

extension SurveyPlan {
  /// An answer that is to be entered.
  package struct Taken: Hashable, Sendable {
    /// The entry of the plan.
    package let entry: Entry
    /// The answer.
    package let answer: Answer
  }

  /// The answers that somebody accepts.
  ///
  /// `all` is everything that is not a conflict; a line's name is everything of that line that is not a
  /// conflict; `12329/seats` is one entry, and where its answers differ `12329/seats@FILE` is the
  /// answer of one workbook. Columns may be named by their key or by their header. A new line is
  /// accepted whole: what is not a conflict comes with any part of it.
  ///
  /// - Parameter names: what is accepted.
  /// - Returns: the answers in the order of the plan; none twice.
  /// - Throws: `Unusable` with `HL2318` for every name that means nothing, or more than one answer.
  package func taken(_ names: [String]) throws -> [Taken] {
    var chosen: [Int: Answer] = [:]
    var complaints: [Finding] = []
    for name in names {
      let found = answers(named: name)
      if found.isEmpty, name != "all", !isKnown(name) {
        complaints.append(unknown(name))
      }
      for (index, answer) in found {
        if let other = chosen[index], other != answer {
          complaints.append(
            Finding(
              .surveyEntryUnknown(found: name, nearest: ""), at: answer.cells[0].place))
        }
        chosen[index] = answer
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    completeLines(&chosen)
    return entries.indices.compactMap { index in
      chosen[index].map { Taken(entry: entries[index], answer: $0) }
    }
  }

  /// The entries of which what is entered now stays: all answers to them are set aside.
  ///
  /// - Parameter names: `12329/seats`, or a line's name for all conflicts of the line.
  /// - Returns: the entries in the order of the plan.
  /// - Throws: `Unusable` with `HL2318` for every name that means nothing.
  package func kept(_ names: [String]) throws -> [Entry] {
    var complaints: [Finding] = []
    var kept: Set<Entry> = []
    for name in names {
      let found = entries.filter { entry in
        let title = "\(entry.subject.name)/\(entry.question.title.chinese)"
        return name == entry.name || name == title
          || name == entry.subject.name && entry.kind.isConflict
      }
      kept.formUnion(found)
      if found.isEmpty { complaints.append(unknown(name)) }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return entries.filter(kept.contains)
  }

  private func unknown(_ name: String) -> Finding {
    Finding(
      .surveyEntryUnknown(
        found: name,
        nearest: nearest(to: name, among: entries.map(\.name) + entries.map(\.subject.name))),
      at: SourceLocation(file: returns.first?.file ?? ""))
  }

  /// Whether a name is that of a line all of whose answers are conflicts: known, and nothing to take.
  private func isKnown(_ name: String) -> Bool { entries.contains { $0.subject.name == name } }

  private func answers(named name: String) -> [(Int, Answer)] {
    entries.enumerated().flatMap { index, entry -> [(Int, Answer)] in
      let single = entry.answers.count == 1 ? [(index, entry.answers[0])] : []
      if name == "all" || name == entry.subject.name { return entry.kind.isConflict ? [] : single }
      let title = "\(entry.subject.name)/\(entry.question.title.chinese)"
      if name == entry.name || name == title { return single }
      return entry.answers.filter { answer in
        answer.cells.contains { cell in
          let file = cell.place.file.split(separator: "/").last.map(String.init) ?? ""
          return [file, cell.place.file].contains {
            name == "\(entry.name)@\($0)" || name == "\(title)@\($0)"
          }
        }
      }.map { (index, $0) }
    }
  }

  /// A new line has all that is not a conflict, and is left out as long as its name is one.
  private func completeLines(_ chosen: inout [Int: Answer]) {
    let begun = Set(
      chosen.keys.map { entries[$0].subject }.filter {
        if case .newLine = $0 { true } else { false }
      }
    )
    for subject in begun {
      let own = entries.indices.filter { entries[$0].subject == subject }
      for index in own where chosen[index] == nil && !entries[index].kind.isConflict {
        chosen[index] = entries[index].answers[0]
      }
      let isNamed = own.contains { entries[$0].question.key == "name" && chosen[$0] != nil }
      let isOwned = own.contains { entries[$0].question.key == "owner" && chosen[$0] != nil }
      if !isNamed || !isOwned { for index in own { chosen[index] = nil } }
    }
  }
}
