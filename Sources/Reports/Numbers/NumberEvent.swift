package import HotlineModel

/// What proves that a change was announced.
package enum ChannelProof: Hashable, Sendable {
  /// The address of a page.
  case link(String)
  /// A file of the workspace.
  case file(EvidenceFile)

  /// The address, or the name of the file.
  package var text: String {
    switch self {
    case .link(let address): address
    case .file(let file): file.name
    }
  }

  /// The file, where it is one.
  package var file: EvidenceFile? {
    if case .file(let file) = self { return file }
    return nil
  }
}

/// An entry of the number ledger: a change of a number's status, or what was done in a channel.
package struct NumberEvent: Hashable, Sendable {
  /// What happened.
  package enum Kind: String, CaseIterable, Sendable {
    /// The status has changed.
    case status
    /// A status was put right, or a change was taken back.
    case correction
    /// A channel was named as one that has to carry the announcement.
    case channelPlanned = "channel-planned"
    /// The change was announced through a channel.
    case channelAnnounced = "channel-announced"
    /// A channel was named by mistake.
    case channelWithdrawn = "channel-withdrawn"
  }

  /// The line, as the register calls it.
  package let line: String
  /// The day from which the register's line holds the number; `nil` for since ever.
  ///
  /// A number that is issued again is another line, with a history of its own.
  package let life: CivilDate?
  /// What happened.
  package let kind: Kind
  /// The status before; `nil` for a channel.
  package var was: NumberStatus?
  /// The status from then on; `nil` for a channel.
  package var status: NumberStatus?
  /// The channel; empty for a status.
  package var channel = ""
  /// The day on which it happened; `nil` for a channel that is planned without one.
  package var day: CivilDate?
  /// How the line was merged by the decision of that moment.
  package let mode: MergeMode
  /// What that decision makes of the number.
  package let disposition: NumberDisposition
  /// The document it is based on; empty where none was needed.
  package var document = ""
  /// The reason; empty where none was given.
  package var reason = ""
  /// What proves an announcement.
  package var proof: ChannelProof?
  /// Who entered it.
  package let who: String

  /// An entry without what only some entries have.
  package init(
    line: String, life: CivilDate?, kind: Kind, mode: MergeMode, disposition: NumberDisposition,
    who: String
  ) {
    self.line = line
    self.life = life
    self.kind = kind
    self.mode = mode
    self.disposition = disposition
    self.who = who
  }
}

/// An entry of the number ledger with the time at which it was entered.
package struct DatedNumberEvent: Hashable, Sendable {
  /// What happened.
  package let event: NumberEvent
  /// When it was entered, RFC 3339.
  package let at: String

  /// What happened, and when it was entered.
  package init(event: NumberEvent, at: String) {
    self.event = event
    self.at = at
  }
}
