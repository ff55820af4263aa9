#!/usr/bin/env python3
"""Counts the rates of exported tickets in SQL, from Documentation/Reference/measures.md alone.

  oracle.py TICKETS.jsonl SHEETS CALENDAR.csv DAY [--from MONTH] [--until MONTH] [--by line,unit,month]

Prints what `hotline measure list --format csv` prints, without the definitions. SQLite by default;
with --duckdb the same statement on DuckDB, which reads the file itself on two threads.
Three-valued logic is that of SQL: a condition is true, false or NULL.
"""
import csv, datetime, json, sqlite3, sys

TYPES = ["consultation", "help", "complaint", "report", "suggestion", "praise", "other"]
URGENCIES = ["normal", "urgent", "critical"]
LEVELS = ["very-satisfied", "satisfied", "basically-satisfied", "dissatisfied", "very-dissatisfied"]
INDEX = ["response", "closing", "solving", "satisfaction"]
HEADERS = {"环节": "stage", "热线": "line", "诉求类型": "type", "紧急程度": "urgency", "自": "from", "至": "to",
           "时限": "count", "单位": "unit", "标记": "mark", "字段": "field", "值": "value", "指标": "rate",
           "名称": "label", "分母": "base", "分子": "counted", "剔除": "excluded", "类别": "kind",
           "指标或等级": "name", "权重": "weight", "签字人": "signed_by", "日期": "date"}


def sheet(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    names = [HEADERS.get(name, name) for name in rows[0]]
    return [dict(zip(names, row)) for row in rows[1:] if any(row)]


def text(value):
    return "'" + value.replace("'", "''") + "'"


class SQLite:
    """Tickets go into a table of texts; lists stay JSON."""

    def __init__(self, path):
        self.db = sqlite3.connect(":memory:")
        self.db.execute("""CREATE TABLE t(line, unit, received, accepted, dispatched, type, urgency, recorded,
          extensions, returns, contacted, solved, rating, state, result, closed, tags, category,
          category_code, category_path, remark, own, events)""")
        self.db.executemany(f"INSERT INTO t VALUES ({','.join('?' * 23)})", self.tickets(path))

    @staticmethod
    def tickets(path):
        def listed(value):
            return None if value is None else json.dumps(value, ensure_ascii=False)
        with open(path, encoding="utf-8") as file:
            for line in file:
                ticket = json.loads(line)
                part = lambda group: ticket.get(group, {})
                call, matter, dispatch, limits = part("call"), part("matter"), part("dispatch"), part("limits")
                handling, follow, status = part("handling"), part("followUp"), part("status")
                yield (ticket["line"], dispatch.get("unit"), call.get("receivedAt"), call.get("acceptedAt"),
                       dispatch.get("dispatchedAt"), matter.get("type"), matter.get("urgency"), limits.get("dueAt"),
                       listed(limits.get("extensions")), listed(handling.get("returns")), follow.get("contacted"),
                       follow.get("solved"), follow.get("satisfaction"), status.get("state"), handling.get("result"),
                       handling.get("closedAt"), listed(matter.get("tags")), matter.get("category"),
                       matter.get("categoryCode"), listed(matter.get("categoryPath")), status.get("remark"),
                       listed(part("extension").get("values")), listed(part("workflow").get("events")))

    def has(self, column, value):
        return f"coalesce(EXISTS(SELECT 1 FROM json_each({column}) WHERE value = {text(value)}), 0)"

    def has_entry(self, column, name, value):
        return (f"EXISTS(SELECT 1 FROM json_each({column}) WHERE value ->> 'name' = {text(name)} "
                f"AND value ->> 'value' = {text(value)})")

    def size(self, column):
        return f"coalesce(json_array_length({column}), 0)"

    extended = "(SELECT value ->> 'dueAt' FROM json_each(extensions) WHERE value ->> 'dueAt' IS NOT NULL ORDER BY id DESC LIMIT 1)"

    def response(self, names):
        return (f"(SELECT min(value ->> 'at') FROM json_each(events) WHERE value ->> 'event' IN ({names}) "
                f"AND substr(value ->> 'at', 1, 10) <= :day)")

    hours = "strftime('%Y-%m-%dT%H:%M:%S', substr(start, 1, 19), '+' || r.count || ' hours')"
    days = "date(substr(start, 1, 10), '+' || r.count || ' days')"

    def load(self, name, columns, rows):
        self.db.execute(f"DROP TABLE IF EXISTS {name}")
        self.db.execute(f"CREATE TABLE {name}({columns})")
        self.db.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(columns.split(',')))})", rows)
        self.db.execute(f"CREATE INDEX {name}_key ON {name}({','.join(columns.replace(' integer', '').split(',')[:4])})")
        if name == "days":
            self.db.execute("CREATE INDEX days_number ON days(number, worked)")

    def rows(self, statement, day):
        return self.db.execute(statement.replace(":day", text(day))).fetchall()


