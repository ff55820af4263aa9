import Console
import Foundation
import TestSupport
import Testing

/// The program in a real terminal of 20, 80 and 200 columns.
@Suite(.enabled(if: Shell.has("tmux"), "tmux is not installed"))
struct `A real terminal` {
  private static let commands = [
    "status", "batch list", "batch show B0001", "quarantine list", "quarantine show Q000001",
    "classify", "classify 12329 --explain", "route list", "route check", "doctor", "mapping list",
    "mapping show 12329-gjj", "reconcile", "checklist list", "number history 12329",
    "number list", "number show 12318",
    "cutover calendar", "policy ask", "policy deadlines", "explain HL2207", "ledger check",
    "route trace --dial 12329 --at '2021-11-26 23:30'", "policy explain 12329",
    "sniff sample/exports/12329/12329-2019.csv",
    "preview sample/exports/12329/12329-2019.csv -m 12329-gjj -n 2",
  ]

  @Test(arguments: [(20, "zh"), (80, "en"), (80, "zh"), (200, "zh")])
  func `no line is longer than the screen is wide`(columns: Int, language: String) throws {
    let all = Self.commands.map { "hotline -C w --lang \(language) --no-pager \($0)" }
    let screen = try Screen.show(
      all.joined(separator: "; "), in: CityWorkspace.folder(), columns: columns)
    let long = screen.lines.filter { CellWidth.of($0) > columns && !Self.isToBeCopied($0) }
    #expect(long.isEmpty, "\(long.prefix(5).joined(separator: "\n"))")
    #expect(screen.lines.count > 300)
  }

  /// A command is left in one piece, so that it can be copied.
  private static func isToBeCopied(_ line: String) -> Bool { line.contains("hotline ") }

  @Test func `hidden columns are named, and --wide shows them`() throws {
    let folder = try CityWorkspace.folder()
    let narrow = try Screen.show(
      "hotline -C w --no-pager classify", in: folder, columns: 80, rows: 60)
    #expect(narrow.lines.first?.contains("seats") == false)
    let note = try #require(narrow.lines.first { $0.contains("columns hidden") })
    #expect(note.contains("seats") && note.contains("--wide"))
    let wide = try Screen.show(
      "hotline -C w --no-pager classify --wide", in: folder, columns: 80, rows: 60)
    #expect(wide.lines.first?.contains("seats") == true)
    #expect(!wide.lines.contains { $0.contains("hidden") })
  }

  @Test func `20 columns show one field a line, and nothing is lost`() throws {
    let screen = try Screen.show(
      "hotline -C w --no-pager batch list", in: CityWorkspace.folder(), columns: 20)
    #expect(screen.lines.contains("batch: B0001"))
    #expect(screen.lines.contains("quarantined: 22"))
  }

