import Foundation
import Sheets
import TestSupport
import Testing

/// Workspaces whose sheets are workbooks do what those with CSV do.
@Suite struct `Sheets that are workbooks` {
  /// The sample city twice, `w` with CSV and `x` with workbooks, which `after` may turn into others.
  private static func compare(after: String) throws -> ShellResult {
    let folder = try TemporaryFolder()
    let prelude = try String(
      contentsOfFile: Shell.root + "/Tests/Cases/prelude.sh", encoding: .utf8)
    return try Shell.run(
      """
      SIGNED='\(try SignedPolicy.folder())'
      \(prelude)
      city
      cp -r w x
      python3 "$ROOT/Tests/Cases/sheets-to-workbooks.py" x
      \(after)
      test -z "$(find x -name '*.csv' -not -path '*/samples/*')" || echo 'some sheet is CSV'
      find x -name '*.xlsx' | wc -l
      # Names of files and of cells, and versions of sheets, differ; nothing else does.
      same() {
        for city in w x; do
          { hotline -C $city "$@"; echo "code $?"; } > $city.out 2> $city.err
          sed -Ei 's/@[0-9a-f]{6}/@/g; s/\\b[wx]\\//w\\//g; s/-C x/-C w/; s/\\.xlsx/.csv/g; /s of processor/d
            s/:表!([A-Z]*)([0-9]+)/:\\2/g; s/(\\.csv:[0-9]+):[0-9]+/\\1/g' $city.out $city.err
        done
        diff w.out x.out && diff w.err x.err && test -s w.out || echo "differs: $*"
      }
      same status
      same classify
      same policy explain 12350
      same checklist list
      same route build
      same route check
      for city in w x; do
        hotline -C $city export routes --format neutral --to $city.routes > /dev/null 2>&1
      done
      diff -r -x manifest.json w.routes x.routes && test -s x.routes/routes.csv || echo 'routes differ'
      same import sample/exports/12329/12329-2019.csv sample/exports/12329/12329-2020.csv -m 12329-gjj --line 12329
      same import sample/exports/12366/12366-2020.xml -m 12366-tax --line 12366 --tolerance 1%
      same quarantine list
      for city in w x; do
        hotline -C $city export tickets --purpose platform --to $city.tickets -q > /dev/null
        sed -E 's/("mapping":"[^"@]*)@[0-9a-f]*/\\1/' $city.tickets/tickets.jsonl > $city.jsonl
      done
      cmp w.jsonl x.jsonl && wc -l < x.jsonl
      """, in: folder.path)
  }

  @Test(
    .enabled(if: Shell.hasPythonModule("openpyxl"), "python3-openpyxl is not installed"),
    .timeLimit(.minutes(10)))
  func `the sample city with workbooks of openpyxl gives the same results`() throws {
    let result = try Self.compare(after: "")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2, "\(result.output)\(result.errors)")
    #expect(try Int(#require(lines.first)) ?? 0 > 100)
    #expect(try Int(#require(lines.last)) ?? 0 > 1_000)
  }

  @Test(
    .enabled(if: Shell.has("soffice"), "libreoffice-calc-nogui is not installed"),
    .enabled(if: Shell.hasPythonModule("openpyxl"), "python3-openpyxl is not installed"),
    .timeLimit(.minutes(10)))
  func `the sample city with workbooks that LibreOffice saved gives the same results`() throws {
    let result = try Self.compare(
      after: """
        mkdir flat saved
        find x -name '*.xlsx' | while read -r path; do cp "$path" "flat/${path//\\//__}"; done
        soffice -env:UserInstallation="file://$PWD/office" --headless \
          --convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir saved flat/*.xlsx > office.log 2>&1
        for path in saved/*; do name=${path#saved/}; cp "$path" "${name//__//}"; done
        test "$(ls flat | wc -l)" = "$(ls saved | wc -l)" || cat office.log
        """)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2, "\(result.output)\(result.errors)")
    #expect(try Int(#require(lines.last)) ?? 0 > 1_000)
  }

  @Test func `a workbook with the same cells has the fingerprint of the CSV, whose bytes differ`()
    throws
  {
    let folder = try TemporaryFolder()
    let made = try Shell.run(
      """
      printf '\\xEF\\xBB\\xBF编号, 说明 ,备注\\r\\n1,"甲\\r\\n乙",\\r\\n,,\\r\\n2,2021-11-25,0757\\r\\n' > a.csv
      printf '编号,说明,备注\\nn:1,"甲\\n乙"\\n\\nn:2,d:2021-11-25,0757\\n' > b.csv
      python3 "$ROOT/Tests/Cases/workbook.py" b.xlsx 表=b.csv
      """, in: folder.path)
    #expect(made.code == 0, "\(made.errors)")
    let sheet = try SheetContents(contentsOf: folder.path + "/a.csv")
    let workbook = try SheetContents(contentsOf: folder.path + "/b.xlsx")
    #expect(sheet.fingerprint == workbook.fingerprint)
    #expect(sheet.sha256 != workbook.sha256)
    #expect(workbook.rows.map(\.line) == [1, 2, 4])
    #expect(workbook.rows[2].cells == ["2", "2021-11-25", "0757"])
  }

  @Test func `a sheet is known by the name of its CSV, whatever its file`() throws {
    let folder = try TemporaryFolder()
    _ = try Shell.run("touch a.csv b.xlsx '~$b.xlsx' c.ods notes.txt d.xls d.csv", in: folder.path)
    #expect(SheetContents.names(in: folder.path) == ["a.csv", "b.csv", "c.csv", "d.csv"])
    #expect(SheetContents.exists(folder.path + "/b.csv"))
    #expect(!SheetContents.exists(folder.path + "/e.csv"))
    #expect(SheetContents.files(of: folder.path + "/d.csv").count == 2)
    #expect(SheetContents.name(ofFile: "Mappings/x.xlsx") == "x.csv")
    #expect(SheetContents.name(ofFile: "Mappings/x.txt") == nil)
  }
}
