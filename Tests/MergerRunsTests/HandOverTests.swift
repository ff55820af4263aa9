import Foundation
import HotlineModel
import MergerRuns
import TestSupport
import Testing

/// What the sample city hands over, against tools that know nothing of us.
@Suite struct `The hand-over` {
  private func has(_ command: String) -> Bool {
    (try? Shell.run(command, in: Shell.root).code) == 0
  }

  @Test func `every format of the sample city is what it says, and says the same`() async throws {
    let sample = try SampleWorkspace()
    for delivery in try SampleWorkspace.deliveries() { _ = try await sample.take(delivery) }
    let held = try sample.workspace.status().lines.map(\.holdings.tickets).reduce(0, +)
    var hashes: Set<String> = []
    for format in TicketFormat.allCases {
      var order = ExportOrder()
      order.format = format
      if format == .bulk {
        order.compression = .gzip
        order.split = 1_000_000
      }
      let out = sample.folder.path + "/\(format)"
      let delivery = try await ExportTicketsRun(sample.workspace).run(
        to: out, order, now: SampleWorkspace.now)
      #expect(delivery.tickets == held)
      #expect(delivery.withheld == 0)
      #expect(try VerifyDeliveryRun(folder: out).run().isEmpty)
      hashes.insert(delivery.canonical)
      try look(at: format, in: out, held)
    }
    #expect(hashes.count == 1, "all formats hand over the same tickets")
    try await self.privacy(of: sample)
    try await self.delta(of: sample)
  }

