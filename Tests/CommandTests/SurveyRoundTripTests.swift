import Foundation
import TestSupport
import Testing

@testable import CommandOptions

/// A survey of forty units: workbooks are filled in with openpyxl, saved again by LibreOffice, some
/// damaged, and read back; what the register must hold then is in a list that was written by hand.
@Suite(
  .enabled(
    if: Shell.has("soffice") && Shell.has("faketime")
      && (try? Shell.run("/usr/bin/python3 -c 'import openpyxl'", in: Shell.root).code) == 0,
    "libreoffice-calc-nogui, faketime and python3-openpyxl are not installed"))
struct SurveyRoundTripTests {
  private static let facts = Shell.root + "/Tests/Facts/survey"

  /// Sends, fills in, saves again and damages; `w` is the workspace, `back` what came back.
  private static let sending = """
    set -u
    facts=$ROOT/Tests/Facts/survey
    hotline init w --city 示例市 --area 0757 2> /dev/null
    cp "$facts/register.csv" w/register.csv
    at() { faketime "$1" hotline -C w survey "${@:2}"; }
    at '2021-10-09 09:00:00' new --units "$facts/units.csv" --to sent --survey S1 > /dev/null 2>&1
    # The register changes while the workbooks are away, and one unit gets another workbook.
    sed -i '/^12350,/s/,1200,/,1300,/; /^0757-83200031,/s/,8000,/,8100,/' w/register.csv
    grep -e '单位' -e '^市燃气企业' "$facts/units.csv" > renewed.csv
    at '2021-10-10 09:00:00' new --units renewed.csv --to renewed --survey S1 --renew > /dev/null 2>&1
    mkdir filled back
    "$ROOT/Tests/Cases/survey/fill.py" --all "$facts/returned.tsv" sent filled || exit 1
    soffice "-env:UserInstallation=file://$PWD/office" --headless --convert-to xlsx --outdir back \
      filled/*.xlsx > office.log 2>&1 || exit 1
    head -c 9000 back/市供水企业.xlsx > cut && mv cut back/市供水企业.xlsx
    /usr/bin/python3 -c 'import openpyxl; openpyxl.Workbook().save("back/市供电企业.xlsx")'
    cp w/register.csv before.csv

    """

  @Test func `forty units answer, and the register is the list written by hand`() throws {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      Self.sending + """
        at '2021-10-18 10:00:00' import back/*.xlsx > plan.txt 2> plan.err; echo "plan $?"
        cmp before.csv w/register.csv
        ls w/Surveys
        at '2021-10-18 10:00:00' import back/*.xlsx --accept all \
          --accept '12315/seats@市市场监督管理局#2.xlsx' --by 示例经办人 > taken.txt 2> taken.err
        echo "accept $?"
        diff w/register.csv "$facts/register-after.csv"
        grep -ohE '\\[HL[0-9]+\\]' taken.err | sort | uniq -c | tr -d ' '
        tail -2 taken.err
        cp w/register.csv after.csv
        at '2021-10-18 11:00:00' import back/*.xlsx --accept all --by 示例经办人 2>&1 > /dev/null | tail -1
        cmp after.csv w/register.csv
        at '2021-10-18 11:00:00' list --columns state --no-header 2> /dev/null | sort | uniq -c | tr -d ' '
        at '2021-10-18 11:00:00' list --where state=late --format csv --columns unit,daysLate,answered --no-header
        at '2021-10-18 11:00:00' list --where unit=市总工会 --format csv --columns state,daysLate,answered --no-header 2> /dev/null
        hotline -C w ledger check > /dev/null 2>&1; echo "ledger $?"
        """, in: folder.path)
    let expected = try String(contentsOfFile: Self.facts + "/expected.txt", encoding: .utf8)
    #expect(result.output == expected, "\(result.output)\n\(result.errors)")
  }

  /// What LibreOffice keeps of a workbook is what was written: lists, dates, protection, hidden ids.
  @Test func `a written workbook keeps its checks and its protection`() throws {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      hotline init w --city 示例市 --area 0757 2> /dev/null
      cp "$ROOT/Tests/Facts/survey/register.csv" w/register.csv
      head -2 "$ROOT/Tests/Facts/survey/units.csv" > units.csv
      hotline -C w survey new --units units.csv --to sent --survey S1 > /dev/null 2>&1
      soffice "-env:UserInstallation=file://$PWD/office" --headless --convert-to xlsx --outdir back \
        sent/*.xlsx > office.log 2>&1
      /usr/bin/python3 - sent/*.xlsx back/*.xlsx <<'PYTHON'
      import openpyxl, sys
      for path in sys.argv[1:]:
          book = openpyxl.load_workbook(path)
          print([(sheet.title, sheet.sheet_state, sheet.protection.sheet) for sheet in book])
          lines = book["热线"]
          top = next(row[0].row for row in lines.iter_rows() if row[0].value == "编号")
          columns = {cell.value: cell for cell in lines[top]}
          checks = {}
          for check in lines.data_validations.dataValidation:
              for area in check.sqref.ranges:
                  checks[area.min_col] = (check.type, check.formula1)
          for title in ("设立层级", "垂直管理"):
              print(title, checks[columns[title].column][1])
          print(checks[columns["月话务量"].column][0], checks[columns["停用日期"].column][0])
          first = lines[top + 1]
          print([cell.value for cell in first[:3]], first[0].protection.locked, first[1].protection.locked)
          print(lines.auto_filter.ref is not None, lines.page_setup.orientation,
                lines.print_title_rows, lines.page_setup.paperSize)
          # LibreOffice keeps what is in view in the sheet that was open alone.
          if path.startswith("sent/"):
              print("in view:", lines.freeze_panes)
      PYTHON
      """, in: folder.path)
    let halves = result.output.split(separator: "\n")
    try #require(halves.count == 13, "\(result.output)\n\(result.errors)")
    let written = """
      [('说明', 'visible', True), ('单位', 'visible', True), ('热线', 'visible', True), \
      ('_ids', 'hidden', True)]
      设立层级 "国务院部门,省级,市级,区级,镇街,企业,非行政机关,未知"
      垂直管理 "是,否,未知"
      custom custom
      ['R01', '0757-83200001', '教育咨询热线'] True False
      True landscape $2:$2 9
      """
    #expect(halves.prefix(6).joined(separator: "\n") == written)
    #expect(halves[6] == "in view: D3")
    #expect(halves.suffix(6).joined(separator: "\n") == written)
  }
}
