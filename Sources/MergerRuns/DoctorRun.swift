package import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders
import Sheets

/// Looks whether everything the program needs is in order; changes nothing.
package struct DoctorRun {
  private let folder: String

  /// A run over what may be a workspace.
  package init(folder: String) {
    self.folder = folder
  }

  /// Everything that was looked at.
  ///
  /// - Parameter now: what the machine's clock shows.
  /// - Returns: one check for each thing.
  package func run(now: CivilInstant) -> [HealthCheck] {
    var checks = ReaderHealth.checks
    checks.append(disk)
    do {
      let workspace = try Workspace(folder)
      checks.append(HealthCheck("workspace", .ok, folder))
      checks += sheets(workspace)
      checks += try ledger(workspace, now: now)
    } catch let unusable as Unusable {
      let finding = unusable.findings.first
      checks.append(
        HealthCheck(
          "workspace", .broken,
          "\(finding?.code.rawValue ?? "") \(finding?.message(in: .english) ?? "")"))
    } catch {
      checks.append(HealthCheck("workspace", .broken, "\(error)"))
    }
    return checks
  }

  private var disk: HealthCheck {
    guard let free = DiskSpace.free(in: folder) else {
      return HealthCheck("disk", .attention, "cannot be told")
    }
    let gib = Double(free) / Double(1 << 30)
    let text = "\((gib * 10).rounded() / 10) GiB free"
    guard DiskSpace.takesFiles(folder) else {
      return HealthCheck("disk", .broken, "\(text), but the folder takes no files")
    }
    return HealthCheck("disk", free < 1 << 30 ? .attention : .ok, text)
  }

  private func sheets(_ workspace: Workspace) -> [HealthCheck] {
    func check(_ name: String, _ body: () throws -> String) -> HealthCheck {
      do {
        return HealthCheck(name, .ok, try body())
      } catch let unusable as Unusable {
        return HealthCheck(
          name, .broken,
          unusable.findings.first.map {
            "\($0.places.first?.description ?? "") \($0.code.rawValue)"
          } ?? "")
      } catch {
        return HealthCheck(name, .broken, "\(error)")
      }
    }
    let mappings = MappingRuns(workspace).list()
    let broken = mappings.filter { $0.version == nil }.map(\.name)
    return [
      check("register") { "\(try workspace.register().lines.count) lines" },
      check("protected numbers") {
        _ = try workspace.protectedNumbers()
        return "read"
      },
      check("calendar") {
        _ = try workspace.calendar()
        return "read"
      },
      HealthCheck(
        "mappings", broken.isEmpty ? .ok : .attention,
        broken.isEmpty
          ? "\(mappings.count) load" : "do not load: \(broken.joined(separator: ", "))"),
    ]
  }

  private func ledger(_ workspace: Workspace, now: CivilInstant) throws -> [HealthCheck] {
    let vitals = try workspace.ledger().vitals()
    var checks = [HealthCheck("sqlite", .ok, vitals.library)]
    let newest = vitals.newestBatch.flatMap { CivilInstant($0) }
    let isBehind = newest.map { now < $0 } ?? false
    let isPlausible = (2020..<2100).contains(now.date.year)
    checks.append(
      HealthCheck(
        "clock", isPlausible && !isBehind ? .ok : .attention,
        isBehind
          ? "\(now), which is before the newest batch (\(vitals.newestBatch ?? ""))" : "\(now)"))
    return checks
  }
}

/// What can be asked of, and done with, the ledger as a whole.
package struct LedgerRuns {
  private let ledger: Ledger

  /// The ledger of a workspace.
  package init(_ workspace: Workspace) throws {
    ledger = try workspace.ledger()
  }

  /// What the proof of a ledger went over, and what does not hold.
  package struct Proof: Sendable {
    /// Tables, segments, ticket versions and audit entries that are as they were written.
    package let tables, segments, versions, auditEntries: Int
    /// What does not hold.
    package let findings: [Finding]
  }

  /// Proves that the ledger holds what it says.
  package func check() throws -> Proof {
    let proof = try ledger.prove()
    return Proof(
      tables: proof.tables, segments: proof.segments, versions: proof.versions, auditEntries: proof.auditEntries,
      findings: proof.findings)
  }

  /// Writes catalogue and segments into one tar file, while the ledger is in use.
  ///
  /// - Throws: `Unusable`: `HL6101` where the file is there already, `HL6102` where it cannot be
  ///   written.
  package func backup(to path: String, now: CivilInstant) throws -> (segments: Int, sha256: String)
  {
    try ledger.backup(to: path, at: now.unixSeconds)
  }
}
