import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import ReviewReports
import ReviewRuns
import SampleCity
import TestSupport
import Testing

/// The folder with everything about one line.
@Suite struct `A folder of evidence` {
  private let folder: TemporaryFolder
  private let sample: SampleWorkspace

  init() throws {
    folder = try TemporaryFolder()
    sample = try SampleWorkspace()
    let result = try Shell.run(
      """
      rm -r w/Mappings/routing
      printf '%%PDF-1.4 notice' > notice.pdf; printf 'channel,day\\n' > '../../=list.csv'; mv '../../=list.csv' '=list.csv'
      for pair in 门户网站:notice.pdf 宣传海报:notice.pdf 单位通讯录:=list.csv; do
        faketime '2021-11-03 09:00:00' hotline -C w -q number announce 12318 --channel "${pair%%:*}" \
          --proof "${pair#*:}" --by 示例经办人 || exit
      done
      """, in: sample.folder.path)
    try #require(result.code == 0, "\(result.errors)")
  }

  private var target: String { folder.path + "/12318" }

  private func write() throws -> [DeliveryFile] {
    try EvidenceReport("12318", in: sample.workspace, on: ReportCity.day).write(to: target)
  }

  private func codes(_ body: () throws -> Void) -> [FindingCode] {
    do {
      try body()
      return []
    } catch {
      return (error as? Unusable)?.findings.map(\.code) ?? []
    }
  }

  @Test func `is proven by sha256sum, and holds each file once`() throws {
    let files = try write()
    let result = try Shell.run(
      """
      cd 12318 && sha256sum --strict --quiet -c SHA256SUMS && find . -type f | wc -l && ls evidence
      stat -c %a . evidence/* manifest.csv | sort -u | tr '\\n' ' '
      """, in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines[0] == "\(files.count)" && lines.dropFirst().dropLast().count == 2)
    #expect(lines.last == "600 700 ")
    let manifest = try String(contentsOfFile: target + "/manifest.csv", encoding: .utf8)
    for file in files where !["manifest.csv", "SHA256SUMS"].contains(file.name) {
      #expect(manifest.contains("\(file.name),\(file.size),\(file.sha256)\r\n"), "\(file.name)")
    }
    let list = try String(contentsOfFile: target + "/evidence.csv", encoding: .utf8)
    // Three channels were proven by two files; a name that a spreadsheet would take for a formula is
    // guarded.
    #expect(list.split(separator: "\r\n").count == 3 && list.contains("'=list.csv"))
    let audit = try String(contentsOfFile: target + "/audit.csv", encoding: .utf8)
    #expect(audit.contains("number.channel-announced,12318 门户网站"))
  }

  @Test func `is not written where a file of evidence was changed or is gone`() throws {
    let evidence = sample.folder.path + "/w/Evidence"
    let names = try FileManager.default.contentsOfDirectory(atPath: evidence)
    try #require(names.count == 2)
    let pdf = try #require(names.first { $0.hasSuffix("pdf") })
    try "%PDF-1.4 changed".write(
      toFile: evidence + "/" + pdf, atomically: false, encoding: .utf8)
    #expect(codes { _ = try write() } == [.evidenceChanged])
    try FileManager.default.removeItem(atPath: evidence + "/" + pdf)
    let csv = try #require(names.first { $0.hasSuffix("csv") })
    try FileManager.default.removeItem(atPath: evidence + "/" + csv)
    #expect(codes { _ = try write() } == [.evidenceChanged, .evidenceChanged])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `takes the place of nothing`() throws {
    _ = try write()
    #expect(codes { _ = try write() } == [.outputExists])
    try "x".write(toFile: folder.path + "/file", atomically: true, encoding: .utf8)
    let other = try EvidenceReport("12318", in: sample.workspace, on: ReportCity.day)
    #expect(codes { _ = try other.write(to: folder.path + "/file") } == [.outputExists])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }
}
