import Findings
import Foundation
import LocalFiles
import MergerStore
import Reports
import SampleCity
import Synchronization
import TestSupport
import Testing

@testable import ReviewRuns

/// Files of proof: what is taken, under which name, and what is found when a copy changes.
@Suite struct `Files of proof` {
  private let sample: SampleWorkspace
  private let store: EvidenceStore

  init() throws {
    sample = try SampleWorkspace()
    store = EvidenceStore(sample.workspace)
  }

  /// The reason why a file is refused; `nil` where it is taken.
  private func refusal(_ name: String, _ bytes: [UInt8]) throws -> String? {
    let path = sample.folder.path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      _ = try store.add(path)
      return nil
    } catch let unusable as Unusable {
      let finding = try #require(unusable.findings.first)
      #expect(finding.code == .evidenceRefused)
      #expect(finding.facts["found"] == name)
      return finding.facts["reason"]
    }
  }

  /// What is found of the copy of a file that is named twice.
  private func findings(_ file: EvidenceFile) -> [Finding] {
    let named = NamedEvidence(file, of: "12329-08")
    return store.copies.findings(of: [named, named])
  }

  /// A package of ZIP as Python writes it, with parts of these names.
  private func package(_ parts: [String]) throws -> [UInt8] {
    let names = parts.map { "'\($0)'" }.joined(separator: ", ")
    let result = try Shell.run(
      """
      python3 - <<'PYTHON'
      import zipfile
      with zipfile.ZipFile("made.zip", "w") as package:
          for name in [\(names)]: package.writestr(name, "application/vnd.oasis.opendocument.text")
      PYTHON
      """, in: sample.folder.path)
    #expect(result.code == 0, "\(result.errors)")
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: sample.folder.path + "/made.zip")))
  }

  @Test func `a name with a mobile telephone is refused, one with a day is not`() throws {
    let notice = Array("%PDF-1.4 notice".utf8)
    let mobile = "138" + "00001234"
    #expect(try refusal("回执\(mobile).pdf", notice)?.contains("telephone") == true)
    #expect(try refusal("回执20211118.pdf", notice) == nil)
    #expect(try refusal("单号\(mobile)77.pdf", notice) == nil)
  }

  @Test func `what a file is follows from its content alone`() throws {
    let cases: [(name: String, bytes: [UInt8], kind: String?)] = [
      ("a.txt", Array("%PDF-1.7\n".utf8), "pdf"),
      ("a.pdf", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "png"),
      ("a", [0xFF, 0xD8, 0xFF, 0xE0, 0], "jpg"),
      ("a.docx", try package(["[Content_Types].xml", "word/document.xml"]), "docx"),
      ("a.docx", try package(["[Content_Types].xml", "xl/workbook.xml"]), "xlsx"),
      ("a.zip", try package(["ppt/presentation.xml"]), "pptx"),
      ("a.ofd", try package(["OFD.xml", "Doc_0/Document.xml"]), "ofd"),
      ("a.odt", try package(["mimetype", "content.xml"]), "odt"),
      ("a.zip", try package(["readme.txt"]), nil),
      ("a.zip", try package([]), nil),
      ("a.docx", Array(try package(["word/document.xml"]).dropLast(30)), nil),
      ("a.csv", Array("渠道,日期\r\n".utf8), "csv"),
      ("a.CSV", [0xC7, 0xFE, 0xB5, 0xC0, 0x0A], "csv"),
      ("a.txt", [0x81, 0x30, 0x81, 0x30], "txt"),
      ("a.txt", [0xC7], nil), ("a.txt", [0x41, 0x00], nil), ("a.exe", Array("MZ\u{1}".utf8), nil),
      ("a.pdf", Array("\u{7F}ELF".utf8), nil), ("a.txt", [0xFF, 0xFE, 0x41, 0x00], nil),
    ]
    for (name, bytes, kind) in cases {
      #expect(EvidenceKind.name(of: bytes, named: name) == kind, "\(name) \(bytes.prefix(8))")
    }
  }

  @Test func `no bytes whatever stop the program`() throws {
    let package = try package(["word/document.xml", "OFD.xml"])
    for length in 0...package.count {
      _ = EvidenceKind.name(of: Array(package.prefix(length)), named: "a")
    }
    var random = SeededRandom(state: 18)
    for _ in 0..<2_000 {
      var bytes = package
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      _ = EvidenceKind.name(of: bytes, named: "a")
    }
  }

  @Test func `a file is kept under its hash, for its owner alone, and once`() throws {
    let bytes = Array("%PDF-1.4 notice".utf8)
    #expect(try refusal("notice.pdf", bytes) == nil)
    let path = sample.folder.path + "/notice.pdf"
    let file = try store.add(
      sample.folder.path + "/./../" + Folder.name(of: sample.folder.path) + "/notice.pdf")
    let left = store.folder + "/" + String(repeating: "0", count: 64) + ".pdf.part"
    try Data("half".utf8).write(to: URL(fileURLWithPath: left))
    #expect(file == (try store.add(path)))
    #expect(file.name == "notice.pdf")
    #expect(file.sha256 == Fingerprint.hex(of: bytes))
    #expect(file.size == bytes.count)
    #expect(Folder.names(in: store.folder, withHidden: true) == ["\(file.sha256).pdf"])
    #expect(Folder.mode(ofFile: store.folder) == 0o700)
    #expect(Folder.mode(ofFile: store.copies.path(of: file)) == 0o600)
    #expect(findings(file).isEmpty)
  }

  @Test func `empty, large, unreadable files and folders are refused, and nothing is left of them`()
    throws
  {
    #expect(try refusal("empty.pdf", []) == "nothing is in it")
    let full = Array("%PDF-".utf8) + [UInt8](repeating: 0x20, count: EvidenceStore.largest - 5)
    #expect(try refusal("large.pdf", full + [0x20]) == "it has more than 50 MiB")
    #expect(!Folder.exists(store.folder))
    #expect(try refusal("full.pdf", full) == nil)
    for name in ["none.pdf", "."] {
      #expect(throws: Unusable.self) { try store.add(sample.folder.path + "/" + name) }
    }
    #expect(Folder.names(in: store.folder, withHidden: true).count == 1)
  }

  @Test func `a name never leads out of the folder, and is one that can be shown`() throws {
    let path = try sample.folder.file("in/notice.pdf", "%PDF-1.4 notice")
    for way in ["/in/../in/notice.pdf", "/w/../in//notice.pdf", "/in/./notice.pdf"] {
      #expect(try store.add(sample.folder.path + way).name == "notice.pdf")
    }
    // A link is read where it leads; what is kept is a file.
    try FileManager.default.createSymbolicLink(
      atPath: sample.folder.path + "/link.pdf", withDestinationPath: path)
    let linked = try store.add(sample.folder.path + "/link.pdf")
    #expect(linked.name == "link.pdf" && !Folder.isLink(store.copies.path(of: linked)))
    #expect(Folder.names(in: store.folder).count == 1)
    for name in ["two\nlines.pdf", "\u{202E}fdp.exe", String(repeating: "长", count: 60) + "\u{1}"] {
      let reason = "its name has more than 200 characters, or some that cannot be seen"
      #expect(try refusal(name, Array("%PDF-1.4 other".utf8)) == reason)
    }
    for name in ["..", "../..", "/"] {
      #expect(throws: Unusable.self, "\(name)") {
        try store.add(sample.folder.path + "/in/" + name)
      }
    }
    #expect(Folder.names(in: store.folder).count == 1)
  }

  @Test func `nothing is written where the folder of evidence is a link`() throws {
    let other = sample.folder.path + "/other"
    try Folder.make(other)
    try FileManager.default.createSymbolicLink(
      atPath: store.folder, withDestinationPath: other)
    let path = try sample.folder.file("notice.pdf", "%PDF-1.4 notice")
    let unusable = try #require(throws: Unusable.self) { try store.add(path) }
    #expect(unusable.findings.map(\.code) == [.outputUnwritable])
    #expect(Folder.names(in: other, withHidden: true).isEmpty)
  }

  @Test func `a file that changes while it is read is refused, or taken as it was at one moment`()
    async throws
  {
    let path = sample.folder.path + "/growing.pdf"
    try Data(Array("%PDF-".utf8) + [UInt8](repeating: 0x20, count: 30 << 20))
      .write(to: URL(fileURLWithPath: path))
    let isDone = Flag()
    let writer = Thread {
      while !isDone.isSet {
        let file = FileHandle(forUpdatingAtPath: path)
        try? file?.seek(toOffset: 9)
        try? file?.write(contentsOf: [0x21])
        try? file?.close()
      }
    }
    writer.start()
    defer { isDone.set() }
    var refusals = 0
    for _ in 0..<20 where refusals == 0 {
      do {
        #expect(findings(try store.add(path)).isEmpty)
      } catch let unusable as Unusable {
        #expect(unusable.findings.map(\.code) == [.fileChanged])
        refusals += 1
      }
    }
    #expect(refusals > 0)
  }

  @Test func `a copy that was changed, removed or replaced by a link is found, and put right`()
    throws
  {
    let path = sample.folder.path + "/notice.pdf"
    try Data("%PDF-1.4 notice".utf8).write(to: URL(fileURLWithPath: path))
    let file = try store.add(path)
    let copy = store.copies.path(of: file)
    for spoil in [
      "printf x >> '\(copy)'", "rm '\(copy)'", ": > '\(copy)'", "ln -sf /dev/null '\(copy)'",
      "rm '\(copy)'; mkdir '\(copy)'; rmdir '\(copy)'", "rm '\(copy)'; mkfifo '\(copy)'",
    ] {
      #expect(try Shell.run(spoil, in: sample.folder.path).code == 0)
      #expect(findings(file).map(\.code) == [.evidenceChanged], "\(spoil)")
      #expect(try store.add(path) == file)
      #expect(findings(file).isEmpty, "\(spoil)")
      #expect(!Folder.isLink(copy))
    }
  }
}

/// Something that is set once, by another thread.
private final class Flag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}
