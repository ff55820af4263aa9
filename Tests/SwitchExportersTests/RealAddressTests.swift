import Foundation
import TestSupport
import Testing

@testable import SwitchExporters

/// Real calls to addresses that take none, with the scripts of both formats.
@Suite(
  .tags(.peer),
  .enabled(
    if: ["kamailio", "kamcmd", "python3"].allSatisfy(Shell.has),
    "kamailio and python3 are not installed"))
struct RealAddressTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, script) in [("kamailio", KamailioScript.text), ("drouting", DroutingScript.text)] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
      _ = try folder.file("\(name)/kamailio.cfg", script)
    }
  }

  /// `make campaign dead-addresses` makes all 1,295 calls twice.
  @Test(arguments: ["kamailio", "drouting"])
  func `nobody waits longer than twelve seconds behind addresses that take no call`(
    form: String
  ) throws {
    let result = try Shell.run(
      """
      FIRST_PORT=\(RealCallTests.port(form == "drouting" ? 0 : 1) + 42) \
        HOTLINE=$(command -v hotline) SCRIPTS=$PWD ONLY=\(form) SIZE=70 \
        "$ROOT/Tests/Campaigns/dead-addresses"
      """, in: folder.path)
    print(result.output)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("\(form), turn 1, calls: 70"))
  }

  /// A carrier's Diversion stays where we write none: it alone says what the carrier forwarded.
  @Test(arguments: ["kamailio", "drouting"])
  func `a desk gets no header that a caller made up`(form: String) throws {
    let result = try Shell.run(
      """
      python3 "$ROOT/Tests/Campaigns/support/calls/forged.py" $PWD/\(form)/kamailio.cfg \
        $PWD/run \(RealCallTests.port(form == "drouting" ? 0 : 1) + 12) \(form)
      """, in: folder.path)
    let line = { (number: String) in form == "drouting" ? "" : "\(number): x-line: \(number)\n" }
    #expect(
      result.output == """
        70000: diversion: <sip:82100001@carrier.example>;reason=unconditional
        70000: x-legacy-called: 70000
        \(line("70000"))70000: x-probe: kept
        70001: diversion: <sip:70001@127.0.0.1>;reason=unconditional;counter=1
        70001: x-legacy-called: 70001
        \(line("70001"))70001: x-probe: kept

        """, "\(result.errors)")
  }
}
