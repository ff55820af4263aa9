import Foundation
import LocalFiles
import TestSupport
import Testing

/// Files below a folder, and MD5 of what legacy systems list.
@Suite struct `Found files` {
  @Test func `files are found whatever their names, and links are not followed outside`() throws {
    let folder = try TemporaryFolder()
    let made = try Shell.run(
      """
      mkdir -p f/a/b f/closed; printf 12 > f/a/b/1.wav; printf 3 > f/$(printf '\\262\\341')
      ln -s a/b/1.wav f/inside; ln -s /etc/passwd f/outside; ln -s a f/folder; ln -s none f/nowhere
      mkfifo f/pipe
      """, in: folder.path)
    #expect(made.code == 0, "\(made.errors)")
    var found: [[UInt8]: FoundFile] = [:]
    FoundFile.forEach(below: folder.path + "/f") { found[$0.path] = $0 }
    func kind(_ path: String) -> FoundFile.Kind? { found[Array(path.utf8)]?.kind }
    #expect(kind("a/b/1.wav") == .file)
    #expect(found[Array("a/b/1.wav".utf8)]?.size == 2)
    #expect(kind("inside") == .file)
    #expect(kind("outside") == .linkOutside)
    #expect(kind("nowhere") == .linkOutside)
    #expect(kind("folder") == nil)
    #expect(kind("pipe") == .special)
    #expect(found[[0xB2, 0xE1]]?.kind == .file)
    #expect(found.count == 6)
    let file = try InputFile(bytes: Array("\(folder.path)/f/".utf8) + [0xB2, 0xE1])
    #expect(try file.read(upTo: 9) == Array("3".utf8))
  }

  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
    ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    (
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a"
    ),
  ])
  func `MD5 is that of RFC 1321, in whatever pieces the bytes come`(text: String, hex: String) {
    let bytes = Array(text.utf8)
    for cut in [0, 1, 7, 63, 64].filter({ $0 <= bytes.count }) {
      var md5 = MD5()
      md5.update(Array(bytes[..<cut]))
      md5.update(Array(bytes[cut...]))
      #expect(md5.hex == hex)
    }
  }
}