class DuckDB:
    """DuckDB reads the file as it runs the statement, and of each ticket only what is asked for."""

    def __init__(self, path):
        import duckdb
        self.db = duckdb.connect()
        self.db.execute("set threads=2; set enable_progress_bar=false")
        columns = {
            "line": "VARCHAR", "call": "STRUCT(receivedAt VARCHAR, acceptedAt VARCHAR)",
            "matter": "STRUCT(type VARCHAR, urgency VARCHAR, tags VARCHAR[], category VARCHAR, categoryCode VARCHAR, categoryPath VARCHAR[])",
            "dispatch": "STRUCT(unit VARCHAR, dispatchedAt VARCHAR)",
            "limits": "STRUCT(dueAt VARCHAR, extensions STRUCT(dueAt VARCHAR)[])",
            "handling": 'STRUCT(result VARCHAR, closedAt VARCHAR, "returns" STRUCT("at" VARCHAR)[])',
            "followUp": "STRUCT(contacted BOOLEAN, solved BOOLEAN, satisfaction VARCHAR)",
            "status": "STRUCT(state VARCHAR, remark VARCHAR)",
            "extension": "STRUCT(\"values\" STRUCT(name VARCHAR, value VARCHAR)[])",
            "workflow": "STRUCT(events STRUCT(\"at\" VARCHAR, event VARCHAR)[])",
        }
        listed = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
        self.db.execute(f"""CREATE VIEW t AS SELECT line, dispatch.unit AS unit, call.receivedAt AS received,
          call.acceptedAt AS accepted, dispatch.dispatchedAt AS dispatched, matter.type AS type,
          matter.urgency AS urgency, limits.dueAt AS recorded, limits.extensions AS extensions,
          handling."returns" AS returns, followUp.contacted AS contacted, followUp.solved AS solved,
          followUp.satisfaction AS rating, status.state AS state, handling.result AS result,
          handling.closedAt AS closed, matter.tags AS tags, matter.category AS category,
          matter.categoryCode AS category_code, matter.categoryPath AS category_path, status.remark AS remark,
          extension."values" AS own, workflow.events AS events
          FROM read_json('{path}', format='newline_delimited', columns={{{listed}}}, maximum_object_size=100000000)""")

    def has(self, column, value):
        return f"coalesce(list_contains({column}, {text(value)}), false)"

    def has_entry(self, column, name, value):
        return f"coalesce(list_contains({column}, {{'name': {text(name)}, 'value': {text(value)}}}), false)"

    def size(self, column):
        return f"coalesce(len({column}), 0)"

    extended = "list_filter(extensions, lambda x: x.dueAt IS NOT NULL)[-1].dueAt"

    def response(self, names):
        return (f"list_min(list_transform(list_filter(events, lambda x: x.event IN ({names}) "
                f"AND substr(x.\"at\", 1, 10) <= :day), lambda x: x.\"at\"))")

    hours = "CASE WHEN length(start) = 25 THEN strftime(CAST(substr(start, 1, 19) AS TIMESTAMP) + to_hours(CAST(r.count AS INTEGER)), '%Y-%m-%dT%H:%M:%S') END"
    days = "strftime(CAST(substr(start, 1, 10) AS DATE) + CAST(r.count AS INTEGER), '%Y-%m-%d')"

    def load(self, name, columns, rows):
        kinds = ", ".join(c if " " in c else f"{c} VARCHAR" for c in columns.split(","))
        self.db.execute(f"CREATE TABLE {name}({kinds})")
        self.db.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(columns.split(',')))})", rows)

    def rows(self, statement, day):
        return self.db.execute(statement.replace(":day", text(day))).fetchall()


