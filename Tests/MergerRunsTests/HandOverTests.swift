import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing
import Tickets

/// The sample city, imported once for a suite, with a delivery in each format.
struct HandedOver: Sendable {
  @TaskLocal static var current: HandedOver?

  let sample: SampleWorkspace
  /// How many tickets the ledger holds.
  let tickets: Int
  /// What each delivery says of itself.
  let deliveries: [TicketFormat: ExportTicketsRun.Delivery]

  init() async throws {
    sample = try SampleWorkspace()
    for delivery in try SampleWorkspace.deliveries() { _ = try await sample.take(delivery) }
    tickets = try sample.workspace.status().lines.map(\.holdings.tickets).reduce(0, +)
    var deliveries: [TicketFormat: ExportTicketsRun.Delivery] = [:]
    for format in TicketFormat.allCases {
      var order = ExportOrder()
      order.format = format
      if format == .bulk {
        order.compression = .gzip
        order.split = 1_000_000
      }
      deliveries[format] = try await ExportTicketsRun(sample.workspace).run(
        to: Self.folder(of: format, in: sample), order, now: SampleWorkspace.now)
    }
    self.deliveries = deliveries
  }

  /// Where the delivery in a format is.
  func folder(of format: TicketFormat) -> String { Self.folder(of: format, in: sample) }

  private static func folder(of format: TicketFormat, in sample: SampleWorkspace) -> String {
    sample.folder.path + "/\(format)"
  }
}

/// Makes the deliveries before the tests of a suite and takes them away behind the last one.
struct HandedOverOnce: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing tests: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let handedOver = try await HandedOver()
    try await HandedOver.$current.withValue(handedOver) { try await tests() }
  }
}

/// What the sample city hands over, against tools that know nothing of us.
@Suite(HandedOverOnce()) struct `The hand-over` {
  static let hasSchemas = Shell.hasPythonModule("jsonschema")
  static let noSchemas: Comment = "python3-jsonschema is not installed"
  static let postgres = "/usr/lib/postgresql/15/bin"
  static let open311 = Shell.root + "/../shared/conformance/open311/georeport-v2_request.json"

  let handedOver: HandedOver

  init() throws {
    handedOver = try #require(HandedOver.current)
  }

  @Test func `every format hands over the same tickets`() throws {
    #expect(Set(handedOver.deliveries.keys) == Set(TicketFormat.allCases))
    for (format, delivery) in handedOver.deliveries {
      #expect(delivery.tickets == handedOver.tickets)
      #expect(delivery.withheld == 0)
      #expect(try VerifyDeliveryRun(folder: handedOver.folder(of: format)).run().isEmpty)
    }
    #expect(Set(handedOver.deliveries.values.map(\.canonical)).count == 1)
  }

  /// Asks somebody else what the files are: the last line of the answer is the count of what fits.
  private func expectFit(_ format: TicketFormat, _ script: String) throws {
    let result = try Shell.run(script, in: handedOver.folder(of: format))
    print("\(format): \(result.output.suffix(200).trimmingCharacters(in: .newlines))")
    #expect(
      result.output.hasSuffix("fit \(handedOver.tickets)\n"),
      "\(result.output.prefix(2000))\(result.errors)")
  }

  @Test(.enabled(if: hasSchemas, noSchemas))
  func `every ticket in JSON is valid against its schema`() throws {
    try expectFit(
      .jsonl,
      validation(
        Shell.root + "/Documentation/Schemas/ticket-1.schema.json",
        "for line in open('tickets.jsonl', encoding='utf-8')"))
  }

  @Test(.enabled(if: Shell.has("xmllint"), "libxml2-utils is not installed"))
  func `the tickets in XML are valid against their schema`() throws {
    try expectFit(
      .xml,
      """
      xmllint --noout --stream --schema \(Shell.root)/Documentation/Schemas/ticket-1.xsd \
        tickets.xml 2>&1 && echo "fit $(grep -c '^<ticket ' tickets.xml)"
      """)
  }

  private static let requests =
    "for line in map(json.dumps, json.load(open('requests.json', encoding='utf-8')))"

  @Test(.enabled(if: hasSchemas, noSchemas))
  func `every service request is valid against a schema written from the specification`() throws {
    let schema = Shell.root + "/Tests/Facts/open311/request.schema.json"
    try expectFit(.georeport, validation(schema, Self.requests))
  }

  @Test(
    .enabled(if: hasSchemas, noSchemas),
    .enabled(
      if: FileManager.default.fileExists(atPath: open311),
      "the public schema of Open311 is not beside the project"))
  func `every service request is valid against the public schema of Open311`() throws {
    try expectFit(.georeport, validation(Self.open311, Self.requests))
  }

  @Test(
    .enabled(if: Shell.has("python3"), "python3 is not installed"),
    arguments: [
      (TicketFormat.csv, "cat tickets.csv"), (.bulk, "zcat requests-*.csv.gz"),
    ])
  func `every row has the cells of the header`(format: TicketFormat, files: String) throws {
    try expectFit(
      format,
      """
      \(files) | python3 -c '
      import csv, io, sys
      csv.field_size_limit(1 << 30)
      text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
      rows = [row for row in csv.reader(text, strict=True)]
      head = rows[0]
      print("fit", sum(1 for row in rows if row != head and len(row) == len(head)))'
      """)
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

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: postgres + "/initdb"),
      "postgresql-15 is not installed"))
  func `a PostgreSQL of its own loads the files twice and gives them back`() throws {
    let programs = Self.postgres
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
    let result = try Shell.run(script, in: handedOver.folder(of: .postgres))
    let lines = result.output.split(separator: "\n").map(String.init)
    print("postgres: \(lines)")
    try #require(lines.count == 4, "\(result.output)\(result.errors)")
    #expect(lines[0] == "\(handedOver.tickets)")
    #expect(lines[1] == lines[2])
    #expect(Int(lines[3]) ?? 0 > 50)
  }

  /// Looks for what is known of callers in every byte of what leaves.
  @Test(
    .enabled(
      if: ["python3", "zstd", "sqlite3"].allSatisfy(Shell.has),
      "python3, zstd and sqlite3 are not installed"))
  func `what leaves for a purpose holds of callers what the purpose may know`() async throws {
    let sample = handedOver.sample
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

  @Test func `a delta after an undo holds what came back and what is gone`() async throws {
    let folder = handedOver.sample.folder.path
    // Other tests read the ledger meanwhile: a batch of a copy is undone.
    try FileManager.default.copyItem(
      atPath: handedOver.sample.workspace.folder, toPath: folder + "/copy")
    let workspace = try Workspace(folder + "/copy", today: SampleWorkspace.now.date)
    let last = try #require(try workspace.batches().map(\.name).last)
    let gone = try BatchRuns(workspace).undo(last, withLater: true, now: SampleWorkspace.now)
    var order = ExportOrder()
    order.since = handedOver.folder(of: .jsonl)
    let out = folder + "/delta"
    let delivery = try await ExportTicketsRun(workspace).run(
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
