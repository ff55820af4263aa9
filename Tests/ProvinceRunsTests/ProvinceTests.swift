import Foundation
import TestSupport
import Testing

/// Exports that are split, mapped part by part and adopted: what comes of it is what an import makes.
@Suite struct `The job on many machines` {
  /// A city of the sample's sheets in `folder/w`, and another one in `folder/v`.
  private static func prepared(_ folder: TemporaryFolder) throws {
    let result = try Shell.run(
      """
      for one in w v; do
        hotline init $one --city 示例市 --area 0757 >/dev/null && cp "$ROOT/SampleData/register.csv" $one/
      done
      mkdir out
      # What a test does with the job: what it would have counted is what an import has.
      cat > job <<'SCRIPT'
      set -e
      line=$1 mapping=$2 size=$3; shift 3
      hotline -C v import "$@" -m $mapping --line $line --tolerance 100% --json > books.json
      python3 "$ROOT/Tests/Spark/local.py" hotline w out $line $mapping $size books.json "$@"
      SCRIPT
      # All that a ledger says of what was taken in, but for where it was and when.
      cat > holdings <<'SCRIPT'
      hotline -C $1 batch show B0001 --format csv
      hotline -C $1 export tickets --purpose platform --to $1-out --json | grep canonical
      sqlite3 $1/.hotline/ledger.db "SELECT line, file, sha256, record, physical_line, code,
        findings, hex(raw), state FROM quarantine ORDER BY id" | sed "s|$1/Mappings|Mappings|g"
      sqlite3 $1/.hotline/ledger.db "SELECT sha256, name, charset, delimiter, hex(header)
        FROM delivered_header ORDER BY 1, 2"
      SCRIPT
      """, in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test(arguments: [
    ("12329", "12329-gjj", "exports/12329/12329-2019.csv exports/12329/12329-2020.csv"),
    ("12333", "12333-hrss", "exports/12333/12333-2020.csv"),
    ("12366", "12366-tax", "exports/12366/12366-2020.xml"),
    ("0757-82100001", "82100001-chancheng", "exports/0757-82100001/82100001-2021.csv"),
    ("12318", "12318-culture", "exports/12318/12318-delivery1.csv"),
    ("0757-86100002", "86100002-nanhai", "exports/0757-86100002/86100002-2021.tsv"),
  ])
  func `an adopted delivery is in the ledger as an imported one is, and can be undone`(
    line: String, mapping: String, files: String
  ) throws {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      """
      files=$(for one in \(files); do echo "$ROOT/SampleData/$one"; done)
      bash job \(line) \(mapping) 25KB $files > parts || exit
      hotline -C w province adopt out >/dev/null || exit
      bash holdings v > imported; bash holdings w > adopted
      sed 's|^hotline.*||' imported | cmp - adopted || diff imported adopted | head -20
      cat parts
      hotline -C w batch undo B0001 >/dev/null && hotline -C w ledger check >/dev/null && echo undone
      """, in: folder.path)
    #expect(result.code == 0, "\(result.output) \(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2 && lines.last == "undone", "\(result.output)")
    // Text is cut into several ranges, each of them about 25,000 bytes.
    let parts = try #require(lines.first).split(separator: " ").compactMap { Int($0) }
    #expect(parts.allSatisfy { $0 > 1 }, "\(parts)")
  }

  @Test(arguments: [("xlsx", false), ("csv", true)])
  func `a workbook, and a file whose empty cells stand for what is above, stay whole`(
    kind: String, filled: Bool
  ) throws {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      """
      for one in w v; do
        mkdir -p $one/Mappings/sources/small; cd $one/Mappings/sources/small
        printf 'setting,value\\ncontainer,auto\\nrepeated,quarantine\\nowner,某单位\\n' > source.csv
        printf 'field,source,transform,formats,required,otherwise\\n\
      legacyNumber,编号,text,,yes,quarantine\\nmatter.title,标题,text,,no,empty\\n\
      matter.district,区,text,,no,empty\\n' > fields.csv
        \(filled ? "printf 'field,step\\nmatter.district,fill-down\\n' > steps.csv" : "")
        cd ../../../..
      done
      /usr/bin/python3 - <<'P'
      import csv, openpyxl
      rows = [["编号", "标题", "区"]]
      rows += [[f"A{n % 250}", f"标题{n}", "" if n % 7 else f"{n}区"] for n in range(300)]
      csv.writer(open("t.csv", "w", encoding="utf-8")).writerows(rows)
      book = openpyxl.Workbook()
      for row in rows: book.active.append(row)
      book.save("t.xlsx")
      P
      bash job 12329 small 1KB t.\(kind) && hotline -C w province adopt out >/dev/null || exit
      bash holdings v > imported; bash holdings w | cmp - imported && echo same
      """, in: folder.path)
    #expect(result.output == "1\nsame\n", "\(result.output) \(result.errors)")
  }

