import CallRouting
import Findings
import HotlineModel
import LocalFiles
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// What is published is, byte for byte, what was read back.
@Suite struct SealedSwitchTests {
  static let exporters = SwitchExporterContract.exporters

  /// The numbers in parts of three, so that a small table is read back as a large one is.
  private func seal(
    _ rendered: RenderedSwitch, of table: RoutingTable, by exporter: any SwitchExporter,
    in folder: TemporaryFolder, partSize: Int = 3
  ) throws -> SealedSwitch {
    try SealedSwitch(rendered, of: table, by: exporter, in: folder.path, partSize: partSize)
  }

  private func report(
    _ sealed: SealedSwitch, _ exporter: any SwitchExporter, on table: RoutingTable
  ) throws -> CheckReport {
    try ReadsBack(exporter, daysBefore: 30, eachPart: sealed.eachPart).report(on: table)
  }

  @Test(arguments: exporters.indices)
  func `the files that were read back get their names, bytes and all`(index: Int) throws {
    let (exporter, folder) = (Self.exporters[index], try TemporaryFolder())
    let table = try SampleCity.table(years: 2021...2021)
    let rendered = try exporter.render(table)
    let sealed = try seal(rendered, of: table, by: exporter, in: folder)
    for file in rendered.files { #expect(!Folder.exists("\(folder.path)/\(file.name)")) }
    #expect(try report(sealed, exporter, on: table).isPassed)
    let read = try rendered.files.map {
      let path = "\(folder.path)/\($0.name).part"
      return (FileIdentity(reachedBy: path), try InputFile.bytes(of: path))
    }
    let files = try sealed.publish()
    #expect(files.map(\.name) == rendered.files.map(\.name) + ["manifest.json"])
    for (file, read) in zip(files, read) {
      let path = "\(folder.path)/\(file.name)"
      #expect(FileIdentity(reachedBy: path) == read.0)
      #expect(try InputFile.bytes(of: path) == read.1)
      #expect(file.sha256 == Fingerprint.hex(of: read.1))
    }
  }

  @Test(arguments: exporters.indices)
  func `a byte that changes on the disk is refused, whichever file it is in`(index: Int) throws {
    let (exporter, folder) = (Self.exporters[index], try TemporaryFolder())
    let table = try SampleCity.table(years: 2021...2021)
    let rendered = try exporter.render(table)
    for file in rendered.files {
      let sealed = try seal(rendered, of: table, by: exporter, in: folder)
      let change = "printf '#' | dd of='\(file.name).part' bs=1 seek=20 conv=notrunc status=none"
      #expect(try Shell.run(change, in: folder.path).code == 0)
      let report = try report(sealed, exporter, on: table)
      #expect(report.witnesses.map(\.finding.code) == [.switchDiffers], "\(file.name)")
      #expect(report.witnesses.map { $0.finding.places[0].file } == [file.name])
    }
  }

  @Test(arguments: exporters.indices)
  func `a table that is read back in parts is compared as often as a whole one`(
    index: Int
  ) throws {
    let exporter = Self.exporters[index]
    let table = try SampleCity.table(years: 2021...2021)
    let rendered = try exporter.render(table)
    let counts = try [3, 1_000].map { size in
      let folder = try TemporaryFolder()
      let sealed = try seal(rendered, of: table, by: exporter, in: folder, partSize: size)
      let report = try report(sealed, exporter, on: table)
      #expect(report.witnesses.isEmpty, "\(size)")
      return report.examined[0].value
    }
    // The numbers that calls go on to are in every part.
    #expect(counts[0] >= counts[1] && counts[1] > 0)
  }

  @Test(arguments: exporters.indices)
  func `a row that is lost is missed in whichever part it is`(index: Int) throws {
    let exporter = Self.exporters[index]
    let table = try SampleCity.table(years: 2021...2021)
    let whole = try exporter.render(table)
    let name = Self.rowFile[exporter.name]
    let file = try #require(whole.files.first { $0.name == name })
    var rows = 0
    _ = try file.emit { _, number in rows += number == nil ? 0 : 1 }
    for lost in [0, rows / 2, rows - 1] {
      let folder = try TemporaryFolder()
      let files = whole.files.map { file in
        file.name == name ? Self.file(file, without: lost) : file
      }
      let rendered = RenderedSwitch(snapshot: whole.snapshot, files: files, facts: whole.facts)
      let sealed = try seal(rendered, of: table, by: exporter, in: folder)
      #expect(try !report(sealed, exporter, on: table).isPassed, "\(exporter.name) \(lost)")
    }
  }

  /// The file of each format in which calls are looked up.
  static let rowFile = [
    "kamailio": "mg_num.sql", "drouting": "drouting.sql", "neutral": "routes.csv",
    "freeswitch": "dialplan/hotline.xml", "asterisk": "extensions_hotline.conf",
    "carriers": "orders-telecom.csv",
  ]

  /// A file that has lost one of the rows that are a number's.
  private static func file(_ file: RenderedFile, without lost: Int) -> RenderedFile {
    RenderedFile(file.name) { take in
      var count = 0
      return try file.emit { text, number in
        if number != nil { count += 1 }
        if number == nil || count != lost + 1 { try take(text, number) }
      }
    }
  }
}

/// What an exporter has written: the files, the manifest left out.
struct SwitchExport: Hashable {
  let snapshot: String
  let files: [DeliveryFile]
}

extension SwitchExporter {
  /// Writes the files into a folder without reading them back.
  func export(_ table: RoutingTable, to folder: String) throws -> SwitchExport {
    let rendered = try render(table)
    let files = try SealedSwitch(rendered, of: table, by: self, in: folder).publish()
    return SwitchExport(snapshot: rendered.snapshot, files: files.dropLast())
  }

  /// Reads whole files.
  func reading(_ text: @escaping (String) throws -> String) throws -> SwitchReading {
    try reading(SwitchTexts(text: text))
  }

  /// Reads the files of a folder.
  func reading(folder: String) throws -> SwitchReading {
    try reading { String(decoding: try InputFile.bytes(of: "\(folder)/\($0)"), as: UTF8.self) }
  }
}
