#!/usr/bin/env python3
"""Tickets with all that rates ask for: times, limits, extensions, returns, follow-ups, events, marks.

  generate.py FOLDER ROWS SEED

Writes FOLDER/LINE.csv for each of three lines, and the mapping FOLDER/generated that imports them. The
calls are of 2019 to 2023. Many values are left out, since legacy systems leave them out.
"""
import csv, os, random, sys
from datetime import datetime, timedelta

LINES = ["12318", "12329", "12333"]
UNITS = ["示例市" + name for name in ("人社局", "公积金中心", "文旅局", "城管局", "住建局", "交通局", "教育局", "卫健局")]
PHRASES = ["反映小区门口路灯不亮", "咨询办理流程和所需材料", "请尽快核实并答复", "此前已经拨打过电话", "希望有人到现场查看",
           "附近多位街坊有同样情况", "夜间情况更为明显", "工作人员答复前后不一致", "来电人愿意配合提供材料", "涉及金额一千二百元"]
TYPES = ["consultation", "help", "complaint", "report", "suggestion", "praise", "other"]
STATES = ["pending", "accepted", "dispatched", "in-progress", "returned", "suspended", "finished", "followed-up", "closed", "void"]
RESULTS = ["solved", "partly-solved", "explained", "unsolved", "refused"]
LEVELS = ["very-satisfied", "satisfied", "basically-satisfied", "dissatisfied", "very-dissatisfied"]
CODES = {"type": TYPES, "urgency": ["normal", "urgent", "critical"], "state": STATES, "result": RESULTS, "level": LEVELS}
INSTANT = "instant,yyyy-MM-dd HH:mm:ss|yyyy-MM-dd"
FIELDS = [
    ("legacyNumber", "编号", "text,"), ("caller.phone", "号码", "phone,"), ("call.receivedAt", "来电", INSTANT),
    ("call.acceptedAt", "受理", INSTANT), ("dispatch.dispatchedAt", "派单", INSTANT), ("matter.type", "类型", "code,,type"),
    ("matter.urgency", "紧急", "code,,urgency"), ("matter.content", "内容", "text,"), ("matter.category", "分类", "text,"),
    ("matter.tags", "标签", "list,；"), ("dispatch.unit", "单位", "text,"), ("limits.dueAt", "期限", INSTANT),
    ("limits.extensions", "延期", "list,；|，|at;dueAt;reason|yyyy-MM-dd HH:mm:ss|yyyy-MM-dd"),
    ("handling.result", "结果", "code,,result"), ("handling.closedAt", "办结", INSTANT),
    ("handling.returns", "退单", "list,；|，|unit;reason"), ("followUp.contacted", "联系", "flag,"),
    ("followUp.solved", "解决", "flag,"), ("followUp.satisfaction", "满意度", "code,,level"),
    ("status.state", "状态", "code,,state"), ("workflow.events", "流转", "list,；|，|at;event|yyyy-MM-dd HH:mm:ss"),
]


def row(choose, number):
    some = lambda share, value: value if choose.random() < share else ""
    instant = lambda time: str(time)
    day = lambda time: str(time.date())
    received = datetime(2019, 1, 1) + timedelta(seconds=choose.randrange(5 * 365 * 86400))
    accepted = received + timedelta(seconds=choose.randrange(0, 90000))
    dispatched = accepted + timedelta(seconds=choose.randrange(0, 90000))
    closed = dispatched + timedelta(seconds=int(choose.expovariate(1 / (9 * 86400))))
    due = accepted + timedelta(days=choose.randrange(1, 25))
    events = [(dispatched, "派单")] if choose.random() < 0.5 else []
    for name in ("签收", "先行联系", "办理"):
        if events and choose.random() < 0.6:
            events.append((dispatched + timedelta(seconds=choose.randrange(0, 4 * 86400)), name))
    choose.shuffle(events)
    tags = [t for t in ("噪声", "行政调解", "执法办案", "不合理诉求", "夜间") if choose.random() < 0.06]
    extensions = [f"{instant(accepted + timedelta(days=n))}，{choose.choice([day, instant])(due + timedelta(days=9 * n + 9))}，材料待补"
                  for n in range(choose.choice([0] * 12 + [1, 1, 2]))]
    returns = [f"{choose.choice(UNITS)}，不属职责" for _ in range(choose.choice([0] * 10 + [1, 1, 3]))]
    return [
        f"G{number:08d}", f"1380000{choose.randrange(10000):04d}",
        choose.choice([instant] * 9 + [day])(received), some(0.8, choose.choice([instant] * 9 + [day])(accepted)),
        some(0.7, instant(dispatched)), choose.choice(TYPES), some(0.3, choose.choice(CODES["urgency"])),
        "，".join(choose.choices(PHRASES, k=choose.randrange(3, 12))), choose.choice(["路灯", "社保", "调解"]), "；".join(tags),
        some(0.95, choose.choice(UNITS)), some(0.6, choose.choice([instant, day])(due)), "；".join(extensions),
        some(0.8, choose.choice(RESULTS)), some(0.85, choose.choice([instant] * 5 + [day])(closed)), "；".join(returns),
        some(0.6, choose.choice("10")), some(0.5, choose.choice("110")),
        some(0.6, choose.choices(LEVELS, [5, 4, 3, 1, 1])[0]), choose.choices(STATES, [1, 1, 1, 2, 1, 1, 4, 4, 8, 1])[0],
        "；".join(f"{instant(at)}，{name}" for at, name in events),
    ]


def generate(folder, rows, seed):
    """Writes the files, and returns them by their lines."""
    os.makedirs(f"{folder}/generated/codes", exist_ok=True)
    with open(f"{folder}/generated/source.csv", "w", encoding="utf-8") as file:
        file.write("setting,value\ncontainer,csv\ncharset,utf-8\nowner,生成程序\n")
    with open(f"{folder}/generated/fields.csv", "w", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow("field,source,transform,formats,codes,required,otherwise".split(","))
        for field, column, how in FIELDS:
            transform, formats, codes = (how.split(",") + [""])[:3]
            needed = field in ("legacyNumber", "call.receivedAt", "matter.type", "status.state")
            out.writerow([field, column, transform, formats, codes, "yes" if needed else "no", "quarantine"])
    for name, codes in CODES.items():
        with open(f"{folder}/generated/codes/{name}.csv", "w", encoding="utf-8") as file:
            file.write("legacy,unified\n" + "".join(f"{code},{code}\n" for code in codes))
    files = {}
    for part, line in enumerate(LINES):
        choose = random.Random(f"{seed} {line}")
        files[line] = f"{folder}/{line}.csv"
        with open(files[line], "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow([column for _, column, _ in FIELDS])
            for number in range(rows // len(LINES) + (part < rows % len(LINES))):
                out.writerow(row(choose, number))
    return files


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