  /// Asks somebody else what the files are.
  private func look(at format: TicketFormat, in folder: String, _ count: Int) throws {
    let schemas = Shell.root + "/Documentation/Schemas"
    let open311 = Shell.root + "/../shared/conformance/open311"
    let script: String
    switch format {
    case .jsonl:
      guard has("python3 -c 'import jsonschema'") else { return }
      script = validation(
        "\(schemas)/ticket-1.schema.json", "for line in open('tickets.jsonl', encoding='utf-8')")
    case .xml:
      guard has("command -v xmllint") else { return }
      script = """
        xmllint --noout --stream --schema \(schemas)/ticket-1.xsd tickets.xml 2>&1
        echo "fit $(grep -c '^<ticket ' tickets.xml)"
        """
    case .georeport:
      guard has("python3 -c 'import jsonschema'"),
        FileManager.default.fileExists(atPath: open311)
      else { return }
      script = validation(
        "\(open311)/georeport-v2_request.json",
        "for line in map(json.dumps, json.load(open('requests.json', encoding='utf-8')))")
    case .csv, .bulk:
      let files = format == .csv ? "cat tickets.csv" : "zcat requests-*.csv.gz"
      script = """
        \(files) | python3 -c '
        import csv, io, sys
        csv.field_size_limit(1 << 30)
        text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
        rows = [row for row in csv.reader(text, strict=True)]
        head = rows[0]
        print("fit", sum(1 for row in rows if row != head and len(row) == len(head)))'
        """
    case .postgres: return try load(folder, count)
    }
    let result = try Shell.run(script, in: folder)
    print("\(format): \(result.output.suffix(200).trimmingCharacters(in: .newlines))")
    #expect(
      result.output.hasSuffix("fit \(count)\n"), "\(result.output.prefix(2000))\(result.errors)")
  }

  private func validation(_ schema: String, _ lines: String) -> String {
    """
    python3 - <<'PYTHON'
    import json, jsonschema
    schema = json.load(open("\(schema)"))
    kind = jsonschema.validators.validator_for(schema, jsonschema.Draft202012Validator)
    validator = kind(schema)
    count = 0
    \(lines):
        for error in validator.iter_errors(json.loads(line)):
            print(count, error.json_path, error.message[:200])
        count += 1
    print("fit", count)
    PYTHON
    """
  }

  /// Loads the files into a PostgreSQL of their own, twice, and takes them out again.
  private func load(_ folder: String, _ count: Int) throws {
    let programs = "/usr/lib/postgresql/15/bin"
    guard FileManager.default.isExecutableFile(atPath: programs + "/initdb") else { return }
    let place = try TemporaryFolder()
    let script = """
      export PGHOST=\(place.path) PGUSER=hotline PGDATABASE=postgres PGTZ=Etc/GMT-8
      as=""
      if [ "$(id -u)" = 0 ]; then chown postgres \(place.path); as="runuser -u postgres --"; fi
      $as \(programs)/initdb -D \(place.path)/data -U hotline -A trust -E UTF8 --locale=C \
        -N > /dev/null
      $as \(programs)/pg_ctl -D \(place.path)/data -w -l \(place.path)/log -o \
        "-k \(place.path) -c listen_addresses='' -c fsync=off" start > /dev/null || cat \(place.path)/log
      psql -q -f load.sql && psql -q -f load.sql
      psql -Atc 'SELECT count(*) FROM ticket'
      psql -qc 'COPY (SELECT * FROM ticket) TO STDOUT' | LC_ALL=C sort | sha256sum
      LC_ALL=C sort tickets.copy | sha256sum
      psql -Atc "SELECT count(*) FROM pg_class WHERE relispartition AND relkind = 'r'"
      $as \(programs)/pg_ctl -D \(place.path)/data -m immediate stop > /dev/null
      """
    let result = try Shell.run(script, in: folder)
    let lines = result.output.split(separator: "\n").map(String.init)
    print("postgres: \(lines)")
    try #require(lines.count == 4, "\(result.output)\(result.errors)")
    #expect(lines[0] == "\(count)")
    #expect(lines[1] == lines[2])
    #expect(Int(lines[3]) ?? 0 > 50)
  }

  /// Looks for what is known of callers in every byte of what leaves for statistics and for all.
  private func privacy(of sample: SampleWorkspace) async throws {
    let keys = sample.folder.path + "/keys"
    _ = try sample.workspace.addKey([UInt8](repeating: 7, count: 32), to: keys)
    for purpose in Purpose.allCases {
      var order = ExportOrder()
      order.purpose = purpose
      order.keys = keys
      let out = sample.folder.path + "/for-\(purpose)"
      _ = try await ExportTicketsRun(sample.workspace).run(to: out, order, now: SampleWorkspace.now)
      #expect(try VerifyDeliveryRun(folder: out).run().isEmpty)
      let script = """
        python3 - <<'PYTHON'
        import glob, json, re, subprocess
        known, phones, cards = set(), set(), set()
        for path in glob.glob("\(sample.workspace.folder)/.hotline/segments/*"):
            packed = subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True).stdout
            for ticket in packed.split(b"\\xfe")[:-1]:
                cells = {cell[0]: cell[1:].decode() for cell in ticket.split(b"\\xff")[:-1]}
                cards.update(re.findall(r"440699\\d{11}[\\dX]", "".join(cells.values())))
                name = cells.get(\(PackedTicket.tag(of: .callerName)), "")
                if len(name) >= 2 and name != "匿名": known.add(name)
                for tag in (\(PackedTicket.tag(of: .callerPhone)), \(PackedTicket.tag(of: .callerContact))):
                    value = cells.get(tag, "")
                    if sum(c.isdigit() for c in value) >= 7:
                        phones.update([value, re.sub(r"\\D", "", value)])
        text = "".join(open(p, encoding="utf-8").read() for p in glob.glob("\(out)/*"))
        words = set(re.findall(r"\\d+(?:-\\d+)*", text))
        runs = set(re.findall(r"[^\\x00-\\x7F]+", text))
        parts = {run[i:i + n] for run in runs for n in (2, 3, 4) for i in range(len(run) - n + 1)}
        found = sum(name in parts if len(name) <= 4 else name in text for name in known)
        shown = sum(card in text for card in cards)
        print(len(known), len(phones), len(cards), found, len(words & phones), shown, len(text.encode()))
        PYTHON
        """
      let result = try Shell.run(script, in: out)
      let counts = result.output.split(separator: " ").compactMap {
        Int($0.trimmingCharacters(in: .newlines))
      }
      print(
        "\(purpose): known names, phones, identity cards; those found of each; bytes: \(counts)")
      try #require(counts.count == 7, "\(result.output)\(result.errors)")
      #expect(counts[0] > 900 && counts[1] > 5000 && counts[2] > 80)
      switch purpose {
      case .platform: #expect(counts[3] > 900 && counts[4] > 1000 && counts[5] > 60)
      case .department, .statistics, .public: #expect(counts[3...5].allSatisfy { $0 == 0 })
      }
    }
    let audit = try Shell.run(
      "sqlite3 \(sample.workspace.folder)/.hotline/ledger.db"
        + " \"SELECT action, detail FROM audit WHERE action = 'export-clear'\"", in: Shell.root)
    #expect(audit.output == "export-clear|platform jsonl for-platform\n")
  }

  /// Undoes a batch and hands over what changed.
  private func delta(of sample: SampleWorkspace) async throws {
    let last = try #require(try sample.workspace.batches().map(\.name).last)
    let gone = try BatchRuns(sample.workspace).undo(last, withLater: true, now: SampleWorkspace.now)
    var order = ExportOrder()
    order.since = sample.folder.path + "/jsonl"
    let out = sample.folder.path + "/delta"
    let delivery = try await ExportTicketsRun(sample.workspace).run(
      to: out, order, now: SampleWorkspace.now)
    #expect(try VerifyDeliveryRun(folder: out).run().isEmpty)
    let taken = gone.map(\.tickets).reduce(0, +)
    let restored = gone.map(\.restored).reduce(0, +)
    #expect(delivery.tombstones == taken - restored)
    #expect(delivery.tickets == restored)
    let stones = try String(contentsOfFile: out + "/tombstones.csv", encoding: .utf8)
    #expect(stones.split(separator: "\r\n").count == delivery.tombstones + 1)
    print(
      "delta after undoing \(last): \(delivery.tickets) tickets, \(delivery.tombstones) tombstones")
  }
}
