import DecisionTables
package import Findings
package import HotlineModel
import LocalFiles
import MergePolicy

/// Decides a register of facts by a proven policy: for each row its outcome, and if wished its
/// grounds.
///
/// This is for many rows of facts: a what-if, a sweep, a re-reading of old decisions. It records
/// nothing. A protected number is decided as 110 is, whatever the other facts say. Where there is no
/// column `number_class` it follows from the number, and where there is no `division`, or an empty
/// one, it is not known.
package struct PolicyDecideRun {
  /// What the output says of a row.
  package enum Form: Sendable {
    /// A line of CSV: the first cell, the outputs of all tables, and why a row is not decided.
    case outcomes
    /// A JSON object a line: the outputs, the rules with their notes, the facts that were used.
    case grounds
  }

  /// What came of a register.
  package struct Report: Sendable {
    /// Rows that were decided.
    package let decided: Int
    /// Rows that were not.
    package let undecided: Int
    /// The first of those that were not, as findings.
    package let findings: [Finding]
    /// The output's SHA-256.
    package let sha256: String
  }

  private let graph: DecisionGraph
  /// Parameters that tables ask for as facts: each has one value, which somebody signed.
  private let fixed: [String: String]
  /// Facts that need no column.
  private let supplements: [String: RegisterDecider.Supplement]
  private let folder: String
  private let protected: ProtectedNumbers
  /// Name and content hash of the policy; of loose tables the name alone.
  package let policyVersion: String

  /// A run over a policy's folder, which is proven first.
  ///
  /// - Parameters:
  ///   - policyFolder: the folder of sheets.
  ///   - protected: the numbers that nothing may touch.
  ///   - today: the day of the run, which no signature is later than.
  /// - Throws: `Unusable` with every complaint about the policy.
  package init(
    policyFolder: String, protected: ProtectedNumbers = ProtectedNumbers(), today: CivilDate
  ) throws {
    let policy = try Policy(folder: policyFolder, today: today)
    graph = policy.graph
    fixed = Self.words(policy.parameters)
    supplements = Self.supplements(policy.classes)
    folder = policyFolder
    self.protected = protected
    policyVersion = policy.version
  }

  /// A run over a workspace's policy, which is proven first.
  ///
  /// - Throws: `Unusable` with every complaint about the policy.
  package init(_ workspace: Workspace) throws {
    try self.init(
      policyFolder: workspace.policyFolder, protected: workspace.protectedNumbers(),
      today: workspace.today)
  }

  /// A run over decision tables that are no whole policy and are not proven.
  ///
  /// - Throws: `Unusable` with every complaint about the sheets.
  package init(tablesOf folder: String) throws {
    let tables = try Policy.looseTables(of: folder)
    graph = tables.graph
    // What a register says of them holds here: nobody has signed them.
    fixed = [:]
    supplements = Self.supplements(tables.classes).merging(
      Self.words(tables.parameters).mapValues { .value($0) }
    ) { first, _ in first }
    self.folder = folder
    protected = ProtectedNumbers()
    policyVersion = Folder.name(of: folder)
  }

  private static func words(_ parameters: [PolicyParameter]) -> [String: String] {
    Dictionary(
      parameters.filter { $0.limit == nil }.map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func supplements(
    _ classes: NumberClasses?
  ) -> [String: RegisterDecider.Supplement] {
    var supplements: [String: RegisterDecider.Supplement] = ["division": .value("unknown")]
    if let classes {
      supplements[NumberClasses.fact] = .word(of: "number", classes.rules)
    }
    return supplements
  }

  /// Decides every row of a register and writes what came of it.
  ///
  /// - Parameters:
  ///   - path: CSV in UTF-8 whose first line names the facts.
  ///   - output: the file to write.
  ///   - form: what it says of a row.
  /// - Returns: how many rows were decided, and what stands in the way of the others.
  /// - Throws: `Unusable`: `HL1001` no such file, `HL2003` and `HL2002` a fact with no column or
  ///   two, `HL1412` and `HL1414` a row that does not end, `HL6102` the folder takes no file.
  package func run(_ path: String, to output: String, form: Form) throws -> Report {
    let register = try InputFile(path)
    var bytes = try register.read(upTo: Self.pieceSize)
    let (header, start) = Self.header(of: bytes)
    var decider = try decider(header, path, form)
    var answers = RegisterAnswers(form: form, header: header, for: decider)
    var file = try OutputFile(output)
    try file.write(answers.head(graph))
    var next = start
    while true {
      var isMore = true
      while isMore {
        isMore = answers.add(&decider, bytes, &next)
        try file.write(answers.bytes)
        answers.bytes.removeAll(keepingCapacity: true)
      }
      let rest = bytes.count - next
      guard rest < Self.pieceSize else { throw Self.tooLong(decider.line, path) }
      var piece = try register.read(upTo: Self.pieceSize, behind: bytes[next...])
      if piece.count == rest {
        // The last line may lack its end.
        guard rest > 0 else { break }
        guard piece.last != Self.newline else { throw Self.neverClosed(decider.line, path) }
        piece.append(Self.newline)
      }
      bytes = piece
      next = 0
    }
    return Report(
      decided: decider.decided, undecided: decider.undecided,
      findings: decider.examples.map { Finding($0, in: path, graph) },
      sha256: try file.commit())
  }

  private static let pieceSize = 1 << 20
  private static let newline = UInt8(ascii: "\n")

  private static func tooLong(_ line: Int, _ path: String) -> Unusable {
    Unusable(.recordTooLong(limit: pieceSize), at: SourceLocation(file: path, line: line))
  }

  private static func neverClosed(_ line: Int, _ path: String) -> Unusable {
    Unusable(.quoteNeverClosed, at: SourceLocation(file: path, line: line))
  }

  private func decider(
    _ header: [String], _ path: String, _ form: Form
  ) throws -> RegisterDecider {
    // A number that reaches a protected one is decided as 110 is.
    let codes = protected.sorted
    let reached = Dictionary(
      (codes + codes.map { "86" + $0 }).map { ($0, "110") }, uniquingKeysWith: { first, _ in first }
    )
    do throws(RegisterDecider.Unfit) {
      return try RegisterDecider(
        graph, columns: header, fixed: fixed, synonyms: ["number": reached],
        dialled: ["number"], supplements: supplements,
        keepsCells: form == .grounds)
    } catch {
      let place = SourceLocation(file: path, line: 1)
      switch error {
      case .factMissing(let fact):
        throw Unusable(.sheetColumnMissing(expected: fact), at: place)
      case .factTwice(let fact): throw Unusable(.sheetColumnTwice(found: fact), at: place)
      case .tableTooLarge:
        throw Unusable(.graphNotProven(tables: ""), at: SourceLocation(file: folder))
      }
    }
  }

  /// The names in the first line, and where the second begins.
  private static func header(of bytes: [UInt8]) -> (names: [String], end: Int) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
    let line = String(decoding: bytes[start..<end].filter { $0 != 13 }, as: UTF8.self)
    let names = line.split(separator: ",", omittingEmptySubsequences: false).map { name in
      let isQuoted = name.count > 1 && name.hasPrefix("\"") && name.hasSuffix("\"")
      return String(isQuoted ? name.dropFirst().dropLast() : name)
    }
    return (names, min(end + 1, bytes.count))
  }
}
