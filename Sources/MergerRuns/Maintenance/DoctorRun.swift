package import Findings
package import HotlineModel
import LocalFiles
import Measures
import MergerStore
import RecordReaders
package import Reports
import Sheets
import SwitchExporters
import Workbooks

/// Looks whether everything the program needs is in order; changes nothing.
package struct DoctorRun {
  private let folder: String
  private let keys: AuditKeyPlace
  private let programFolders: [String]

  /// A run over what may be a workspace.
  ///
  /// - Parameters:
  ///   - folder: what may be a workspace.
  ///   - keys: where its ledger's key is kept.
  ///   - programFolders: where programs are looked for.
  package init(folder: String, keys: AuditKeyPlace = .none, programFolders: [String] = []) {
    self.folder = folder
    self.keys = keys
    self.programFolders = programFolders
  }

  /// Everything that was looked at.
  ///
  /// - Parameter now: what the machine's clock shows.
  /// - Returns: one check for each thing.
  package func run(now: CivilInstant) -> [HealthCheck] {
    var checks = ReaderHealth.checks
    checks.append(disk)
    let workspaceName = Words("workspace", "工作区")
    checks.append(probe)
    checks.append(workbooks)
    do {
      let workspace = try Workspace(folder, keys: keys, today: now.date)
      checks.append(HealthCheck(workspaceName, .ok, Words(folder, folder)))
      checks += sheets(workspace)
      checks += try ledger(workspace, now: now)
    } catch let unusable as Unusable {
      checks.append(HealthCheck(workspaceName, .broken, Self.words(of: unusable)))
    } catch {
      checks.append(HealthCheck(workspaceName, .broken, Self.words(of: error)))
    }
    return checks
  }

  private static func words(of unusable: Unusable) -> Words {
    guard let finding = unusable.findings.first else { return Words("", "") }
    let place = finding.places.first?.description ?? ""
    return Words(
      "\(finding.code.rawValue) \(finding.message(in: .english)): \(place)",
      "\(finding.code.rawValue) \(finding.message(in: .chinese))：\(place)")
  }

  private static func words(of error: any Error) -> Words {
    let text = "HL9001 \(type(of: error))"
    return Words(text, text)
  }

  /// What `route probe` needs.
  private var probe: HealthCheck {
    let name = Words("route probe", "拨测工具")
    let missing = ProbeTool.all(in: programFolders).filter { !$0.isInstalled }
    guard !missing.isEmpty else {
      return HealthCheck(
        name, .ok,
        Words(
          "kamailio, sipp and sqlite3 are installed", "已安装 kamailio、sipp、sqlite3"))
    }
    let tools = missing.map(\.name)
    let packages = Set(missing.map(\.debianPackage)).sorted().joined(separator: " ")
    return HealthCheck(
      name, .absent,
      Words(
        "not installed: \(tools.joined(separator: ", ")); packages: \(packages)",
        "未安装：\(tools.joined(separator: "、"))；软件包：\(packages)"))
  }

  /// What workbooks are written with.
  private var workbooks: HealthCheck {
    let name = Words("workbooks", "工作簿")
    guard let missing = XLSXLibrary.finding() else {
      let text = "libxlsxwriter \(XLSXLibrary.version)"
      return HealthCheck(name, .ok, Words(text, text))
    }
    return HealthCheck(name, .attention, Self.words(of: Unusable([missing])))
  }

  private var disk: HealthCheck {
    let name = Words("disk", "磁盘")
    guard let free = DiskSpace.free(in: folder) else {
      return HealthCheck(name, .attention, Words("cannot be determined", "无法查明"))
    }
    let gib = (Double(free) / Double(1 << 30) * 10).rounded() / 10
    guard DiskSpace.takesFiles(folder) else {
      return HealthCheck(
        name, .broken,
        Words(
          "\(gib) GiB free, but the folder takes no files", "可用 \(gib) GiB，但文件夹不能写入"))
    }
    return HealthCheck(
      name, free < 1 << 30 ? .attention : .ok, Words("\(gib) GiB free", "可用 \(gib) GiB"))
  }

  private func sheets(_ workspace: Workspace) -> [HealthCheck] {
    func check(_ name: Words, _ body: () throws -> Words) -> HealthCheck {
      do {
        return HealthCheck(name, .ok, try body())
      } catch let unusable as Unusable {
        return HealthCheck(name, .broken, Self.words(of: unusable))
      } catch {
        return HealthCheck(name, .broken, Self.words(of: error))
      }
    }
    let isRead = Words("read", "已读取")
    let mappings = MappingRuns(workspace).list()
    let broken = mappings.filter { $0.version == nil }.map(\.name)
    return [
      check(Words("register", "热线登记表")) {
        let count = try workspace.register().lines.count
        return Words("\(count) lines", "热线 \(count) 条")
      },
      check(Words("protected numbers", "受保护号码")) {
        _ = try workspace.protectedNumbers()
        return isRead
      },
      check(Words("calendar", "工作日历")) {
        _ = try workspace.calendar()
        return isRead
      },
      check(Words("measures", "考核指标")) {
        let rates = try workspace.measures().rates.count
        return Words("\(rates) rates", "指标 \(rates) 项")
      },
      HealthCheck(
        Words("mappings", "映射"), broken.isEmpty ? .ok : .attention,
        broken.isEmpty
          ? Words("\(mappings.count) load", "可用 \(mappings.count) 个")
          : Words(
            "do not load: \(broken.joined(separator: ", "))",
            "不可用：\(broken.joined(separator: "、"))")),
    ]
  }

  private func ledger(_ workspace: Workspace, now: CivilInstant) throws -> [HealthCheck] {
    let ledger = try workspace.ledger()
    let vitals = try ledger.vitals()
    var checks = [HealthCheck("sqlite", .ok, vitals.library)]
    let newest = vitals.newestBatch ?? ""
    let isBehind = CivilInstant(newest).map { now < $0 } ?? false
    let isPlausible = (2020..<2100).contains(now.date.year)
    checks.append(
      HealthCheck(
        Words("clock", "时钟"), isPlausible && !isBehind ? .ok : .attention,
        isBehind
          ? Words(
            "\(now), which is before the newest batch (\(newest))",
            "\(now)，早于最新批次（\(newest)）") : Words("\(now)", "\(now)")))
    let leftovers = ledger.leftovers()
    checks.append(
      HealthCheck(
        Words("leftovers", "遗留文件"), leftovers.isEmpty ? .ok : .attention,
        leftovers.isEmpty
          ? Words("none", "无")
          : Words(leftovers.joined(separator: ", "), leftovers.joined(separator: "、"))))
    let (sealer, here) = try ledger.sealing()
    let isSealed = !sealer.isEmpty && sealer == here
    checks.append(
      HealthCheck(
        Words("audit trail", "审计记录"),
        isSealed || (sealer.isEmpty && here != nil) ? .ok : .attention,
        Self.sealing(by: sealer, here: here)))
    return checks
  }

  private static func sealing(by sealer: String, here: String?) -> Words {
    if sealer.isEmpty {
      return here.map { Words("to be sealed by key \($0)", "将由密钥 \($0) 封印") }
        ?? Words("not sealed", "未封印")
    }
    return sealer == here
      ? Words("sealed by key \(sealer)", "已由密钥 \(sealer) 封印")
      : Words(
        "sealed by key \(sealer), which is not here", "已由密钥 \(sealer) 封印，但密钥不在本机")
  }
}

