import DecisionTables
import HotlineModel
import Sheets

/// The facts of a line that tables may ask for, with the values a register can give them.
enum LineFacts {
  /// What a text says where nobody knows.
  static let unknown = "unknown"

  /// The values a register can give, by fact.
  static let domains: [String: FactDomain] = {
    var domains: [String: FactDomain] = [
      "number": .text,
      NumberClasses.fact: .words(NumberClasses.Class.allCases.map(\.rawValue)),
      "division": .text,
      "seats": .words(["none", "some", unknown]),
    ]
    domains["monthly_calls"] = FactDomain(reading: "integer>=0?")
    for column in Register.factColumns {
      if case .oneOf(let values) = column.domain { domains[column.name] = .words(values) }
    }
    return domains
  }()

  /// Facts that nobody can give another value to: the number, and what follows from it.
  static let given: Set<String> = ["number", NumberClasses.fact]

  /// The facts of one line by name; what its register does not say is left out.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - classes: what sorts of numbers there are.
  /// - Returns: the facts by name.
  static func facts(of line: LegacyHotline, classes: NumberClasses) -> [String: FactValue] {
    var facts = line.facts.mapValues(FactValue.word)
    facts["number"] = .word(line.number.subscriber)
    facts[NumberClasses.fact] = .word(classes.rules.word(for: line.number.subscriber))
    facts["division"] = .word(line.division.isEmpty ? unknown : line.division)
    facts["monthly_calls"] = line.monthlyCalls.map { .number(Double($0)) } ?? .null
    facts["seats"] = .word(line.seats.map { $0 > 0 ? "some" : "none" } ?? unknown)
    return facts
  }
}
