package import Bytes
import Findings
import HotlineModel

extension SurveyPlan.Entry {
  /// The entry with the names that listings use; personal values are masked.
  ///
  /// - Parameter taken: the answer that was accepted, if one was.
  /// - Returns: the entry.
  package func json(taken: SurveyPlan.Answer?) -> JSONValue {
    [
      "entry": .string(name), "line": .string(subject.name), "question": .string(question.key),
      "title": .string(question.title.chinese), "kind": .string(kind.rawValue),
      "entered": current.map { .string(shown($0)) } ?? .null,
      "answers": .array(
        answers.map { answer in
          [
            "answer": .string(shown(answer.code)),
            "cells": .array(
              answer.cells.map { cell in
                ["unit": .string(cell.unit), "place": cell.place.json]
              }),
          ]
        }), "accepted": taken.map { .string(shown($0.code)) } ?? .null,
    ]
  }
}

extension SurveyPlan {
  /// The workbooks that could be read.
  package var workbooks: JSONValue {
    .array(
      returns.map { workbook in
        [
          "file": .string(workbook.file), "survey": .string(workbook.ids.survey),
          "unit": .string(workbook.ids.unit), "answers": .int(workbook.cells.count),
          "untouched": .int(workbook.untouched), "unanswered": .int(workbook.unanswered.count),
        ]
      })
  }
}
