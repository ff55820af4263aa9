import CallRouting
import HotlineModel
import LocalFiles
import RoutingSamples
import TestSupport
import Testing

@testable import Exporters

/// What every switch exporter must do; a new one adds itself to the list.
@Suite struct SwitchExporterContract {
  static let exporters: [any SwitchExporter] = [
    KamailioExporter(), KamailioExporter(generation: .b), NeutralExporter(),
  ]

  @Test(arguments: exporters.indices)
  func `the same table gives the same bytes`(index: Int) throws {
    let exporter = Self.exporters[index]
    let folders = [try TemporaryFolder(), try TemporaryFolder()]
    let exports = try folders.map { try exporter.export(SampleCity.table(), to: $0.path) }
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
    let export = try Self.exporters[index].export(SampleCity.table(), to: folder.path)
    #expect(export.snapshot.utf8.count == 64)
    let written = Folder.names(in: folder.path).flatMap { name in
      Folder.isFolder(folder.path + "/" + name)
        ? Folder.names(in: folder.path + "/" + name).map { name + "/" + $0 } : [name]
    }
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

  @Test(arguments: exporters.indices)
  func `another table has another snapshot`(index: Int) throws {
    let folder = try TemporaryFolder()
    let all = try Self.exporters[index].export(SampleCity.table(), to: folder.path)
    let fewer = try SampleCity.decisions.filter { $0.line.id != "12350" }
    let one = try Self.exporters[index].export(SampleCity.table(fewer), to: folder.path)
    #expect(all.snapshot != one.snapshot)
  }

  @Test(arguments: exporters.indices)
  func `no protected number stands in any file`(index: Int) throws {
    let folder = try TemporaryFolder()
    let export = try Self.exporters[index].export(SampleCity.table(), to: folder.path)
    for file in export.files {
      let text = String(
        decoding: try InputFile.bytes(of: folder.path + "/" + file.name), as: UTF8.self)
      for code in SampleCity.protected.sorted {
        #expect(!text.contains("'\(code)'"), "\(code) in \(file.name)")
        #expect(!text.contains("\n\(code),"), "\(code) in \(file.name)")
      }
    }
  }

  @Test(arguments: exporters.indices)
  func `what cannot be said is refused before anything is written`(index: Int) throws {
    let folder = try TemporaryFolder()
    let table = try SampleCity.table()
    let broken = RoutingTable(
      home: table.home, routes: table.routes, plans: table.plans, targetSets: [],
      announcements: [], bystanders: [], calendar: table.calendar, protected: table.protected)
    #expect {
      try Self.exporters[index].export(broken, to: folder.path + "/out")
    } throws: { error in
      (error as? Unusable)?.findings.allSatisfy { $0.code == .switchCannotSay } == true
    }
    #expect(!Folder.exists(folder.path + "/out"))
  }
}
