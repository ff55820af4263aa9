import Charsets
import Findings
import TestSupport
import Testing

@testable import Workbooks

/// Workbooks in XML of 2003 that Python makes, read by Python's own parser and by ours.
@Suite(.enabled(if: Shell.has("python3"), "python3 is not installed"))
struct `Workbooks in XML of 2003 and Python` {
  /// Makes workbooks by seed, and prints what is in each: a line for a sheet, row or fault.
  private static let script = #"""
    import datetime, decimal, random, sys
    import xml.etree.ElementTree as tree
    from xml.sax.saxutils import escape, quoteattr

    SS = "urn:schemas-microsoft-com:office:spreadsheet"
    FORMATS = ["General", "yyyy\\-mm\\-dd", "yyyy/m/d\\ h:mm;@", "h:mm", "000000", "0.00", "Short Date"]

    def make(rng, path):
        def value():
            kind = rng.choice(["String", "String", "Number", "DateTime", "Boolean", "Error"])
            if kind == "String":
                return kind, rng.choice(["路灯", "a & <b>", " x  y ", "", "00123", "甲\n乙", "𠀀"])
            if kind == "Number":
                return kind, rng.choice(["%d" % rng.randrange(10**11), "%.3f" % rng.uniform(-1e6, 1e6),
                    "%.10E" % rng.uniform(1e3, 1e9), "0", "-5", "44525.5"])
            if kind == "DateTime":
                moment = datetime.datetime(2000, 1, 1) + datetime.timedelta(
                    days=rng.randrange(9000), milliseconds=rng.choice([0, rng.randrange(86400000)]))
                return kind, moment.isoformat(timespec="milliseconds")
            return (kind, rng.choice("01")) if kind == "Boolean" else (kind, "#N/A")
        out = ['<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
               '<ss:Workbook xmlns:ss="%s"><ss:Styles>' % SS if rng.random() < 0.5 else
               '<Workbook xmlns="%s" xmlns:ss="%s"><Styles>' % (SS, SS)]
        p = "ss:" if out[1].startswith("<ss:") else ""
        for index, code in enumerate(FORMATS):
            out.append('<%sStyle ss:ID="s%d"><%sNumberFormat ss:Format=%s/></%sStyle>' % (p, index, p, quoteattr(code), p))
        out.append("</%sStyles>" % p)
        for sheet in range(rng.randint(1, 3)):
            out.append('<%sWorksheet ss:Name=%s><%sTable>' % (p, quoteattr("表 %d & 乙" % sheet), p))
            row = 0
            for _ in range(rng.randint(0, 12)):
                skip = rng.choice([0, 0, 0, 3])
                row += 1 + skip
                out.append("<%sRow%s%s>" % (p, ' ss:Index="%d"' % row if skip else "", rng.choice(["", "", ' ss:Hidden="1"'])))
                column = 0
                for _ in range(rng.randint(0, 6)):
                    gap, across = rng.choice([0, 0, 2]), rng.choice([0, 0, 0, 2])
                    column += 1 + gap
                    out.append("<%sCell%s%s%s>" % (p, ' ss:Index="%d"' % column if gap else "",
                        ' ss:MergeAcross="%d"' % across if across else "", rng.choice(["", ' ss:StyleID="s%d"' % rng.randrange(len(FORMATS))])))
                    column += across
                    if rng.random() < 0.9:
                        kind, text = value()
                        out.append('<%sData ss:Type="%s">%s</%sData>' % (p, kind, escape(text), p))
                    out.append("</%sCell>" % p)
                out.append("</%sRow>" % p)
            out.append("</%sTable></%sWorksheet>" % (p, p))
        out.append("</%sWorkbook>" % p)
        open(path, "w", encoding="utf-8").write("\n".join(out))

