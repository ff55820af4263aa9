import Bytes
import HotlineModel

/// How the rules engine did on the public test kit of the DMN standard.
package struct ConformanceReport: Hashable, Sendable {
  /// One case of the kit.
  package struct Case: Hashable, Sendable {
    /// The level, after its folder: `compliance-level-2`.
    package let level: String
    /// The suite, after its folder: `0004-simpletable-U`.
    package let suite: String
    /// The file of the cases, without its ending.
    package let file: String
    /// The case's name within the file.
    package let id: String
    /// Whether every result came out as expected.
    package let isPassed: Bool
    /// Whether nothing but null is expected, which an engine that decides nothing would pass.
    package let isNullOnly: Bool
    /// What differs; empty where nothing does.
    package let difference: String

    /// A case and its verdict.
    package init(
      level: String, suite: String, file: String, id: String, isPassed: Bool, isNullOnly: Bool,
      difference: String
    ) {
      self.level = level
      self.suite = suite
      self.file = file
      self.id = id
      self.isPassed = isPassed
      self.isNullOnly = isNullOnly
      self.difference = difference
    }
  }

  /// Passed and all cases of one kind.
  package struct Score: Hashable, Sendable {
    /// Cases that came out as expected.
    package let passed: Int
    /// All cases.
    package let total: Int
  }

  /// The cases in the order of levels, suites and files.
  package let cases: [Case]

  /// A report of cases.
  package init(cases: [Case]) {
    self.cases = cases
  }

  /// The levels, sorted.
  package var levels: [String] { Set(cases.map(\.level)).sorted() }

  /// The score of a level: of cases that expect null, of those that expect a value, or of all.
  package func score(of level: String, nullOnly: Bool? = nil) -> Score {
    let asked = cases.filter { test in
      test.level == level && (nullOnly.map { test.isNullOnly == $0 } ?? true)
    }
    return Score(passed: asked.count { $0.isPassed }, total: asked.count)
  }

  /// The kit's own form: level and suite, file, case, outcome, remark.
  package var csv: String {
    let form = CSVForm(marksAll: true)
    return cases.map { test in
      let cells = [
        "\(test.level)/\(test.suite)", test.file, test.id, test.isPassed ? "SUCCESS" : "ERROR",
        test.difference,
      ]
      return form.row(cells.map { $0.replacing("\n", with: " ") })
    }.joined()
  }
}
