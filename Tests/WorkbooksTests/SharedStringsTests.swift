import Findings
import TestSupport
import Testing

@testable import Workbooks

@Suite struct `Texts that cells name by number` {
  /// An archive whose texts are `text 0 …`, every seventh one of rich text with a reading.
  private func archive(_ folder: TemporaryFolder) throws -> ZipArchive {
    try `Workbooks of Office Open XML`.write(
      """
      import zipfile
      items = []
      for n in range(1000):
          body = f"text {n} " + "路" * (n % 40)
          if n % 7 == 0:
              half = len(body) // 2
              items.append(f"<si><r><t xml:space='preserve'>{body[:half]}</t></r><r><rPr/><t xml:space='preserve'>{body[half:]}</t></r><rPh sb='0' eb='1'><t>reading</t></rPh></si>")
          else:
              items.append(f"<si><t xml:space='preserve'>{body}</t></si>")
      with zipfile.ZipFile("texts.zip", "w", zipfile.ZIP_DEFLATED) as z:
          z.writestr("texts.xml", "<sst>" + "".join(items) + "</sst>")
      """, in: folder.path)
    return try ZipArchive(folder.path + "/texts.zip")
  }

  @Test(arguments: [1 << 20, 5000, 0])
  func `are the same in memory and in a file, whatever the order they are asked in`(
    mostMemory: Int
  ) throws {
    let folder = try TemporaryFolder()
    let archive = try archive(folder)
    let entry = try #require(archive.entry("texts.xml"))
    let strings = try SharedStrings(entry, in: archive, mostMemory: mostMemory)
    #expect(strings.count == 1000)
    var cursor = SharedStrings.Cursor(strings)
    let random = (0..<1000).map { $0 * 7919 % 1000 }
    for index in [999, 0, 63, 64, 65, 500] + random + Array(0..<1000) {
      var bytes: [UInt8] = []
      #expect(try cursor.append(index, to: &bytes))
      let body = "text \(index) " + String(repeating: "路", count: index % 40)
      #expect(String(decoding: bytes, as: UTF8.self) == body)
    }
    var none: [UInt8] = []
    #expect(try !cursor.append(1000, to: &none))
    #expect(try !cursor.append(-1, to: &none))
  }
}

@Suite struct `Escapes of a workbook's text` {
  @Test(arguments: [
    ("a_x000D_b", "a\rb"), ("_x005F_x000D_", "_x000D_"), ("_x4E2D_文", "中文"),
    ("_xD83D__xDE00_", "\u{1F600}"), ("_xD83D_x", "_xD83D_x"), ("_x00", "_x00"),
    ("_xZZZZ_", "_xZZZZ_"),
    ("plain", "plain"), ("__x000A_", "_\n"),
  ])
  func `are what they stand for`(_ raw: String, text: String) {
    var bytes = Array("前".utf8) + Array(raw.utf8)
    TextEscapes.replace(in: &bytes, from: 3)
    #expect(String(decoding: bytes, as: UTF8.self) == "前" + text)
  }
}
