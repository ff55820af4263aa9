package import CallRouting
package import HotlineModel

/// R12: every row keeps to the limits of the switch's own tables: widths, plain text, separators.
package struct FieldsFit: RoutingCheck {
  package let id = "R12"

  /// The check.
  package init() {}

  package func title(in language: Language) -> String {
    language == .english ? "every row fits the switch's fields" : "每行都符合交换机字段限制"
  }

  package func report(on table: RoutingTable) -> CheckReport {
    do {
      let rows = try KamailioRows(table)
      return CheckReport(
        self,
        examined: [
          .init(rows.numbers.count, "number rows", "行号码"),
          .init(rows.plans.count, "plan rows", "行方案"),
          .init(rows.destinations.count, "addresses", "个地址"),
        ], witnesses: [])
    } catch let unusable as Unusable {
      return CheckReport(
        self, examined: [.init(table.routes.count, "numbers", "个号码")],
        witnesses: unusable.findings.map { finding in
          CheckReport.Witness(number: finding.facts["found"] ?? "", finding: finding)
        })
    } catch {
      preconditionFailure("rows are refused with findings only")
    }
  }
}
