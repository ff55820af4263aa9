import Findings
import HotlineModel
import Sheets

/// Which time of a ticket cannot be before which, and what happens where one is (`times.csv`).
struct TimeOrder: Sendable {
  /// What happens to a ticket one of whose times is before another that it cannot precede.
  enum Policy: String, CaseIterable, Sendable {
    /// It is accepted, and reported.
    case warn
    /// The record is quarantined.
    case quarantine
    /// The later of the two is left empty, its legacy text is kept beside it; it is reported.
    case empty
    /// Nothing.
    case ignore
  }

  /// Two times in their order.
  struct Rule: Sendable {
    let earlier: TicketField
    let later: TicketField
    let policy: Policy
  }

  /// The rules, those of the sheet first.
  let rules: [Rule]
  /// SHA-256 of the sheet; `nil` where the mapping has none.
  let sha256: String?

  /// What holds where a mapping says nothing else: only a ticket that was closed before it came in
  /// is quarantined.
  static let usual: [Rule] = [
    Rule(earlier: .callReceivedAt, later: .callAcceptedAt, policy: .warn),
    Rule(earlier: .callReceivedAt, later: .dispatchedAt, policy: .warn),
    Rule(earlier: .callReceivedAt, later: .limitDueAt, policy: .warn),
    Rule(earlier: .callReceivedAt, later: .handlingClosedAt, policy: .quarantine),
    Rule(earlier: .callReceivedAt, later: .followUpAt, policy: .warn),
    Rule(earlier: .callReceivedAt, later: .workflowChangedAt, policy: .warn),
    Rule(earlier: .callAcceptedAt, later: .dispatchedAt, policy: .warn),
    Rule(earlier: .callAcceptedAt, later: .handlingClosedAt, policy: .warn),
    Rule(earlier: .dispatchedAt, later: .handlingClosedAt, policy: .warn),
    Rule(earlier: .handlingClosedAt, later: .followUpAt, policy: .warn),
  ]

  /// Reads the sheet of a mapping's folder, which may be missing.
  ///
  /// - Throws: `Unusable` with every complaint about it.
  init(ifPresent path: String) throws {
    guard let sheet = try Sheet(ifPresent: path, form: Self.form) else {
      (rules, sha256) = (Self.usual, nil)
      return
    }
    var complaints: [Finding] = []
    var own: [Rule] = []
    for row in sheet.rows {
      guard let earlier = TicketField(rawValue: row["earlier"]),
        let later = TicketField(rawValue: row["later"]),
        let policy = Policy(rawValue: row["otherwise"])
      else { continue }
      if own.contains(where: { $0.earlier == later && $0.later == earlier }) || earlier == later {
        complaints.append(
          Finding(
            .sheetValueMalformed(
              found: row["later"], expected: "a time that is not the earlier one too",
              example: "call.receivedAt,handling.closedAt"), at: row.place(of: "later")))
      }
      own.append(Rule(earlier: earlier, later: later, policy: policy))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    let others = Self.usual.filter { usual in
      !own.contains {
        ($0.earlier, $0.later) == (usual.earlier, usual.later)
          || ($0.earlier, $0.later) == (usual.later, usual.earlier)
      }
    }
    rules = own + others
    sha256 = sheet.sha256
  }

  private static let times = TicketField.allCases.filter { $0.kind == .instant }.map(\.rawValue)

  static let form = SheetForm(
    thing: "order of times",
    columns: [
      SheetColumn("earlier", "较早", .oneOf(times)),
      SheetColumn("later", "较晚", .oneOf(times)),
      SheetColumn("otherwise", "否则", .oneOf(Policy.allCases.map(\.rawValue))),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["earlier", "later"])
}
