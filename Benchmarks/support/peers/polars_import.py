"""Checks the rows of a generated export with Polars and writes tickets and rejects.

  polars_import.py FILE OUT

Prints how many tickets were kept.
"""
import sys
import polars as pl

file, out = sys.argv[1:]
LAYOUTS = ("%Y-%m-%d %H:%M:%S", "%Y/%-m/%-d %-H:%M", "%Y%m%d%H%M%S")


def when(column):
    return pl.coalesce(*[pl.col(column).str.to_datetime(layout, strict=False) for layout in LAYOUTS])


rows = pl.scan_csv(file, infer_schema=False, truncate_ragged_lines=True).with_row_index("n")
rows = rows.with_columns(a=when("来电时间"), b=when("受理时间"), z=when("办结时间"))
good = (pl.col("工单编号").is_not_null() & pl.col("a").is_not_null()
        & (pl.col("b").is_not_null() | pl.col("受理时间").is_null())
        & (pl.col("z").is_not_null() | pl.col("办结时间").is_null())
        & ((pl.col("z") >= pl.col("a")) | pl.col("z").is_null())
        & pl.col("来电号码").str.contains("^(1[3-9][0-9]{9}|0757-8[0-9]{7}|[+]86 1[3-9][0-9]{9})$")
        & pl.col("分类编码").str.contains("^0[1-6]0[1-4]0[1-3]$")).fill_null(False)
rows = rows.with_columns(good=good, phone=pl.col("来电号码").str.replace("+86 ", "", literal=True)).collect()
kept = rows.filter("good").unique("工单编号", keep="last", maintain_order=True)
kept.write_csv(out)
rows.filter(~pl.col("good")).select("n").write_csv(out + ".rejects")
print(len(kept))
