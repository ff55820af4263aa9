import DecisionTables
import HotlineModel
import Sheets

/// The facts of a line that tables may ask for, with the values a register can give them.
enum LineFacts {
  /// The values a register can give, by fact.
  static let domains: [String: FactDomain] = {
    var domains: [String: FactDomain] = [
      "number": .text,
      "seats": .words(["none", "some", "unknown"]),
    ]
    domains["monthly_calls"] = FactDomain(reading: "integer>=0?")
    for column in Register.factColumns {
      if case .oneOf(let values) = column.domain { domains[column.name] = .words(values) }
    }
    return domains
  }()

  /// The facts of one line by name; what its register does not say is left out.
  static func facts(of line: LegacyHotline) -> [String: FactValue] {
    var facts = line.facts.mapValues(FactValue.word)
    facts["number"] = .word(line.number.subscriber)
    facts["monthly_calls"] = line.monthlyCalls.map { .number(Double($0)) } ?? .null
    facts["seats"] = .word(line.seats.map { $0 > 0 ? "some" : "none" } ?? "unknown")
    return facts
  }
}
