import ArgumentParser
import Bytes
import Findings
import HotlineModel
import MergerRuns
import Reports

struct PolicySweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract:
      "How many lines would change with other values of a parameter, before anybody signs it.",
    discussion: """
      hotline policy sweep --param LOW=100..1000 --step 100
      hotline policy sweep --param DEPT_BUILT
      hotline policy sweep --param 'DEPT_BUILT=three_modes|full'
      """)

  @Option(
    name: .customLong("param"),
    help:
      "A limit and its range, NAME=FROM..TO; or a word, NAME for all that tables know, NAME=A|B.")
  var parameter: String

  @Option(help: "The distance between the numbers tried; by default ten are tried.")
  var step: Int?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try wish() }

  /// The parameter, and the values to try; `nil` for all that tables know.
  private func wish() throws -> (name: String, values: [String]?) {
    let sides = parameter.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false
    ).map(String.init)
    let expected = "expected NAME=FROM..TO such as LOW=100..1000, NAME, or NAME=A|B"
    guard let name = sides.first, !name.isEmpty else {
      throw ValidationError("--param \(parameter): \(expected)")
    }
    guard sides.count == 2 else { return (name, nil) }
    guard sides[1].contains("..") else {
      let words = sides[1].split(separator: "|").map(String.init)
      guard !words.isEmpty else { throw ValidationError("--param \(parameter): \(expected)") }
      return (name, words)
    }
    return (name, try numbers(sides[1], expected).map(String.init))
  }

  private func numbers(_ range: String, _ expected: String) throws -> [Int] {
    let ends = range.split(separator: ".").compactMap { Int($0) }
    guard ends.count == 2, ends[0] <= ends[1], step.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--param \(parameter): \(expected)")
    }
    let width = step ?? max(1, (ends[1] - ends[0]) / 9)
    guard (ends[1] - ends[0]) / width < 1000 else {
      throw ValidationError("--step \(width): more than 1,000 values")
    }
    return Array(stride(from: ends[0], through: ends[1], by: width))
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let (name, wished) = try wish()
      let run = PolicyWhatIfRun(workspace)
      guard let values = try wished ?? run.words(of: name) else {
        throw ValidationError("--param \(name): a number has a range, such as \(name)=100..1000")
      }
      let steps = try run.sweep(name, over: values)
      try Self.table(name, steps).print(listing, workspace: workspace.folder, on: terminal)
    }
  }

  private static func table(_ name: String, _ steps: [SweepStep]) -> Listing {
    let modes = MergeMode.allCases
    let areNumbers = steps.allSatisfy { Int($0.value) != nil }
    return Listing(
      schema: "hotline/policy.sweep/1",
      columns: [Listing.Column(key: name, english: name, chinese: name, isNumber: areNumbers)]
        + modes.map {
          Listing.Column(
            key: $0.rawValue, english: $0.rawValue, chinese: $0.chineseName, isNumber: true)
        } + [
          Listing.Column(key: "changed", english: "changed", chinese: "变化", isNumber: true),
          Listing.Column(key: "numbers", english: "numbers", chinese: "号码"),
        ],
      rows: steps.map { step in
        Listing.Row(
          cells: [step.value] + modes.map { "\(step.modes[$0] ?? 0)" } + [
            "\(step.changed.count)", step.changed.joined(separator: " "),
          ],
          json: [
            "value": Int(step.value).map { .int($0) } ?? .string(step.value),
            "modes": .object(
              Dictionary(
                uniqueKeysWithValues: modes.map { ($0.rawValue, .int(step.modes[$0] ?? 0)) })),
            "changed": .array(step.changed.map { .string($0) }),
          ])
      })
  }
}