  /// A job of one file in three ranges or more.
  private static let job = """
    bash job 12329 12329-gjj 100KB "$ROOT/SampleData/exports/12329/12329-2019.csv" >/dev/null || exit
    ranges=out/parts/00000/ranges.json; mkdir again
    map() { hotline -C w province map "$@" --to again --city 440600 --seed 7 --index 1; }
    """

  @Test func `a part is the same bytes however often it is made, and is made once`() throws {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      Self.job + """

        map $ranges --part 1 | grep -o '"isKept":[a-z]*'
        map $ranges --part 1 | grep -o '"isKept":[a-z]*'
        for file in tickets.zst keys; do cmp again/part-000001.$file out/parts/00000/part-000001.$file; done
        # One that is damaged is made anew, and so is one whose keys are gone.
        truncate -s -3 again/part-000001.tickets.zst; map $ranges --part 1 | grep -o '"isKept":[a-z]*'
        rm again/part-000001.keys; map $ranges --part 1 | grep -o '"isKept":[a-z]*'
        cmp again/part-000001.keys out/parts/00000/part-000001.keys; ls again
        """, in: folder.path)
    let expected =
      """
      "isKept":false
      "isKept":true
      "isKept":false
      "isKept":false
      part-000001.keys
      part-000001.tickets.zst

      """
    #expect(result.output == expected, "\(result.output) \(result.errors)")
  }

  @Test(arguments: [
    (
      "cp \"$path\" f.csv; printf 'x' | dd of=f.csv bs=1 seek=150000 conv=notrunc; at='--file f.csv'",
      "bytes"
    ),
    ("echo 'x,y,text,,,no,,' >> w/Mappings/sources/12329-gjj/fields.csv", "HL"),
    (
      "echo >> w/Mappings/sources/12329-gjj/fields.csv",
      "sheets of the mapping"
    ),
    ("sed -i 's/\"program\": \"./\"program\": \"x/' $ranges", "another build"),
    ("sed -i 's/hotline.ranges.1/other/' $ranges", "no document"),
    ("part=99", "no part 99"),
    (
      "python3 - $ranges <<'P'\nimport json, sys\nd = json.load(open(sys.argv[1]))\n"
        + "d['ranges'][1]['to'] -= 5\njson.dump(d, open(sys.argv[1], 'w'))\nP", "bytes"
    ),
  ])
  func `what was not split so is refused, and leaves no part`(change: String, reason: String) throws
  {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      Self.job + """

        path="$ROOT/SampleData/exports/12329/12329-2019.csv"; part=1; at=
        { \(change)
        } 2>/dev/null
        map $ranges --part $part $at; code=$?; ls again; exit $code
        """, in: folder.path)
    #expect(result.code == 65, "\(result.output) \(result.errors)")
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(reason), "\(result.errors)")
  }

  @Test(arguments: [
    ("rm out/parts/00000/part-000001.tickets.zst", "HL6502"),
    ("printf x >> out/parts/00000/part-000001.tickets.zst", "HL6502"),
    ("sed -i 's/hotline.province.1/other/' out/province.json", "HL6502"),
    ("rm out/province.json", "HL1001"),
    ("city='--city 440100'", "HL6502"),
    ("sed -i 's/\"area\": \"0757\"/\"area\": \"020\"/' out/province.json", "HL6501"),
    ("echo >> w/Mappings/sources/12329-gjj/fields.csv", "HL6501"),
  ])
  func `what is not all there is not adopted`(change: String, code: String) throws {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      Self.job + """

        city=; \(change)
        hotline -C w province adopt out $city; code=$?
        hotline -C w batch list --format csv | wc -l; exit $code
        """, in: folder.path)
    #expect(result.code == (code == "HL1001" ? 66 : 65), "\(result.errors)")
    #expect(result.errors.contains(code), "\(result.errors)")
    #expect(result.output == "1\n", "\(result.output)")
  }

  @Test func `a job that has counted otherwise is told`() throws {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      Self.job + """

        sed -i -E 's/"accepted": [0-9]+/"accepted": 3/' out/province.json
        hotline -C w province adopt out -q
        """, in: folder.path)
    #expect(result.code == 65)
    #expect(result.errors.contains("HL6503") && result.errors.contains("accepted"))
  }

  @Test func `a key is another one in another city`() throws {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      Self.job + """

        mkdir other
        hotline -C w province map $ranges --part 1 --to other --city 440100 --seed 7 --index 1 >/dev/null
        map $ranges --part 1 > /dev/null
        python3 - <<'P'
        keys = [open(f"{name}/part-000001.keys", "rb").read() for name in ["again", "other"]]
        rows = [[one[at:at + 32] for at in range(0, len(one), 32)] for one in keys]
        print(len(rows[0]) == len(rows[1]) > 0,
              {row[:16] for row in rows[0]} & {row[:16] for row in rows[1]},
              [row[16:] for row in rows[0]] == [row[16:] for row in rows[1]])
        P
        """, in: folder.path)
    #expect(result.output == "True set() True\n", "\(result.output) \(result.errors)")
  }

  @Test func `rows are treated for their purpose, and those that do not stand are left out`() throws
  {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      Self.job + """

        printf '\\1\\0\\0\\0' > lost
        part=out/parts/00000/part-000000.tickets.zst
        hotline -C w province rows $part > masked.csv
        hotline -C w province rows $part --purpose platform > clear.csv
        hotline -C w province rows $part --without lost > fewer.csv
        python3 - <<'P'
        import csv
        tables = [list(csv.DictReader(open(f"{name}.csv", newline="", encoding="utf-8")))
                  for name in ["masked", "clear", "fewer"]]
        print(len(tables[0]) == len(tables[1]) > 3, tables[0][:1] + tables[0][2:] == tables[2])
        print(all("****" in row["caller.phone"] for row in tables[0] if row["caller.phone"]),
              any(row["caller.phone"].isdigit() for row in tables[1]))
        P
        """, in: folder.path)
    #expect(result.output == "True True\nTrue True\n", "\(result.output) \(result.errors)")
  }

  @Test func `a map that is killed at any moment leaves no part that is not whole`() throws {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      """
      python3 - <<'P'
      head, *rows = open("\(Shell.root)/SampleData/exports/12329/12329-2019.csv", "rb").read().split(b"\\n", 1)
      open("large.csv", "wb").write(head + b"\\n" + rows[0] * 300)
      P
      hotline -C w province split large.csv -m 12329-gjj --line 12329 > ranges.json
      map() { hotline -C w province map ranges.json --part 0 --to $1 --city 1 --seed 7 --index 0; }
      mkdir whole broken; map whole > /dev/null
      for delay in 0.02 0.05 0.08 0.12 0.2 0.3; do
        map broken > /dev/null & sleep $delay; kill -9 $(pgrep -P $!) $! 2>/dev/null; wait $! 2>/dev/null
        [ -e broken/part-000000.tickets.zst ] && cmp broken/part-000000.tickets.zst whole/part-000000.tickets.zst
      done
      map broken > /dev/null
      for file in tickets.zst keys; do cmp broken/part-000000.$file whole/part-000000.$file || diff imported <(bash holdings w) | head -5; echo same; done
      """, in: folder.path)
    #expect(result.output == "same\nsame\n", "\(result.output) \(result.errors)")
  }

  @Test(.enabled(if: SmallFolder.canBeMade, "mounting needs the right to"))
  func `a full disk of one worker costs its part alone`() throws {
    let folder = try TemporaryFolder()
    try Self.prepared(folder)
    let result = try Shell.run(
      Self.job + """

        mount -t tmpfs -o size=4k none again || exit 99
        trap 'umount again' EXIT
        map $ranges --part 1; code=$?; ls again | grep -v keys
        mount -o remount,size=1m again; map $ranges --part 1 > /dev/null; ls again; exit $code
        """, in: folder.path)
    #expect(result.code == 73, "\(result.errors)")
    #expect(result.errors.contains("HL6102"), "\(result.errors)")
    #expect(result.output == "part-000001.keys\npart-000001.tickets.zst\n", "\(result.output)")
  }
}

/// Whether a small disk of its own can be made here, to be filled up.
enum SmallFolder {
  static let canBeMade: Bool = {
    let script =
      "d=$(mktemp -d); mount -t tmpfs none $d && umount $d; code=$?; rmdir $d; exit $code"
    return (try? Shell.run(script, in: "/tmp").code) == 0
  }()
}
