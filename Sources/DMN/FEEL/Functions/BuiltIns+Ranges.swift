extension BuiltIns {
  /// Functions on ranges and points (Allen's relations), and the reading of a range.
  static let ranges: [String: BuiltIn] = [
    "range": BuiltIn("from") { evaluation, arguments in
      arguments.string(0).flatMap { range($0, &evaluation) }
    },
    "before": relation(
      "point1, point2 | point, range:range | range:range, point | range1:range, range2:range"
    ) {
      $0.ends(before: $1)
    },
    "after": relation(
      "point1, point2 | point, range:range | range:range, point | range1:range, range2:range"
    ) {
      $1.ends(before: $0)
    },
    "meets": relation("range1:range, range2:range", points: .none) { $0.meets($1) },
    "met by": relation("range1:range, range2:range", points: .none) { $1.meets($0) },
    "overlaps": relation("range1:range, range2:range", points: .none) { $0.overlaps($1) },
    "overlaps before": relation("range1:range, range2:range", points: .none) {
      $0.overlaps(before: $1)
    },
    "overlaps after": relation("range1:range, range2:range", points: .none) {
      $1.overlaps(before: $0)
    },
    "finishes": relation("point, range:range | range1:range, range2:range", points: .first) {
      $0.finishes($1)
    },
    "finished by": relation("range:range, point | range1:range, range2:range", points: .second) {
      $1.finishes($0)
    },
    "includes": relation("range:range, point | range1:range, range2:range", points: .second) {
      $0.includes($1)
    },
    "during": relation("point, range:range | range1:range, range2:range", points: .first) {
      $1.includes($0)
    },
    "starts": relation("point, range:range | range1:range, range2:range", points: .first) {
      $0.starts($1)
    },
    "started by": relation("range:range, point | range1:range, range2:range", points: .second) {
      $1.starts($0)
    },
    "coincides": relation("point1, point2 | range1:range, range2:range", points: .both) {
      $0.coincides(with: $1)
    },
  ]

  /// Which of the arguments of a relation may be points.
  private enum Points: Sendable { case none, first, second, both, any }

  private static func relation(
    _ parameters: String, points: Points = .any,
    _ holds: @escaping @Sendable (Extent, Extent) -> Bool?
  ) -> BuiltIn {
    BuiltIn(parameters) { _, arguments in
      guard let first = Extent(arguments[0].single), let second = Extent(arguments[1].single)
      else { return nil }
      let isAllowed =
        switch points {
        case .any: true
        case .none: !first.isPoint && !second.isPoint
        case .first: !second.isPoint
        case .second: !first.isPoint
        case .both: first.isPoint == second.isPoint
        }
      return isAllowed ? holds(first, second).map { .boolean($0) } : nil
    }
  }

  /// A range from its text, whose end points are literals and not null.
  private static func range(_ text: String, _ evaluation: inout Evaluation) -> FEELValue? {
    guard
      let expression = try? FEELParser.expression(
        text, names: FEELNames(), members: FEELNames()),
      case .range(let low, let high, _, _) = expression.kind, isConstant(low), isConstant(high),
      case .range(let range) = evaluation.quietly(expression, .empty),
      let order = range.low.order(range.high), order <= 0
    else { return nil }
    return .range(range)
  }

  /// Whether an expression is a literal, or a date, time or duration made of a literal.
  private static func isConstant(_ expression: FEELExpression) -> Bool {
    switch expression.kind {
    case .literal: return true
    case .negation(let operand): return isConstant(operand)
    case .call(let function, let arguments):
      guard case .name(let name) = function.kind else { return false }
      return ["date", "time", "date and time", "duration"].contains(name)
        && arguments.allSatisfy { argument in
          if case .literal = argument.kind { return true }
          return false
        }
    default: return false
    }
  }
}
