"""What libcsv and DuckDB read in the files of one kind; run by `run` with the Python that has DuckDB.

  peers.py FOLDER     FOLDER/truth.json: the files, their dialects and the records' cells

A record is exact where the output has a row with its cells, blanks around them and empty cells at the
end aside. A record that is not is reported, where the peer refuses the file or lists a reject for it;
else it is wrong: changed or lost without a word. The peers get the file in UTF-8, as iconv writes it.
"""
import collections, ctypes, json, sys
import duckdb

DUCKS = [(True, "true"), (False,), (True, "false")]
BLANKS = " \t\r\n\u00a0\u200b\u3000\ufeff"


def trimmed(cells):
    cells = [(cell or "").strip(BLANKS) for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def libcsv(case):
    """The rows that libcsv gives with the delimiter and the quotation mark of the file."""
    if len(case["delimiter"]) > 1:
        return None, 0
    library = ctypes.CDLL("libcsv.so.3")
    parser, rows, row = ctypes.create_string_buffer(256), [], []
    library.csv_init(parser, ctypes.c_ubyte(0))
    library.csv_set_delim(parser, ctypes.c_ubyte(ord(case["delimiter"])))
    library.csv_set_quote(parser, ctypes.c_ubyte(0 if case["quote"] == "none" else ord(case["quote"])))

    def field(text, length, _):
        row.append(ctypes.string_at(text, length).decode("utf-8", "replace") if length else "")

    def end(_, __):
        rows.append(list(row))
        row.clear()

    field = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)(field)
    end = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_void_p)(end)
    library.csv_parse.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t] + [ctypes.c_void_p] * 3
    library.csv_parse.restype = ctypes.c_size_t
    library.csv_fini.argtypes = [ctypes.c_void_p] * 4
    with open(case["file"], "rb") as file:
        data = file.read()
    read = library.csv_parse(parser, data, len(data), field, end, None)
    broken = library.csv_fini(parser, field, end, None) or read < len(data)
    library.csv_free(parser)
    return rows, int(bool(broken))


def duck(case, given, strict="true"):
    """The rows and the rejected lines of DuckDB, by its sniffer alone or with what a clerk knows."""
    base = duckdb.connect()
    words = {"all_varchar": "true"}
    if given:
        def text(sign):
            return "'" + sign.replace("'", "''") + "'"
        words.update(header="true", strict_mode=strict, skip=str(case["above"]), store_rejects="true", delim=text(case["delimiter"]),
                     quote=text("" if case["quote"] == "none" else case["quote"]))
        words["escape"] = {"doubled": words["quote"], "backslash": "'\\'", "none": "''"}[case["escape"]]
    options = "".join(f", {name}={value}" for name, value in words.items())
    try:
        rows = base.execute(f"select * from read_csv('{case['file']}'{options})").fetchall()
        rejects = base.execute("select count(distinct line) from reject_errors").fetchone()[0] if given else 0
        return rows, rejects
    except duckdb.Error:
        return None, 0
    finally:
        base.close()


def judged(case, answer):
    """[exact, of them sure, wrong]"""
    rows, rejects = answer
    if rows is None:
        return [0, 0, 0]
    found = collections.Counter(trimmed(row) for row in rows)
    exact = sure = 0
    for cells, is_sure in case["records"]:
        cells = trimmed(cells)
        if found[cells]:
            found[cells] -= 1
            exact, sure = exact + 1, sure + is_sure
    return [exact, sure, max(0, len(case["records"]) - exact - rejects)]


def best(case):
    """The best of DuckDB's runs; after one that is exact throughout, no other."""
    counts = []
    for how in DUCKS:
        counts.append(judged(case, duck(case, *how)))
        if counts[-1][0] == len(case["records"]):
            break
    return max(counts, key=lambda count: (count[1], count[0], -count[2]))


def main():
    with open(sys.argv[1] + "/truth.json", encoding="utf-8") as file:
        cases = json.load(file)
    print(json.dumps([{"libcsv": judged(case, libcsv(case)), "duckdb": best(case)} for case in cases]))


main()
