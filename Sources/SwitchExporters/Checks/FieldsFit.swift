package import CallRouting
package import Findings
import HotlineModel
package import Reports

/// R12: every row keeps to the limits of the switch's own tables: widths, plain text, separators.
package struct FieldsFit: RoutingCheck {
  package let id = "R12"
  package let title = Words("every row fits the switch's fields", "每行都符合交换机字段限制")
  private let exporter: any SwitchExporter
  private let rendered: Result<RenderedSwitch, Unusable>?

  /// The check of one switch's format.
  ///
  /// - Parameters:
  ///   - exporter: the format.
  ///   - rendered: the table, rendered already; `nil` renders it.
  package init(
    _ exporter: any SwitchExporter = KamailioExporter(),
    rendered: Result<RenderedSwitch, Unusable>? = nil
  ) {
    self.exporter = exporter
    self.rendered = rendered
  }

  package func report(on table: RoutingTable) throws -> CheckReport {
    switch try rendered ?? exporter.rendering(of: table) {
    case .success(let rendered):
      return CheckReport(
        self,
        examined: [
          .init(table.routes.count, "numbers", "个号码"),
          .init(rendered.files.count, "files for \(exporter.name)", "个文件（\(exporter.name)）"),
        ], witnesses: [])
    case .failure(let unusable):
      return CheckReport(
        self, examined: [.init(table.routes.count, "numbers", "个号码")],
        witnesses: unusable.findings.map { finding in
          CheckReport.Witness(number: finding.facts["found"] ?? "", finding: finding)
        })
    }
  }
}
