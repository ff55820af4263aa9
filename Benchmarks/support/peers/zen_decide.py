"""Decides facts with zen-engine, and compares every outcome with ours.

  zen_decide.py MODEL FACTS OUTCOMES NUMBERS LIMITS

Prints wall and CPU seconds of the batch, the rows and how many outcomes differ, as JSON.
"""
import csv, json, sys, time, zen
model, facts, outcomes = open(sys.argv[1]).read(), sys.argv[2], sys.argv[3]
numbers = set(sys.argv[4].split(","))
fixed = json.loads(sys.argv[5])
rows = [fixed | {k: (float(v) if v else None) if k in numbers else v for k, v in row.items()}
        for row in csv.DictReader(open(facts))]
engine = zen.ZenEngine({"loader": lambda key: model})
engine.evaluate_batch([{"key": "x", "context": row} for row in rows[:100]])
requests = [{"key": "x", "context": row} for row in rows]
wall, cpu = time.time(), time.process_time()
answers = engine.evaluate_batch(requests)
wall, cpu = time.time() - wall, time.process_time() - cpu
given = [a["data"]["result"] if a["success"] else a for a in answers]
wrong = 0
for row, answer in zip(csv.DictReader(open(outcomes)), given):
    for name, value in row.items():
        if name not in ("line", "undecided") and str(answer.get(name)) != value:
            wrong += 1
            if wrong == 1: print(row, answer, file=sys.stderr)
            break
print(json.dumps({"wall": wall, "cpu": cpu, "rows": len(rows), "wrong": wrong}))
