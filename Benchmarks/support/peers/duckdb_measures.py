"""Counts rates of tickets with DuckDB: duckdb_measures.py ROOT TICKETS SHEETS CALENDAR DAY GROUPS

Sheets and calendar are in tables already when the statement begins. Prints its wall and CPU seconds and
the peak in MiB, as JSON.
"""
import json, resource, sys, time

sys.path.insert(0, sys.argv[1] + "/Tests/Campaigns")
from support.measures import oracle

path, sheets, calendar, day, groups = sys.argv[2:]
engine = oracle.DuckDB(path)
own = oracle.load_rules(engine, sheets, calendar)
statement = oracle.statement(engine, sheets, own, groups.split(","), None, None)
before, start = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
engine.rows(statement, day)
wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_SELF)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps([wall, cpu, after.ru_maxrss / 1024]))
