"""What the tasks decide by keys, against a ledger written down in a few lines; and what they refuse."""
import csv
import os
import random
import sys
import tempfile
import types
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Sources", "SparkJob"))
import numpy  # noqa: E402
import province  # noqa: E402
import province_tasks as tasks  # noqa: E402


def ledger(tickets, repetition):
    """What becomes of tickets that are entered one by one: those that stand, and the counts."""
    standing, counts = {}, {"superseded": 0, "duplicate": 0, "quarantined": 0}
    for key, content, place in tickets:
        if key not in standing:
            standing[key] = content, place
        elif standing[key][0] == content:
            counts["duplicate"] += 1
        elif repetition == "last-wins":
            counts["superseded"] += 1
            standing[key] = content, place
        else:
            counts["superseded" if repetition == "first-wins" else "quarantined"] += 1
    return {place for _, place in standing.values()}, counts


class Settling(unittest.TestCase):
    def test_settles_keys_as_a_ledger_does(self):
        chance = random.Random(22)
        for round in range(200):
            repetition = chance.choice(["last-wins", "first-wins", "quarantine"])
            parts = chance.randrange(1, 6)
            tickets = []
            for part in range(parts):
                for ordinal in range(chance.randrange(0, 40)):
                    key = chance.randrange(chance.choice([3, 1000])), chance.randrange(2)
                    tickets.append((key, chance.randrange(3), part << 32 | ordinal))
            keys = numpy.array([(high * 0x9E3779B97F4A7C15 % 2 ** 63, low, content, place)
                                for (high, low), content, place in tickets], tasks.KEY)
            reducers = chance.randrange(1, 5)
            lost, counts = {}, dict.fromkeys(["superseded", "duplicate", "quarantined"], 0)
            packed = {}
            with tempfile.TemporaryDirectory() as folder:
                for part in range(parts):
                    path = os.path.join(folder, str(part))
                    keys[keys["place"] >> 32 == part].tofile(path)
                    for reducer, block in tasks.keys_by_reducer(path, reducers):
                        packed.setdefault(reducer, []).append(block)
            for blocks in packed.values():
                chance.shuffle(blocks)
                found, outcomes = tasks.settle(blocks, [repetition] * parts)
                for part, numbers in found.items():
                    lost.setdefault(part, set()).update(numpy.frombuffer(numbers, "<u4").tolist())
                for (_, outcome), count in outcomes.items():
                    counts[outcome] += count
            standing = {place for _, _, place in tickets
                        if place & 0xFFFFFFFF not in lost.get(place >> 32, set())}
            self.assertEqual((standing, counts), ledger(tickets, repetition), round)


class Deliveries(unittest.TestCase):
    def refusal(self, rows, names=province.COLUMNS):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as sheet:
            csv.writer(sheet).writerows([names, *rows])
            sheet.flush()
            with self.assertRaises(SystemExit) as caught:
                province.read_deliveries(sheet.name)
        return str(caught.exception)

    def test_says_what_is_wrong_with_the_sheet(self):
        row = ["440600", "0757", "12345", "m", "a.csv"]
        self.assertIn("has no column file", self.refusal([row[:4]], province.COLUMNS[:4]))
        self.assertIn("named twice", self.refusal([row, row]))
        self.assertIn("names of folders", self.refusal([["../x", *row[1:]]]))
        self.assertIn("by two mappings", self.refusal([row, [*row[:3], "n", "b.csv"]]))
        self.assertIn("names no file", self.refusal([]))

    def test_refuses_to_go_on_with_another_job(self):
        with tempfile.TemporaryDirectory() as folder:
            workspace = os.path.join(folder, "w")
            os.makedirs(os.path.join(workspace, "Mappings"))
            with open(os.path.join(workspace, "settings.csv"), "w", encoding="utf-8") as file:
                file.write("setting,value\n")
            given = types.SimpleNamespace(
                to=os.path.join(folder, "out"), workspace=workspace, range=64, purpose=None,
                group=16, seed=None, hotline="true", keys=None)
            first = province.prepare(given, [{"file": "a"}])
            self.assertEqual(province.prepare(given, [{"file": "a"}]), first)
            with self.assertRaisesRegex(SystemExit, "other deliveries"):
                province.prepare(given, [{"file": "b"}])
            with open(os.path.join(workspace, "settings.csv"), "a", encoding="utf-8") as file:
                file.write("city,x\n")
            with self.assertRaisesRegex(SystemExit, "other sheets"):
                province.prepare(given, [{"file": "a"}])


if __name__ == "__main__":
    unittest.main()
