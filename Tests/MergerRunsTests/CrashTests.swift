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

  @Test func `killed at any instant and resumed, it ends as if nothing had happened`() throws {
    let folder = try TemporaryFolder()
    let files = try Self.prepared(folder, rows: 3000).joined(separator: " ")
    let command = "hotline -C w import \(files) -m small --line 12329 -q"
    let undisturbed = try Shell.run(
      "cp -r w u; s=$(date +%s%N); hotline -C u import \(files) -m small --line 12329 -q; echo $(( ($(date +%s%N) - s) / 1000 ))",
      in: folder.path)
    let micros = try #require(
      Int(undisturbed.output.split(separator: "\n").last.map(String.init) ?? ""))
    let expected = try Self.export("u", folder)
    #expect(expected.split(separator: "\n").count > 5000)
    var random = SeededRandom(state: 53)
    let end = Date(timeIntervalSinceNow: 45)
    var kills = 0
    while kills < 200, Date() < end {
      try InitRunScript.make(folder.path + "/w")
      // Several kills in a row: a resumed run is killed as well.
      var script = ""
      for _ in 0..<8 {
        let pause = Int.random(in: 0...max(1, micros), using: &random)
        script += """
          setsid \(command) --resume >/dev/null 2>&1 & p=$!
          sleep \(Double(pause) / 1_000_000); kill -9 $p 2>/dev/null; wait $p 2>/dev/null

          """
        kills += 1
      }
      _ = try Shell.run(script + "true", in: folder.path)
      let last = try Shell.run(command + " --resume", in: folder.path)
      #expect(last.code == 0, "\(last.errors)")
      #expect(try Self.export("w", folder) == expected, "after \(kills) kills")
    }
    #expect(kills >= 8)
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
      #expect(result.errors.contains("--resume"))
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
      rm -rf \(path); hotline init \(path) >/dev/null && cp "$ROOT/SampleData/register.csv" \(path)/
      mkdir -p \(path)/Mappings/sources/small && cd \(path)/Mappings/sources/small
      printf 'setting,value\\ncontainer,csv\\nrepeated,last-wins\\nowner,某单位\\n' > source.csv
      printf 'field,source,transform,formats,required,otherwise\\n\
      legacyNumber,编号,text,,yes,quarantine\\nmatter.title,标题,text,,no,empty\\n' > fields.csv
      """, in: "/tmp")
    #expect(result.code == 0, "\(result.errors)")
  }
}
