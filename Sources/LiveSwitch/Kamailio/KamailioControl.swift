import Findings

/// Asks a running Kamailio through its control socket, by the program `kamcmd`.
struct KamailioControl {
  let channel: CommandChannel
  /// The path of the socket.
  let socket: String

  /// The most rows that one answer holds; a table with more is asked row by row.
  ///
  /// Kamailio refuses to dump a table of 100,000 rows; 1,826 rows come whole.
  static let mostRowsAtOnce = 1_500

  private var program: [String] { ["kamcmd", "-s", "unix:\(socket)"] }

  /// What is run on the switch's machine for a control command.
  func command(_ words: [String]) -> [String] { program + words }

  /// The text of an answer.
  ///
  /// - Throws: `Unusable`: `HL5401` where nobody answers, `HL5403` where the switch refuses.
  @discardableResult
  func text(_ words: [String]) throws -> String {
    let output = try channel.run(command(words))
    // It ends with 255 where nobody listens, and with 0 for a command that the switch refuses.
    guard output.code == 0 else { throw channel.unreachable(command(words), output.reason) }
    if output.text.hasPrefix("error: ") {
      let reason = output.text.dropFirst(7).split(whereSeparator: \.isNewline).first ?? ""
      throw Unusable(
        .switchRefused(
          found: channel.name, command: words.joined(separator: " "), reason: String(reason)),
        at: SourceLocation(file: channel.name))
    }
    return output.text
  }

  /// An answer in its fields.
  ///
  /// - Throws: `Unusable`: as `text`; `HL5402` where it is not an answer of Kamailio.
  func reply(_ words: [String]) throws -> ControlReply {
    let text = try text(words)
    guard let reply = ControlReply(text) else { throw unreadable(words, text) }
    return reply
  }

  func unreadable(_ words: [String], _ text: String) -> Unusable {
    Unusable(
      .switchAnswerUnreadable(
        found: channel.name, command: words.joined(separator: " "),
        excerpt: String(text.prefix(60)).replacing("\n", with: " ")),
      at: SourceLocation(file: channel.name))
  }

  /// How many rows each table has in memory, by its name.
  func counts() throws -> [String: Int] {
    let words = ["htable.stats"]
    let fields = try reply(words).fields
    var counts: [String: Int] = [:]
    for table in fields {
      guard let name = table.value("name"), let count = table.value("all").flatMap({ Int($0) })
      else { throw unreadable(words, "a table without name or count") }
      counts[name] = count
    }
    return counts
  }

  /// The rows of a table in memory.
  ///
  /// - Parameters:
  ///   - table: its name: `num_a`.
  ///   - count: how many rows it has.
  ///   - keys: the keys that are asked for where it is too large for one answer.
  /// - Returns: the rows that were found, by key. Of a large table others may be there, which the
  ///   count shows.
  /// - Throws: `Unusable`: as `reply`.
  func rows(of table: String, count: Int, keys: [String]) throws -> [String: String] {
    if count == 0 { return [:] }
    guard count > Self.mostRowsAtOnce else {
      return Self.rows(try reply(["htable.dump", table]).all("slot").flatMap(\.fields))
    }
    let commands = keys.filter(Self.isPlain).map { "htable.get \(table) s:\($0)\n" }.joined()
    let output = try channel.run(program, input: commands)
    guard output.code == 0 else { throw channel.unreachable(program, output.reason) }
    // Every answer names its row, so that nothing depends on what is printed between them.
    var fields: [ControlReply.Field] = []
    var lines: [Substring] = []
    var isInside = false
    for line in output.text.split(separator: "\n") {
      if line == "\titem: {" { isInside = true }
      if isInside { lines.append(line) }
      if isInside, line == "\t}" {
        isInside = false
        guard let item = ControlReply(lines.joined(separator: "\n")) else {
          throw unreadable(["htable.get", table], lines.joined(separator: " "))
        }
        fields += item.fields
        lines = []
      }
    }
    return Self.rows(fields)
  }

  private static func rows(_ fields: [ControlReply.Field]) -> [String: String] {
    Dictionary(
      fields.compactMap { field in
        guard let name = field.value("name"), let value = field.value("value") else { return nil }
        return (name, value)
      }
    ) { _, last in last }
  }

  /// Whether a key can be asked for: `kamcmd` splits its input at blanks.
  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { $0 > 32 && $0 < 127 }
  }

  /// The value of one row; `nil` where it is not there.
  func value(of key: String, in table: String) throws -> String? {
    let output = try channel.run(command(["htable.get", table, "s:\(key)"]))
    guard output.code == 0 else { throw channel.unreachable(program, output.reason) }
    if output.text.hasPrefix("error: 500 - Key name") { return nil }
    guard let reply = ControlReply(output.text) else {
      throw unreadable(["htable.get", table, key], output.text)
    }
    return reply.all("item").first?.value("value")
  }

  /// For how many seconds the switch has been running.
  func uptime() throws -> Int {
    let words = ["core.uptime"]
    guard let text = try reply(words).all("uptime").first?.value,
      let seconds = Int(text)
    else { throw unreadable(words, "no uptime") }
    return seconds
  }

  /// The addresses in memory, in the order in which they are tried.
  func addresses() throws -> [LoadedAddress] {
    // Kamailio refuses the list where it has no set.
    let output = try channel.run(command(["dispatcher.list"]))
    guard output.code == 0 else { throw channel.unreachable(program, output.reason) }
    if output.text.hasPrefix("error: 500 - No Destination Sets") { return [] }
    guard let reply = ControlReply(output.text) else {
      throw unreadable(["dispatcher.list"], output.text)
    }
    return try reply.all("SET").flatMap { set in
      guard let number = set.value("ID").flatMap({ Int($0) }) else {
        throw unreadable(["dispatcher.list"], "a set without number")
      }
      return set.all("DEST").map { destination in
        let attributes = destination.fields.first { $0.name == "ATTRS" }?.value("BODY") ?? ""
        return LoadedAddress(
          set: number, uri: destination.value("URI") ?? "",
          priority: destination.value("PRIORITY").flatMap { Int($0) } ?? 0,
          attributes: attributes == "<null string>" ? "" : attributes,
          state: destination.value("FLAGS") ?? "")
      }
    }
  }
}

/// An address that a switch has in memory.
package struct LoadedAddress: Hashable, Sendable {
  /// The number of its set.
  package let set: Int
  /// The SIP address.
  package let uri: String
  /// Higher is tried earlier.
  package let priority: Int
  /// The attributes as they were loaded.
  package let attributes: String
  /// Kamailio's letters for its state: `AP` answers probes, `IP` does not, `DX` is switched off.
  package let state: String
}

extension KamailioControl {
  /// What the script has counted since the switch was started, by key; none by a script that does
  /// not count.
  func counters() throws -> [String: Int] {
    guard try counts()["cnt"] != nil else { return [:] }
    let rows = Self.rows(try reply(["htable.dump", "cnt"]).all("slot").flatMap(\.fields))
    return rows.compactMapValues { Int($0) }
  }
}
