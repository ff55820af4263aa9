package import Feeds
package import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
package import Reports
import TicketExporters
import Tickets

/// Feeds another platform with every change of the ledger, in order: what changed since the last
/// run goes into the next files, and what the receiver answered is read.
package struct FeedRun {
  private let workspace: Workspace
  private let profile: FeedProfile
  private let plan: PrivacyPlan

  /// What was fed, and what the receiver has.
  package struct Report: Sendable {
    /// The feed; empty where it has not begun.
    package var feed = ""
    /// The files of this run.
    package var files: [FeedFile] = []
    /// Messages of this run: tickets, and tickets that are no more.
    package var upserts = 0, tombstones = 0
    /// The sequence number of the feed's last message.
    package var last = 0
    /// The receiver has all messages up to this one but those it asks for; `nil` where it has not
    /// answered.
    package var confirmed: Int?
    /// The files that have to be sent, or sent again.
    package var outstanding: [FeedFile] = []
    /// Messages that the receiver refuses.
    package var refused = 0
    /// Acknowledgements that cannot be true, and messages that are refused.
    package var findings: [Finding] = []

    /// The files of messages of this run, as those of a delivery.
    package var deliveryFiles: [DeliveryFile] {
      files.map {
        DeliveryFile(
          name: $0.file, sha256: $0.sha256, size: $0.size, count: $0.last - $0.first + 1)
      }
    }
  }

  /// A run by a profile.
  ///
  /// - Throws: `Unusable`: `HL6140` where there is no such profile, `HL6141` where a field is not
  ///   decided, `HL6142`, `HL6143` and `HL2xxx` with the complaints about its sheets.
  package init(_ workspace: Workspace, profile name: String) throws {
    self.workspace = workspace
    profile = try FeedProfile(
      name, in: "\(workspace.mappings)/feeds", today: workspace.today)
    plan = try workspace.privacyPlan(profile.purpose)
    let open = profile.undecided + profile.kept(backBy: plan)
    guard open.isEmpty else { throw Unusable(open) }
  }

  /// Reads acknowledgements, and writes the next files of a feed.
  ///
  /// - Parameters:
  ///   - path: the folder of the feed.
  ///   - since: the ledger's sequence number behind which it begins; `nil` for where it began, or
  ///     the ledger's beginning.
  ///   - keys: the file of keys for hashes; `nil` for the workspace's own.
  ///   - now: the time of the run, for the audit trail alone.
  ///   - progress: is given how far the run is.
  /// - Returns: what was fed, and what the receiver has.
  /// - Throws: `Unusable`: `HL6102` where the folder cannot be written, `HL6120` where there is no key
  ///   for hashes, `HL6125` where the changes cannot be told, `HL6143` where a code table lacks a
  ///   value, `HL6144` where the profile has changed, `HL6145` where the folder is not as it was
  ///   written, `HL6148` where the feed is another one.
  package func run(
    to path: String, since: Int? = nil, keys: String? = nil, now: CivilInstant,
    progress: (RunProgress) -> Void = { _ in }
  ) async throws -> Report {
    let ledger = try workspace.ledger()
    var folder = try FeedFolder(path)
    let begin = since ?? folder.files.last?.since ?? 0
    let head = try ledger.auditHead()
    let identity = FeedIdentity(
      ledger: head.ledger, profile: profile.name, version: profile.version(under: plan),
      since: begin)
    let base = try base(of: folder.files.last, identity, from: head, in: ledger, path)
    var report = Report()
    let (acknowledgement, findings) = FeedAcknowledgement.newest(in: folder)
    report.findings = findings
    report.confirmed = acknowledgement?.received
    report.refused = acknowledgement?.refusals ?? 0
    var moment = try ledger.moment(since: base)
    if !moment.isEmpty {
      let keys = plan.needsKey ? try KeyRing(contentsOf: keys ?? workspace.keyPath) : nil
      if profile.isClear(under: plan) {
        try ledger.noteDelivery(
          "\(profile.purpose?.rawValue ?? "") feed \(profile.name) \(Folder.name(of: path))",
          at: now)
      }
      let filter = PrivacyFilter(
        plan: plan, words: try workspace.scanWords(), keys: keys, batches: moment.batches)
      var draft = try folder.begin(
        identity, codes: profile.codes, ledger: moment.lastChange.text,
        sequence: moment.lastChange.sequence, limit: profile.messagesPerFile)
      report.upserts = try await feed(&moment.tickets, filter, into: &draft, progress)
      for stone in moment.tombstones {
        let body = FeedMessage.tombstone(line: stone.line, legacyNumber: stone.legacyNumber)
        try draft.add(body[...], isTombstone: true)
      }
      report.tombstones = moment.tombstones.count
      report.files = try folder.publish(draft)
    }
    report.outstanding = try folder.listOutstanding(acknowledgement)
    report.feed = folder.files.last?.feed ?? ""
    report.last = folder.files.last?.last ?? 0
    return report
  }

  /// The ledger's sequence number behind which the next changes are; `nil` for all tickets.
  private func base(
    of last: FeedFile?, _ identity: FeedIdentity, from head: LedgerHead, in ledger: Ledger,
    _ path: String
  ) throws -> Int? {
    func unfit(_ reason: String) -> Unusable {
      Unusable(.feedUnfit(found: path, reason: reason), at: SourceLocation(file: path))
    }
    guard identity.since <= head.sequence else {
      throw unfit("the ledger has come to sequence number \(head.sequence)")
    }
    guard let last else { return identity.since > 0 ? identity.since : nil }
    guard last.profile == profile.name else {
      throw unfit("it is a feed by the profile \(last.profile)")
    }
    guard let fed = LedgerHead(last.ledger) else { throw unfit("it is of another feed") }
    if let reason = try ledger.parting(from: fed) { throw unfit(reason) }
    guard last.since == identity.since else {
      throw unfit("it begins behind sequence number \(last.since)")
    }
    guard last.feed == identity.feed, profile.keeps(last.codes) else {
      throw Unusable(.feedProfileChanged(found: path), at: SourceLocation(file: path))
    }
    return fed.sequence
  }

  /// Messages of some tickets, from their keys to their line ends.
  private struct Messages: Sendable {
    var text: [UInt8] = []
    var ends: [Int] = []
    /// Values that code tables lack.
    var missing: [Finding] = []
    /// Why the run ends.
    var failure: Unusable?

    init(_ tickets: PackedTickets, _ filter: PrivacyFilter, _ profile: FeedProfile) {
      var row = TicketRow()
      var room = PrivacyFilter.Room()
      var counts = PrivacyCounts()
      do {
        let tickets = try tickets.open()
        for index in 0..<tickets.count {
          try tickets.read(index, into: &row)
          filter.apply(to: &row, using: &room, counting: &counts)
          do {
            try profile.append(row, to: &text)
            ends.append(text.count)
          } catch {
            missing += error.findings
          }
        }
      } catch {
        failure = error
      }
    }
  }

  /// Treats tickets on all cores, and writes their messages in the order of the ledger.
  ///
  /// - Returns: how many there were.
  /// - Throws: `Unusable` with `HL6143` for each value that a code table lacks.
  private func feed(
    _ tickets: inout TicketCursor, _ filter: PrivacyFilter, into draft: inout FeedDraft,
    _ progress: (RunProgress) -> Void
  ) async throws -> Int {
    let all = tickets.count
    let profile = self.profile
    var done = 0
    var missing: [[String: String]: Finding] = [:]
    try await inOrder(
      next: { try tickets.next() }, work: { Messages($0, filter, profile) },
      take: { (messages: consuming Messages) in
        if let failure = messages.failure { throw failure }
        for finding in messages.missing where missing[finding.facts] == nil {
          missing[finding.facts] = finding
        }
        var start = 0
        for end in messages.ends {
          try draft.add(messages.text[start..<end], isTombstone: false)
          start = end
        }
        done += messages.ends.count
        progress(
          RunProgress(
            Words("feeding", "推送"), count: done, .tickets, part: .init(done, of: all)))
      })
    guard missing.isEmpty else {
      throw Unusable(
        missing.values.sorted { ($0.facts["found"] ?? "") < ($1.facts["found"] ?? "") })
    }
    return done
  }
}
