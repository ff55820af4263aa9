import Foundation
import HotlineModel
import Testing

@testable import LiveSwitch

/// A command that changes the switch reads its input from this program: where this program is killed
/// meanwhile the input ends early, and nothing may come of the part that was read.
@Suite struct `A command whose input is cut off` {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("cut-off-\(UUID().uuidString)")
  private let channel = CommandChannel(to: "core-1", prefix: [])

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  @Test func `leaves the list of addresses as it was`() throws {
    defer { remove() }
    let path = folder.appendingPathComponent("dispatcher.list").path
    let before = "1 sip:12345@192.0.2.1:5060 0 10 duid=hotline-a-Q-12345-1\n"
    let text = before + "2 sip:12345@192.0.2.2:5060 0 10 duid=hotline-b-Q-12345-1\n"
    try before.write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let command = KamailioSwitch.command(replacing: path, with: text)
    for count in 0..<text.utf8.count {
      let output = try channel.run(command, input: String(text.prefix(count)))
      #expect(output.code != 0, "\(count) bytes")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == before, "\(count) bytes")
    }
    #expect(try channel.run(command, input: text).code == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func `leaves the pointer as it was, and every other row in any case`() throws {
    defer { remove() }
    let path = folder.appendingPathComponent("route.db").path
    let database = SwitchDatabase.sqlite(path: path)
    try Data().write(to: URL(fileURLWithPath: path))
    try database.execute(
      """
      CREATE TABLE mg_ctl (key_name TEXT, key_value TEXT);
      INSERT INTO mg_ctl VALUES ('active', 'a'), ('other', 'x');

      """, channel)
    let rows = "SELECT key_name, key_value FROM mg_ctl ORDER BY key_name;\n"
    let statement = KamailioSwitch.pointerStatement(.b)
    let end = try #require(statement.range(of: "COMMIT")?.upperBound)
    let whole = statement.distance(from: statement.startIndex, to: end)
    for count in 0..<statement.count {
      _ = try? database.execute(String(statement.prefix(count)), channel)
      let found = try database.execute(rows, channel)
      #expect(found == (count < whole ? "active|a\nother|x\n" : "active|b\nother|x\n"), "\(count)")
    }
  }
}
