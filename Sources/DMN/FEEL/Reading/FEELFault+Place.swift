extension FEELFault {
  /// The part of a model in which a fault was met.
  package struct Place: Hashable, Sendable {
    /// The decision or knowledge model.
    package let element: String
    /// The rule of its table, counted from 1; `nil` for the head of a column.
    package var rule: Int?
    /// The column of its table; `nil` where the fault is not in a table.
    package var column: String?
    /// What is written there.
    package var text = ""

    /// The place as people name it: ``D, rule 2, column x, `< (3` ``.
    var english: String {
      [
        element, rule.map { "rule \($0)" },
        column.flatMap { $0.isEmpty ? nil : "column \($0)" },
        text.isEmpty ? nil : "`\(text)`",
      ].compactMap { $0 }.joined(separator: ", ")
    }
  }

  /// Whether the text is wrong, whatever comes in.
  var isOfText: Bool {
    switch kind {
    case .characterUnexpected, .stringOpen, .commentOpen, .expected, .tooLong, .nameUnknown,
      .keyTwice, .temporalMalformed, .ruleUneven, .policyUnknown, .requirementCycle,
      .languageUnknown, .elementMissing:
      true
    case .tooDeep, .tooMuchWork, .entryMissing, .operatorUndefined, .rangeBackward,
      .divisionByZero, .numberOutOfRange, .conditionNotBoolean, .argumentsUnfit, .notAFunction,
      .typeMismatch, .severalRules, .rulesDisagree:
      false
    }
  }

  /// The fault in English behind the place where it was met, where that is known.
  package var placedEnglish: String {
    place.map { "\($0.english): \(english)" } ?? english
  }
}

extension DecisionModel.Answer {
  /// What whoever asked for the decision must hear of, in English; none where nothing went wrong.
  ///
  /// Where the answer is null, that is the first fault. Whatever the answer is, it is each fault
  /// in a cell, a column or a required decision, unless it only says that a null had no answer.
  ///
  /// - Parameters:
  ///   - decision: the name of the decision, which is not repeated.
  ///   - isNull: whether the part of the answer that was asked for is null.
  /// - Returns: the lines, each once.
  package func complaints(about decision: String, isNull: Bool) -> [String] {
    let told = faults.enumerated().filter { index, fault in
      (index == 0 && isNull) || (fault.place != nil && !fault.comesOfNull)
    }.map(\.element)
    return told.reduce(into: []) { lines, fault in
      let isOwn = fault.place == FEELFault.Place(element: decision)
      let line = isOwn ? fault.english : fault.placedEnglish
      if !lines.contains(line) { lines.append(line) }
    }
  }
}
