package import Findings
import HotlineModel
package import Reports

/// R15: the number the citizen dialled reaches the desk; only real calls show it.
package struct DeskIsTold: RoutingCheck {
  package let id = "R15"
  package let title = Words("the desk is told the number dialled", "座席知道市民拨打的号码")
  /// What a real switch did with the calls of a probe; `nil` where none were made.
  package let probe: ProbeReport?

  /// The check, with the result of real calls.
  package init(probe: ProbeReport?) {
    self.probe = probe
  }

  package func report(on table: RoutingTable) -> CheckReport {
    guard let probe else {
      return CheckReport(
        self, examined: [], witnesses: [],
        missing: [.init("real calls (route probe)", "真实呼叫（`route probe`）")])
    }
    let untold = probe.misrouted.filter { $0.facts["landed"]?.contains(" told ") == true }
    return CheckReport(
      self, examined: [.init(probe.planned, "real calls", "次真实呼叫")],
      witnesses: untold.map { finding in
        CheckReport.Witness(
          number: finding.facts["found"] ?? "",
          finding: Finding(
            .legacyNumberLost(
              found: finding.facts["found"] ?? "", landed: finding.facts["landed"] ?? ""),
            at: finding.places))
      })
  }
}
