package import Bytes
package import Findings
package import HotlineModel

/// A channel that makes a number known, and whether the change was announced there.
package struct NumberChannel: Hashable, Sendable {
  /// Its name, such as `门户网站`.
  package let name: String
  /// The day of the announcement; `nil` where it is only planned.
  package var announced: CivilDate?
  /// What proves it.
  package var proof: ChannelProof?

  /// A channel, by default one that is only planned.
  package init(name: String, announced: CivilDate? = nil, proof: ChannelProof? = nil) {
    self.name = name
    self.announced = announced
    self.proof = proof
  }

  /// Whether the change was announced on a day or before it, and that is proven.
  package func isProven(by day: CivilDate) -> Bool {
    proof != nil && announced.map { $0 <= day } ?? false
  }

  /// The channel for machines.
  package var json: JSONValue {
    [
      "announced": .optional(announced?.description), "channel": .string(name),
      "file": proof?.file?.json ?? .null,
      "link": .optional(proof.flatMap { $0.file == nil ? $0.text : nil }),
    ]
  }
}

/// What the number ledger holds of a line at one moment.
package struct NumberEntry: Sendable {
  /// A status that may come next, and what is missing for it.
  package struct Step: Sendable {
    /// The status.
    package let status: NumberStatus
    /// Whether it takes a change back.
    package let isCorrection: Bool
    /// Why it cannot be entered on the day asked for; none where it can.
    package let obstacles: [Finding]

    /// A status that may come next.
    package init(status: NumberStatus, isCorrection: Bool, obstacles: [Finding]) {
      self.status = status
      self.isCorrection = isCorrection
      self.obstacles = obstacles
    }
  }

  /// The line.
  package let line: LegacyHotline
  /// What has become of its number.
  package let status: NumberStatus
  /// The day of the last change; `nil` where the status is the register's.
  package let since: CivilDate?
  /// Who entered the last change; empty where the status is the register's.
  package let who: String
  /// How the line is merged; `nil` where nothing can be decided.
  package let mode: MergeMode?
  /// What the decision makes of the number.
  package let disposition: NumberDisposition?
  /// From when calls go the new way by the routing plan.
  package let cutover: CivilInstant?
  /// The channels, in the order in which they were named.
  package let channels: [NumberChannel]
  /// The day from which the number may be given up; `nil` where that is not to come, or unknown.
  package let windowEnd: CivilDate?
  /// Working days until then; 0 from that day on.
  package let daysLeft: Int?
  /// What may come next, for an entry that is shown by itself.
  package var steps: [Step] = []

  /// What the number ledger holds of a line.
  package init(
    line: LegacyHotline, status: NumberStatus, since: CivilDate?, who: String, mode: MergeMode?,
    disposition: NumberDisposition?, cutover: CivilInstant?, channels: [NumberChannel],
    windowEnd: CivilDate?, daysLeft: Int?
  ) {
    self.line = line
    self.status = status
    self.since = since
    self.who = who
    self.mode = mode
    self.disposition = disposition
    self.cutover = cutover
    self.channels = channels
    self.windowEnd = windowEnd
    self.daysLeft = daysLeft
  }

  /// Channels through which the change was announced, and those of them with a proof.
  package var announced: Int { channels.count { $0.announced != nil } }
  /// Channels without an announcement that is proven.
  package var unproven: Int { channels.count { $0.announced == nil || $0.proof == nil } }

  /// The entry for machines.
  package var json: JSONValue { .object(members) }

  /// The entry for machines, with those of other lines that have the same number.
  package func json(with others: [NumberEntry]) -> JSONValue {
    .object(members.merging(["others": .array(others.map(\.json))]) { first, _ in first })
  }

  private var members: [String: JSONValue] {
    [
      "announced": .int(announced), "channels": .array(channels.map(\.json)),
      "cutover": .optional(cutover?.rfc3339), "daysLeft": daysLeft.map { .int($0) } ?? .null,
      "disposition": .optional(disposition?.rawValue), "mode": .optional(mode?.rawValue),
      "name": .string(line.name), "number": .string(line.id), "owner": .string(line.owner),
      "since": .optional(since?.description), "status": .string(status.rawValue),
      "steps": .array(
        steps.map { step in
          [
            "isCorrection": .bool(step.isCorrection), "status": .string(step.status.rawValue),
            "obstacles": .array(step.obstacles.map { .string($0.code.rawValue) }),
          ]
        }),
      "unproven": .int(unproven), "who": .string(who),
      "windowEnd": .optional(windowEnd?.description),
    ]
  }
}
