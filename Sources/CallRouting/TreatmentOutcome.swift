import HotlineModel

/// What a treatment comes to, while its desks are open and while they are closed.
struct TreatmentOutcome {
  /// What becomes of the call.
  enum Next {
    /// It ends here.
    case ends(CallDisposition, set: String?)
    /// It goes on as a call to another number.
    case goesOn(HotlineNumber)
  }

  /// When the desks are open; always, where no desks are asked.
  var hours = ServiceHours.always
  /// What becomes of the call while they are open.
  let whenOpen: Next
  /// What becomes of it while they are closed.
  let whenClosed: Next

  init(_ next: Next) {
    whenOpen = next
    whenClosed = next
  }

  init(hours: ServiceHours, whenOpen: Next, whenClosed: Next) {
    self.hours = hours
    self.whenOpen = whenOpen
    self.whenClosed = whenClosed
  }
}

extension RoutingTable {
  /// How many numbers a call may go through, the dialled one included.
  ///
  /// Carriers and switches cut longer chains; ours need two.
  package static let depthLimit = 4

  /// What a treatment comes to; the sets of `down` answer no call.
  func outcome(of treatment: Treatment, down: Set<String> = []) -> TreatmentOutcome {
    switch treatment {
    case .answer(let set): desks(set, overflow: nil, down: down)
    case .transfer(let set, let overflow): desks(set, overflow: overflow, down: down)
    case .serve(let number), .forward(let number), .announce(_, let number):
      TreatmentOutcome(goesOn(number))
    case .intercept: TreatmentOutcome(.ends(.announcedThenReleased, set: nil))
    }
  }

  private func goesOn(_ number: HotlineNumber) -> TreatmentOutcome.Next {
    protected.contains(number) ? .ends(.emergencyDiverted, set: nil) : .goesOn(number)
  }

  private func desks(_ id: String, overflow: Overflow?, down: Set<String>) -> TreatmentOutcome {
    let fallback = overflow.map { goesOn($0.to) }
    guard let set = targetSet(id), !set.enabledMembers.isEmpty, !down.contains(id) else {
      let kind = targetSet(id)?.kind
      return TreatmentOutcome(
        fallback ?? .ends(kind == .trunk ? .trunkUndefined : .queueUndefined, set: nil))
    }
    let numbers = numbersDialled(at: id)
    if numbers.contains(where: protected.contains) {
      return TreatmentOutcome(.ends(.emergencyDiverted, set: nil))
    }
    if set.kind == .trunk, let routed = numbers.first(where: { route($0) != nil }) {
      return TreatmentOutcome(.goesOn(routed))
    }
    return TreatmentOutcome(
      hours: set.hours, whenOpen: .ends(set.disposition, set: id),
      whenClosed: fallback ?? .ends(.closedOutOfHours, set: nil))
  }

  /// Where a call ends that came by an announcement.
  func ending(_ disposition: CallDisposition, announced: Bool) -> CallDisposition {
    announced && disposition == .answeredBy12345 ? .announcedThenForwarded : disposition
  }
}
