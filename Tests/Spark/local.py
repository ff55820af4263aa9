"""What the job does, without Spark and one part after the other: for tests of the program alone.

    python3 local.py HOTLINE WORKSPACE OUT LINE MAPPING SIZE BOOKS FILE…

`BOOKS` is what `import --json` printed of the same files: what the job would have counted.
"""
import hashlib
import json
import os
import subprocess
import sys


def run(*words, source=None):
    done = subprocess.run(words, stdin=source, capture_output=True)
    if done.returncode:
        sys.stderr.buffer.write(done.stderr)
        sys.exit(done.returncode)
    return json.loads(done.stdout)


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def main(hotline, workspace, out, line, mapping, size, books, *paths):
    files, index, shown = [], 0, []
    for number, path in enumerate(paths):
        program = [hotline, "-C", workspace, "province"]
        split = run(*program, "split", path, "-m", mapping, "--line", line, "--size", size)
        folder = os.path.join(out, "parts", f"{number:05d}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "ranges.json"), "w", encoding="utf-8") as file:
            json.dump(split, file)
        parts = []
        for part, extent in enumerate(split["ranges"] or [None]):
            words = ["--part", str(part), "--to", folder, "--city", "440600", "--seed", "7",
                     "--index", str(index)]
            source = None
            if extent and part % 2:
                # Every second range is piped in.
                words.append("--piped")
                with open(path, "rb") as file:
                    file.seek(extent["from"])
                    piece = file.read(extent["to"] - extent["from"])
                with open(os.path.join(folder, "piece"), "wb") as file:
                    file.write(piece)
                source = subprocess.Popen(["cat", os.path.join(folder, "piece")],
                                          stdout=subprocess.PIPE).stdout
            made = run(*program, "map", os.path.join(folder, "ranges.json"), *words, source=source)
            name = f"parts/{number:05d}/part-{part:06d}.tickets.zst"
            assert made["sha256"] == sha256(os.path.join(out, name)), name
            parts.append({"path": name, "sha256": made["sha256"]})
            index += 1
        shown.append(len(parts))
        files.append({"sha256": sha256(path), "parts": parts, "split": split})
    with open(books, encoding="utf-8") as file:
        rows = json.load(file)["data"]
    outcomes = {"accepted": ["accepted", "updated", "unchanged"], "read": ["read"],
                "superseded": ["superseded"], "duplicate": ["duplicate"],
                "quarantined": ["quarantined"], "skipped": ["skipped"]}
    counts = {outcome: sum(row[name] for row in rows for name in names)
              for outcome, names in outcomes.items()}
    document = {"schema": "hotline/province/1", "deliveries": [
        {"city": "440600", "line": split["line"], "mapping": mapping, "fingerprint":
         split["fingerprint"], "books": counts, "reasons": {}, "files": files}]}
    with open(os.path.join(out, "province.json"), "w", encoding="utf-8") as file:
        json.dump(document, file)
    print(*shown)


main(*sys.argv[1:])
