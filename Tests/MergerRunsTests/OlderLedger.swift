import Findings
import HotlineModel
import LocalFiles
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing

/// A ledger that an earlier program made, with a batch that was interrupted: `Tests/Facts/ledgers`.
struct OlderLedger: CustomTestStringConvertible, Sendable {
  /// The commit of the program, which is the folder's name.
  let program: String
  /// The states of its batches.
  let states: [String]
  /// A batch on which later ones rest, and those that are undone with it.
  let foundation: String
  let resting: [String]
  /// The line of the foundation.
  let line: String
  /// The files of the delivery that was interrupted, of 12329.
  let interrupted: [String]
  /// The tickets of 12329 when that batch is finished, and when it is undone.
  let finished: Int
  let withoutIt: Int

  var testDescription: String { program }

  /// The batch that was interrupted: the last one.
  var last: String { "B000\(states.count)" }

  private static let exports = Shell.root + "/SampleData/exports"
  private static let facts = Shell.root + "/Tests/Facts/ledgers"

  static let all = [
    OlderLedger(
      program: "33b0612",
      states: ["closed", "closed", "closed", "undone", "closed", "closed", "interrupted"],
      // B0005 is a retry of B0003, B0006 a repair of it.
      foundation: "B0003", resting: ["B0006", "B0005"], line: "12366",
      interrupted: ["2019", "2020"].map { "\(exports)/12329/12329-\($0).csv" },
      finished: 2560, withoutIt: 0),
    OlderLedger(
      program: "2d0ee98",
      states: [
        "closed", "closed", "closed", "closed", "closed", "undone", "closed", "interrupted",
      ],
      // B0003 is a retry of B0001, B0004 a repair of it; the others changed its tickets.
      foundation: "B0001", resting: ["B0008", "B0007", "B0005", "B0004", "B0003"], line: "12329",
      interrupted: (1...3).map { "\(facts)/2d0ee98/interrupted/中断-\($0).csv" },
      finished: 357, withoutIt: 219),
  ]

  /// The sample city's workspace with this ledger in it.
  func opened() throws -> Opened { try Opened(self) }

  /// A workspace with an older ledger.
  struct Opened {
    let ledger: OlderLedger
    let workspace: Workspace
    private let sample: SampleWorkspace

    init(_ ledger: OlderLedger) throws {
      self.ledger = ledger
      sample = try SampleWorkspace()
      let result = try Shell.run(
        """
        cd w && rm -rf .hotline && mkdir .hotline
        cp -r "$ROOT"/Tests/Facts/ledgers/\(ledger.program)/{ledger.db,segments} .hotline/ || exit
        cd "$ROOT"/Tests/Facts/ledgers/\(ledger.program)
        # A ledger that is sealed has a head and comes with its key.
        [ ! -e audit.key ] || install -m 600 head "$OLDPWD"/.hotline/ || exit
        [ ! -e audit.key ] || install -m 600 audit.key "$OLDPWD"/../audit.key
        """, in: sample.folder.path)
      guard result.code == 0 else { throw Unprepared(why: result.errors) }
      let key = sample.folder.path + "/audit.key"
      let isSealed = Folder.exists(key)
      workspace = try Workspace(
        sample.folder.path + "/w", keys: isSealed ? .file(key) : .none,
        today: SampleWorkspace.now.date)
    }

    /// Runs a script beside the workspace `w`; `FACTS` is the folder of the ledger.
    func run(_ script: String) throws -> ShellResult {
      try Shell.run(
        """
        FACTS="$ROOT/Tests/Facts/ledgers/\(ledger.program)"
        [ ! -e audit.key ] || export HOTLINE_AUDIT_KEY="$PWD/audit.key"
        \(script)
        """, in: sample.folder.path)
    }

    func states() throws -> [String] { try workspace.batches().map(\.state) }

    func undo(_ batch: String, withLater: Bool = false) throws -> [String] {
      try BatchRuns(workspace).undo(batch, withLater: withLater, now: SampleWorkspace.now)
        .map(\.name)
    }

    /// How many tickets the ledger holds of a line.
    func tickets(of line: String) throws -> Int {
      try workspace.status().lines.first { $0.id == line }?.holdings.tickets ?? 0
    }

    /// What `ledger check` finds wrong.
    func faults() async throws -> [Finding] {
      try await LedgerRuns(workspace).check().findings.filter { $0.severity == .error }
    }

    func take(_ files: [String], line: String, mapping: String, isResuming: Bool = false)
      async throws -> ImportReport
    {
      try await ImportRun(workspace, line: line, mapping: mapping).run(
        files, label: nil, isResuming: isResuming, now: SampleWorkspace.now)
    }

    /// Imports the delivery that was interrupted.
    func takeInterrupted(isResuming: Bool = false) async throws -> ImportReport {
      try await take(
        ledger.interrupted, line: "12329", mapping: "12329-gjj", isResuming: isResuming)
    }

    /// Imports both deliveries of 12318 as one, as the sample city has them.
    func takeCulture() async throws -> ImportReport {
      try await take(
        [1, 2].map { "\(OlderLedger.exports)/12318/12318-delivery\($0).csv" },
        line: "12318", mapping: "12318-culture")
    }
  }

  /// The ledger could not be copied.
  struct Unprepared: Error {
    let why: String
  }
}
