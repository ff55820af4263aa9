package import Bytes
import HotlineModel

extension SurveyListRun.Unit {
  /// The unit with the names that listings use.
  package var json: JSONValue {
    [
      "survey": .string(survey), "unit": .string(unit), "state": .string(state.rawValue),
      "deadline": .string("\(deadline)"), "answered": .optional(answered?.description),
      "daysLate": .int(daysLate), "lines": .int(lines), "accepted": .int(accepted),
      "open": .int(open), "unanswered": .int(unanswered), "contact": .string(contact),
    ]
  }
}
