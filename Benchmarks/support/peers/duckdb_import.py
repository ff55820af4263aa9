"""Checks the rows of a generated export with DuckDB and writes tickets and rejects.

  duckdb_import.py FILE BASE OUT EXPORT

BASE is :memory: or a file; EXPORT says whether the tickets are copied out as CSV (yes, no). Prints how
many tickets were kept.
"""
import os, sys
import duckdb

file, base, out, export = sys.argv[1:]
if base != ":memory:" and os.path.exists(base):
    os.remove(base)
db = duckdb.connect(base)
db.execute("set threads=2")
db.execute("set enable_progress_bar=false")
LAYOUTS = ("%Y-%m-%d %H:%M:%S", "%Y/%-m/%-d %-H:%M", "%Y%m%d%H%M%S")


def when(column):
    return "coalesce(" + ",".join(f"try_strptime({column},'{layout}')" for layout in LAYOUTS) + ")"


db.execute(f'''create or replace view j as select *, {when('"来电时间"')} a, {when('"受理时间"')} b,
  {when('"办结时间"')} z, row_number() over () n
  from read_csv('{file}', all_varchar=true, store_rejects=true, header=true, quote='"', escape='"')''')
db.execute('''create or replace table t as select *, case
  when coalesce("工单编号",'')='' then 'id'
  when a is null or (b is null and coalesce("受理时间",'')<>'') or (z is null and coalesce("办结时间",'')<>'') then 'date'
  when not regexp_matches("来电号码",'^(1[3-9][0-9]{9}|0757-8[0-9]{7}|[+]86 1[3-9][0-9]{9})$') or "来电号码" is null then 'phone'
  when not regexp_matches("分类编码",'^0[1-6]0[1-4]0[1-3]$') or "分类编码" is null then 'category'
  when z < a then 'order' end why from j''')
db.execute('''create or replace table w as select * exclude (why, n), replace("来电号码", '+86 ', '') phone
  from t where why is null qualify row_number() over (partition by "工单编号" order by n desc) = 1''')
if export == "yes":
    db.execute(f"copy w to '{out}' (header)")
db.execute(f"copy (select n, why from t where why is not null) to '{out}.rejects' (header)")
print(db.execute("select count(*) from w").fetchone()[0])
