package import HotlineModel

extension RoutingTable {
  /// Everything that begins or ends at an instant, in time order: stages of numbers and freezes.
  package func cutoverCalendar(freezes: [CheckBasis.Freeze]) -> [CutoverEvent] {
    let stages = routes.flatMap { route in
      route.phases.compactMap { phase in
        phase.period.from.map { from in
          CutoverEvent(
            at: from, kind: .begins(phase.kind), number: route.number.text, line: phase.line,
            name: phase.name,
            isInFreeze: phase.plan != nil && freezes.contains { $0.period.contains(from) })
        }
      }
    }
    let frozen = freezes.flatMap { freeze in
      [(freeze.period.from, CutoverEvent.Kind.freezeBegins), (freeze.period.until, .freezeEnds)]
        .compactMap { at, kind in
          at.map { CutoverEvent(at: $0, kind: kind, name: freeze.reason) }
        }
    }
    // Stages come in the order of their numbers already; sorting keeps it within an instant.
    return (frozen + stages).enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
  }
}
