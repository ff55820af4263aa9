import Foundation
import HotlineModel
import TestSupport
import Testing

/// Imports that do not come to their end.
@Suite(.serialized) struct `Interrupted imports` {
  /// A workspace with one line and three files of a delivery; later files repeat keys of earlier.
  private static func prepared(_ folder: TemporaryFolder, rows: Int) throws -> [String] {
    try InitRunScript.make(folder.path + "/w")
    return try (0..<3).map { file in
      var text = "编号,标题\n"
      for row in 0..<rows {
        text += "K\((row * 7 + file * rows / 2) % (rows * 2)),第\(file)份第\(row)行\n"
      }
      return try folder.file("d\(file).csv", text)
    }
  }

  private static func export(_ workspace: String, _ folder: TemporaryFolder) throws -> String {
    let result = try Shell.run(
      "rm -rf out; hotline -C \(workspace) export tickets --to out >/dev/null && cat out/tickets.jsonl",
      in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
    return result.output
  }

  /// So many runs are killed while they are at work.
  private static let kills = 200
  /// So many of them in a row: a resumed run is killed as well.
  private static let killsInARow = 8
  /// So many workspaces at once: an import waits for the disk more than it works.
  private static let lanes = 6

  @Test func `killed at any instant and done again, it ends as if nothing had happened`() throws {
    let folder = try TemporaryFolder()
    let files = try Self.prepared(folder, rows: 400).joined(separator: " ")
    // Each round prints how its kills ended, and whether its books and tickets are those of `u`.
    let functions = """
      books() {
        sqlite3 $1/.hotline/ledger.db "SELECT id, sha256, read, accepted, updated, unchanged,
          superseded, duplicate, quarantined, skipped FROM batch_file WHERE batch_id = 1;
          SELECT batch_file_id, sha256, tickets FROM segment; SELECT * FROM cell;
          SELECT by_file, of_file, hex(ordinals) FROM retired; SELECT * FROM retired_cell;
          SELECT DISTINCT state FROM batch" > $1.books
      }
      take() { exec hotline -C $1 import \(files) -m small --line 12329 -q "${@:2}" &>$1.log; }
      tickets() {
        rm -rf $1.out; hotline -C $1 export tickets --to $1.out >/dev/null 2>&1 && books $1
      }
      round() {
        rm -rf $1; cp -r empty $1
        for pause in "${@:2}"; do
          take $1 & p=$!
          sleep $pause; kill -9 $p; wait $p; end=$?; echo "ended $end"; [ $end = 137 ] || break
        done
        (take $1) && tickets $1 && cmp u.out/tickets.jsonl $1.out/tickets.jsonl \\
          && cmp u.books $1.books && echo same || cat $1.log >&2
      }

      """
    let undisturbed = try Shell.run(
      functions + "cp -r w empty; cp -r w u; (take u); tickets u; wc -l < u.out/tickets.jsonl; "
        + "cp -r w v; s=$(date +%s%N); (take v); echo $(( ($(date +%s%N) - s) / 1000 ))",
      in: folder.path)
    let numbers = undisturbed.output.split(separator: "\n").compactMap { Int($0) }
    let (tickets, micros) = (try #require(numbers.first), try #require(numbers.last))
    #expect(tickets > 600)
    var random = SeededRandom(state: 53)
    var (killed, rounds) = (0, 0)
    while killed < Self.kills, rounds < Self.kills {
      let lanes = (0..<Self.lanes).map { lane in
        let pauses = (0..<Self.killsInARow).map { _ in
          String(Double(Int.random(in: 2000...max(3000, micros), using: &random)) / 1_000_000)
        }
        return "round lane\(lane) \(pauses.joined(separator: " ")) &"
      }
      let result = try Shell.run(
        functions + lanes.joined(separator: "\n") + "\nwait", in: folder.path)
      let lines = result.output.split(separator: "\n")
      killed += lines.count { $0 == "ended 137" }
      rounds += Self.lanes
      #expect(
        lines.count { $0 == "same" } == Self.lanes,
        "after \(killed) kills: \(result.output) \(result.errors)")
    }
    print("crash campaign: \(killed) imports killed, \(rounds) ended with the same bytes")
    #expect(killed >= Self.kills)
  }

  @Test func `an interrupt rolls the file back, says how to go on, and ends with 130`() throws {
    let folder = try TemporaryFolder()
    let files = try Self.prepared(folder, rows: 40_000).joined(separator: " ")
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
      try InitRunScript.make(folder.path + "/w")
      let result = try Shell.run(
        """
        hotline -C w import \(files) -m small --line 12329 & p=$!
        for i in $(seq 200); do [ -n "$(ls w/.hotline/segments 2>/dev/null)" ] && break; sleep 0.01; done
        kill -\(signal) $p; wait $p
        """, in: folder.path)
      #expect(Int(result.code) == code, "\(result.errors)")
      #expect(result.errors.contains("HL6005"))
      #expect(result.errors.contains("run the same command again"))
    }
  }

