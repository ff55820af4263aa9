import Findings
import HotlineModel
import TestSupport
import Testing

@testable import LiveSwitch

@Suite struct `Answers of kamcmd` {
  @Test func `fields within fields are found by their names`() throws {
    let reply = try #require(
      ControlReply("{\n\tSET: {\n\t\tID: 11\n\t\tDEST: {\n\t\t\tURI: sip:a@b:1\n\t\t}\n\t}\n}\n"))
    #expect(reply.all("SET").map { $0.value("ID") } == ["11"])
    #expect(reply.all("DEST").map { $0.value("URI") } == ["sip:a@b:1"])
  }

  @Test(arguments: ["{\n\tname: a\n", "}\n", "nonsense\n", "{\n\tname a\n}\n"])
  func `anything else is not an answer`(text: String) {
    #expect(ControlReply(text) == nil)
  }

  @Test func `a value may hold a colon, and be empty`() throws {
    let reply = try #require(ControlReply("name: a: b\nvalue: \nlast:\n"))
    #expect(reply.fields.map(\.value) == ["a: b", "", ""])
  }
}

@Suite struct `Lists of addresses` {
  private static let union = AddressList(
    """
    # setid destination flags priority attrs
    11 sip:12345@192.0.2.11:5060 0 20 duid=hotline-a-Q-12345-1
    11 sip:12345@192.0.2.12:5060 4 10 duid=hotline-a-Q-12345-2
    900 sip:other@192.0.2.99 0 0 duid=somebody
    nonsense row
    """)

  @Test func `rows belong to a generation, or to somebody else`() {
    #expect(Self.union.rows(of: .a).map(\.flags) == [0, 4])
    #expect(Self.union.rows(of: .b).isEmpty)
    #expect(Self.union.foreignRows.map(\.set) == [900, nil])
  }

  @Test func `a generation is replaced, and all else stays as it is`() {
    let next = AddressList("12 sip:12345@192.0.2.21 0 20 duid=hotline-b-Q-12345-1\n")
    let both = Self.union.replacing(.b, with: next)
    #expect(
      both.text == Self.union.text + "12 sip:12345@192.0.2.21 0 20 duid=hotline-b-Q-12345-1\n")
    #expect(both.replacing(.b, with: AddressList("")).text == Self.union.text)
  }

  @Test func `a set of ours that somebody else has is named`() {
    let next = AddressList("900 sip:12345@192.0.2.21 0 20 duid=hotline-b-Q-12345-1\n")
    #expect(Self.union.foreignRows(inSetsOf: next.rows).map(\.set) == [900])
    #expect(Self.union.foreignRows(inSetsOf: Self.union.rows(of: .a)).isEmpty)
  }
}

@Suite struct `Commands of a switch's machine` {
  @Test func `what a command reads, writes and ends with comes back`() throws {
    let channel = CommandChannel(to: "core-1", prefix: [])
    let output = try channel.run(["sh", "-c", "cat; echo said >&2; exit 3"], input: "一\n二\n")
    #expect(output.text == "一\n二\n")
    #expect(output.errors == "said\n")
    #expect(output.code == 3)
  }

  @Test func `a prefix gets the command as one word that a shell takes apart again`() throws {
    let channel = CommandChannel(to: "core-1", prefix: ["sh", "-c"])
    #expect(try channel.succeed(["printf", "%s|", "a b", "it's", "*"]) == "a b|it's|*|")
    #expect(channel.line(of: ["cat", "a b"]) == "sh -c 'cat '\"'\"'a b'\"'\"''")
  }

  @Test func `a command that hangs is ended, and one that is not there is said`() {
    let channel = CommandChannel(to: "core-1", prefix: [], limit: .milliseconds(200))
    for command in [["sleep", "60"], ["no-such-program"]] {
      #expect(throws: Unusable.self) { try channel.run(command) }
    }
  }

  @Test func `a lot of input does not wait for a lot of output`() throws {
    let text = String(repeating: "0123456789abcdef\n", count: 200_000)
    let output = try CommandChannel(to: "core-1", prefix: []).run(["cat"], input: text)
    #expect(output.text == text)
  }

