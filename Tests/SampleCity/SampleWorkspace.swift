import Foundation
package import HotlineModel
package import MergerRuns
import Sheets
package import TestSupport

/// A workspace of the sample city, made fresh for one test.
package struct SampleWorkspace {
  package let folder: TemporaryFolder
  package let workspace: Workspace
  /// An instant to run at; tests have no clock.
  package static let now = CivilInstant(unixSeconds: 1_637_776_800)

  package init() throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/w"
    try InitRun(
      folder: path, mappings: Shell.root + "/Mappings", city: "示例市", area: "0757"
    ).run()
    let copies = [
      ("register.csv", "register.csv"),
      ("routing/targets.csv", "Mappings/routing/targets.csv"),
      ("routing/phases.csv", "Mappings/routing/phases.csv"),
      ("routing/announcements.csv", "Mappings/routing/announcements.csv"),
    ]
    for (source, target) in copies {
      let to = URL(fileURLWithPath: path + "/" + target)
      try? FileManager.default.removeItem(at: to)
      try FileManager.default.createDirectory(
        at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: URL(fileURLWithPath: Self.sample + "/" + source), to: to)
    }
    let policy = URL(fileURLWithPath: path + "/Mappings/policy/foshan-2021")
    try FileManager.default.removeItem(at: policy)
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: SignedPolicy.folder()), to: policy)
    workspace = try Workspace(path, today: Self.now.date)
  }

  package static var sample: String { Shell.root + "/SampleData" }

  /// A delivery of the sample city: its files in order, its mapping, its line.
  package struct Delivery {
    package let files: [String]
    package let mapping: String
    package let line: String
  }

  /// The deliveries in the order in which they came.
  package static func deliveries() throws -> [Delivery] {
    let form = SheetForm(
      thing: "delivery",
      columns: [
        SheetColumn("file", "文件", .text), SheetColumn("mapping", "映射", .text),
        SheetColumn("line", "热线", .text),
      ])
    return try Sheet(contentsOf: sample + "/deliveries.csv", form: form).rows.map { row in
      Delivery(files: row.list("file"), mapping: row["mapping"], line: row["line"])
    }
  }

  /// The audit trail, action and detail of each entry.
  package func audit() throws -> [String] {
    try Shell.run(
      "sqlite3 w/.hotline/ledger.db \"SELECT action || ' ' || detail FROM audit ORDER BY id\"",
      in: folder.path
    ).output.split(separator: "\n").map(String.init)
  }

  /// Imports a delivery.
  package func take(_ delivery: Delivery) async throws -> ImportReport {
    try await ImportRun(workspace, line: delivery.line, mapping: delivery.mapping).run(
      delivery.files.map { Self.sample + "/" + $0 }, label: nil, now: Self.now)
  }
}
