import DMN
import DecisionTables
import FoundationEssentials
import Testing

/// Where the public test kit lies; it is read in place and never copied.
enum TestKit {
  static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(5)
    return "/" + parts.joined(separator: "/") + "/shared/conformance/dmn-tck"
  }()

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder) }

  struct Score {
    var values = 0
    var valuesPassed = 0
    var nulls = 0
    var nullsPassed = 0
    var failures: [String] = []
    /// What is told of cells and columns where the answer is not null.
    var complaints: [String] = []
  }

  static func score(_ level: String) throws -> Score {
    var score = Score()
    let path = folder + "/" + level
    for suite in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
      try add(path + "/" + suite, to: &score)
    }
    return score
  }

  private static func add(_ suite: String, to score: inout Score) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: suite).sorted()
    let files = names.map { name in
      ModelFile(
        path: name,
        bytes: FileManager.default.contents(atPath: suite + "/" + name).map(Array.init) ?? [])
    }
    let models = files.filter { $0.path.hasSuffix(".dmn") }
    for tests in files where tests.path.hasSuffix(".xml") {
      let cases = try TCKSuite(reading: tests)
      let file = try #require(models.first { $0.path == cases.modelName })
      let model = try DecisionModel(reading: file, beside: models)
      let now = FEELDateTime(wallSeconds: 1_635_638_400, zoneOffset: 28_800)
      for test in cases.cases where test.invocable == nil {
        for name in test.expectations.map(\.name) {
          let answer = model.decide(name, inputs: test.inputs, now: now)
          guard answer.value.text != "null" else { continue }
          score.complaints += answer.faults
            .filter { $0.place?.column != nil && !$0.comesOfNull }
            .map { "\(tests.path) \(test.id) \(name): \($0.placedEnglish)" }
        }
      }
      for verdict in cases.verdicts(of: model, now: now) {
        score.values += verdict.isNullOnly ? 0 : 1
        score.nulls += verdict.isNullOnly ? 1 : 0
        score.valuesPassed += !verdict.isNullOnly && verdict.isPassed ? 1 : 0
        score.nullsPassed += verdict.isNullOnly && verdict.isPassed ? 1 : 0
        if !verdict.isPassed {
          score.failures.append("\(tests.path) \(verdict.id): \(verdict.difference)")
        }
      }
    }
  }
}

@Suite(.enabled(if: TestKit.isPresent, "the DMN test kit is not beside the project"))
struct `The public test kit of DMN` {
  @Test func `every case of compliance level 2 passes`() throws {
    let score = try TestKit.score("compliance-level-2")
    #expect(score.failures == [])
    #expect(score.complaints == [])
    #expect(score.values + score.nulls > 0)
  }

  @Test func `compliance level 3 never falls below what was reached`() throws {
    let score = try TestKit.score("compliance-level-3")
    #expect(score.failures.prefix(20) == [])
    #expect(score.complaints == [])
    #expect(score.valuesPassed >= 972)
    #expect(score.nullsPassed >= 1178)
  }
}