def load_rules(engine, folder, calendar):
    """Rows for every type and urgency by themselves; the lines with rows of their own."""
    rows, own = [], {"closing": set(), "response": set()}
    for rule in sheet(f"{folder}/deadlines.csv"):
        own[rule["stage"]].add(rule["line"])
        for kind in TYPES if rule["type"] == "*" else [rule["type"]]:
            for urgency in URGENCIES if rule["urgency"] == "*" else [rule["urgency"]]:
                rows.append((rule["stage"], rule["line"], kind, urgency, rule["from"].replace("/", "-") or "0000-00-00",
                             rule["to"].replace("/", "-") or "9999-99-99", int(rule["count"]), rule["unit"]))
    engine.load("rules", "stage,line,type,urgency,begins,ends,count integer,unit", rows)
    marked = {datetime.date.fromisoformat(r["date"]): r["kind"] for r in sheet(calendar)}
    day, last = datetime.date(min(marked).year, 1, 1), datetime.date(max(marked).year, 12, 31)
    days, number = [], 0
    while day <= last:
        kind = marked.get(day)
        worked = kind == "workday" or (kind is None and day.weekday() < 5)
        number += worked
        days.append((str(day), number, int(worked)))
        day += datetime.timedelta(days=1)
    engine.load("days", "day,number integer,worked integer", days)
    return {stage: lines - {"*"} for stage, lines in own.items()}


def until(engine, stage, start, extended, recorded, own):
    """The limit of a stage, and the unit that it is set in."""
    block = "'*'"
    if own[stage]:
        block = f"CASE WHEN line IN ({', '.join(map(text, sorted(own[stage])))}) THEN line ELSE '*' END"
    return f"""
      SELECT s.*, r.unit AS {stage}_unit, coalesce({extended}, CASE r.unit WHEN 'recorded' THEN {recorded}
        WHEN 'calendar-day' THEN {engine.days.replace("start", stage + "_start")}
        WHEN 'hour' THEN CASE WHEN length({stage}_start) = 25 THEN {engine.hours.replace("start", stage + "_start")} END
        WHEN 'working-day' THEN CASE WHEN r.count = 0 THEN a.day ELSE b.day END END) AS {stage}_until
      FROM (SELECT t.*, {start} AS {stage}_start, {block} AS {stage}_block FROM TICKETS t) s
      LEFT JOIN rules r ON r.stage = '{stage}' AND r.line = s.{stage}_block AND r.type = s.type
        AND r.urgency = coalesce(s.urgency, 'normal')
        AND r.begins <= substr(s.{stage}_start, 1, 10) AND r.ends >= substr(s.{stage}_start, 1, 10)
      LEFT JOIN days a ON a.day = substr(s.{stage}_start, 1, 10)
      LEFT JOIN days b ON b.number = a.number + r.count AND b.worked = 1"""


def in_time(time, limit):
    return f"""CASE WHEN {time} IS NULL OR {limit} IS NULL THEN NULL
      WHEN substr({time}, 1, 10) < substr({limit}, 1, 10) THEN 1 = 1
      WHEN substr({time}, 1, 10) > substr({limit}, 1, 10) THEN 1 = 0
      WHEN length({limit}) = 10 THEN 1 = 1 WHEN length({time}) = 10 THEN NULL
      ELSE substr({time}, 1, 19) <= substr({limit}, 1, 19) END"""


