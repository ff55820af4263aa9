package import HotlineModel
package import Reports

/// What the entries of a line come to: its status, and what was announced where.
package struct NumberHistory: Sendable {
  /// The entries, the oldest first.
  package let events: [NumberEvent]
  /// The status after the newest entry.
  package private(set) var status: NumberStatus
  /// The newest change of the status; `nil` where the status is the register's.
  package private(set) var newest: NumberEvent?
  /// The day on which calls began to be forwarded, by the newest entry of it.
  package private(set) var forwarded: CivilDate?
  /// Whether the number was ever cancelled.
  package private(set) var wasCancelled = false
  /// The channels, in the order in which they were named.
  package private(set) var channels: [NumberChannel] = []

  /// What entries come to.
  ///
  /// - Parameters:
  ///   - events: the entries of one line, the oldest first.
  ///   - initial: the status before them.
  package init(_ events: [NumberEvent], initial: NumberStatus) {
    self.events = events
    status = initial
    for event in events {
      switch event.kind {
      case .status, .correction: change(event)
      case .channelPlanned: update(event.channel) { _ in }
      case .channelAnnounced:
        update(event.channel) { channel in
          channel.announced = event.day
          channel.proof = event.proof ?? channel.proof
        }
      case .channelWithdrawn: channels.removeAll { $0.name == event.channel }
      }
    }
  }

  private mutating func change(_ event: NumberEvent) {
    guard let next = event.status else { return }
    status = next
    newest = event
    switch next {
    case .forwarded: forwarded = event.day
    case .cancelled: wasCancelled = true
    case .inUse:
      // Whoever read the announcement reads it no longer: it has to be made again.
      channels = channels.map { NumberChannel(name: $0.name) }
    default: break
    }
  }

  private mutating func update(_ name: String, _ change: (inout NumberChannel) -> Void) {
    let place = channels.firstIndex { $0.name == name } ?? channels.endIndex
    if place == channels.endIndex { channels.append(NumberChannel(name: name)) }
    change(&channels[place])
  }
}
