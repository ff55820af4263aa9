import CallRouting
import Findings
import HotlineModel
import LocalFiles
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// What every switch exporter must do; a new one adds itself to the list.
@Suite struct SwitchExporterContract {
  static let exporters: [any SwitchExporter] = [
    KamailioExporter(), KamailioExporter(generation: .b), DroutingExporter(),
    DroutingExporter(generation: .b), FreeSwitchExporter(), AsteriskExporter(), CarrierExporter(),
    NeutralExporter(),
  ]

  @Test(arguments: exporters.indices)
  func `the same table gives the same bytes`(index: Int) throws {
    let exporter = Self.exporters[index]
    let folders = [try TemporaryFolder(), try TemporaryFolder()]
    let exports = try folders.map {
      try exporter.export(SampleCity.table(years: 2021...2021), to: $0.path)
    }
    #expect(exports[0] == exports[1])
    for name in exports[0].files.map(\.name) {
      let bytes = try folders.map { try InputFile.bytes(of: $0.path + "/" + name) }
      #expect(bytes[0] == bytes[1], "\(name)")
    }
  }

  @Test(arguments: exporters.indices)
  func `every file is in the manifest with its hash, and nothing else is written`(
    index: Int
  ) throws {
    let folder = try TemporaryFolder()
    let export = try Self.exporters[index].export(
      SampleCity.table(years: 2021...2021), to: folder.path)
    #expect(export.snapshot.utf8.count == 64)
    let written = names(in: folder.path)
    #expect(written.sorted() == (export.files.map(\.name) + ["manifest.json"]).sorted())
    let manifest = String(
      decoding: try InputFile.bytes(of: folder.path + "/manifest.json"), as: UTF8.self)
    #expect(manifest.contains(export.snapshot))
    for file in export.files {
      let bytes = try InputFile.bytes(of: folder.path + "/" + file.name)
      #expect(file.sha256 == Fingerprint.hex(of: bytes))
      #expect(manifest.contains(file.sha256))
      #expect(file.count > 0 || file.name.hasPrefix("dbtext/"))
    }
  }

  private func names(in folder: String) -> [String] {
    Folder.names(in: folder).flatMap { name in
      Folder.isFolder("\(folder)/\(name)")
        ? names(in: "\(folder)/\(name)").map { "\(name)/\($0)" } : [name]
    }
  }

  @Test(arguments: exporters.indices)
  func `what was written reads back; a file that was cut off does not`(index: Int) throws {
    let exporter = Self.exporters[index]
    let texts = try exporter.render(SampleCity.table(years: 2021...2021)).texts()
    _ = try exporter.reading { texts[$0] ?? "" }
    let silent = ["kamailio.cfg", "dispatcher.list", "announcements.csv", "dbtext/version"]
    for name in texts.keys.sorted() where !silent.contains(name) {
      if texts[name]?.split(separator: "\n").count == 1 || name == "dbtext/mg_ctl" { continue }
      var cut = texts
      cut[name] = texts[name].map { String($0.prefix($0.count * 2 / 3)) }
      let error = #expect(throws: Unusable.self, "\(exporter.name) \(name)") {
        try exporter.reading { cut[$0] ?? "" }
      }
      #expect(error?.findings.map(\.code) == [.switchDiffers], "\(exporter.name) \(name)")
    }
  }

  @Test(arguments: exporters.indices)
  func `another table has another snapshot`(index: Int) throws {
    let folder = try TemporaryFolder()
    let all = try Self.exporters[index].export(
      SampleCity.table(years: 2021...2021), to: folder.path)
    let fewer = try SampleCity.decisions.filter { $0.line.id != "12350" }
    let one = try Self.exporters[index].export(
      SampleCity.table(fewer, years: 2021...2021), to: folder.path)
    #expect(all.snapshot != one.snapshot)
  }

  @Test(arguments: exporters.indices)
  func `no protected number stands in any file`(index: Int) throws {
    let folder = try TemporaryFolder()
    let export = try Self.exporters[index].export(
      SampleCity.table(years: 2021...2021), to: folder.path)
    for file in export.files {
      let text = String(
        decoding: try InputFile.bytes(of: folder.path + "/" + file.name), as: UTF8.self)
      for code in SampleCity.protected.sorted {
        for form in [
          "'\(code)'", "\n\(code),", "'\(code)#'", ">\(code)<", "> \(code),", "|\(code)|",
        ] {
          #expect(!text.contains(form), "\(code) in \(file.name)")
        }
      }
    }
  }

  @Test(arguments: exporters.indices)
  func `what cannot be said is refused before anything is written`(index: Int) throws {
    let folder = try TemporaryFolder()
    let table = try SampleCity.table(years: 2021...2021)
    let broken = RoutingTable(
      home: table.home, routes: table.routes, plans: table.plans, targetSets: [],
      announcements: [], unroutedLines: [], calendar: table.calendar, protected: table.protected)
    #expect {
      try Self.exporters[index].export(broken, to: folder.path + "/out")
    } throws: { error in
      (error as? Unusable)?.findings.allSatisfy { $0.code == .switchCannotSay } == true
    }
    #expect(!Folder.exists(folder.path + "/out"))
  }
}