    def number(text):
        exact = decimal.Context(prec=15).create_decimal(text)
        plain = format(exact, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain

    def moment(day, format):
        has_time = "h:" in format
        text = day.strftime("%Y-%m-%d")
        if has_time or (day.hour, day.minute, day.second, day.microsecond) != (0, 0, 0, 0):
            text += day.strftime(" %H:%M:%S")
        return text + (".%03d" % (day.microsecond // 1000) if day.microsecond else "")

    def rendered(kind, text, format):
        if kind == "Number":
            if format == "000000":
                shown = number(text)
                sign, shown = ("-", shown[1:]) if shown.startswith("-") else ("", shown)
                whole, point, rest = shown.partition(".")
                return sign + whole.rjust(6, "0") + point + rest, ""
            if "y" in format or "h" in format or format == "Short Date":
                value = decimal.Decimal(text)
                if format == "h:mm" and 0 <= value < 1:
                    return (datetime.datetime(2000, 1, 1) + datetime.timedelta(days=float(value))).strftime("%H:%M:%S"), ""
                if not 61 <= value < 2958466:
                    return text, "dateUncertain"
                days, part = divmod(value, 1)
                milliseconds = min(86399999, int((part * 86400000).to_integral_value(decimal.ROUND_HALF_UP)))
                day = datetime.datetime(1899, 12, 30) + datetime.timedelta(days=int(days), milliseconds=milliseconds)
                return moment(day, format), ""
            return number(text), ""
        if kind == "DateTime":
            return moment(datetime.datetime.fromisoformat(text), format if "h:" in format else ""), ""
        if kind == "Boolean":
            return ("TRUE" if text == "1" else "FALSE"), ""
        return text, "error" if kind == "Error" else ""

    def show(path):
        a = "{%s}" % SS
        root = tree.parse(path).getroot()
        formats = {s.get(a + "ID"): s.find(a + "NumberFormat").get(a + "Format") for s in root.iter(a + "Style")}
        for sheet in root.findall(a + "Worksheet"):
            print("sheet", sheet.get(a + "Name"))
            number = 0
            for row in sheet.find(a + "Table").findall(a + "Row"):
                number = int(row.get(a + "Index") or number + 1)
                cells, faults = [], []
                for cell in row.findall(a + "Cell"):
                    if cell.get(a + "Index"):
                        cells += [""] * (int(cell.get(a + "Index")) - 1 - len(cells))
                    data = cell.find(a + "Data")
                    text, fault = "", ""
                    if data is not None:
                        text, fault = rendered(data.get(a + "Type"), data.text or "", formats.get(cell.get(a + "StyleID"), "General"))
                    if fault:
                        faults.append("fault %d %d %s" % (number, len(cells), fault))
                    cells += [text] + [""] * int(cell.get(a + "MergeAcross") or 0)
                print("row", number, bool(row.get(a + "Hidden")), repr(cells))
                for fault in faults:
                    print(fault)

    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        path = "book%d.xml" % seed
        make(random.Random(seed), path)
        print("book", seed)
        show(path)
    """#

  @Test func `agree on every cell`() throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("make.py", Self.script)
    let result = try Shell.run("python3 '\(script)' 0 120", in: folder.path)
    #expect(result.errors.isEmpty)
    let expected = result.output.split(separator: "\n").map(String.init)
    var found: [String] = []
    for seed in 0..<120 {
      found.append("book \(seed)")
      let book = try XML2003Workbook(
        folder.path + "/book\(seed).xml", charset: .utf8, pieceSize: seed % 50 + 1)
      for sheet in book.sheets {
        found.append("sheet \(sheet.name)")
        let source = try book.rows(of: sheet)
        while let batch = try source.next() { found += lines(of: batch) }
      }
    }
    #expect(expected.count > 1000)
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(found == expected) }
  }

  /// Rows and faults as Python prints them.
  private func lines(of batch: SheetRows) -> [String] {
    var lines: [String] = []
    for (index, row) in batch.rows.enumerated() {
      let texts = batch.texts(of: row).map { "'\($0.replacing("\n", with: "\\n"))'" }
      lines.append(
        "row \(row.number) \(row.isHidden ? "True" : "False") [\(texts.joined(separator: ", "))]")
      for fault in batch.faults where fault.row == index {
        lines.append("fault \(row.number) \(fault.column) \(fault.kind)")
      }
    }
    return lines
  }
}
