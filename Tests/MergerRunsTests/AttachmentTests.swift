import Findings
import Foundation
import HotlineModel
import Reports
import TestSupport
import Testing

@testable import MergerRuns

/// What names of recordings and attachments lead to.
@Suite struct Attachments {
  @Test(arguments: [
    ("D:\\rec\\2020\\0042.wav", ["rec", "2020", "0042.wav"]),
    ("\\\\server\\rec\\0042.wav", ["server", "rec", "0042.wav"]),
    ("./2020//0042.wav", ["2020", "0042.wav"]), (" “R42” ", ["R42"]),
    ("http://10.0.0.8:80/rec/a%20b.wav?x=1#top", ["rec", "a b.wav"]),
    ("https://old.example/play?id=7&file=2020%5C0042.wav", ["2020", "0042.wav"]),
    ("file:///D:/rec/1.wav", ["rec", "1.wav"]), ("http://old.example", []), ("/", []),
    ("a%20b.wav", ["a%20b.wav"]),
  ])
  func `a path is parted, without drive, host and query`(text: String, parts: [String]) {
    #expect(AttachmentReference(text).parts == parts)
  }

  @Test(arguments: [
    ("a.wav;b.wav", ["a.wav", "b.wav"]), ("a.wav； b.wav\nc", ["a.wav", "b.wav", "c"]),
    ("a,b.wav", ["a,b.wav"]), ("a.wav,b.wav、c.mp3", ["a.wav", "b.wav", "c.mp3"]),
    ("R1|R2", ["R1", "R2"]), ("http://x/play?a;b|c", ["http://x/play?a;b|c"]),
    ("http://x/1.wav;http://x/2.wav", ["http://x/1.wav", "http://x/2.wav"]), ("；", []),
    ("关于a、b的说明.doc", ["关于a、b的说明.doc"]),
  ])
  func `a cell is cut where names end, not within them`(cell: String, pieces: [String]) {
    #expect(AttachmentReference.pieces(of: cell) == pieces)
  }

  @Test(arguments: [("Ａ１.WAV", "a1.wav"), ("e\u{301}.mp3", "é.mp3"), ("が.wav", "か\u{3099}.wav")])
  func `names that differ in case, width or form of Unicode are compared as one`(
    one: String, other: String
  ) {
    #expect(ComparedPath([one]) == ComparedPath([other]))
    #expect(ComparedPath([one]).key == ComparedPath([other]).key)
  }

  @Test(arguments: [
    "d41d8cd98f00b204e9800998ecf8427e  a b.wav", "D41D8CD98F00B204E9800998ECF8427E *a b.wav",
    "MD5 (a b.wav) = d41d8cd98f00b204e9800998ecf8427e",
  ])
  func `a line of a list of hashes names one file`(line: String) {
    let entry = AttachmentList.hashed(line)
    #expect(entry?.hash == "d41d8cd98f00b204e9800998ecf8427e")
    #expect(entry?.name == "a b.wav")
  }

  @Test(arguments: ["", "d41d8cd98f00b204e9800998ecf8427e", "not a line", "文件,大小", "1234  a.wav"])
  func `another line is none`(line: String) {
    #expect(AttachmentList.hashed(line) == nil)
  }

  /// Files that a script of bash makes in `f`, judged by the names of tickets.
  private func states(_ script: String, _ names: [String]) throws -> [AttachmentState] {
    let folder = try TemporaryFolder()
    let made = try Shell.run("mkdir f; cd f; \(script)", in: folder.path)
    #expect(made.code == 0, "\(made.errors)")
    let judge = AttachmentJudge(files: try DeliveredFiles([folder.path + "/f"]))
    return names.map { judge.verdict(on: AttachmentReference($0)).state }
  }

  @Test func `the file with most of the path is the one that is meant`() throws {
    let found = try states(
      "mkdir -p 1/a 2/a; printf x > 1/a/n.jpg; printf y > 2/a/n.jpg",
      ["rec/1/a/n.jpg", "2/a/n.jpg", "a/n.jpg", "n.jpg", "3/b/n.jpg", "m.jpg"])
    #expect(found == [.present, .present, .ambiguous, .ambiguous, .ambiguous, .missing])
  }

  @Test func `two references with different folders do not share a file by its name alone`() throws
  {
    let found = try states(
      "mkdir k; printf x > k/n.jpg; printf y > m.jpg",
      ["a/n.jpg", "a/n.jpg", "b/n.jpg", "k/n.jpg", "a/m.jpg", "b/m.jpg"])
    #expect(found == [.present, .present, .ambiguous, .present, .present, .ambiguous])
  }

  @Test func `a name that is written the same way comes before one that is not`() throws {
    let found = try states(
      "printf x > A.wav; printf y > a.wav; printf z > Ｂ.wav",
      ["a.wav", "A.wav", "ａ.wav", "b.wav", "Ｂ.wav"])
    #expect(found == [.present, .present, .ambiguous, .renamed, .present])
  }

  @Test func `a number leads to the recording of that name, not to one that begins with it`() throws
  {
    let found = try states(
      "printf x > R4.mp3; printf y > R42.mp3; printf z > R5.old.mp3; printf r > S1.wav; printf s > S1.mp3",
      ["R4", "R42", "R5", "R", "S1", "r4"])
    #expect(found == [.present, .present, .missing, .missing, .ambiguous, .renamed])
  }

  @Test func `a file of more than one folder that are named within each other counts once`() throws
  {
    let folder = try TemporaryFolder()
    _ = try Shell.run("mkdir -p f/a; printf x > f/a/1; printf y > f/2", in: folder.path)
    let paths = ["\(folder.path)/f/a", "\(folder.path)/f", "\(folder.path)/f/"]
    #expect(try DeliveredFiles(paths).count == 2)
    #expect(throws: Unusable.self) { try DeliveredFiles(["\(folder.path)/none"]) }
  }
}