def marks(engine, folder, kind):
    columns = {"matter.category": "category", "matter.categoryCode": "category_code", "dispatch.unit": "unit",
               "status.remark": "remark"}
    tests = []
    for mark in sheet(f"{folder}/matters.csv"):
        if mark["mark"] != kind:
            continue
        field, value = mark["field"], mark["value"]
        if field in columns:
            tests.append(f"coalesce({columns[field]} = {text(value)}, 1 = 0)")
        elif field == "extension.values":
            tests.append(engine.has_entry("own", *value.split("=", 1)))
        else:
            tests.append(engine.has({"matter.tags": "tags", "matter.categoryPath": "category_path"}[field], value))
    return "(" + (" OR ".join(tests) or "1 = 0") + ")"


def conditions(engine, folder):
    closed = """CASE WHEN closed IS NOT NULL THEN substr(closed, 1, 10) <= :day
      WHEN state IS NULL THEN NULL ELSE state IN ('finished', 'followed-up', 'closed') END"""
    reached = "substr(closing_until, 1, 10) <= :day"
    solved = "CASE WHEN solved IS NOT NULL THEN solved WHEN result IS NOT NULL THEN result = 'solved' END"
    return {
        "all": "1 = 1",
        "accepted": "CASE WHEN state IS NOT NULL THEN state <> 'pending' END",
        "dispatched": "CASE WHEN dispatched IS NOT NULL THEN substr(dispatched, 1, 10) <= :day END",
        "asked": "contacted IS NOT NULL",
        "contacted": "contacted",
        "response-due": f"""CASE WHEN response_unit = 'none' THEN 1 = 0 WHEN events IS NULL THEN NULL
          WHEN response IS NOT NULL THEN 1 = 1 ELSE substr(response_until, 1, 10) <= :day END""",
        "responded-in-time": f"""CASE WHEN response_unit = 'none' OR events IS NULL OR response_until IS NULL THEN NULL
          WHEN response IS NULL THEN 1 = 0 ELSE {in_time('response', 'response_until')} END""",
        "closed": closed,
        "due": f"""CASE WHEN closing_unit = 'none' AND closing_until IS NULL THEN 1 = 0 WHEN {closed} THEN 1 = 1
          WHEN closing_until IS NULL THEN NULL WHEN {reached} THEN 1 = 1 WHEN ({closed}) IS NULL THEN NULL ELSE 1 = 0 END""",
        "closed-on-time": f"CASE WHEN {closed} THEN {in_time('closed', 'closing_until')} ELSE {closed} END",
        "no-limit": "coalesce(closing_unit = 'none' AND closing_until IS NULL, 1 = 0)",
        "solved": solved,
        "not-solved": f"NOT ({solved})",
        "solved-or-explained": """CASE WHEN solved IS NOT NULL THEN 1 = 1
          WHEN result IS NOT NULL THEN result IN ('solved', 'explained') END""",
        "rated": "rating IS NOT NULL",
        "satisfied": "CASE WHEN rating IS NOT NULL THEN rating IN ('very-satisfied', 'satisfied', 'basically-satisfied') END",
        "satisfied-by-weight": "rating IS NOT NULL",
        "returned": "returns IS NOT NULL",
        "extended": "extensions IS NOT NULL",
        "void": "coalesce(state = 'void', 1 = 0)",
        **{kind: marks(engine, folder, kind) for kind in ("mediation", "enforcement", "unreasonable")},
    }


