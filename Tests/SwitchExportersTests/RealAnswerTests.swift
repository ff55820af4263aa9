import CallRouting
import Foundation
import HotlineModel
import LocalFiles
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// A real Kamailio answers on its listener for tests what it would do, and calls nobody.
@Suite(
  .tags(.peer),
  .enabled(
    if: ["kamailio", "kamcmd", "sqlite3", "python3"].allSatisfy(Shell.has),
    "kamailio, sqlite3 and python3 are not installed"))
struct RealAnswerTests {
  let folder: TemporaryFolder
  let table: RoutingTable

  init() throws {
    folder = try TemporaryFolder()
    table = try SampleCity.table()
  }

  /// What is said of one test call.
  private struct Answer {
    let status, called, answer, line, path, address, generation: String

    init(_ row: Substring) {
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let full = cells + Array(repeating: "", count: max(0, 7 - cells.count))
      (status, called, answer, line) = (full[0], full[1], full[2], full[3])
      (path, address, generation) = (full[4], full[5], full[6])
    }
  }

  /// Ports of this test's own, between those of the probes of this process.
  private static func port(_ index: Int) -> Int { RealCallTests.port(3) + 42 + index * 2 }

  /// Loads the scripts of some exports into SQLite and asks the switch all lines.
  private func ask(
    _ lines: [String], exports: [String], script: String = "mg_num.sql", port: Int,
    _ defines: String = ""
  ) throws -> [Answer] {
    let place = folder.path
    _ = try folder.file("questions", lines.joined(separator: "\n") + "\n")
    let loads = exports.map { "sqlite3 -bail run/route.db < \($0)/\(script) || exit 3" }
    let result = try Shell.run(
      """
      mkdir -p run; cat \(exports.map { "\($0)/dispatcher.list" }.joined(separator: " ")) \
        > run/dispatcher.list 2> /dev/null
      \(loads.joined(separator: "\n"))
      python3 "$ROOT/Tests/Campaigns/support/calls/ask.py" \(exports[0])/kamailio.cfg \
        \(place)/run \(port) \(defines) < questions
      """, in: place)
    #expect(result.code == 0, "\(result.errors)")
    let answers = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(Answer.init)
    try #require(answers.count == lines.count, "\(result.output)\(result.errors)")
    return answers
  }

