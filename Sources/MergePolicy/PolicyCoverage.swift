import DMN
import DecisionTables
import Findings
package import HotlineModel
import LocalFiles
package import Reports

/// Cases to try a policy with, and which rules some cases reach.
package struct PolicyTests {
  private let policy: Policy

  /// Cases for a policy.
  package init(_ policy: Policy) {
    self.policy = policy
  }

  /// Cases of the DMN test kit with the policy's own answers, to be looked through by people and
  /// kept: what changes later then shows.
  ///
  /// - Parameters:
  ///   - isBoundary: whether limits are tried from both sides; else each condition is met and
  ///     missed.
  ///   - model: the name of the model that the cases are for.
  /// - Returns: the cases as XML, and how many there are.
  /// - Throws: `Unusable` with `HL3220` where the policy is too large to be gone through.
  package func cases(isBoundary: Bool, model: String) throws -> (xml: String, count: Int) {
    guard let tests = policy.graph.tests(isBoundary ? .boundary : .conditions) else {
      throw Unusable(.graphNotProven(tables: ""), at: SourceLocation(file: policy.folder))
    }
    do throws(EvaluationFailure) {
      return (try policy.graph.testCases(tests, model: model), tests.count)
    } catch {
      throw Unusable(.unexpected(reason: "\(error)"), at: SourceLocation(file: policy.folder))
    }
  }

  /// How often each rule answers the lines of a register.
  package func coverage(of lines: [LegacyHotline]) throws -> [RuleCoverage] {
    var hits: [String: [String: Int]] = [:]
    for line in lines {
      let grounds = try policy.grounds(
        for: line, protected: ProtectedNumbers(), on: nil, ruling: nil)
      for step in grounds.outcome?.steps ?? [] {
        hits[step.table.name, default: [:]][step.rule.id, default: 0] += 1
      }
    }
    return coverage(hits)
  }

  /// How often each rule answers the cases of a file of the DMN test kit.
  ///
  /// - Throws: `Unusable` where the file cannot be read, or its facts do not fit the policy.
  package func coverage(ofCases path: String) throws -> [RuleCoverage] {
    let file = ModelFile(path: path, bytes: try InputFile.bytes(of: path))
    let suite: TCKSuite
    do throws(ModelUnusable) {
      suite = try TCKSuite(reading: file)
    } catch {
      throw Unusable(
        .modelNotReadable(reason: error.english), at: SourceLocation(file: path, line: error.line))
    }
    var hits: [String: [String: Int]] = [:]
    for test in suite.cases {
      let facts = Dictionary(test.inputs.map { ($0.name, FactValue($0.value)) }) { first, _ in first
      }
      do throws(EvaluationFailure) {
        for step in try policy.graph.evaluate(facts).steps {
          hits[step.table.name, default: [:]][step.rule.id, default: 0] += 1
        }
      } catch {
        throw Unusable(
          .factNotGiven(column: "\(error)", table: test.id), at: SourceLocation(file: path))
      }
    }
    return coverage(hits)
  }

  private func coverage(_ hits: [String: [String: Int]]) -> [RuleCoverage] {
    policy.graph.tables.flatMap { table in
      table.rules.map { rule in
        RuleCoverage(
          table: table.name, rule: rule.id, clause: rule.notes["clause"] ?? "",
          hits: hits[table.name]?[rule.id] ?? 0)
      }
    }
  }
}
