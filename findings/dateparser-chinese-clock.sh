#!/usr/bin/env bash
# dateparser 1.2.2 (PyPI): whole Chinese dates with a clock become instants near now, or noon.
#
# Ticket exports write times as 2021年3月5日14时05分30秒 or 2021年3月5日 14点05分, each a whole date and
# a whole time. Told that the language is Chinese, dateparser answers without an error:
#   2021年3月5日 14时05分      2021-03-05 14:05, right
#   2021年3月5日 14点05分      a few minutes before now: 05分 is taken for "five minutes ago"
#   2021年3月5日14时05分30秒   a few minutes before now
#   2021年3月5日 晚上12:00     12:00 at noon instead of midnight
#   2021年3月5日 下午2点       nothing
# A ticket of 2021 that moves to today meets every deadline check. So a layout is declared for each
# column, and a time that does not fit it is quarantined, never interpreted.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install dateparser==1.2.2
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
import dateparser

def read(text):
    return dateparser.parse(text, languages=["zh"])

print("dateparser", dateparser.__version__)
now = datetime.datetime.now()
day = datetime.timedelta(days=1)
seen = {text: read(text) for text in (
    "2021年3月5日 14时05分", "2021年3月5日 14点05分", "2021年3月5日14时05分30秒",
    "2021年3月5日 晚上12:00", "2021年3月5日 下午2点")}
for text, value in seen.items():
    print(f"{text}  ->  {value}")
values = list(seen.values())
assert values[0] == datetime.datetime(2021, 3, 5, 14, 5), values[0]
assert all(abs(value - now) < day for value in values[1:3]), values[1:3]
assert values[3] == datetime.datetime(2021, 3, 5, 12, 0), values[3]
assert values[4] is None, values[4]
PYTHON
