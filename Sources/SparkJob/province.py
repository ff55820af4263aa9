"""Runs hotline over the exports of many cities, on Apache Spark.

    spark-submit --py-files province_tasks.py province.py --deliveries deliveries.csv \
        --workspace city --to /data/province

The sheet of deliveries has the columns city, area, line, mapping and file: what comes later wins.
The folder of the result must be the same on every machine, as a network file system is. Started
again with the same words the job goes on where it stopped.
"""
import argparse
import csv
import hashlib
import json
import os
import re
import secrets
import shutil
import sys
import zipfile

import province_tasks as tasks

OUTCOMES = ["read", "accepted", "superseded", "duplicate", "quarantined", "skipped"]
COLUMNS = ["city", "area", "line", "mapping", "file"]


def options():
    parser = argparse.ArgumentParser(description="Run hotline over the exports of many cities.")
    parser.add_argument("--deliveries", required=True, help="the sheet: " + ", ".join(COLUMNS))
    parser.add_argument("--workspace", required=True, help="the folder with register and mappings")
    parser.add_argument("--to", required=True, help="the folder of the result")
    parser.add_argument("--hotline", default="hotline", help="the program, on every machine")
    parser.add_argument("--range", default=64, type=int, metavar="MB", help="the size of a range")
    parser.add_argument("--reducers", type=int, help="how many tasks settle the keys")
    parser.add_argument("--group", default=16, type=int, help="how many parts a task writes as rows")
    parser.add_argument("--purpose", help="what the rows are for; without it they are masked")
    parser.add_argument("--seed", type=int, help="what keys are hashed with; by default nobody knows it")
    parser.add_argument("--keys", help="the file of keys for hashes, on every machine")
    return parser.parse_args()


def refuse(words):
    sys.exit(f"province.py: {words}")