  @Test(arguments: [20, 80])
  func `a finding behind progress begins a line, and progress fits`(columns: Int) throws {
    let folder = try CityWorkspace.copy()
    // Large enough for progress to be drawn, with records that are found wanting.
    let command =
      "file=$ROOT/SampleData/exports/12318/12318-delivery1.csv; { head -n 1 $file; "
      + "for f in 1 2 3 4 5 6 7 8; do tail -n +2 $file | sed \"s/WH/WH$f/\"; done; } > big.csv; "
      + "hotline -C w sniff big.csv --no-pager; "
      + "hotline -C w import big.csv -m 12318-culture --line 12318 --no-pager"
    let screen = try Screen.show(command, in: folder.path, columns: columns, rows: 50)
    let drawn = screen.raw.components(separatedBy: "\r\u{1B}[K").dropFirst().map {
      $0.prefix { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }
    }.filter { $0.hasPrefix("big.csv") }
    #expect(!drawn.isEmpty, "no progress was drawn")
    #expect(drawn.allSatisfy { CellWidth.of($0) < columns }, "\(drawn)")
    let glued = screen.lines.filter {
      $0.firstMatch(of: /.(warning|error|note)\[HL/) != nil
        || $0.contains("big.csv  ") && $0.contains(" %")
    }
    #expect(glued.isEmpty, "\(glued)")
    #expect(screen.lines.contains { $0.contains("[HL") })
    #expect(screen.code == 0 || screen.code == 2, "\(screen.lines.suffix(5))")
  }

  @Test func `the pager shows what is longer than the screen, and quits cleanly`() throws {
    let folder = try CityWorkspace.folder()
    let screen = try Screen.show(
      "hotline -C w quarantine list", in: folder, columns: 80, rows: 20, keys: ["q"])
    #expect(screen.code == 0)
    #expect(screen.raw.contains("Q000001"))
    #expect(!screen.raw.contains("Q000061"), "the pager had shown everything at once")
    #expect(!screen.raw.contains("Broken pipe"))
    // What is said afterwards stands below what the pager showed.
    let last = try #require(screen.lines.last)
    #expect(last.contains("hidden"), "\(screen.lines)")
  }

  @Test(arguments: ["head -n 1", "no-such-pager", "no-such-pager $HOME", "cat", ""])
  func `any pager will do, or none`(pager: String) throws {
    let screen = try Screen.show(
      "HOTLINE_PAGER='\(pager)' hotline -C w explain", in: CityWorkspace.folder(), columns: 80,
      rows: 20)
    #expect(screen.code == 0)
    #expect(screen.lines.count > 100 || pager == "head -n 1")
    #expect(!screen.lines.contains { $0.contains("Broken pipe") })
  }

  @Test func `the exit code is that of the command, not of the pager`() throws {
    let screen = try Screen.show(
      "HOTLINE_PAGER='head -n 1' hotline -C w policy ask", in: CityWorkspace.folder(), columns: 20,
      rows: 10)
    #expect(screen.code == 2)
  }

  /// A workspace with an admin, who is the account that runs the tests.
  private static func administered() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let made = try Shell.run(
      """
      hotline init w --city 示例市 --area 0757 --mappings "$ROOT/Mappings" -q
      hotline -C w user add "$(id -un)" --name 示例 --unit 某单位 --roles admin -q
      (umask 077; echo 'correct horse battery' > pw)
      hotline -C w user password --password-file pw -q
      """, in: folder.path)
    try #require(made.code == 0, "\(made.errors)")
    return folder
  }

  @Test func `a password that is typed is asked for, and not shown`() throws {
    let folder = try Self.administered()
    let screen = try Screen.show(
      "hotline -C w user add lihua --name 李华 --unit 某单位 --roles viewer", in: folder.path,
      columns: 80, keys: ["'correct horse battery'", "Enter"], waitFor: "^password of")
    #expect(screen.code == 0, "\(screen.lines)")
    #expect(!screen.raw.contains("horse"))
    #expect(screen.lines.contains { $0.hasPrefix("lihua") })
  }

  @Test func `an interrupt at the password leaves the terminal as it was`() throws {
    let folder = try Self.administered()
    let screen = try Screen.show(
      """
      trap : INT
      hotline -C w user add lihua --name 李华 --unit 某单位 --roles viewer
      echo "ended with $?"; stty -a | grep -o ' -*echo ' | tr -d ' '
      hotline -C w user list --format csv --columns account | grep -c lihua
      """, in: folder.path, columns: 80, keys: ["C-c"], waitFor: "^password of")
    #expect(screen.lines.contains("ended with 130"), "\(screen.lines)")
    #expect(screen.lines.contains("echo") && screen.lines.contains("0"), "\(screen.lines)")
  }

  @Test func `a dumb terminal gets neither pager nor colour nor a line drawn over`() throws {
    let screen = try Screen.show(
      "export TERM=dumb; hotline -C w route check; hotline -C w ledger check; hotline explain",
      in: CityWorkspace.folder(), columns: 80, rows: 10)
    #expect(screen.code == 0)
    #expect(!screen.raw.contains("\u{1B}["), "\(screen.raw.prefix(300))")
    #expect(screen.lines.contains { $0.hasPrefix("HL1001") })
  }
}
