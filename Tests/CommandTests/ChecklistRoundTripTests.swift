import Findings
import Foundation
import TestSupport
import Testing

/// Workbooks of checklists that people fill in, save with other programs, and damage.
@Suite(
  .enabled(
    if: Shell.has("soffice") && Shell.has("faketime")
      && (try? Shell.run("/usr/bin/python3 -c 'import openpyxl'", in: Shell.root).code) == 0,
    "libreoffice-calc-nogui, faketime and python3-openpyxl are not installed"))
struct `Checklist workbooks` {
  private static let exporting = """
    set -u
    damage=$ROOT/Tests/Facts/checklist/damage.py
    at() { faketime "$1 09:00:00" hotline -C w checklist "${@:2}"; }
    at 2021-11-18 export --to sent.xlsx > /dev/null 2>&1

    """

  @Test
  func `all items filled in come back as they were filled in, through openpyxl and LibreOffice`()
    throws
  {
    let city = try CityWorkspace.copy()
    let result = try Shell.run(
      Self.exporting + """
        "$damage" all sent.xlsx filled.xlsx > expected.tsv
        mkdir back
        soffice "-env:UserInstallation=file://$PWD/office" --headless --convert-to xlsx --outdir back \
          filled.xlsx > office.log 2>&1
        cp -r w clean
        for file in filled.xlsx back/filled.xlsx; do
          rm -rf w; cp -r clean w
          at 2021-11-20 import "$file" --by 示例登记人 -q > /dev/null || echo "import $?"
          at 2021-11-20 list --json > list.json 2> /dev/null
          python3 - "$file" <<'PYTHON'
        import json, sys
        words = {"通过": "pass", "不通过": "fail", "不适用": "not-applicable", "待定": "pending"}
        expected = {}
        for line in open("expected.tsv", encoding="utf-8"):
            item, conclusion, evidence, remark, who, day = line.rstrip("\\n").split("\\t")
            expected[item] = (words[conclusion], evidence, remark, who, day)
        found = {}
        for item in json.load(open("list.json", encoding="utf-8"))["data"]:
            e = item["entered"]
            found[item["item"]] = e and (e["conclusion"], e["evidence"], e["remark"], e["filledBy"], e["day"])
        wrong = [item for item in expected.keys() | found.keys() if expected.get(item) != found.get(item)]
        print(len(expected), "items,", len(wrong), "differ", wrong[:3])
        PYTHON
          # What is entered already is not entered again.
          at 2021-11-20 import "$file" --by 示例登记人 2>&1 > /dev/null | tail -1
        done
        """, in: city.path)
    let once = "242 items, 0 differ []\n0 items entered\n"
    #expect(result.output == once + once, "\(result.output)\(result.errors)")
  }

  @Test func `damaged workbooks are refused, or taken in part, as the list has it`() throws {
    let city = try CityWorkspace.copy()
    let result = try Shell.run(
      Self.exporting + """
        cp -r w clean
        for name in $("$damage" names); do
          rm -rf w; cp -r clean w
          "$damage" one $name sent.xlsx $name.xlsx
          at 2021-11-20 import $name.xlsx --by 示例登记人 --format csv --columns item,after --no-header > out 2> err
          code=$?
          taken=$(sed 's/^12329-//; s/,/ /' out | paste -sd'|')
          codes=$(grep -ohE '\\[HL[0-9]+\\]' err | tr -d '[]' | sort | uniq -c \
            | awk '{print $2 ($1 > 1 ? " × " $1 : "")}' | paste -sd'|')
          echo "$name,$code,$taken,$codes"
        done
        """, in: city.path)
    let expected = try String(
      contentsOfFile: Shell.root + "/Tests/Facts/checklist/damaged.csv", encoding: .utf8)
    let wanted = expected.split(separator: "\n").dropFirst()
    let codes: [FindingCode] = [
      .checklistReasonMissing, .checklistTextUnusable, .checklistWorkbookForeign,
      .checklistIdsChanged, .checklistRowUnknown, .checklistRowTwice, .checklistRowsMissing,
      .checklistCellUnusable, .checklistColumnLost, .checklistRowMixed,
    ]
    #expect(codes.filter { !expected.contains($0.rawValue) } == [])
    let found = result.output.split(separator: "\n")
    #expect(wanted.count >= 40)
    #expect(found.count == wanted.count, "\(result.errors)")
    for (line, other) in zip(found, wanted) { #expect(line == other) }
  }
}