def read_deliveries(path):
    """The rows of the sheet, in the order in which later ones win."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        sheet = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (sheet.fieldnames or [])]
        if missing:
            refuse(f"{path}: the sheet has no column {', '.join(missing)}")
        rows = [{name: row[name].strip() for name in COLUMNS} for row in sheet]
    mappings, files = {}, set()
    for number, row in enumerate(rows, 2):
        where = f"{path}, row {number}"
        if not re.fullmatch(r"[\w-]+", row["city"]) or not re.fullmatch(r"[\w-]+", row["line"]):
            refuse(f"{where}: city and line become names of folders: letters and digits alone")
        if mappings.setdefault((row["city"], row["line"]), row["mapping"]) != row["mapping"]:
            refuse(f"{where}: city {row['city']} has line {row['line']} by two mappings; "
                   "give each mapping a job of its own, the older first")
        if "://" not in row["file"]:
            row["file"] = os.path.join(os.path.dirname(os.path.abspath(path)), row["file"])
        if row["file"] in files:
            refuse(f"{where}: the file is named twice")
        files.add(row["file"])
    if not rows:
        refuse(f"{path}: the sheet names no file")
    return rows


def pack_sheets(workspace, path):
    """Pack what the program reads in a workspace, the same bytes each time; return their hash."""
    names = [name for name in os.listdir(workspace) if name.endswith((".csv", ".xlsx"))]
    for folder, folders, files in os.walk(os.path.join(workspace, "Mappings")):
        folders.sort()
        names += [os.path.relpath(os.path.join(folder, name), workspace) for name in sorted(files)]
    draft = path + ".part"
    with zipfile.ZipFile(draft, "w") as archive:
        for name in sorted(set(names)):
            with open(os.path.join(workspace, name), "rb") as file:
                archive.writestr(zipfile.ZipInfo(name), file.read())
    os.replace(draft, path)
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def prepare(given, deliveries):
    """Begin the folder of the result, or go on with it; return what all tasks share."""
    folder = os.path.abspath(given.to)
    for name in ["ranges", "parts", "drafts"]:
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    archive = os.path.join(folder, "sheets.zip")
    sheets_hash = pack_sheets(given.workspace, archive)
    asked = {"deliveries": deliveries, "sheets": sheets_hash, "range": given.range,
             "purpose": given.purpose, "group": given.group}
    path = os.path.join(folder, "job.json")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            begun = json.load(file)
        changed = [name for name, value in asked.items() if begun[name] != value]
        if changed:
            refuse(f"{folder} holds a job with other {', '.join(changed)}: name another folder")
        seed = begun["seed"]
    else:
        seed = secrets.randbits(63) if given.seed is None else given.seed
        tasks.write_whole(path, json.dumps(dict(asked, seed=seed), ensure_ascii=False))
    program = shutil.which(given.hotline) or refuse(f"there is no program {given.hotline}")
    return tasks.Job(program, archive, sheets_hash, folder, seed, given.purpose, given.keys,
                     given.range * 1_000_000)


def run_job(spark, given):
    deliveries = read_deliveries(given.deliveries)
    job = prepare(given, deliveries)
    context = spark.sparkContext

    numbers = list(enumerate(deliveries))
    cost = {}
    documents = results(cost, "split", context.parallelize(numbers, len(numbers)).map(
        lambda item: tasks.split(job, *item)).collect())

    # The number of a part says where its tickets stand: what comes later wins.
    ranges = [(number, part) for number, document in enumerate(documents)
              for part in range(max(1, len(document["ranges"]["ranges"])))]
    shared = context.broadcast(documents)
    made = results(cost, "map", context.parallelize(list(enumerate(ranges)), len(ranges)).map(
        lambda item: tasks.map_range(job, *item[1], item[0], shared.value[item[1][0]])).collect())

    repetitions = [documents[number]["ranges"]["repetition"] for number, _ in ranges]
    reducers = given.reducers or max(context.defaultParallelism, len(ranges) // 2)
    settled = context.parallelize(ranges, len(ranges)).flatMap(
        lambda item: tasks.keys_by_reducer(tasks.part_path(job, *item, "keys"), reducers)
    ).groupByKey(reducers).map(
        lambda item: tasks.settle(list(item[1]), repetitions)).persist()
    counts = {}
    for found in settled.map(lambda item: item[1]).collect():
        for key, count in found.items():
            counts[key] = counts.get(key, 0) + count

    groups = group_parts(deliveries, ranges, given.group)
    owner = {index: group for group, (_, _, members) in enumerate(groups) for index in members}
    lost = settled.flatMap(lambda item: [(owner[part], (part, packed))
                                         for part, packed in item[0].items()])
    everyone = context.parallelize([(group, None) for group in range(len(groups))], len(groups))
    written = results(cost, "rows", everyone.union(lost).groupByKey(len(groups)).map(
        lambda item: write_group(job, item[0], groups[item[0]], ranges, item[1])).collect())

    finish(job, deliveries, documents, ranges, made, counts, written)
    for stage, seconds in cost.items():
        print(f"{stage}: {seconds:.1f} s of tasks")


def results(cost, stage, measured):
    """What the tasks of a stage return; the seconds that they took are noted."""
    cost[stage] = sum(item[1] for item in measured)
    return [item[0] for item in measured]


def group_parts(deliveries, ranges, size):
    """Parts of one city and line whose rows one task writes."""
    groups = []
    for index, (number, _) in enumerate(ranges):
        place = deliveries[number]["city"], deliveries[number]["line"]
        if not groups or groups[-1][:2] != place or len(groups[-1][2]) == size:
            groups.append((*place, []))
        groups[-1][2].append(index)
    return groups


def write_group(job, group, members, ranges, lost):
    city, line, indices = members
    packed = {index: b"" for index in indices}
    for item in lost:
        if item is not None:
            packed[item[0]] += item[1]
    parts = [(tasks.part_path(job, *ranges[index], "tickets.zst"), packed[index])
             for index in indices]
    return tasks.write_rows(job, group, city, line, parts)


def finish(job, deliveries, documents, ranges, made, counts, written):
    """Hold the books against each other, take drafts away, and say what there is."""
    files = {}
    for paths in written:
        files.update(paths)
    found = {}
    for index, (number, _) in enumerate(ranges):
        place = deliveries[number]["city"], deliveries[number]["line"]
        books = found.setdefault(place, dict.fromkeys(OUTCOMES, 0) | {"reasons": {}})
        part = made[index]["books"]["counts"]
        lost = {name: counts.get((index, name), 0)
                for name in ["superseded", "duplicate", "quarantined"]}
        for name in ["read", "quarantined", "skipped"]:
            books[name] += part[name]
        books["accepted"] += part["tickets"] - sum(lost.values())
        for name, count in lost.items():
            books[name] += count
        reasons = dict(part["reasons"])
        if lost["quarantined"]:
            reasons["HL2210"] = lost["quarantined"]
        for code, count in reasons.items():
            books["reasons"][code] = books["reasons"].get(code, 0) + count
    for place, books in found.items():
        if books["read"] != sum(books[name] for name in OUTCOMES[1:]):
            refuse(f"the books of {place} do not close: {books}")
    accepted = sum(books["accepted"] for books in found.values())
    if accepted != sum(files.values()):
        refuse(f"{accepted} tickets stand, {sum(files.values())} are in the rows")

    for folder, _, names in os.walk(job.folder):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), job.folder)
            if name.endswith(".part") or name.endswith(".parquet") and path not in files:
                os.unlink(os.path.join(job.folder, path))
    shutil.rmtree(os.path.join(job.folder, "drafts"))

    result = {"schema": "hotline/province/1", "purpose": job.purpose, "deliveries": [
        delivery_result(job, place, books, deliveries, documents, ranges, made)
        for place, books in found.items()],
        "rows": [{"path": path, "tickets": count} for path, count in sorted(files.items())]}
    tasks.write_whole(os.path.join(job.folder, "province.json"),
                      json.dumps(result, ensure_ascii=False, sort_keys=True, indent=1))
    report(result)


def delivery_result(job, place, books, deliveries, documents, ranges, made):
    numbers = [number for number, row in enumerate(deliveries)
               if (row["city"], row["line"]) == place]
    first = documents[numbers[0]]["ranges"]
    files = []
    for number in numbers:
        parts = [{"path": os.path.relpath(tasks.part_path(job, number, part, "tickets.zst"),
                                          job.folder), "sha256": made[index]["sha256"]}
                 for index, (owner, part) in enumerate(ranges) if owner == number]
        files.append({"sha256": documents[number]["sha256"], "parts": parts,
                      "split": documents[number]["ranges"]})
    return {"city": place[0], "line": place[1], "mapping": first["mapping"],
            "fingerprint": first["fingerprint"], "files": files, "reasons": books.pop("reasons"),
            "books": books}


def report(result):
    print("  ".join(["city", "line", *OUTCOMES]))
    for delivery in result["deliveries"]:
        print("  ".join([delivery["city"], delivery["line"],
                         *(str(delivery["books"][name]) for name in OUTCOMES)]))
        for code, count in sorted(delivery["reasons"].items()):
            print(f"  {code}  {count}")


if __name__ == "__main__":
    from pyspark.sql import SparkSession

    given = options()
    run_job(SparkSession.builder.appName("hotline province").getOrCreate(), given)
