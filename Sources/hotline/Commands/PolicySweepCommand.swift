import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct PolicySweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: words(
      "How many lines would change with other values of a parameter, before anybody signs it.",
      "签认之前，试算参数取其他值时有多少条热线会变。"),
    discussion: """
      hotline policy sweep --param LOW=100..1000 --step 100
      hotline policy sweep --param DEPT_BUILT
      hotline policy sweep --param 'DEPT_BUILT=three_modes|full'
      """)

  @Option(
    name: .customLong("param"),
    help: words(
      """
      A limit and its range, NAME=FROM..TO; or a word, NAME for all that tables know, \
      NAME=A|B.
      """,
      """
      阈值写名称和范围，例如 LOW=100..1000；词语写名称（试遍各表用到的取值），或写名\
      称和取值，例如 DEPT_BUILT=three_modes|full。
      """))
  var parameter: String

  @Option(
    help: words(
      "The distance between the numbers tried; by default ten are tried.",
      "试算数值的间隔；默认试十个值。"))
  var step: Int?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try wish() }

  /// The parameter, and the values to try; `nil` for all that tables know.
  private func wish() throws -> (name: String, values: [String]?) {
    let sides = parameter.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false
    ).map(String.init)
    let expected = words(
      "expected NAME=FROM..TO such as LOW=100..1000, NAME, or NAME=A|B",
      "应为名称加范围（例如 LOW=100..1000）、名称，或者名称加取值（例如 DEPT_BUILT=three_modes|full）")
    guard let name = sides.first, !name.isEmpty else {
      throw ValidationError(
        words("--param \(parameter): \(expected)", "--param \(parameter)：\(expected)"))
    }
    guard sides.count == 2 else { return (name, nil) }
    guard sides[1].contains("..") else {
      let values = sides[1].split(separator: "|").map(String.init)
      guard !values.isEmpty else {
        throw ValidationError(
          words("--param \(parameter): \(expected)", "--param \(parameter)：\(expected)"))
      }
      return (name, values)
    }
    return (name, try numbers(sides[1], expected).map(String.init))
  }

  private func numbers(_ range: String, _ expected: String) throws -> [Int] {
    let ends = range.split(separator: ".").compactMap { Int($0) }
    guard ends.count == 2, ends[0] <= ends[1], step.map({ $0 > 0 }) ?? true else {
      throw ValidationError(
        words("--param \(parameter): \(expected)", "--param \(parameter)：\(expected)"))
    }
    let width = step ?? max(1, (ends[1] - ends[0]) / 9)
    guard (ends[1] - ends[0]) / width < 1000 else {
      throw ValidationError(
        words("--step \(width): more than 1,000 values", "--step \(width)：超过 1,000 个值"))
    }
    return Array(stride(from: ends[0], through: ends[1], by: width))
  }

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let (name, wished) = try wish()
      let run = PolicyWhatIfRun(workspace)
      guard let values = try wished ?? run.words(of: name) else {
        throw ValidationError(
          words(
            "--param \(name): a number has a range, such as \(name)=100..1000",
            "--param \(name)：数值须写范围，例如 \(name)=100..1000"))
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
      columns: [
        Listing.Column(
          key: name, english: name, chinese: name, rank: .essential, isNumber: areNumbers)
      ]
        + modes.map {
          .number($0.rawValue, $0.rawValue, $0.chineseName)
        } + [
          .number("changed", "changed", "变化", rank: .essential),
          .text("numbers", "numbers", "号码"),
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