  /// Spellings of dialled numbers, and what is looked up.
  private static var spellings: [(spelling: String, lookedUp: String)] {
    get throws {
      let path = Shell.root + "/Tests/Facts/dialled-spellings.csv"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      return text.split(separator: "\n").dropFirst().map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return (cells[0], cells[1])
      }
    }
  }

  @Test(arguments: [KamailioExporter().name, DroutingExporter().name])
  func `the switch looks up what each spelling means, and digits alone`(format: String) throws {
    let exporter: any SwitchExporter =
      format == "drouting" ? DroutingExporter() : KamailioExporter()
    _ = try exporter.export(table, to: folder.path + "/a")
    let spellings = try Self.spellings
    let answers = try ask(
      spellings.map(\.spelling), exports: ["a"],
      script: format == "drouting" ? "drouting.sql" : "mg_num.sql",
      port: Self.port(format == "drouting" ? 1 : 0),
      format == "drouting" ? "zone=Asia/Shanghai ready=12345" : "")
    #expect(spellings.count >= 40)
    for (spelling, answer) in zip(spellings, answers) {
      #expect(answer.status == "200", "\(spelling)")
      #expect(answer.called == spelling.lookedUp, "\(spelling)")
      if spelling.lookedUp.isEmpty { #expect(answer.answer == "own", "\(spelling)") }
      if ["12345", "075712345"].contains(spelling.lookedUp) {
        #expect(answer.answer.hasPrefix("desks "), "\(spelling): \(answer)")
      }
    }
  }

  @Test func `what the switch says it would do is what the model does`() throws {
    for generation in Generation.allCases {
      _ = try KamailioExporter(generation: generation)
        .export(table, to: folder.path + "/" + generation.rawValue)
    }
    var lines: [String] = []
    var expected: [String] = []
    let calls =
      try table.probeCalls(occurrences: 1) + table.probeCalls(under: .down)
    for (index, call) in calls.enumerated() where index % 5 == 0 {
      let set = table.targetSet(call.set)?.number
      let generation = index % 2 == 0 ? "a" : "b"
      let down = set.map { "; X-Route-Down: 77, \($0)" } ?? ""
      lines.append(
        "\(call.dialled)\tX-Route-Gen: \(generation); X-Route-At: \(call.at.unixSeconds)\(down)")
      expected.append(try self.expected(call.landing) + " " + generation)
    }
    let answers = try ask(lines, exports: ["a", "b"], port: Self.port(2))
    for (line, (answer, expected)) in zip(lines, zip(answers, expected)) {
      let generation = answer.answer == "own" && answer.generation.isEmpty ? "" : answer.generation
      #expect("\(answer.answer) \(generation)" == expected, "\(line)")
    }
    #expect(Set(expected).count > 8 && answers.count > 150)
    print("real answers: \(answers.count) test calls, \(Set(expected).count) different answers")
  }

  /// In the switch's words.
  private func expected(_ landing: String) throws -> String {
    if landing == "none" { return "own" }
    if landing == "nobody" { return "nobody" }
    let parts = landing.split(separator: ">").map(String.init)
    let player =
      try parts.count > 1
      ? #require(table.announcement(parts[0]).flatMap { table.targetSet($0.set) }).number : 0
    if parts.last == "released" { return "released \(parts[0])" }
    let desks = "desks \(try #require(table.targetSet(parts[parts.count - 1])).number)"
    return parts.count > 1 ? "announced \(player) \(parts[0]) \(desks)" : desks
  }

  @Test func `a switch does not start before somebody says what becomes of other calls`() throws {
    _ = try KamailioExporter().export(table, to: folder.path + "/a")
    let start = "kamailio -c -f a/kamailio.cfg -A HM_DBTEXT -A 'HM_DB=\"text:///nowhere\"'"
    let unsaid = try Shell.run("PATH=$PATH:/usr/sbin; \(start)", in: folder.path)
    #expect(unsaid.code != 0)
    #expect(unsaid.errors.contains("HM_OWN is not defined"), "\(unsaid.errors)")
    let refused = try Shell.run("PATH=$PATH:/usr/sbin; \(start) -A HM_OWN=HM_404", in: folder.path)
    #expect(!refused.errors.contains("HM_OWN"), "\(refused.errors)")
    // A route of one's own is in a file beside the script; a name that is not there is refused.
    let lines = ["110", "12345"]
    _ = try folder.file(
      "a/hotline-own.cfg", "route[CARRIER] { send_reply(\"404\", \"Mine\"); exit; }\n")
    let own = try ask(lines, exports: ["a"], port: Self.port(3), "own=CARRIER")
    #expect(own.map(\.answer) == ["own", "desks 1"])
    let missing = try Shell.run(
      "python3 \"$ROOT/Tests/Campaigns/support/calls/ask.py\" a/kamailio.cfg run "
        + "\(Self.port(3)) own=NOWHERE", in: folder.path)
    #expect(missing.errors.contains("route \"NOWHERE\" not found"), "\(missing.errors)")
  }

  private static let postgres = "/usr/lib/postgresql/15/bin"

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: postgres + "/initdb"),
      "postgresql-15 is not installed"),
    .enabled(
      if: FileManager.default.fileExists(
        atPath: "/usr/lib/x86_64-linux-gnu/kamailio/modules/db_postgres.so"),
      "kamailio-postgres-modules is not installed"))
  func `PostgreSQL loads the script, guards the live table, and Kamailio reads it there`() throws {
    for generation in Generation.allCases {
      _ = try KamailioExporter(generation: generation)
        .export(table, to: folder.path + "/" + generation.rawValue)
    }
    let place = try TemporaryFolder()
    let (port, programs) = (Self.port(5), Self.postgres)
    _ = try folder.file("questions", "12318\tX-Route-At: 1640000000\n110\n12366\tX-Route-Gen: b\n")
    let script = """
      export PGHOST=127.0.0.1 PGPORT=\(port + 4) PGUSER=hotline PGDATABASE=postgres
      as=""
      if [ "$(id -u)" = 0 ]; then chown postgres \(place.path); as="runuser -u postgres --"; fi
      $as \(programs)/initdb -D \(place.path)/data -U hotline -A trust -E UTF8 --locale=C \
        -N > /dev/null
      $as \(programs)/pg_ctl -D \(place.path)/data -w -l \(place.path)/log -o "-p $PGPORT \
        -k \(place.path) -c listen_addresses=127.0.0.1 -c fsync=off" start > /dev/null \
        || cat \(place.path)/log
      sql="psql -q -v ON_ERROR_STOP=1"
      $sql -f a/mg_num.sql && $sql -f b/mg_num.sql && echo loaded
      sed 's/R12318/R12345/' a/mg_num.sql > live.sql
      $sql -f live.sql 2> refused || echo refused
      psql -q -f live.sql > /dev/null 2>&1
      psql -Atc "SELECT count(*) FROM mg_num_a WHERE key_value LIKE 'R12318,%'"
      $sql -f b/mg_num.sql && echo again
      psql -Atc "SELECT (SELECT count(*) FROM mg_num_a), (SELECT count(*) FROM mg_day_b)"
      mkdir -p run; cat a/dispatcher.list b/dispatcher.list > run/dispatcher.list
      python3 "$ROOT/Tests/Campaigns/support/calls/ask.py" a/kamailio.cfg \(folder.path)/run \
        \(port) HM_POSTGRES HM_DB=postgres://hotline:none@127.0.0.1:$PGPORT/postgres < questions
      $as \(programs)/pg_ctl -D \(place.path)/data -m immediate stop > /dev/null
      """
    let result = try Shell.run(script, in: folder.path)
    let lines = result.output.split(separator: "\n").map(String.init)
    let forms = table.routes.map { $0.number.dialledForms(home: table.home).count }.reduce(0, +)
    let own = (try HotlineNumber(parsing: "12318", home: table.home))
      .dialledForms(home: table.home).count
    try #require(lines.count == 8, "\(result.output)\(result.errors)")
    #expect(Array(lines[0..<5]) == ["loaded", "refused", "\(own)", "again", "\(forms + 1)|2191"])
    #expect(lines[5].hasPrefix("200\t12318\tdesks 1\t12318\t"), "\(lines[5])")
    #expect(lines[6].hasPrefix("200\t110\town\t"), "\(lines[6])")
    #expect(lines[7].hasSuffix("\tb"), "\(lines[7])")
  }
}
