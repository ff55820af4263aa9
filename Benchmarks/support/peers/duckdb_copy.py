"""Copies tickets out of a table in memory as JSON with DuckDB, several times.

  duckdb_copy.py TICKETS OUT ROUNDS

TICKETS is a file of JSON lines, which becomes the table. Prints the medians of wall and CPU seconds of
COPY alone, and the peak in MiB, as JSON.
"""
import json, resource, statistics, sys, time
import duckdb

tickets, out, rounds = sys.argv[1:]
db = duckdb.connect()
db.execute("set threads=2")
db.execute("set enable_progress_bar=false")
db.execute(f"create table t as select * from read_json('{tickets}', format='newline_delimited', maximum_object_size=100000000)")
walls, cpus = [], []
for _ in range(int(rounds)):
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    db.execute(f"copy t to '{out}' (format json)")
    walls.append(time.monotonic() - start)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([statistics.median(walls), statistics.median(cpus), peak]))
