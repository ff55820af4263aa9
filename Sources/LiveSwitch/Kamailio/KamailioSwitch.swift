import Findings
import Glibc
package import HotlineModel
import LocalFiles

/// A running Kamailio with tables of ours: reads what it has, and makes the few changes of a cut-over.
package struct KamailioSwitch {
  /// What the sheet says of it.
  package let description: SwitchDescription
  let channel: CommandChannel
  let control: KamailioControl

  /// A switch that is read and changed by commands.
  ///
  /// - Throws: `Unusable` with `HL5407` for a kind of switch that is loaded by hand.
  package init(_ description: SwitchDescription) throws {
    guard description.kind == .kamailio else {
      throw Unusable(
        .switchStageOnly(found: description.name, kind: description.kind.rawValue),
        at: description.place)
    }
    self.description = description
    channel = CommandChannel(to: description.name, prefix: description.prefix)
    control = KamailioControl(channel: channel, socket: description.control)
  }

  /// The ends of the names of the tables that a generation has, in the order in which they are loaded:
  /// a form is looked up first, so that its table is loaded last.
  static let kinds = ["day", "plan", "num"]

  // MARK: Reading

  /// What the switch has now.
  ///
  /// - Throws: `Unusable`: `HL5401` and `HL5402` where it does not answer as Kamailio does, `HL5404`
  ///   where its database refuses.
  package func snapshot() throws -> SwitchSnapshot {
    let names = Self.kinds.flatMap { kind in
      Generation.allCases.map { "mg_\(kind)_\($0.rawValue)" }
    }
    let rows = try description.database.rows(of: names + ["mg_ctl"], through: channel)
    let counts = try control.counts()
    var (memory, stored): ([Generation: SwitchSnapshot.Tables], [Generation: SwitchSnapshot.Tables])
    (memory, stored) = ([:], [:])
    var odd: [String] = []
    for generation in Generation.allCases {
      var (loaded, kept) = (SwitchSnapshot.Tables(), SwitchSnapshot.Tables())
      for kind in Self.kinds {
        let table = "\(kind)_\(generation.rawValue)"
        let all = rows["mg_\(table)"] ?? []
        kept[kind] = Dictionary(all.map { ($0.key, $0.value) }) { _, last in last }
        odd += Self.oddRows(all, of: "mg_\(table)")
        loaded[kind] = try inMemory(table, counts, keys: kept[kind].keys.sorted())
      }
      (memory[generation], stored[generation]) = (loaded, kept)
    }
    let pointers = rows["mg_ctl"] ?? []
    return SwitchSnapshot(
      livePointer: try control.value(of: "active", in: "ctl"),
      storedPointer: pointers.last { $0.key == "active" }?.value, memory: memory, stored: stored,
      oddRows: odd + Self.oddRows(pointers, of: "mg_ctl"), addresses: try control.addresses(),
      list: try addressList(), uptime: try control.uptime(), clock: try clock(),
      scriptHash: try scriptHash())
  }

  /// The rows of a table in memory.
  ///
  /// Rows whose keys the database does not have stand in the answer of a small table; of a large one
  /// they show in its count.
  private func inMemory(
    _ table: String, _ counts: [String: Int], keys: [String]
  ) throws -> [String: String] {
    guard let count = counts[table] else {
      throw control.unreadable(["htable.stats"], "no table \(table)")
    }
    var rows = try control.rows(of: table, count: count, keys: keys)
    if rows.count < count { rows["(\(count - rows.count) rows that the database lacks)"] = "?" }
    return rows
  }

  private static func oddRows(_ rows: [SwitchDatabase.Row], of table: String) -> [String] {
    var keys: Set<String> = []
    return rows.compactMap { row in
      keys.insert(row.key).inserted && row.isPlain ? nil : "\(table) \(row.key)"
    }
  }

  /// The list of addresses that a restart would load.
  package func addressList() throws -> AddressList {
    AddressList(try channel.succeed(["cat", description.addressList]))
  }

  /// What the switch's clock shows, in seconds since 1970.
  package func clock() throws -> Int {
    let text = try channel.succeed(["date", "+%s"])
    guard let seconds = Int(text.prefix { $0.isNumber }) else {
      throw control.unreadable(["date"], text)
    }
    return seconds
  }

  private func scriptHash() throws -> String? {
    if description.script.isEmpty { return nil }
    return String(try channel.succeed(["sha256sum", description.script]).prefix(64))
  }

  // MARK: Changing

  /// Writes the list of addresses and loads it.
  ///
  /// The file is there whole or as it was; the switch takes a list at most once in some seconds, and
  /// is asked again until it does.
  ///
  /// - Throws: `Unusable`: `HL5401` where the file cannot be written, `HL5403` where the switch
  ///   refuses.
  package func load(_ list: AddressList) throws {
    _ = try channel.succeed(
      Self.command(replacing: description.addressList, with: list.text), input: list.text)
    try reloadAddresses()
  }

  /// Loads the list of addresses from its file; the switch takes one only every second.
  private func reloadAddresses() throws {
    var left = 8
    while true {
      do {
        try control.text(["dispatcher.reload"])
        return
      } catch let unusable as Unusable where unusable.findings[0].code == .switchRefused && left > 0
      {
        left -= 1
        usleep(800_000)
      }
    }
  }

  /// The command that replaces a file by what it reads.
  ///
  /// It is given the hash of the text: where this program is killed, the command reads an end too
  /// early, and leaves the file as it is.
  static func command(replacing path: String, with text: String) -> [String] {
    [
      "sh", "-c",
      """
      set -e; f="$1"; cat > "$f.new"; [ "$(sha256sum < "$f.new")" = "$2  -" ]; \
      [ ! -e "$f" ] || chmod --reference="$f" "$f.new"; \
      [ ! -e "$f" ] || chown --reference="$f" "$f.new" 2>/dev/null || :; sync "$f.new"; mv "$f.new" "$f"
      """, "sh", path, Fingerprint.hex(of: text.utf8),
    ]
  }

  /// Runs the script of a generation in the database: all of it, or nothing.
  ///
  /// - Throws: `Unusable` with `HL5404` where the database refuses: it is locked, full, or the
  ///   generation is live.
  package func load(script: String) throws {
    try description.database.execute(script, channel)
  }

  /// Loads the tables of a generation into memory, one at a time.
  package func reload(_ generation: Generation) throws {
    for kind in Self.kinds {
      try control.text(["htable.reload", "\(kind)_\(generation.rawValue)"])
    }
  }

  /// The statement that writes the pointer.
  ///
  /// A client runs what it has read of a statement when its input ends: within a transaction an
  /// `UPDATE` without its `WHERE` is undone.
  static func pointerStatement(_ generation: Generation) -> String {
    """
    BEGIN;
    UPDATE mg_ctl SET key_value = '\(generation.rawValue)' WHERE key_name = 'active';
    COMMIT;

    """
  }

  /// Makes a generation live for the next call and for a restart, and reads that back.
  ///
  /// The database first: where this program ends between the two, a restart has a table that was
  /// tested, and the calls until then have the one before.
  ///
  /// - Throws: `Unusable`: `HL5403`, `HL5404`, `HL5412` where the switch has another one afterwards.
  package func makeLive(_ generation: Generation) throws {
    try description.database.execute(Self.pointerStatement(generation), channel)
    try control.text(["htable.sets", "ctl", "active", generation.rawValue])
    let pointer = try control.value(of: "active", in: "ctl")
    guard pointer == generation.rawValue else {
      throw Unusable(
        .switchPointerMoved(
          place: "memory ctl", found: pointer ?? "-", expected: generation.rawValue),
        at: SourceLocation(file: description.name))
    }
  }
}

extension SwitchSnapshot.Tables {
  /// The rows of a table by the end of its name.
  fileprivate subscript(kind: String) -> [String: String] {
    get { kind == "num" ? numbers : kind == "plan" ? plans : days }
    set {
      switch kind {
      case "num": numbers = newValue
      case "plan": plans = newValue
      case _: days = newValue
      }
    }
  }
}
