package import Findings
import HotlineModel
package import Reports

/// R16: no route changes within a frozen time, and the table one would turn back to is sound.
package struct NoChangeInFreeze: RoutingCheck {
  package let id = "R16"
  package let title = Words("no change in frozen times, a sound way back", "封网期无变更，可以回退")
  /// The frozen times; `nil` where nobody gave them.
  package let freezes: [CheckBasis.Freeze]?
  /// The table one would turn back to; `nil` where nobody gave it.
  package let rollback: RoutingTable?

  /// The check, with frozen times and the table one would turn back to.
  package init(freezes: [CheckBasis.Freeze]?, rollback: RoutingTable?) {
    self.freezes = freezes
    self.rollback = rollback
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var edges = 0
    for route in table.routes {
      for phase in route.phases {
        guard let from = phase.period.from, phase.plan != nil else { continue }
        edges += 1
        for freeze in freezes ?? [] where freeze.period.contains(from) {
          witnesses.append(
            CheckReport.Witness(
              number: route.number.text, intervals: [],
              finding: Finding(
                .changeInFreeze(
                  found: route.number.text, at: "\(from)",
                  interval: freeze.period.words(in: .english)), at: phase.place)))
        }
      }
    }
    var missing: [Words] = []
    if freezes == nil { missing.append(.init("freezes.csv", "freezes.csv")) }
    var examined: [CheckReport.Count] = []
    if let freezes {
      examined = [.init(edges, "changes", "处变更"), .init(freezes.count, "frozen times", "个封网期")]
    }
    if let rollback {
      let basis: [any RoutingCheck] = [
        EveryCallIsServed(), NoLoop(), ProtectedUntouched(), NamesExist(), FormsApart(),
      ]
      for check in basis {
        witnesses += try check.report(on: rollback).witnesses.filter {
          $0.finding.severity == .error
        }
      }
      examined.append(.init(basis.count, "checks of the table before", "项对前一版的检查"))
    } else {
      missing.append(.init("table to turn back to", "可回退的表"))
    }
    return CheckReport(self, examined: examined, witnesses: witnesses, missing: missing)
  }
}
