import Checklists
package import Findings
import HotlineModel
import LiveSwitch
package import MergerRuns
import MergerStore
package import Reports
import ReviewRuns

/// The journal of a workspace's cut-overs.
package struct CutoverJournal {
  private let workspace: Workspace

  /// The journal of a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// The entries, the oldest first: of one switch, or of all.
  package func entries(of target: String? = nil) throws -> [DatedCutoverEntry] {
    workspace.hasLedger ? try workspace.ledger().cutoverEntries(of: target) : []
  }
}

/// What is known of a switch on the day of a cut-over.
package struct CutoverScreen {
  /// A fact, in the order in which it is shown.
  package struct Fact: Sendable {
    /// What it is.
    package let name: Words
    /// What holds.
    package let value: Words
  }

  /// The facts.
  package let facts: [Fact]
  /// What is not as it should be on the switch.
  package let findings: [Finding]
  /// The generation that is live; the table that it is.
  package let live: String?
  package let table: String?
  /// Whether the last flip can be taken back.
  package let canTurnBack: Bool

  /// Reads the switch and the journal.
  ///
  /// - Throws: `Unusable` with what reading the switch throws.
  package init(_ workspace: Workspace, _ name: String) throws {
    let verified = try VerifyRun(workspace).verify(name)
    let journal = try CutoverJournal(workspace).entries(of: name)
    let snapshot = verified.snapshot
    findings = verified.findings
    live = snapshot.livePointer
    let generation = snapshot.live
    table = generation.flatMap { snapshot.tables(of: $0).snapshot }
    canTurnBack =
      if let flip = journal.flipToTakeBack {
        snapshot.hash(of: flip.before) == flip.entry.other
          && snapshot.strayAddresses(of: flip.before).isEmpty
      } else {
        false
      }
    var facts = [
      Fact(name: Words("switch", "交换机"), value: Words(name, name)),
      Fact(
        name: Words("live", "生效"),
        value: Words(
          "generation \(live ?? "-"), table \(table?.prefix(12) ?? "-")",
          "\(live ?? "-") 代，表 \(table?.prefix(12) ?? "-")")),
    ]
    if let generation {
      let other = snapshot.tables(of: generation.other).snapshot?.prefix(12) ?? "-"
      facts.append(
        Fact(
          name: Words("loaded beside it", "另一代"),
          value: Words(
            "generation \(generation.other.rawValue), table \(other)",
            "\(generation.other.rawValue) 代，表 \(other)")))
    }
    if let newest = journal.last {
      facts += try Self.facts(of: newest, journal, workspace, at: snapshot.clock)
    }
    let differing = findings.isEmpty
    facts.append(
      Fact(
        name: Words("verified", "核对"),
        value: differing
          ? Words(
            "\(verified.compared) facts, all as they should be", "\(verified.compared) 项，全部一致")
          : Words(
            "\(verified.compared) facts, \(findings.count) not as they should be",
            "\(verified.compared) 项，\(findings.count) 项不一致")))
    facts.append(
      Fact(
        name: Words("way back", "退路"),
        value: canTurnBack
          ? Words("hotline rollback --switch \(name)", "hotline rollback --switch \(name)")
          : Words("none: no flip is to be taken back", "没有：没有可撤回的切换")))
    self.facts = facts
  }

  /// The newest step, and the gates of its plan.
  private static func facts(
    of newest: DatedCutoverEntry, _ journal: [DatedCutoverEntry], _ workspace: Workspace,
    at clock: Int
  ) throws -> [Fact] {
    let entry = newest.entry
    let at = CivilInstant(newest.at)?.description ?? newest.at
    let today = CivilInstant(unixSeconds: clock).date
    var facts = [
      Fact(
        name: Words("last step", "最近一步"),
        value: Words(
          "\(entry.step.words.english), plan \(entry.plan.prefix(12)), \(at), \(entry.who)",
          "\(entry.step.words.chinese)，方案 \(entry.plan.prefix(12))，\(at)，\(entry.who)"))
    ]
    let verdicts = try PlanRun.verdicts(of: entry.lines, workspace, on: today)
    for verdict in verdicts {
      let signers = try ChecklistRun(workspace).signedItems(of: verdict.line, on: today).items
        .flatMap(\.signOff.standing).map(\.person)
      let names = Set(signers).sorted().joined(separator: ", ")
      let first = verdict.obstacles.first
      let open = "\(first?.item ?? "-") (\(verdict.obstacles.count))"
      facts.append(
        Fact(
          name: Words("line \(verdict.line)", "热线 \(verdict.line)"),
          value: verdict.ready == false
            ? Words("not ready: \(open)", "未就绪：\(open)")
            : Words(
              "ready, signed by \(names.isEmpty ? "-" : names)",
              "就绪，签认人 \(names.isEmpty ? "-" : names)")))
    }
    return facts
  }
}
