import Foundation
import TestSupport
import Testing

/// Campaigns in a short form with a fixed seed; `make campaign NAME` runs them in full.
@Suite(.serialized) struct `Campaigns` {
  @Test(arguments: [
    ("fuzzed", "SIZE=40"), ("deliveries", "SIZE=5"),
    ("ledger", "SIZE=200 ONLY='import three files'"), ("workbook-damage", "SIZE=30"),
    ("measures", "SIZE=1000"), ("feed", "SIZE=10"),
  ])
  func `a campaign holds in its short form`(name: String, form: String) throws {
    try run(name, form)
  }

  /// One export, made a workbook by LibreOffice, openpyxl, libxlsxwriter and pandas.
  @Test(
    .enabled(if: Shell.has("soffice"), "libreoffice-calc-nogui is not installed"),
    .enabled(if: hasModules, "python3-openpyxl and python3-pandas are not installed"))
  func `workbooks of other programs give the tickets of the export`() throws {
    try run("workbook-peers", "SEED=10 SIZE=4")
  }

  /// Debian's modules, which another Python that is first on the path does not see.
  private static let hasModules =
    (try? Shell.run("/usr/bin/python3 -c 'import openpyxl, pandas'", in: Shell.root).code) == 0
}

/// A cut-over on a real Kamailio: under load, killed, restarted, changed by hand, refused, watched.
@Suite(
  .serialized,
  .enabled(
    if: ["kamailio", "kamcmd", "sqlite3", "psql"].allSatisfy(Shell.has),
    "kamailio, sqlite3 and postgresql-15 are not installed")) struct `Cut-overs on a real switch`
{
  /// The parts of the cut-over campaign, each with findings that it must meet.
  private static let cutovers = [
    ("flips", [String]()), ("kills", ["HL5431"]), ("restarts", []),
    ("watch", ["HL5432", "HL5433"]),
    ("edits", ["HL5410", "HL5411", "HL5412", "HL5413"]), ("postgres", ["HL5405", "HL5411"]),
    (
      "refusals",
      [
        "HL5401", "HL5404", "HL5406", "HL5407", "HL5408", "HL5409", "HL5410", "HL5414", "HL5415",
        "HL5416", "HL5417", "HL5420", "HL5421", "HL5422", "HL5423", "HL5424", "HL5425", "HL5426",
        "HL5427", "HL5428", "HL5429", "HL5430", "HL5434", "HL5435",
      ]
    ),
  ]

  @Test(arguments: cutovers)
  func `a cut-over holds on a real switch`(part: String, findings: [String]) throws {
    let output = try run("cutover", "SIZE=1 ONLY=\(part)")
    for code in findings { #expect(output.contains(code), "\(part): \(code)\n\(output)") }
  }
}

/// Runs a campaign with the program that was just built; returns its figures.
@discardableResult
private func run(_ name: String, _ form: String) throws -> String {
  let folder = try TemporaryFolder()
  let result = try Shell.run(
    """
    HOTLINE=$(command -v hotline) SEED=1 \(form) "$ROOT/Tests/Campaigns/\(name)"
    """, in: folder.path)
  #expect(result.code == 0, "\(result.output)\(result.errors)")
  return result.output
}
