"""The rules of the mapping `benchmark` by Spark's own reader and SQL: the peer of the job.

    spark-submit plain.py FOLDER FILE…
"""
import json
import os
import sys

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as sql

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Benchmarks", "support"))
import gen_tickets  # noqa: E402  the names of the columns and the codes

LAYOUTS = {r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$": "yyyy-MM-dd HH:mm:ss",
           r"^\d{4}/\d{1,2}/\d{1,2} \d{1,2}:\d{2}$": "yyyy/M/d H:mm",
           r"^\d{14}$": "yyyyMMddHHmmss"}


def instant(name):
    """The instant in a column, null where it is none."""
    cell = sql.col(name)
    return sql.coalesce(*[sql.when(cell.rlike(shape), sql.try_to_timestamp(cell, sql.lit(layout)))
                          for shape, layout in LAYOUTS.items()])


def main(folder, files):
    spark = SparkSession.builder.appName("plain").config(
        "spark.sql.session.timeZone", "Asia/Shanghai").getOrCreate()
    columns = gen_tickets.HEADER
    schema = ", ".join(f"`{name}` string" for name in [*columns, "_corrupt"])
    read = spark.read.schema(schema).options(
        header=True, multiLine=True, escape='"', mode="PERMISSIVE",
        columnNameOfCorruptRecord="_corrupt").csv(files)
    rows = read.select("*", sql.input_file_name().alias("file"),
                       sql.monotonically_increasing_id().alias("place"))
    times = {name: instant(name) for name in ["来电时间", "受理时间", "办结时间"]}
    # What is null is neither equal nor unequal to anything: without this it would be no fault.
    phone = sql.coalesce(sql.regexp_replace("来电号码", r"[ \-]", ""), sql.lit(""))
    checked = rows.select(
        "*", *[value.alias(f"t_{name}") for name, value in times.items()], phone.alias("phone"))
    codes = [code for code, _ in gen_tickets.CATS]
    fault = (
        sql.when(sql.col("_corrupt").isNotNull(), "columns")
        .when(sql.coalesce(sql.trim("工单编号"), sql.lit("")) == "", "id")
        .when(sql.col("t_来电时间").isNull(), "date")
        .when(~sql.col("phone").rlike(r"^(\+?86)?(1[3-9]\d{9}|0\d{9,11})$"), "phone")
        .when(~sql.coalesce("分类编码", sql.lit("")).isin(codes), "category")
        .when(sql.col("t_办结时间") < sql.col("t_来电时间"), "order"))
    judged = checked.withColumn("fault", fault).persist()
    counts = {row["fault"]: row["count"] for row in judged.groupBy("fault").count().collect()}
    newest = Window.partitionBy("工单编号").orderBy(sql.desc("file"), sql.desc("place"))
    standing = judged.where("fault is null").withColumn(
        "order", sql.row_number().over(newest)).where("order = 1")
    standing.withColumn("month", sql.date_format("t_来电时间", "yyyy-MM")).drop(
        "order", "fault", "_corrupt").write.partitionBy("month").parquet(folder)
    accepted = spark.read.parquet(folder).count()
    print(json.dumps({"accepted": accepted, "faults": counts}, ensure_ascii=False))


main(sys.argv[1], sys.argv[2:])
