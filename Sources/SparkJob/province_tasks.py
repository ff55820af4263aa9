"""What one task of the job does, without Spark: split a file, map a range, settle keys, write rows.

Every task may run twice, at the same time or one after the other: what it writes has a name of its
own until it is whole, and is the same bytes each time.
"""
import contextlib
import csv
import functools
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
import uuid
from collections import namedtuple

import numpy
import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.fs
import pyarrow.ipc
import pyarrow.parquet

# A ticket in a file of keys, as `ProvinceRuns/MapRun.swift` writes it.
KEY = numpy.dtype([("high", ">u8"), ("low", ">u8"), ("content", "<u8"), ("place", "<u8")])
PIECE = 1 << 20
# It gives memory back where the usual one keeps it, and has been built in for long.
with contextlib.suppress(NotImplementedError):
    pyarrow.set_memory_pool(pyarrow.jemalloc_memory_pool())

# What all tasks of a job share: the program, the archive of the sheets and its hash, the folder of
# the result, the seed of the keys, what the rows are for and the file of keys for hashes.
Job = namedtuple("Job", "program sheets sheets_hash folder seed purpose keys range_size")


class TaskFailed(RuntimeError):
    """The program ended with an error: its own words say what was found and how to mend it."""


def run(job, *words, source=None):
    """Run the program in the workspace of the job; return what it prints."""
    process = subprocess.Popen(
        command(job, words), cwd=workspace(job), stdin=subprocess.PIPE if source else subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)
    if source:
        feeder = threading.Thread(target=feed, args=(source, process.stdin), daemon=True)
        feeder.start()
        process.stdin = None
    output, errors = process.communicate()
    if process.returncode:
        raise TaskFailed(f"{' '.join(words[:2])}: {errors.decode(errors='replace').strip()}")
    return output


def command(job, words):
    """The words of a command that runs in the workspace, so that sheets are named from there."""
    return [job.program, "province", words[0], "-C", ".", "--lang", "en", *words[1:]]


def measured(task):
    """Let a task return the seconds that it took beside its result."""
    @functools.wraps(task)
    def measuring(*words):
        start = time.monotonic()
        return task(*words), time.monotonic() - start
    return measuring


def feed(pieces, pipe):
    """Write pieces of a file into a pipe, until there are none or nobody reads."""
    with contextlib.suppress(BrokenPipeError), pipe:
        for piece in pieces:
            pipe.write(piece)


def workspace(job):
    """Unpack the sheets of the job once on a machine; return the folder."""
    home = os.path.join(tempfile.gettempdir(), f"hotline-sheets-{job.sheets_hash[:32]}")
    if not os.path.isdir(home):
        draft = f"{home}.{uuid.uuid4().hex}"
        shutil.unpack_archive(job.sheets, draft, "zip")
        try:
            os.rename(draft, home)
        except OSError:
            shutil.rmtree(draft)  # another task was first
    return home


def opened(path):
    """Return the file system of a path, or of an address such as hdfs://, and the path in it."""
    if "://" in path:
        return pyarrow.fs.FileSystem.from_uri(path)
    return pyarrow.fs.LocalFileSystem(), os.path.abspath(path)


def is_local(path):
    return isinstance(opened(path)[0], pyarrow.fs.LocalFileSystem)


