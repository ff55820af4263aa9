import Foundation
import TestSupport
import Testing

/// Campaigns in a short form with a fixed seed; `make campaign NAME` runs them in full.
@Suite(.serialized) struct `Campaigns` {
  @Test(arguments: [
    ("fuzzed", "SIZE=40"), ("deliveries", "SIZE=5"),
    ("ledger", "SIZE=200 ONLY='import three files'"), ("workbook-damage", "SIZE=30"),
    ("measures", "SIZE=1000"),
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

  private func run(_ name: String, _ form: String) throws {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      HOTLINE=$(command -v hotline) SEED=1 \(form) "$ROOT/Tests/Campaigns/\(name)"
      """, in: folder.path)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }
}
