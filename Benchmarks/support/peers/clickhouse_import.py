"""Checks the rows of a generated export with ClickHouse (chdb) and writes tickets and rejects.

  clickhouse_import.py FILE BASE OUT

BASE is a folder, made anew. Prints how many tickets were kept.
"""
import os, shutil, sys
from chdb import session

file, base, out = sys.argv[1:]
shutil.rmtree(base, ignore_errors=True)
db = session.Session(base)
names = ("工单编号 来电号码 来电人 性别 来电时间 受理时间 诉求类型 分类编码 分类名称 区划代码 区县 事发地址 标题 诉求内容 "
         "承办部门 部门编码 办结时间 办理结果 满意度 工单状态").split()
columns = ", ".join(f"`{name}` String" for name in names)
LAYOUTS = ("%Y-%m-%d %H:%i:%s", "%Y/%c/%e %k:%i", "%Y%m%d%H%i%s")


def when(column):
    return "coalesce(" + ",".join(f"parseDateTimeOrNull(`{column}`,'{layout}')" for layout in LAYOUTS) + ")"


db.query("create database if not exists b engine = Atomic")
db.query(f"create table b.t ({columns}, a Nullable(DateTime), b Nullable(DateTime), z Nullable(DateTime), n UInt64) "
         "engine = MergeTree order by `工单编号` settings allow_nullable_key=1")
db.query(f"insert into b.t select *, {when('来电时间')}, {when('受理时间')}, {when('办结时间')}, rowNumberInAllBlocks() "
         f"from file('{file}', 'CSVWithNames', '{columns}') settings max_threads=2, max_insert_threads=1, "
         "parsedatetime_parse_without_leading_zeros=1, input_format_allow_errors_num=1000000, "
         f"input_format_record_errors_file_path='{out}.shape', input_format_parallel_parsing=1")
why = """multiIf(`工单编号`='','id', isNull(a) or (isNull(b) and `受理时间`<>'') or (isNull(z) and `办结时间`<>''),'date',
  not match(`来电号码`,'^(1[3-9][0-9]{9}|0757-8[0-9]{7}|[+]86 1[3-9][0-9]{9})$'),'phone',
  not match(`分类编码`,'^0[1-6]0[1-4]0[1-3]$'),'category', ifNull(z < a, false),'order','')"""
for path in (out, out + ".rejects"):
    if os.path.exists(path):
        os.remove(path)
db.query(f"select *, replaceOne(`来电号码`,'+86 ','') phone from b.t where {why}='' order by `工单编号`, n desc "
         f"limit 1 by `工单编号` into outfile '{out}' format CSVWithNames settings max_threads=2")
db.query(f"select n, {why} w from b.t where w<>'' into outfile '{out}.rejects' format CSVWithNames")
print(int(str(db.query(f"select uniqExact(`工单编号`) from b.t where {why}=''")).strip()))