def write_whole(path, text):
    """Write a file that is there whole or not at all."""
    draft = f"{path}.{uuid.uuid4().hex}.part"
    with open(draft, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.rename(draft, path)


# --- splitting

@measured
def split(job, number, delivery):
    """Split a file, unless it is split and as it was; return its document."""
    path = os.path.join(job.folder, "ranges", f"{number:05d}.json")
    system, inner = opened(delivery["file"])
    info = system.get_file_info(inner)
    state = [info.size, info.mtime_ns]
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            kept = json.load(file)
        if kept["state"] == state and kept["delivery"] == delivery:
            return kept
    with contextlib.ExitStack() as stack:
        local = inner
        if not is_local(delivery["file"]):
            local = os.path.join(stack.enter_context(tempfile.TemporaryDirectory()),
                                 os.path.basename(inner))
            with system.open_input_stream(inner) as source, open(local, "wb") as target:
                shutil.copyfileobj(source, target, PIECE)
        hasher = Hasher(local)
        ranges = json.loads(run(
            job, "split", local, "-m", delivery["mapping"], "--line", delivery["line"],
            "--area", delivery["area"], "--size", str(job.range_size)))
        sha256 = hasher.result()
    ranges["path"] = delivery["file"]
    document = {"state": state, "delivery": delivery, "sha256": sha256, "ranges": ranges}
    write_whole(path, json.dumps(document, ensure_ascii=False, sort_keys=True))
    return document


class Hasher(threading.Thread):
    """The SHA-256 of a file, while something else is done."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.path, self.hash = path, hashlib.sha256()
        self.start()

    def run(self):
        with open(self.path, "rb") as file:
            while piece := file.read(PIECE):
                self.hash.update(piece)

    def result(self):
        self.join()
        return self.hash.hexdigest()


# --- mapping

def part_path(job, number, part, kind):
    return os.path.join(job.folder, "parts", f"{number:05d}", f"part-{part:06d}.{kind}")


@measured
def map_range(job, number, part, index, document):
    """Map a range of a file into a part; return its books."""
    delivery, ranges = document["delivery"], document["ranges"]
    folder = os.path.dirname(part_path(job, number, part, "keys"))
    os.makedirs(folder, exist_ok=True)
    words = ["--part", str(part), "--to", folder, "--city", delivery["city"],
             "--seed", str(job.seed), "--index", str(index)]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(ranges, file)
        file.flush()
        words.insert(0, file.name)
        source = None
        if not is_local(delivery["file"]):
            if not ranges["ranges"]:
                raise TaskFailed(f"{delivery['file']}: a workbook, and a file whose empty cells "
                                 "stand for what is above them, must lie on a disk of every machine")
            words.append("--piped")
            source = pieces(delivery["file"], ranges["ranges"][part])
        made = json.loads(run(job, "map", *words, source=source))
    made.update(number=number, index=index)
    return made


def pieces(path, extent):
    """The bytes of a range, wherever the file lies."""
    system, inner = opened(path)
    with system.open_input_file(inner) as file:
        file.seek(extent["from"])
        rest = extent["to"] - extent["from"]
        while rest > 0 and (piece := file.read(min(PIECE, rest))):
            rest -= len(piece)
            yield piece


# --- last wins, by keys alone

def keys_by_reducer(path, reducers):
    """The keys of a part, packed for each reducer: 32 bytes a ticket."""
    keys = numpy.fromfile(path, KEY)
    reducer = ((keys["high"] >> 48) * reducers) >> 16
    order = numpy.argsort(reducer, kind="stable")
    ends = numpy.searchsorted(reducer[order], numpy.arange(reducers + 1))
    for number in range(reducers):
        chosen = order[ends[number]:ends[number + 1]]
        if len(chosen):
            yield number, keys[chosen].tobytes()


def settle(packed, repetitions):
    """Decide which ticket of each key stands, as a ledger does that takes them in one by one.

    `packed` are packed keys of one reducer, `repetitions` what the mapping of each part says of a
    number that comes again. Returns for each part the numbers of the tickets that do not stand, and
    how many were superseded, come twice or refused.
    """
    keys = numpy.frombuffer(b"".join(packed), KEY)
    keys = keys[numpy.lexsort((keys["place"], keys["low"], keys["high"]))]
    same = (keys["high"][1:] == keys["high"][:-1]) & (keys["low"][1:] == keys["low"][:-1])
    repeated = numpy.flatnonzero(numpy.concatenate(([False], same))
                                 | numpy.concatenate((same, [False])))
    out, counts = {}, {}
    position = 0
    while position < len(repeated):
        end = position + 1
        while end < len(repeated) and repeated[end] == repeated[end - 1] + 1 \
                and same[repeated[end] - 1]:
            end += 1
        settle_key(keys[repeated[position:end]], repetitions, out, counts)
        position = end
    return ({part: numpy.array(sorted(lost), "<u4").tobytes() for part, lost in out.items()},
            counts)


def settle_key(tickets, repetitions, out, counts):
    """Decide which of the tickets of one key stands; they come in the order of the job."""
    def lose(place, outcome):
        part = int(place) >> 32
        out.setdefault(part, []).append(int(place) & 0xFFFFFFFF)
        return part, outcome

    standing = None
    for ticket in tickets:
        place, content = int(ticket["place"]), int(ticket["content"])
        if standing is None:
            standing = place, content
            continue
        if content == standing[1]:
            lost = lose(place, "duplicate")
        elif repetitions[place >> 32] == "last-wins":
            lost = lose(standing[0], "superseded")
            standing = place, content
        elif repetitions[place >> 32] == "first-wins":
            lost = lose(place, "superseded")
        else:
            lost = lose(place, "quarantined")
        counts[lost] = counts.get(lost, 0) + 1


# --- rows

def instants(names):
    """The columns that hold instants, by their names in the unified format."""
    return [name for name in names if name.endswith("At") or name.endswith(".at")]


@measured
def write_rows(job, group, city, line, parts):
    """Write the tickets of some parts that stand as Parquet, a file a month.

    `parts` are paths of parts with the packed numbers of the tickets that do not stand. Returns the
    paths below the folder of the job, with how many tickets each holds.
    """
    with MonthWriters(job, group, city, line) as writers:
        for path, lost in parts:
            with tempfile.NamedTemporaryFile() as without:
                without.write(lost)
                without.flush()
                words = ["rows", path, "--without", without.name]
                if job.purpose:
                    words += ["--purpose", job.purpose]
                if job.keys:
                    words += ["--keys", job.keys]
                for batch in rows(job, words):
                    writers.write(batch)
        return writers.finish()


def rows(job, words):
    """The rows of a part, as batches with typed columns."""
    with tempfile.TemporaryFile() as errors, \
            subprocess.Popen(command(job, words), cwd=workspace(job), stdout=subprocess.PIPE,
                             stderr=errors) as process:
        # The names of the columns say which of them hold instants.
        head = process.stdout.readline()
        names = next(csv.reader([head.decode()]))
        types = {name: pyarrow.string() for name in names}
        types.update({name: pyarrow.timestamp("s", "UTC") for name in instants(names)})
        types["provenance.record"] = types["provenance.line"] = pyarrow.int64()
        try:
            reader = pyarrow.csv.open_csv(
                process.stdout,
                read_options=pyarrow.csv.ReadOptions(
                    column_names=names, use_threads=False, block_size=1 << 20),
                parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
                convert_options=pyarrow.csv.ConvertOptions(
                    column_types=types, null_values=[""], strings_can_be_null=True,
                    quoted_strings_can_be_null=True))
            yield from reader
        except pyarrow.ArrowInvalid as error:
            if "Empty CSV file" not in str(error):
                raise
        if process.wait():
            errors.seek(0)
            raise TaskFailed(f"rows: {errors.read().decode(errors='replace').strip()}")


class MonthWriters:
    """Parquet files of one group of parts, one a month; they get their names when all are whole.

    Rows come in any order of months: they are sorted into a file for each on the local disk first,
    so that each Parquet file has few and large groups of rows, and memory does not grow.
    """

    HELD = 8 << 20

    def __init__(self, job, group, city, line):
        self.job, self.group = job, group
        self.place = os.path.join("tickets", f"city={city}", f"hotline={line}")
        self.draft = os.path.join(job.folder, "drafts", f"part-{group:05d}-{uuid.uuid4().hex}")
        # The folder that Spark has made for the executor, and takes away.
        self.spill = tempfile.TemporaryDirectory(dir=os.getcwd())
        self.months, self.held, self.size = {}, {}, 0

    def __enter__(self):
        os.makedirs(self.draft)
        return self

    def __exit__(self, *failure):
        self.spill.cleanup()
        shutil.rmtree(self.draft, ignore_errors=True)

    def write(self, batch):
        months = pyarrow.compute.fill_null(pyarrow.compute.strftime(
            pyarrow.compute.cast(batch["call.receivedAt"], pyarrow.timestamp("s", "Asia/Shanghai")),
            "%Y-%m"), "none").dictionary_encode()
        numbers = months.indices.to_numpy()
        order = numpy.argsort(numbers, kind="stable")
        ordered = batch.take(pyarrow.array(order))
        ends = numpy.searchsorted(numbers[order], numpy.arange(len(months.dictionary) + 1))
        for number, month in enumerate(months.dictionary.to_pylist()):
            rows = ordered.slice(ends[number], ends[number + 1] - ends[number])
            self.held.setdefault(month, []).append(rows)
        self.size += batch.nbytes
        if self.size > self.HELD:
            self.sort()

    def sort(self):
        """Put what is held into the file of its month."""
        for month, batches in self.held.items():
            table = pyarrow.Table.from_batches(batches).combine_chunks()
            if month not in self.months:
                self.months[month] = pyarrow.ipc.new_stream(
                    os.path.join(self.spill.name, month), table.schema)
            self.months[month].write_table(table)
        self.held, self.size = {}, 0

    def finish(self):
        self.sort()
        written = {}
        for month, spilled in sorted(self.months.items()):
            spilled.close()
            path = os.path.join(self.place, f"month={month}", f"part-{self.group:05d}.parquet")
            written[path] = self.convert(month)
        for path, (draft, _) in written.items():
            target = os.path.join(self.job.folder, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.rename(draft, target)
        return {path: count for path, (_, count) in written.items()}

    def convert(self, month):
        """Write the rows of a month as Parquet; return the file and how many rows it holds."""
        draft = os.path.join(self.draft, month)
        count = 0
        with pyarrow.ipc.open_stream(os.path.join(self.spill.name, month)) as source, \
                pyarrow.parquet.ParquetWriter(
                    draft, source.schema, compression="zstd", use_dictionary=False) as target:
            held, size = [], 0
            for batch in source:
                held.append(batch)
                size += batch.nbytes
                count += batch.num_rows
                if size > self.HELD:
                    target.write_table(pyarrow.Table.from_batches(held).combine_chunks())
                    held, size = [], 0
            if held:
                target.write_table(pyarrow.Table.from_batches(held).combine_chunks())
        return draft, count
