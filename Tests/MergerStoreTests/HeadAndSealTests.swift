import Foundation
import TestSupport
import Testing

/// A catalogue that is not the one there was, and a history that somebody rewrote.
@Suite struct `Heads and seals` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let made = try Shell.run(
      """
      hotline init w --city 示例市 --area 0757 --mappings "$ROOT/Mappings" && cp "$ROOT/SampleData/register.csv" w/register.csv
      hotline -C w import "$ROOT/SampleData/exports/12318/12318-delivery1.csv" -m 12318-culture \\
        --line 12318 --tolerance 5%
      hotline -C w ledger backup first.tar
      """, in: folder.path)
    try #require(made.code == 0, "\(made.errors)")
  }

  private func codes(_ script: String) throws -> [String] {
    let result = try Shell.run(script, in: folder.path)
    return result.errors.matches(of: /HL\d{4}\]/).map { String($0.0.dropLast()) } + [
      "\(result.code)"
    ]
  }

  private let waive = "hotline -C w quarantine waive Q000001 --because x --by y -q"

  @Test(arguments: [
    "ledger check", "status", "batch list", "export tickets --to out", "number history 12318",
  ])
  func `every command finds a catalogue that is empty, older or of another workspace`(
    command: String
  ) throws {
    let ways = [
      ": > w/.hotline/ledger.db", "rm w/.hotline/ledger.db",
      "cp old.db w/.hotline/ledger.db",
      "hotline init v --city 示例市 --area 0757 --mappings \"$ROOT/Mappings\" -q; cp v/.hotline/ledger.db w/.hotline/",
    ]
    for way in ways {
      let found = try codes(
        """
        [ -d w0 ] || { cp w/.hotline/ledger.db old.db; \(waive); cp -r w w0; } &>/dev/null
        rm -rf w v; cp -r w0 w; \(way); rm -f w/.hotline/ledger.db-*
        hotline -C w \(command)
        """)
      #expect(found == ["HL6003", "74"], "\(way), then \(command)")
    }
  }

  @Test func `a segment that the catalogue does not know is moved, and named`() throws {
    let found = try codes(
      """
      cp first.tar w/.hotline/segments/B0009-000009.tickets.zst; \(waive)
      hotline -C w doctor >doctor.txt; [ $? = 2 ] || exit 1
      grep -q set-aside/B0009-000009.tickets.zst doctor.txt || exit 1
      cmp first.tar w/.hotline/set-aside/B0009-000009.tickets.zst
      """)
    #expect(found == ["HL6221", "0"])
  }

  @Test func `a file of another ledger is moved and not deleted where it bears a dropped name`()
    throws
  {
    let found = try codes(
      """
      { hotline -C w batch undo B0001; ls w/.hotline/segments | grep . && exit 1
      cp first.tar w/.hotline/segments/B0001-000001.tickets.zst
      cp first.tar w/.hotline/key-files/B0001-000001.keys; } >/dev/null
      hotline -C w ledger seal >/dev/null
      cmp first.tar w/.hotline/set-aside/B0001-000001.tickets.zst &&
        cmp first.tar w/.hotline/set-aside/B0001-000001.keys
      """)
    #expect(found == ["HL6221", "HL6221", "0"])
  }

  @Test func `an empty folder of what was set aside is taken away`() throws {
    let script = "mkdir w/.hotline/set-aside; \(waive); [ ! -e w/.hotline/set-aside ]"
    #expect(try codes(script) == ["0"])
  }

  @Test func `who writes without the key is refused, and who rewrites without it is found`() throws
  {
    #expect(try codes("XDG_CONFIG_HOME=$PWD/none \(waive)") == ["HL6216", "77"])
    let rewritten = "sqlite3 w/.hotline/ledger.db \"UPDATE audit SET seal = '', key = ''\""
    #expect(try codes("\(rewritten); hotline -C w ledger check") == ["HL6217", "74"])
    // Without the key only the loss of seals is told.
    #expect(
      try codes("XDG_CONFIG_HOME=$PWD/none hotline -C w ledger check") == ["HL6218", "0"])
  }

  @Test func `who has the key as well is found by an earlier backup`() throws {
    let found = try codes(
      """
      \(waive); hotline -C w ledger backup second.tar >/dev/null
      rm -rf w/.hotline; tar -xf first.tar -C w
      hotline -C w ledger check --against first.tar -q >/dev/null || exit 1
      hotline -C w ledger check --against second.tar
      """)
    #expect(found == ["HL6222", "74"])
  }

  @Test func `a lost key is replaced by a signed entry`() throws {
    let seal = "XDG_CONFIG_HOME=$PWD/new hotline -C w ledger seal"
    #expect(try codes(seal) == ["HL6216", "77"])
    #expect(try codes("\(seal) --because 遗失 --by 某科长") == ["0"])
    #expect(try codes("XDG_CONFIG_HOME=$PWD/new hotline -C w ledger check") == ["HL6219", "0"])
    #expect(try codes("hotline -C w ledger check") == ["HL6217", "74"])
  }

  @Test
  func `a backup restores for its owner alone, and a workspace that may only be read is read`()
    throws
  {
    let restored = try Shell.run(
      "umask 022; mkdir r; tar -xf first.tar -C r; find r/.hotline -printf '%m %y\\n' | sort -u",
      in: folder.path)
    #expect(restored.output == "600 f\n700 d\n")
    // The project may be where no other user can go: the program comes along.
    let read = try Shell.run(
      """
      cp "$(command -v hotline)" . && chmod -R a+rX . && chmod 755 w/.hotline && chmod -R a-w w
      as=""; [ "$(id -u)" = 0 ] && as="setpriv --reuid=65534 --regid=65534 --clear-groups"
      $as env HOME=/nonexistent TMPDIR=/tmp PATH="$PWD:$PATH" bash -c '
        hotline -C w status >/dev/null && hotline -C w batch list && hotline -C w ledger check -q
        hotline -C w quarantine waive Q000001 --because x --by y'
      code=$?; chmod -R u+w w; exit $code
      """, in: folder.path)
    #expect(read.output.contains("B0001"), "\(read.errors)")
    #expect(read.errors.contains("HL6102"))
  }
}