def statement(engine, folder, own, groups, first, last):
    rates = sheet(f"{folder}/rates.csv")
    used = {c for r in rates for k in ("base", "counted", "excluded") for c in r[k].split("|") if c}
    names = ", ".join(text(m["value"]) for m in sheet(f"{folder}/matters.csv") if m["mark"] == "response") or "NULL"
    source = "t"
    start = "coalesce(accepted, received)"
    if used & {"due", "closed-on-time", "no-limit"}:
        source = "(" + until(engine, "closing", start, engine.extended, "recorded", own).replace("TICKETS", source) + ")"
    if used & {"response-due", "responded-in-time"}:
        source = "(" + until(engine, "response", f"coalesce(dispatched, {start})", "NULL", "NULL", own).replace("TICKETS", source) + ")"
        source = f"(SELECT z.*, {engine.response(names)} AS response FROM {source} z)"
    all_conditions = conditions(engine, folder)
    months = "coalesce(substr(received, 1, 7), '-')"
    asked = ", ".join(f'({all_conditions[c]}) AS "{c}"' for c in sorted(used))
    judged = (f"SELECT line, coalesce(unit, '-') AS unit, {months} AS month, {engine.size('returns')} AS nr, "
              f"{engine.size('extensions')} AS ne, rating, {asked} FROM {source} q "
              f"WHERE (received IS NULL OR substr(received, 1, 10) <= :day)"
              + (f" AND substr(received, 1, 7) >= {text(first)}" if first else "")
              + (f" AND substr(received, 1, 7) <= {text(last)}" if last else ""))
    weight = "CASE rating " + " ".join(
        f"WHEN '{w['name']}' THEN {int(w['weight'])}" for w in sheet(f"{folder}/weights.csv") if w["kind"] == "level") + " END"
    sums = ["count(*)", "sum(nr)", "sum(ne)"]
    for rate in rates:
        both = lambda key: "(" + " AND ".join(f'"{c}"' for c in rate[key].split("|")) + ")"
        out = "(" + (" OR ".join(f'"{c}"' for c in rate["excluded"].split("|") if c) or "1 = 0") + ")"
        base, counted = both("base"), both("counted")
        add = lambda test, value="1": f"sum(CASE WHEN {test} THEN {value} ELSE 0 END)"
        sums += [
            add(f"NOT {out} AND {base} AND {counted}", weight if rate["counted"] == "satisfied-by-weight" else "100"),
            add(f"NOT {out} AND {base} AND {counted} IS NOT NULL"), add(out),
            add(f"NOT {out} AND ({base} IS NULL OR ({base} AND {counted} IS NULL))"), add(f"NOT {out} AND NOT {base}"),
        ]
    by = f" GROUP BY {', '.join(groups)}" if groups else " HAVING count(*) > 0"
    return f"SELECT {', '.join(groups + sums)} FROM ({judged}) j{by}"


def table(engine, folder, calendar, day, groups, first=None, last=None):
    """The rows of the table, ordered by the bytes of their groups."""
    own = load_rules(engine, folder, calendar)
    found = engine.rows(statement(engine, folder, own, groups, first, last), day)
    rates = sheet(f"{folder}/rates.csv")
    weights = sheet(f"{folder}/weights.csv")
    signed = all(w["signed_by"] for w in weights)
    share = {w["name"]: int(w["weight"]) for w in weights if w["kind"] == "index"}
    decimal = lambda n: f"{n // 100}.{n % 100:02d}"
    rows = []
    for row in sorted(found, key=lambda r: [str(v).encode() for v in r[:len(groups)]]):
        keys, numbers = list(row[:len(groups)]), [int(n) for n in row[len(groups):]]
        tail, values = [str(n) for n in numbers[:3]], {}
        for index, rate in enumerate(rates):
            numerator, denominator, excluded, unknown, outside = numbers[3 + 5 * index:8 + 5 * index]
            value = (numerator * 200 + denominator) // (denominator * 2) if denominator else None
            values[rate["rate"]] = value
            shown = decimal(numerator) if rate["counted"] == "satisfied-by-weight" else str(numerator // 100)
            rows.append(keys + [rate["rate"], "-" if value is None else decimal(value), shown]
                        + [str(n) for n in (denominator, excluded, unknown, outside)] + tail)
        if signed:
            known = [values[name] for name in INDEX]
            index = None if None in known else (sum(values[n] * share[n] for n in INDEX) + 50) // 100
            rows.append(keys + ["index", "-" if index is None else decimal(index)] + ["-"] * 5 + tail)
    return rows


def option(name, usual=None):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else usual


def main():
    path, folder, calendar, day = sys.argv[1:5]
    groups = [g for g in option("--by", "line,unit,month").split(",") if g != "total"]
    engine = (DuckDB if "--duckdb" in sys.argv else SQLite)(path)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(groups + ["measure", "value", "numerator", "denominator", "excluded", "unknown", "outside",
                           "tickets", "returns", "extensions"])
    out.writerows(table(engine, folder, calendar, day, groups, option("--from"), option("--until")))


if __name__ == "__main__":
    main()
