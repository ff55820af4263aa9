import DecisionTables
import Findings
import HotlineModel

extension PolicySheets {
  /// What is wrong with the sheets beside the tables, and with how the tables use them.
  func complaints(about graph: DecisionGraph) -> [Finding] {
    let designations = Designations(all: designations)
    return disorder + designations.complaints + designations.complaints(about: graph)
      + (classes?.complaints ?? []) + missingClasses(graph) + malformedDeadlines(graph)
  }

  /// Without the sheet every number would be ordinary, and carriers' numbers would be merged.
  private func missingClasses(_ graph: DecisionGraph) -> [Finding] {
    guard classes == nil, let asking = graph.facts[NumberClasses.fact]?.first else { return [] }
    return [
      Finding(
        .numberClassesMissing(column: NumberClasses.fact, expected: Self.classesName),
        at: SourceLocation(asking.place))
    ]
  }

  /// A deadline is a day, `continuous` or `none`; nothing else can be counted from or be late.
  private func malformedDeadlines(_ graph: DecisionGraph) -> [Finding] {
    guard let table = graph.table(giving: PolicyOutput.deadline.rawValue) else { return [] }
    return table.rules.compactMap { rule in
      let text = table.output(PolicyOutput.deadline.rawValue, of: rule)?.description ?? ""
      guard !Decision.undatedDeadlines.contains(text), CivilDate(text)?.description != text else {
        return nil
      }
      return Finding(
        .deadlineMalformed(
          rule: rule.id, found: text, expected: Decision.undatedDeadlines.joined(separator: ", ")),
        at: SourceLocation(rule.place))
    }
  }
}