/// What can be asked of, and done with, the ledger as a whole.
package struct LedgerRuns {
  private let ledger: Ledger
  private let evidence: EvidenceFolder

  /// The ledger of a workspace.
  package init(_ workspace: Workspace) throws {
    ledger = try workspace.ledger()
    evidence = EvidenceFolder(ofWorkspace: workspace.folder)
  }

  /// What the proof of a ledger went over, and what does not hold.
  package struct Proof: Sendable {
    /// Tables, segments, key files, ticket versions and audit entries that are as they were written.
    package let tables, segments, keyFiles, versions, auditEntries: Int
    /// Entries that carry the seal of the ledger's key, and earlier heads that the ledger continues.
    package let seals, heads: Int
    /// Files of evidence whose copies are what was copied, each once for what it is evidence of.
    package let evidence: Int
    /// What does not hold.
    package let findings: [Finding]
    /// What could not be proven, such as seals without the key.
    package let notes: [Finding]
  }

  /// Proves that the ledger holds what it says.
  ///
  /// - Parameters:
  ///   - earlier: manifests, hand-over sheets, delivery folders or backups, which the ledger must
  ///     continue.
  ///   - progress: is given how far the proof is.
  /// - Returns: what was proven, and what does not hold.
  /// - Throws: `Unusable`: `HL1001` where one cannot be read, `HL6222` where it names no ledger.
  package func check(
    against earlier: [String] = [], progress: (RunProgress) -> Void = { _ in }
  ) async throws -> Proof {
    let heads = try earlier.map { path in
      let files =
        Folder.isFolder(path) ? Folder.names(in: path).map { "\(path)/\($0)" } : [path]
      let heads = try files.filter { !Folder.isFolder($0) }.flatMap { try LedgerHead.all(in: $0) }
      guard !heads.isEmpty else {
        throw Unusable(
          .headDiffers(found: path, reason: "it does not say which ledger it was made of"),
          at: SourceLocation(file: path))
      }
      return (source: path, heads: heads)
    }
    let subject = Words("checking the ledger", "核查台账")
    progress(RunProgress(subject, count: 0, .tickets))
    let proof = try await ledger.prove(against: heads) { tickets, segments, all in
      progress(RunProgress(subject, count: tickets, .tickets, part: .init(segments, of: all)))
    }
    // Where the tables are damaged, the proof has named that, and nothing can be read from them.
    let named = (try? ledger.evidence()) ?? []
    let faults = evidence.findings(of: named)
    return Proof(
      tables: proof.tables, segments: proof.segments, keyFiles: proof.keyFiles,
      versions: proof.versions,
      auditEntries: proof.auditEntries, seals: proof.seals, heads: proof.heads,
      evidence: named.count - faults.count,
      findings: proof.findings.filter { $0.severity != .note } + faults,
      notes: proof.findings.filter { $0.severity == .note })
  }

  /// Brings the ledger of a workspace to the form that this program writes, which any command does
  /// that opens it; here at a time of the user's choice.
  ///
  /// - Returns: the changes that were made; none where there was nothing to do.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6003` and `HL6210` where the ledger
  ///   is damaged, `HL6006` where a newer program wrote it; it is as it was then.
  package static func migrate(_ workspace: Workspace) throws -> [String] {
    let changes = try Ledger.pendingChanges(in: "\(workspace.folder)/.hotline")
    _ = try workspace.ledger()
    return changes
  }

  /// Seals the audit trail from here on.
  ///
  /// - Returns: the key's file.
  /// - Throws: `Unusable`: `HL6216` where keys are kept nowhere, `HL6215` where a key is replaced
  ///   without a name or a reason, `HL6001` where another run is writing.
  package func seal(because reason: String, by signer: String, now: CivilInstant) throws -> String {
    let lock = try ledger.lock()
    let path = try ledger.seal(because: reason, by: signer, now: now)
    _ = consume lock
    return path
  }

  /// Writes catalogue, segments, key files and evidence into one tar file, while the ledger is in use.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - withEvidence: whether the files of evidence are in it.
  ///   - now: when.
  /// - Returns: what is in it, its SHA-256, and how far the ledger had come.
  /// - Throws: `Unusable`: `HL6101` where the file is there already, `HL6102` where it cannot be
  ///   written, `HL4116` where evidence is gone or changed, `HL6003` and `HL6210` where the ledger is
  ///   damaged.
  package func backup(to path: String, withEvidence: Bool = true, now: CivilInstant) async throws
    -> (segments: Int, evidence: Int, sha256: String, head: String)
  {
    let (segments, copies, sha256, head) = try await ledger.backup(
      to: path, evidence: withEvidence ? evidence : nil, at: now.unixSeconds)
    return (segments, copies, sha256, head.text)
  }
}
