/// What is done with a call (处置).
package enum Treatment: Hashable, Sendable {
  /// The desks of a set answer.
  case answer(set: String)
  /// The line's own desks answer; calls transfer both ways, and what they cannot take goes on.
  case transfer(set: String, overflow: Overflow)
  /// The call goes on within the switch as a call to another number: same service, same minute.
  case serve(as: HotlineNumber)
  /// A number under cancellation: its calls are diverted to another number (carrier level).
  case forward(to: HotlineNumber)
  /// As `forward`, after an announcement.
  case announce(announcement: String, then: HotlineNumber)
  /// An announcement, then the call ends: the number is cancelled.
  case intercept(announcement: String)

  /// The number the call goes on to when all is well.
  package var nextNumber: HotlineNumber? {
    switch self {
    case .serve(let number), .forward(let number), .announce(_, let number): number
    case .answer, .transfer, .intercept: nil
    }
  }

  /// The set whose desks take the call.
  package var set: String? {
    switch self {
    case .answer(let set), .transfer(let set, _): set
    case .serve, .forward, .announce, .intercept: nil
    }
  }

  /// The announcement that is played.
  package var announcement: String? {
    switch self {
    case .announce(let id, _), .intercept(let id): id
    case .answer, .transfer, .serve, .forward: nil
    }
  }

  /// Where the call goes when the desks are busy, silent or down.
  package var overflow: Overflow? {
    switch self {
    case .transfer(_, let overflow): overflow
    case .answer, .serve, .forward, .announce, .intercept: nil
    }
  }

  /// Whether the carriers see a diversion; a second one on one path is refused by them.
  package var isCarrierForward: Bool {
    switch self {
    case .forward, .announce: true
    case .answer, .transfer, .serve, .intercept: false
    }
  }
}

/// Where calls go that own desks cannot take: busy, silent or down.
package struct Overflow: Hashable, Sendable {
  /// The number that takes them over.
  package let to: HotlineNumber
  /// How long the desks ring before they count as silent, in seconds.
  package let ringSeconds: Int

  /// Where calls go that own desks cannot take.
  package init(to: HotlineNumber, ringSeconds: Int) {
    self.to = to
    self.ringSeconds = ringSeconds
  }
}

/// The ordered steps of a call: the first whose hours hold is taken.
package struct RoutePlan: Hashable, Sendable {
  /// One step.
  package struct Step: Hashable, Sendable {
    /// When the step holds.
    package let hours: ServiceHours
    /// What is done with the call.
    package let treatment: Treatment

    /// A step that holds in some hours.
    package init(_ treatment: Treatment, in hours: ServiceHours = .always) {
      self.hours = hours
      self.treatment = treatment
    }
  }

  /// What routes call it.
  package let id: String
  /// The steps; the last holds always.
  package let steps: [Step]

  /// A plan.
  package init(id: String, steps: [Step]) {
    self.id = id
    self.steps = steps
  }
}
