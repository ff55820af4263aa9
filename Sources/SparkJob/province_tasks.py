"""What one task of the job does, without Spark: split a file, map a range, settle keys, write rows.

Every task may run twice, at the same time or one after the other: what it writes has a name of its
own until it is whole, and is the same bytes each time.
"""
import contextlib
import csv
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
import uuid
from collections import namedtuple

import numpy
import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.fs
import pyarrow.parquet

# A ticket in a file of keys, as `ProvinceRuns/MapRun.swift` writes it.
KEY = numpy.dtype([("high", ">u8"), ("low", ">u8"), ("content", "<u8"), ("place", "<u8")])
PIECE = 1 << 20

# What all tasks of a job share: the program, the archive of the sheets and its hash, the folder of
# the result, the seed of the keys, what the rows are for and the file of keys for hashes.
Job = namedtuple("Job", "program sheets sheets_hash folder seed purpose keys range_size")


class TaskFailed(RuntimeError):
    """The program ended with an error: its own words say what was found and how to mend it."""


def run(job, *words, source=None):
    """Run the program in the workspace of the job; return what it prints."""
    command = [job.program, "province", words[0], "-C", workspace(job), "--lang", "en", *words[1:]]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE if source else subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)
    if source:
        feeder = threading.Thread(target=feed, args=(source, process.stdin), daemon=True)
        feeder.start()
        process.stdin = None
    output, errors = process.communicate()
    if process.returncode:
        raise TaskFailed(f"{' '.join(words[:2])}: {errors.decode(errors='replace').strip()}")
    return output


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


def write_rows(job, group, city, line, parts):
    """Write the tickets of some parts that stand as Parquet, a file a month.

    `parts` are paths of parts with the packed numbers of the tickets that do not stand. Returns the
    paths below the folder of the job, with how many tickets each holds.
    """
    writers = MonthWriters(job, group, city, line)
    with writers:
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
    command = [job.program, "province", words[0], "-C", workspace(job), "--lang", "en", *words[1:]]
    with tempfile.TemporaryFile() as errors, \
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors) as process:
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
                    column_names=names, use_threads=False, block_size=4 << 20),
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
    """Parquet files of one group of parts, one a month; they get their names when all are whole."""

    def __init__(self, job, group, city, line):
        self.job, self.stem = job, f"part-{group:05d}-{uuid.uuid4().hex[:12]}"
        self.place = os.path.join("tickets", f"city={city}", f"line={line}")
        self.group, self.open, self.counts = group, {}, {}
        self.draft = os.path.join(job.folder, "drafts", self.stem)
        self.waiting, self.size = {}, 0

    def __enter__(self):
        os.makedirs(self.draft)
        return self

    def __exit__(self, *failure):
        if failure[0]:
            for writer in self.open.values():
                writer.close()
            shutil.rmtree(self.draft, ignore_errors=True)

    def write(self, batch):
        local = pyarrow.compute.local_timestamp(pyarrow.compute.cast(
            batch["call.receivedAt"], pyarrow.timestamp("s", "Asia/Shanghai")))
        months = pyarrow.compute.fill_null(
            pyarrow.compute.strftime(local, "%Y-%m"), "none").dictionary_encode()
        for number, month in enumerate(months.dictionary.to_pylist()):
            chosen = batch.filter(pyarrow.compute.equal(months.indices, number))
            self.waiting.setdefault(month, []).append(chosen)
        self.size += batch.nbytes
        if self.size > 48 << 20:
            self.flush()

    def flush(self):
        for month, batches in self.waiting.items():
            table = pyarrow.Table.from_batches(batches)
            if month not in self.open:
                self.open[month] = pyarrow.parquet.ParquetWriter(
                    os.path.join(self.draft, month), table.schema, compression="zstd",
                    use_dictionary=False)
            self.open[month].write_table(table)
            self.counts[month] = self.counts.get(month, 0) + table.num_rows
        self.waiting, self.size = {}, 0

    def finish(self):
        self.flush()
        for writer in self.open.values():
            writer.close()
        written = {}
        for month, count in self.counts.items():
            path = os.path.join(self.place, f"month={month}", f"part-{self.group:05d}.parquet")
            os.makedirs(os.path.dirname(os.path.join(self.job.folder, path)), exist_ok=True)
            os.rename(os.path.join(self.draft, month), os.path.join(self.job.folder, path))
            written[path] = count
        os.rmdir(self.draft)
        return written
