package import CallRouting
package import Findings
package import HotlineModel
import LocalFiles
import RecordReaders
package import Reports
import SwitchExporters

/// Makes the routing table of the decided lines, proves it, follows calls through it, renders it.
package struct RouteRun: Sendable {
  /// The table.
  package let table: RoutingTable
  let snapshots: String
  private let basis: CheckBasis
  /// Lines that are cut over after their deadline.
  private let late: [LateCutover]
  /// Who passes callers on to whom by hand, in the order of `linkage.csv`; none where it is left out.
  package let linkage: [Linkage]

  /// Builds the table from the workspace's decisions and routing sheets.
  ///
  /// - Parameters:
  ///   - workspace: the workspace.
  ///   - program: version and commit of the program where decisions that an earlier run kept may
  ///     be used; without them all is decided anew, as what is loaded on a switch must be.
  ///   - isKept: whether a line, by its id, gets its route; the others are left as they are today.
  /// - Throws: `Unusable` with every complaint about the sheets; a sheet that would touch a
  ///   protected number is among them (`HL5001`). `HL5308` where no line has a plan: a table without
  ///   routes would pass every check.
  package init(
    _ workspace: Workspace, keptBy program: String? = nil,
    keeping isKept: (String) -> Bool = { _ in true }
  ) throws {
    let decisions = try workspace.decisions(keptBy: program)
    let folder = "\(workspace.mappings)/routing"
    var sheets = try RoutingSheets(folder: folder, home: workspace.home)
    let leftOut = Set(sheets.phases.map(\.line).filter { !isKept($0) })
    if !leftOut.isEmpty { sheets = sheets.keeping { !leftOut.contains($0.line) } }
    guard !sheets.phases.isEmpty else {
      throw Unusable(
        .nothingPlanned(lines: "\(decisions.count)"),
        at: SourceLocation(file: "\(folder)/phases.csv"))
    }
    table = try RoutingTable(
      decisions: decisions, sheets: sheets, calendar: workspace.calendar(),
      protected: workspace.protectedNumbers(), home: workspace.home)
    snapshots = "\(workspace.folder)/.hotline/routes"
    late = sheets.lateCutovers(of: decisions)
    var basis = try Self.basis(of: decisions, sheets, table.calendar, in: folder)
    basis.leftOut = leftOut
    self.basis = basis
    linkage =
      SheetPath.exists("\(folder)/linkage.csv")
      ? try Linkage.rows(
        contentsOf: "\(folder)/linkage.csv", decisions: decisions, table: table) : []
  }

  /// What the checks are given besides the table: the register, and the sheets that are there.
  private static func basis(
    of decisions: [Decision], _ sheets: RoutingSheets, _ calendar: WorkingCalendar,
    in folder: String
  ) throws -> CheckBasis {
    var basis = CheckBasis()
    var approved = Set<HotlineNumber>(minimumCapacity: decisions.count)
    for decision in decisions { approved.insert(decision.line.number) }
    basis.approved = approved
    basis.plannedLater = Set(sheets.phases.lazy.filter(\.isLater).map(\.line))
    if SheetPath.exists("\(folder)/checks.csv") {
      basis.parameters = try CheckParameters(contentsOf: "\(folder)/checks.csv")
    }
    if SheetPath.exists("\(folder)/freezes.csv") {
      basis.freezes = try CheckBasis.freezes(
        contentsOf: "\(folder)/freezes.csv", within: calendar)
    }
    guard SheetPath.exists("\(folder)/hour-profile.csv") else { return basis }
    let profile = try CheckBasis.profile(contentsOf: "\(folder)/hour-profile.csv")
    // Of lines without desks of their own nobody asks how many.
    let rows = sheets.phases.filter { !$0.set.isEmpty }
    let asked = Set(rows.map(\.line))
    var calls = [String: Int](minimumCapacity: decisions.count)
    var desks: [String: Int] = [:]
    for decision in decisions {
      calls[decision.line.id] = decision.line.monthlyCalls
      if asked.contains(decision.line.id) { desks[decision.line.id] = decision.line.seats }
    }
    let seats = rows.compactMap { row in desks[row.line].map { (row.set, $0) } }
    basis.traffic = CheckBasis.Traffic(
      monthlyCalls: calls,
      seats: Dictionary(seats) { $0 + $1 }, workdays: profile.workdays,
      restdays: profile.restdays)
    return basis
  }

  /// The routes, in the order of their numbers.
  package var routes: [Route] { table.routes }
  /// The lines nothing of ours touches.
  package var unroutedLines: [UnroutedLine] { table.unroutedLines }
  /// What a person should know of the table: lines that were left out, say, or come too late.
  package var findings: [Finding] { table.findings + late.findings }

  /// The merged lines that have no route, as R19 says.
  package var unroutedFindings: [Finding] {
    MergedLinesRouted(plannedLater: basis.plannedLater, leftOut: basis.leftOut).report(on: table)
      .witnesses.map(\.finding)
  }

  /// What every check says of the table; R12 and R17 ask one switch's format.
  ///
  /// - Throws: `Unusable`: `HL5108` where the calendar is too short, `HL6102` where `TMPDIR` does
  ///   not take the files that are read back.
  package func check(as format: SwitchFormat = .kamailio) throws -> [CheckReport] {
    let folder = try Folder.makeTemporary()
    defer { Folder.remove(folder) }
    let exporter = exporter(for: format)
    let rendered = try exporter.rendering(of: table)
    let readsBack = ReadsBack(exporter) {
      try SealedSwitch(rendered.get(), of: $0, by: exporter, in: folder, isPublished: false)
        .eachPart(of: $0, $1)
    }
    let checks =
      RoutingTable.checks(basis) + [FieldsFit(exporter, rendered: rendered), readsBack]
    let table = table
    let sorted = checks.sorted { $0.id < $1.id }
    return try onAllCores(count: sorted.count) { try sorted[$0].report(on: table) }
  }

  /// Follows one call.
  ///
  /// - Parameters:
  ///   - dialled: the number as the caller dials it.
  ///   - instant: when.
  ///   - origin: where from.
  ///   - down: target sets (`S-12366`) or single addresses of them (`Q-12345:1`) that take no call:
  ///     down, busy or silent.
  /// - Returns: every hop, and where the call ends.
  /// - Throws: `Unusable` for an instant in a year the calendar does not know (`HL5108`), or a set
  ///   that is not there (`HL5105`).
  package func trace(
    _ dialled: String, at instant: CivilInstant, from origin: CallTrace.Origin,
    down: [String] = []
  ) throws -> CallTrace {
    try table.trace(dial: dialled, at: instant, from: origin, down: silentSets(down))
  }

  /// The sets of which no address is left.
  private func silentSets(_ names: [String]) throws -> Set<String> {
    var lost: [String: Set<Int>] = [:]
    for name in names {
      let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      let member = parts.count == 2 ? Int(parts[1]) : nil
      guard parts.count <= 2, let set = table.targetSet(parts[0]),
        parts.count == 1 || member.map({ set.members.indices.contains($0 - 1) }) == true
      else {
        throw Unusable(
          .nameUnknown(thing: "set", found: name, sheet: "targets.csv"),
          at: SourceLocation(file: "targets.csv"))
      }
      lost[set.id, default: []].formUnion(member.map { [$0] } ?? Set(1...set.members.count))
    }
    return Set(
      lost.filter { id, members in
        table.targetSet(id)?.members.enumerated().allSatisfy { index, member in
          !member.isEnabled || members.contains(index + 1)
        } == true
      }.keys)
  }

  /// The forms a table can be rendered in.
  package enum SwitchFormat: String, CaseIterable, Sendable {
    /// Kamailio's tables, script and list of addresses.
    case kamailio
    /// Kamailio's drouting rows.
    case drouting
    /// FreeSWITCH's XML dialplan.
    case freeswitch
    /// Asterisk's extensions.conf and realtime rows.
    case asterisk
    /// Work orders for the carriers, one file each.
    case carriers
    /// Plain CSV and XML for a vendor's import template.
    case neutral
  }

  private func exporter(
    for format: SwitchFormat, generation: Generation = .a
  ) -> any SwitchExporter {
    switch format {
    case .kamailio: KamailioExporter(generation: generation)
    case .drouting: DroutingExporter(generation: generation)
    case .freeswitch: FreeSwitchExporter()
    case .asterisk: AsteriskExporter()
    case .carriers: CarrierExporter()
    case .neutral: NeutralExporter()
    }
  }

  /// What a switch's own files do with a call, by the reader of its format.
  ///
  /// - Returns: where the call lands there and in the model, and the rows that decided.
  /// - Throws: `Unusable` with `HL5301` where the format cannot say the table, `HL5105`.
  package func trace(
    _ call: CallTrace, as format: SwitchFormat, down: [String] = []
  ) throws -> (landing: String, expected: String, rows: [String]) {
    let reading = try exporter(for: format).reading(of: table)
    let dialled = DialledSpelling(call.dialled)?.digits ?? call.dialled
    let trail = reading.trail(
      of: SwitchReading.Call(
        dialled: dialled, second: call.at.unixSeconds, down: try silentSets(down)))
    return (trail.answer.landing, table.landing(of: call), trail.rows)
  }

  /// The table as a picture, in SVG.
  package var graph: String { RouteGraph(table).svg }

  /// What stands in the way of loading the table on a switch: the witnesses of checks that fail.
  ///
  /// R17 reads back the bytes that a switch of the format would load.
  package func faults(as format: SwitchFormat) throws -> [Finding] {
    try check(as: format).flatMap(\.faults)
  }

  /// Everything that begins or ends at an instant, in time order: stages of numbers and freezes.
  package var cutoverCalendar: [CutoverEvent] {
    table.cutoverCalendar(freezes: basis.freezes ?? [])
  }

  /// Renders the table for a switch into a folder, once every check has passed.
  ///
  /// What R17 reads back are the files that are published then.
  ///
  /// - Parameters:
  ///   - format: which form.
  ///   - folder: new, or to be replaced.
  ///   - replacing: whether an earlier delivery there may be replaced.
  ///   - generation: which of the switch's two sets of tables is written.
  /// - Returns: the files, the manifest last, and which table they hold.
  /// - Throws: `Unusable` with the witnesses of a check that fails: a table that can lose a call
  ///   is not rendered.
  package func export(
    as format: SwitchFormat, to folder: String, replacing: Bool, generation: Generation = .a
  ) throws -> (files: [DeliveryFile], snapshot: String) {
    let exporter = exporter(for: format, generation: generation)
    guard case .success(let rendered) = try exporter.rendering(of: table), try passesChecks()
    else {
      // All that is wrong is told at once, before anything is written.
      // What R12 and R17 both find is told once.
      var seen: Set<Finding> = []
      throw Unusable(
        try check(as: format).flatMap(\.faults).filter { seen.insert($0).inserted })
    }
    let draft = try DeliveryDraft(folder, replacing: replacing)
    let sealed = try SealedSwitch(rendered, of: table, by: exporter, in: draft.path)
    let faults = try ReadsBack(exporter, eachPart: sealed.eachPart).report(on: table).faults
    guard faults.isEmpty else { throw Unusable(faults) }
    let files = try sealed.publish()
    try draft.publish()
    // What a switch has is held against the table that it was made of.
    if format == .kamailio { _ = try keepSnapshot() }
    return (files, rendered.snapshot)
  }

  /// Whether the table passes all checks that ask no switch.
  private func passesChecks() throws -> Bool {
    let table = table
    let checks = RoutingTable.checks(basis)
    // A check that throws counts unless one before it fails.
    let results = try onAllCores(count: checks.count) { position in
      Result { try checks[position].report(on: table).faults.isEmpty }
    }
    return try results.allSatisfy { try $0.get() }
  }

  /// Writes the calls that show every kind of edge, as SIPp scenarios for a Kamailio on this
  /// machine.
  ///
  /// - Parameters:
  ///   - folder: new, or to be replaced.
  ///   - port: the first of the 64 UDP ports the probe takes.
  ///   - replacing: whether an earlier probe there may be replaced.
  ///   - generation: the generation that is asked.
  ///   - delivery: the folder of an export, of which the very bytes are asked; `nil` leaves it to
  ///     whoever runs the probe which tables are loaded.
  /// - Returns: the files, and how many calls are in them.
  /// - Throws: `Unusable`: `HL6101` where the folder is there already, `HL6102`, `HL5309` where the
  ///   delivery does not fit.
  package func emitProbe(
    to folder: String, port: Int, replacing: Bool, generation: Generation = .a,
    delivery: String? = nil
  ) throws -> (files: [DeliveryFile], calls: Int) {
    let delivered = try delivery.map {
      try DeliveredTables($0, of: table.snapshot, generation: generation)
    }
    let draft = try DeliveryDraft(folder, replacing: replacing)
    var parts: [SippProbe.Part] = [
      ("calls-1-edges.csv", try table.probeCalls()),
      ("calls-2-busy.csv", try table.probeCalls(under: .busy)),
      ("calls-3-silent.csv", try table.probeCalls(under: .silent)),
      ("calls-down.csv", try table.probeCalls(under: .down)),
    ]
    if delivered != nil {
      parts.append(("calls-4-addresses.csv", SippProbe.questions(of: parts[0].calls, in: table)))
    }
    let probe = SippProbe(port: port, generation: generation)
    var files = try probe.write(parts, for: table, list: delivered?.list, to: draft.path)
    if let delivered { files += try copy(delivered, to: draft.path) }
    try draft.publish()
    return (files, parts.map(\.calls.count).reduce(0, +))
  }

  /// Puts the files of a delivery beside a probe, with the hashes that they must have when it runs.
  private func copy(_ delivered: DeliveredTables, to folder: String) throws -> [DeliveryFile] {
    var sums = ""
    var files: [DeliveryFile] = []
    for (name, bytes) in delivered.files.map({ ("delivery/\($0.name)", $0.bytes) }) {
      let path = "\(folder)/\(name)"
      try Folder.make(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? folder)
      var output = try OutputFile(path)
      try output.write(bytes)
      let file = try output.seal()
      try file.publish()
      sums += "\(file.sha256)  \(name)\n"
      files.append(DeliveryFile(name: name, sha256: file.sha256, size: file.size, count: 1))
    }
    let list = try OutputFile.write(sums, to: "\(folder)/delivery.sha256")
    return files + [
      DeliveryFile(
        name: "delivery.sha256", sha256: list.sha256, size: list.size, count: files.count)
    ]
  }

  /// What this machine lacks to run a probe; `nil` where it lacks nothing.
  ///
  /// - Parameter folders: where programs are looked for.
  /// - Returns: what is missing, with the packages that have it.
  package static func missingProbeTools(in folders: [String]) -> Finding? {
    let missing = ProbeTool.all(in: folders).filter { !$0.isInstalled }
    guard !missing.isEmpty else { return nil }
    return Finding(
      .probeToolMissing(
        found: missing.map(\.name).joined(separator: ", "),
        packages: Set(missing.map(\.debianPackage)).sorted().joined(separator: " ")),
      at: SourceLocation(file: "probe.sh"))
  }

  /// Compares the calls of a probe with what the switch did in one run of it.
  ///
  /// - Throws: `Unusable`: `HL1001` where a file cannot be read, `HL5306` where no call was made.
  package static func judge(probe folder: String, run: String) throws -> ProbeReport {
    let verdict = try ProbeVerdict(probe: folder, run: run)
    return ProbeReport(
      planned: verdict.planned, landed: verdict.landed, distinct: verdict.distinct,
      misrouted: verdict.misrouted.map {
        Finding(
          .callLandedElsewhere(
            found: $0.dialled, at: "\(CivilInstant(unixSeconds: $0.at))",
            landed: $0.landed.isEmpty ? "-" : $0.landed, expected: $0.expected),
          at: SourceLocation(file: run))
      })
  }
}

extension CheckReport {
  /// What stands in the way of an export.
  fileprivate var faults: [Finding] { isPassed ? [] : witnesses.map(\.finding) }
}
