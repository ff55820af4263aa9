package import CallRouting
package import Findings
import HotlineModel
package import Reports

/// R12: every row keeps to the limits of the switch's own tables: widths, plain text, separators.
package struct FieldsFit: RoutingCheck {
  package let id = "R12"
  private let exporter: any SwitchExporter

  /// The check of one switch's format.
  package init(_ exporter: any SwitchExporter = KamailioExporter()) {
    self.exporter = exporter
  }

  package func title(in language: Language) -> String {
    language == .english ? "every row fits the switch's fields" : "每行都符合交换机字段限制"
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    do {
      let files = try exporter.render(table).files.count
      return CheckReport(
        self,
        examined: [
          .init(table.routes.count, "numbers", "个号码"),
          .init(files, "files for \(exporter.name)", "个文件（\(exporter.name)）"),
        ], witnesses: [])
    } catch let unusable as Unusable {
      return CheckReport(
        self, examined: [.init(table.routes.count, "numbers", "个号码")],
        witnesses: unusable.findings.map { finding in
          CheckReport.Witness(number: finding.facts["found"] ?? "", finding: finding)
        })
    }
  }
}