  @Test func `a second import is told that one is running`() throws {
    let folder = try TemporaryFolder()
    let files = try Self.prepared(folder, rows: 10).joined(separator: " ")
    let result = try Shell.run(
      "exec 9>>w/.hotline/lock; flock 9; hotline -C w import \(files) -m small --line 12329",
      in: folder.path)
    #expect(result.code == 75)
    #expect(result.errors.contains("HL6001"))
  }

  @Test func `a disk that is full leaves nothing half-written`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.prepared(folder, rows: 20_000)[0]
    let result = try Shell.run(
      """
      trap '' XFSZ; ulimit -f 512
      hotline -C w import \(file) -m small --line 12329; code=$?
      ls w/.hotline/segments; exit $code
      """, in: folder.path)
    #expect(result.code == 73, "\(result.errors)")
    #expect(result.errors.contains("HL6102"))
    let after = try Shell.run(
      "hotline -C w import \(file) -m small --line 12329 -q && ls w/.hotline/segments | wc -l",
      in: folder.path)
    #expect(after.code == 0, "\(after.errors)")
    #expect(after.output.hasSuffix("1\n"))
  }

  @Test(.enabled(if: SmallDisk.canBeMade, "mounting needs the right to"))
  func `a disk that fills up leaves nothing half-written`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.prepared(folder, rows: 20_000)[0]
    let result = try Shell.run(
      """
      mkdir disk && mount -t tmpfs -o size=1m none disk || exit 99
      trap 'umount disk' EXIT
      cp -r w/. disk/ && hotline -C disk import \(file) -m small --line 12329; code=$?
      ls disk/.hotline/segments | grep part
      hotline -C disk ledger check >/dev/null 2>&1; echo "check $?"
      mount -o remount,size=64m disk
      hotline -C disk import \(file) -m small --line 12329 -q >&2; echo "then $?"
      ls disk/.hotline/segments
      exit $code
      """, in: folder.path)
    #expect(result.code == 73, "\(result.errors)")
    #expect(result.errors.contains("HL6102"))
    #expect(
      result.output == "check 0\nthen 0\nB0001-000001.tickets.zst\n",
      "\(result.output) \(result.errors)")
  }

  @Test func `a workspace that nobody may write to is told, and stays as it is`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.prepared(folder, rows: 10)[0]
    // The administrator may write everywhere: another user must try, with the program beside it,
    // since the project may be where that user cannot go.
    let result = try Shell.run(
      """
      cp "$(command -v hotline)" . && chmod -R a+rX,a-w .
      as=""; [ "$(id -u)" = 0 ] && as="setpriv --reuid=65534 --regid=65534 --clear-groups"
      $as ./hotline -C w import \(file) -m small --line 12329; code=$?
      chmod -R u+w .; exit $code
      """, in: folder.path)
    #expect(result.code == 73, "\(result.errors)")
    #expect(result.errors.contains("HL6102"), "\(result.errors)")
  }

  @Test func `a ledger of a newer version is left alone`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.prepared(folder, rows: 10)[0]
    let result = try Shell.run(
      """
      hotline -C w import \(file) -m small --line 12329 -q
      sqlite3 w/.hotline/ledger.db "INSERT INTO grdb_migrations VALUES ('9 from the future')"
      sqlite3 w/.hotline/ledger.db .dump | sha256sum > before
      hotline -C w import \(file) -m small --line 12329; code=$?
      sqlite3 w/.hotline/ledger.db .dump | sha256sum | cmp - before && exit $code
      """, in: folder.path)
    #expect(result.code == 78, "\(result.errors)")
    #expect(result.errors.contains("HL6006"))
  }

  @Test func `a file whose name is in GBK is found by what was typed`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.prepared(folder, rows: 10)[0]
    let result = try Shell.run(
      """
      name=$(printf '\\271\\244\\265\\245.csv'); mkdir d; cp \(file) "d/$name"
      hotline -C w import "d/$name" -m small --line 12329 --json
      """, in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("\"accepted\": 10"), "\(result.output)")
  }

  @Test func `a line without end costs its record and no memory`() throws {
    let folder = try TemporaryFolder()
    try InitRunScript.make(folder.path + "/w")
    let result = try Shell.run(
      """
      printf '编号,标题\\nA1,x\\nA2,z\\n' > short.csv
      { printf '编号,标题\\nB1,x\\nB2,"'; head -c 90000000 /dev/zero | tr '\\0' a
        printf '\\nB3,y\\n'; } > long.csv
      cat > peak.py <<'SCRIPT'
      import resource, subprocess, sys
      run = subprocess.run(["hotline", "-C", "w", "import", sys.argv[1], "-m", "small", "--line",
        "12329", "--tolerance", "100%", "--json"], capture_output=True, text=True)
      peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
      print(run.returncode, '"quarantined": 1' in run.stdout, '"accepted": 2' in run.stdout, peak)
      SCRIPT
      python3 peak.py short.csv; python3 peak.py long.csv
      """, in: folder.path)
    let words = result.output.split(whereSeparator: \.isWhitespace).map(String.init)
    try #require(words.count == 8, "\(result.output) \(result.errors)")
    #expect(words[0...2] == ["0", "False", "True"] && words[4...6] == ["0", "True", "True"])
    // What the program takes for itself is the same in both; of the line, 86 MiB, it takes a part.
    let peaks = [try #require(Int(words[3])), try #require(Int(words[7]))]
    #expect(peaks[1] - peaks[0] < 40, "MiB at the peaks: \(peaks)")
  }

  @Test(arguments: [
    ("mkdir x.csv", 66, "HL1001"), ("mkfifo x.csv", 66, "HL1001"), (": > x.csv", 65, "HL1002"),
    ("ln -s x.csv x.csv", 66, "HL1001"), ("printf '姓名,电话\\n' > x.csv", 65, "HL1004"),
  ])
  func `what is no export is told, and how`(make: String, code: Int, finding: String) throws {
    let folder = try TemporaryFolder()
    try InitRunScript.make(folder.path + "/w")
    let result = try Shell.run(
      "\(make); timeout 20 hotline -C w import x.csv -m small --line 12329", in: folder.path)
    #expect(Int(result.code) == code, "\(result.errors)")
    #expect(result.errors.contains(finding), "\(result.errors)")
  }

  @Test func `a file with a header only is an import of nothing`() throws {
    let folder = try TemporaryFolder()
    try InitRunScript.make(folder.path + "/w")
    let path = try folder.file("x.csv", "编号,标题\n")
    let result = try Shell.run(
      "hotline -C w import \(path) -m small --line 12329 --json", in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
  }
}

/// Makes a workspace with one line and a small mapping.
enum InitRunScript {
  static func make(_ path: String) throws {
    let result = try Shell.run(
      """
      rm -rf \(path); hotline init \(path) --city 示例市 --area 0757 >/dev/null && cp "$ROOT/SampleData/register.csv" \(path)/
      mkdir -p \(path)/Mappings/sources/small && cd \(path)/Mappings/sources/small
      printf 'setting,value\\ncontainer,csv\\nrepeated,last-wins\\nowner,某单位\\n' > source.csv
      printf 'field,source,transform,formats,required,otherwise\\n\
      legacyNumber,编号,text,,yes,quarantine\\nmatter.title,标题,text,,no,empty\\n' > fields.csv
      """, in: "/tmp")
    #expect(result.code == 0, "\(result.errors)")
  }
}

/// Whether a small disk of its own can be made here, to be filled up.
enum SmallDisk {
  static let canBeMade: Bool = {
    let script = """
      d=$(mktemp -d); mount -t tmpfs none $d && umount $d; code=$?
      rmdir $d; exit $code
      """
    return (try? Shell.run(script, in: "/tmp").code) == 0
  }()
}