  @Test func `a command that does not read its input ends with its own code`() throws {
    let text = String(repeating: "0123456789abcdef\n", count: 200_000)
    let output = try CommandChannel(to: "core-1", prefix: []).run(["false"], input: text)
    #expect(output.code == 1)
  }
}

@Suite struct `Switches of the sheet` {
  private func all(_ row: String) throws -> [SwitchDescription] {
    let folder = try TemporaryFolder()
    let path = try folder.file(
      "switches.csv",
      "switch,kind,run,control,database,secret,addresses,script,script_sha256,test\n\(row)\n")
    return try SwitchDescription.all(contentsOf: path)
  }

  @Test func `a row says how a switch is reached`() throws {
    let found = try all(
      "core-1,kamailio,ssh ops@core-1,/run/ctl,sqlite:////var/lib/route.db,,/etc/list,,,udp:127.0.0.1:5066"
    )
    #expect(found.map(\.prefix) == [["ssh", "ops@core-1"]])
    #expect(found.map(\.database) == [.sqlite(path: "/var/lib/route.db")])
    #expect(found.map { $0.testListener?.port } == [5066])
  }

  @Test(arguments: [
    (
      "core-1,kamailio,,/run/ctl,postgres://u:p@h/d,,/etc/list,,,",
      FindingCode.databasePasswordShown
    ),
    ("core-1,kamailio,,/run/ctl,mysql://h/d,,/etc/list,,,", .sheetValueMalformed),
    ("core-1,kamailio,,run/ctl,sqlite:////d,,/etc/list,,,", .sheetValueMalformed),
    ("core-1,kamailio,,/run/ctl,sqlite:////d,,list,,,", .sheetValueMalformed),
    (
      "core-1,kamailio,,/run/ctl,sqlite:////d,,/etc/list,,,udp:127.0.0.1:99999",
      .sheetValueMalformed
    ),
    (
      "core-1,kamailio,,/run/ctl,sqlite:////d,,/etc/list,,,udp:256.1.1.1:5066", .sheetValueMalformed
    ),
    (
      "core-1,kamailio,,/run/ctl,sqlite:////d,,/etc/list,,,tcp:127.0.0.1:5066", .sheetValueMalformed
    ),
    ("core-1,kamailio,,/run/ctl,sqlite:////d,,/etc/list,,abc,", .sheetValueMalformed),
    ("core 1,kamailio,,/run/ctl,sqlite:////d,,/etc/list,,,", .sheetValueMalformed),
    ("core-1,opensips,,/run/ctl,sqlite:////d,,/etc/list,,,", .sheetValueUnknown),
  ])
  func `a row that cannot be meant is refused`(row: String, code: FindingCode) {
    let error = #expect(throws: Unusable.self) { try all(row) }
    #expect(error?.findings.map(\.code) == [code])
  }
}

@Suite struct `What kamcmd may answer` {
  /// A control whose `kamcmd` prints some text, whatever it is asked.
  private func control(printing text: String) throws -> (KamailioControl, TemporaryFolder) {
    let folder = try TemporaryFolder()
    _ = try folder.file("text", text)
    let script = try folder.file("answer.sh", "cat '\(folder.path)/text'\n")
    let channel = CommandChannel(to: "core-1", prefix: ["sh", script])
    return (KamailioControl(channel: channel, socket: "/none"), folder)
  }

  @Test(arguments: [
    ("error: 500 - No such table\n", FindingCode.switchRefused),
    ("nonsense\n", .switchAnswerUnreadable), ("{\n\tname: a\n", .switchAnswerUnreadable),
    ("{\n\tup_since: x\n}\n", .switchAnswerUnreadable),
  ])
  func `an answer that is not one is named`(text: String, code: FindingCode) throws {
    let (control, folder) = try control(printing: text)
    let error = #expect(throws: Unusable.self) { try control.uptime() }
    #expect(error?.findings.map(\.code) == [code])
    withExtendedLifetime(folder) {}
  }
}
