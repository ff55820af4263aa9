#!/usr/bin/env bash
# clevercsv 0.8.3 (PyPI): quoted texts that begin with indented lines lose their quotation marks.
#
# Texts that callers paste from web pages keep the page's indentation. In a tab-separated export such
# a text is quoted, as RFC 4180 asks, and begins with a line of tabs. clevercsv's detection, which is
# made for messy files, then answers: tab, and no quotation mark. Read with that dialect the five
# records below are 21 rows, without an error; Python's own csv module, told of tab and ", reads the
# header and five records. Row counts that two programs agree on may still both be wrong: our
# hand-over counts are those of records, and the dialect is part of the mapping.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install clevercsv==0.8.3
"$folder/venv/bin/python" - <<'PYTHON'
import csv
import io
import clevercsv

lines = ["number\ttime\ttitle\tcontent\tvotes"]
for number in range(1, 6):
    content = f"\n\t\t\t\t\n\t\t\t\tstreet lamp {number} is dark\n\t\t\t\t"
    lines.append(f'{number}\t2021-03-01 09:0{number}:00\tlamp {number}\t"{content}"\t{number}')
text = "\n".join(lines) + "\n"

dialect = clevercsv.Sniffer().sniff(text)
rows = list(clevercsv.reader(io.StringIO(text, newline=""), dialect))
right = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
print("clevercsv", clevercsv.__version__, dialect, len(rows), "rows; records and header:", len(right))
assert (dialect.delimiter, dialect.quotechar) == ("\t", ""), dialect
assert len(rows) == 21 and len(right) == 6
assert all(len(row) == 5 for row in right)
PYTHON
