#!/usr/bin/env python3
"""Writes the sample data: a fictitious city in the shape of Foshan, and the truth about it.

    generate.py            writes every file below this folder
    generate.py --check    compares instead; exit 1 and the names where they differ

No clock, no library beyond Python's own, a random sequence of our own: the same bytes always.
The truth (`expected/`) is counted from what is put in, never from what an importer made of it.
"""
import os
import sys
from datetime import datetime, timedelta

sys.dont_write_bytecode = True

from sample_departments import DEPARTMENTS
from sample_register import DECISIONS, DECISIONS_DEPT_FULL, PARAMETERS, REGISTER
from sample_unseen import HANDED_OVER, SPREADSHEET_HANDED_OVER, spreadsheet, unseen
from sample_writing import BOM, sheet, xml_document

HERE = os.path.dirname(os.path.abspath(__file__))

# A ticket number that comes again with other content where the mapping says `quarantine`:
# the later record is quarantined, the first one stays.
CONFLICT_KEEPS_FIRST = True


class Dice:
    """SplitMix64: the same sequence in every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        return (mixed ^ (mixed >> 31)) % limit

    def pick(self, values):
        return values[self.below(len(values))]

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, per_thousand):
        return self.below(1000) < per_thousand


# MARK: People and matters, all invented

SURNAMES = list("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任") + [
    "欧阳", "司徒", "䶮"]
GIVEN = list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲芬燕彬凤洁梅琳鑫飞") + ["喆", "镕", "㛃", "燊", "堃"]
DISTRICTS = [("440604", "禅城区"), ("440605", "南海区"), ("440606", "顺德区"),
             ("440607", "三水区"), ("440608", "高明区")]
TOWNS = {"440604": ["石湖街道", "祖林街道", "张滘街道"], "440605": ["桂涌镇", "西塱镇", "里㙍村"],
         "440606": ["北滘新村", "容山街道", "乐水镇"], "440607": ["西岸镇", "芦塱镇", "云水街道"],
         "440608": ["荷溪街道", "更楼新村", "明塱镇"]}
ROADS = ["云帆路", "鹭洲大道", "青榕街", "石栏路", "望岗三路", "莲埠大道", "星河里", "氹边街", "月湾路", "同心巷"]
SUBJECTS = ["小区", "门店", "单位", "窗口", "工地", "市场", "车站", "学校旁路段", "河涌边", "出租屋"]
PLEAS = ["请尽快核实并答复", "希望有人到现场看一看", "盼告知办理进度", "请依规定处理", "希望解释清楚政策", "来电人愿意配合提供材料"]
DETAILS = ["此事已持续三周", "之前拨打过旧号码未有结果", "涉及金额约一千二百元", "多位街坊有同样情况", "现场有照片",
           "来电人称手续齐全", "工作人员答复前后不一致", "系统提示审核未通过", "已向物业反映过两次", "夜间情况更明显"]
REPLIES = ["已电话联系来电人并说明情况", "经核实属实，已督促整改", "已按规定办理完毕", "不属本单位职责，已解释并告知渠道",
           "已安排人员现场查看，来电人认可", "材料齐全后当日办结"]


def phone(dice):
    """Numbers of patterns that nobody holds."""
    digits = "%04d" % dice.below(10000)
    style = dice.below(20)
    if style < 13:
        return "1380000" + digits
    if style < 15:
        return "0757-8210" + digits
    if style < 17:
        return "+86 138 0000 " + digits
    if style < 19:
        return "138-0000-" + digits
    return "（0757）8210" + digits


def identity_card(serial):
    """A number by GB 11643-1999 that nobody has: the division 440699 does not exist."""
    digits = "440699%d%02d%02d%03d" % (1950 + serial % 50, 1 + serial % 12, 1 + serial % 28, serial % 1000)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11]


def case(dice, department, year, serial):
    """A ticket as it happened, before any system wrote it down. Times are whole minutes."""
    day = dice.below(365)
    received = datetime(year, 1, 1) + timedelta(days=day, minutes=dice.between(8 * 60, 20 * 60))
    accepted = received + timedelta(minutes=dice.between(1, 9))
    dispatched = accepted + timedelta(minutes=dice.between(10, 240))
    closed = dispatched + timedelta(days=dice.between(1, 12), minutes=dice.between(0, 200))
    code, district = dice.pick(DISTRICTS)
    place = "%s%s%s%d号" % (district, dice.pick(TOWNS[code]), dice.pick(ROADS), dice.between(1, 299))
    topic = dice.pick(department.topics)
    is_open = dice.chance(60)
    sentences = ["来电人反映%s附近的%s%s" % (dice.pick(ROADS), dice.pick(SUBJECTS), topic[2]), dice.pick(DETAILS)]
    if dice.chance(400):
        sentences.append(dice.pick(DETAILS))
    if serial % 29 == 11:
        sentences.append("本人身份证号%s" % identity_card(serial))
    sentences.append(dice.pick(PLEAS))
    name = dice.pick(SURNAMES) + "".join(dice.pick(GIVEN) for _ in range(dice.between(1, 2)))
    return {
        "serial": serial, "received": received, "accepted": accepted, "dispatched": dispatched,
        "closed": None if is_open else closed,
        "followed": None if is_open or dice.chance(300) else closed + timedelta(days=dice.between(1, 5)),
        "due": (received + timedelta(days=dice.between(7, 21))).replace(hour=0, minute=0),
        "name": "匿名" if dice.chance(30) else name, "gender": dice.below(2),
        "phone": phone(dice), "contact": "无" if dice.chance(120) else phone(dice),
        "kind": 1 if dice.chance(150) else 0, "type": dice.below(6), "channel": dice.below(10),
        "category": topic[0], "subcategory": topic[1], "code": topic[3],
        "title": topic[1] + dice.pick(["问题", "事宜", "咨询", "诉求"]),
        "sentences": sentences, "place": place, "division": code, "district": district,
        "unit": dice.pick(department.units), "method": dice.below(3), "urgent": 0 if dice.below(20) else 1,
        "result": None if is_open else dice.below(5), "reply": "" if is_open else dice.pick(REPLIES),
        "rating": None if is_open or dice.chance(350) else dice.below(5),
        "open": is_open, "agent": "%s%02d" % (department.agents, dice.between(1, 24)),
        "secret": dice.chance(40), "solved": dice.below(2), "layout": dice.below(10), "version": 1,
    }


# MARK: Files

class Export:
    """One file of a delivery: what stands in it, line by line, and what becomes of each record."""

    def __init__(self, department, name, header):
        self.department, self.name, self.header = department, name, header
        self.entries = []  # (kind, key, content, code, bytes)

    def add(self, kind, text, key=None, content=None, code=None):
        """`text` may hold U+E000: a byte that is no character of any charset stands there."""
        pieces = [piece.encode(self.department.charset) for piece in text.split("\ue000")]
        self.entries.append((kind, key, content, code, b"\xff".join(pieces)))

    def row(self, values, key, content):
        self.add("ticket", self.department.line(values), key, content)

    def bad(self, values, code):
        self.add("bad", self.department.line(values), code=code)

    def furniture(self, text):
        self.add("furniture", text)

    def skipped(self, values):
        self.add("skipped", self.department.line(values))

    def bytes(self):
        return (BOM if self.department.has_bom else b"") + b"".join(entry[4] for entry in self.entries)

    def lines(self):
        """The physical line on which each entry begins."""
        number = 1
        for entry in self.entries:
            yield number
            number += entry[4].count(b"\n")


def changed(ticket, words="（补充：来电人再次来电催办）"):
    """The same ticket with other content."""
    other = dict(ticket)
    other["version"] += 1
    other["sentences"] = ticket["sentences"] + [words.strip("（）")]
    return other


def fill(export, dice, tickets):
    """Writes tickets in their order, each with the number its department would give it."""
    department = export.department
    for ticket in tickets:
        export.row(department.values(ticket), department.number(ticket), content(ticket))
        if department.blanks and dice.chance(2):
            export.furniture(department.newline)


def content(ticket):
    return (ticket["serial"], ticket["received"].year, ticket["version"])


def insert(export, dice, kind, text, key=None, token=None, code=None, after=None):
    """Puts an entry at a random place behind the header (behind `after`, where it must be later)."""
    export.add(kind, text, key, token, code)
    entry = export.entries.pop()
    low = export.department.head_entries if after is None else after + 1
    export.entries.insert(dice.between(low, len(export.entries) - export.department.foot_entries), entry)


def place_of(export, key):
    return max(index for index, entry in enumerate(export.entries) if entry[1] == key)


def spoil(export, dice, year, serials, spoilers):
    """Adds records that cannot be used, each with the finding it must give."""
    department = export.department
    for column, value, code in spoilers:
        ticket = case(dice, department, year, next(serials))
        ticket["open"] = False
        values = department.values(ticket)
        if callable(value):
            value = value(ticket, values)
        if column == "*":
            text = value
        else:
            values[column] = value
            text = department.line(values)
        insert(export, dice, "bad", text, code=code)


def repeat(export, dice, ticket, in_file=None, words=None):
    """Adds a later record of the ticket's number: the same content, or other content."""
    department = export.department
    later = changed(ticket, words) if words else ticket
    key = department.number(ticket)
    after = place_of(export, key) if in_file is None else None
    insert(export, dice, "ticket", department.line(department.values(later)), key, content(later), after=after)
    return later


def serials(start):
    while True:
        yield start
        start += 1


def before(ticket, values):
    """A closing time two days before the call."""
    return ticket["received"] - timedelta(days=2)


# MARK: The deliveries

def provident_fund():
    department = DEPARTMENTS["12329-gjj"]
    dice, count = Dice(12329), serials(1)
    older, newer = (Export(department, "exports/12329/12329-%d.csv" % year, department.columns)
                    for year in (2019, 2020))
    for export, year in ((older, 2019), (newer, 2020)):
        export.furniture(department.head())
        tickets = [case(dice, department, year, next(count)) for _ in range(1280)]
        fill(export, dice, sorted(tickets, key=lambda ticket: (ticket["received"], ticket["serial"])))
        for index in range(8):
            repeat(export, dice, tickets[index * 97 + 5], words="（补充：来电人再次来电催办）")
        for index in range(2):
            repeat(export, dice, tickets[index * 211 + 17])
        if export is older:
            carried = tickets[600:610]
            thrice = tickets[700]
            second = repeat(export, dice, thrice, words="（补充：来电人提供了新材料）")
            same = tickets[900]
        text_after_quote = '"补缴提取"另有说明'
        spoil(export, dice, year, count, [
            ("来电时间", "2021-02-30 10:11:12", "HL2206"),
            ("来电时间", "昨天下午", "HL2206"),
            ("诉求类型", "催办件", "HL2207"),
            ("工单状态", "挂账", "HL2207"),
            ("工单编号", "", "HL2205"),
            ("来电号码", "1380000abcd", "HL2213"),
            ("办结时间", lambda ticket, _: department.time(before(ticket, None), ticket), "HL2209"),
            ("诉求内容", "来电人反映提取进度\ue000未更新，请核实", "HL1301"),
            ("*", lambda _, values: department.raw(list(values.values())[:-3]), "HL2208"),
            ("*", lambda _, values: department.raw(list(values.values()) + ["多出的一列"]), "HL2208"),
            ("*", lambda _, values: department.unquoted(values, "诉求内容", text_after_quote), "HL1413"),
        ])
        marker = {name: "" for name in department.columns} | {"工单编号": "剔除-测试工单", "诉求内容": "系统测试，不作工单"}
        insert(export, dice, "skipped", department.line(marker))
    for ticket in carried:
        repeat(newer, dice, ticket, in_file=newer, words="（补充：跨年后来电人再次来电）")
    repeat(newer, dice, second, in_file=newer, words="（补充：跨年后仍未解决）")
    repeat(newer, dice, same, in_file=newer)
    return [older, newer]


def human_resources():
    department = DEPARTMENTS["12333-hrss"]
    dice, count = Dice(12333), serials(1)
    export = Export(department, "exports/12333/12333-2020.csv", department.columns)
    export.furniture(department.head())
    tickets = [case(dice, department, 2020, next(count)) for _ in range(1400)]
    fill(export, dice, sorted(tickets, key=lambda ticket: (ticket["received"], ticket["serial"])))
    for index in range(3):
        repeat(export, dice, tickets[index * 301 + 11])
    # The same ticket with its time in another layout is the same ticket.
    for index in range(2):
        ticket = dict(tickets[index * 401 + 23])
        ticket["layout"] = (ticket["layout"] + 3) % 10
        key = department.number(ticket)
        insert(export, dice, "ticket", department.line(department.values(ticket)), key, content(ticket),
               after=place_of(export, key))
    for index in range(2):
        repeat(export, dice, tickets[index * 501 + 31], words="（补充：另一件事却用了同一编号）")
    spoil(export, dice, 2020, count, [
        ("来电日期", "2021-02-30 09:00:00", "HL2206"),
        ("来电日期", "2020/13/1 8:05", "HL2206"),
        ("主叫号码", "1.38E+10", "HL2102"),
        ("主叫号码", "1.38000012E+10", "HL2102"),
        ("主叫号码", "138000012345678", "HL2213"),
        ("诉求类别", "信访件", "HL2207"),
        ("受理方式", "ZZ01", "HL2207"),
        ("业务流水号", "", "HL2205"),
        ("来电日期", "", "HL2205"),
        ("是否解决", "大概", "HL2214"),
        ("实际办结时间", lambda ticket, _: before(ticket, None).strftime("%Y-%m-%d %H:%M:%S"), "HL2209"),
        ("诉求描述", "来电人咨询转移接续\ue000，请回电", "HL1301"),
        ("*", lambda _, values: department.raw([*values.values()][:9]), "HL2208"),
        # The quotation mark opens and does not close; later records have marks of their own.
        ("*", lambda _, values: department.unquoted(
            values, "诉求描述", '"来电人称单位未缴社保，请核实'), "HL1412|HL1413"),
    ])
    return [export]


def tax():
    department = DEPARTMENTS["12366-tax"]
    dice, count = Dice(12366), serials(1)
    export = Export(department, "exports/12366/12366-2020.xml", None)
    head, foot = xml_document()
    export.furniture(head)
    tickets = [case(dice, department, 2020, next(count)) for _ in range(900)]
    fill(export, dice, sorted(tickets, key=lambda ticket: (ticket["received"], ticket["serial"])))
    export.furniture(foot)
    for index in range(4):
        repeat(export, dice, tickets[index * 201 + 7], words="（补充：纳税人补正了材料）")
    repeat(export, dice, tickets[450])
    spoil(export, dice, 2020, count, [
        ("received", "20210230101112", "HL2206"),
        ("type", "其它类", "HL2207"),
        ("state", "77", "HL2207"),
        ("id", "", "HL2205"),
        ("phone", "1380000abcd", "HL2213"),
        ("closed", lambda ticket, _: before(ticket, None).strftime("%Y%m%d%H%M%S"), "HL2209"),
    ])
    return [export]


def chancheng():
    department = DEPARTMENTS["82100001-chancheng"]
    dice, count = Dice(82100001), serials(1)
    export = Export(department, "exports/0757-82100001/82100001-2021.csv", department.columns)
    for text in department.titles():
        export.furniture(text)
    export.furniture(department.head())
    tickets = [case(dice, department, 2021, next(count)) for _ in range(760)]
    fill(export, dice, sorted(tickets, key=lambda ticket: (ticket["received"], ticket["serial"])))
    total = {name: "" for name in department.columns} | {"工单号": "合计", "来电人": "760"}
    export.skipped(total)
    for index in range(3):
        repeat(export, dice, tickets[index * 151 + 3], words="（补充：街坊联名来电）")
    repeat(export, dice, tickets[640])
    insert(export, dice, "skipped", department.head())
    spoil(export, dice, 2021, count, [
        ("受理时间", "2021年2月30日 9时5分", "HL2206"),
        ("诉求类型", "99", "HL2207"),
        ("工单号", "", "HL2205"),
        ("办结时间", lambda ticket, _: department.time(before(ticket, None), ticket), "HL2209"),
        ("诉求内容", "来电人反映路灯\ue000不亮", "HL1301"),
        ("*", lambda _, values: department.raw([*values.values()][:5]), "HL2208"),
        ("*", lambda _, values: department.unquoted(values, "诉求内容", '"5寸水管爆裂'), "HL1412"),
    ])
    return [export]


def culture():
    department = DEPARTMENTS["12318-culture"]
    renamed = DEPARTMENTS["12318-culture-renamed"]
    dice, count = Dice(12318), serials(1)
    first = Export(department, "exports/12318/12318-delivery1.csv", department.columns)
    first.furniture(department.head())
    tickets = [case(dice, department, 2020, next(count)) for _ in range(420)]
    fill(first, dice, sorted(tickets, key=lambda ticket: (ticket["received"], ticket["serial"])))
    repeat(first, dice, tickets[33])
    repeat(first, dice, tickets[133], words="（补充：举报人补充线索）")
    late = case(dice, department, 2020, next(count))
    for column, value, code in [("举报类别", "涉黄", "HL2207"), ("受理时间", "2020-06-31 08:00", "HL2206")]:
        values = department.values(late) | {column: value}
        insert(first, dice, "bad", department.line(values), code=code)
        if code == "HL2207":
            repaired = late
            late = case(dice, department, 2020, next(count))
    second = Export(renamed, "exports/12318/12318-delivery2.csv", renamed.columns)
    second.furniture(renamed.head())
    again = tickets[200:290]
    news = [case(dice, department, 2021, next(count)) for _ in range(280)]
    updates = [changed(ticket, "（补充：案件已移交执法队）") for ticket in again[:35]] + again[35:]
    fill(second, dice, sorted(updates + news + [repaired], key=lambda ticket: (ticket["received"], ticket["serial"])))
    repeat(second, dice, news[40])
    spoil(second, dice, 2021, count, [
        ("举报类别", "其它", "HL2207"),
        ("工单编号", "", "HL2205"),
        ("*", lambda _, values: renamed.raw([*values.values()] + ["", ""]), "HL2208"),
    ])
    return [[first], [second]]


def nanhai():
    department = DEPARTMENTS["86100002-nanhai"]
    dice, count = Dice(86100002), serials(1)
    export = Export(department, "exports/0757-86100002/86100002-2021.tsv", department.columns)
    export.furniture(department.head())
    tickets = [case(dice, department, 2021, next(count)) for _ in range(860)]
    # Kept as they are: the mapping says `keep` for the caller's number, `empty` for the contact.
    tickets[100]["phone"], tickets[101]["phone"], tickets[102]["contact"] = "不便透露", "内线转接", "同上"
    fill(export, dice, sorted(tickets, key=lambda ticket: (ticket["received"], ticket["serial"])))
    for index in range(3):
        repeat(export, dice, tickets[index * 177 + 9], words="（补充：镇街已到场）")
    repeat(export, dice, tickets[555])
    spoil(export, dice, 2021, count, [
        ("来电时间", "2021-02-30 07:15", "HL2206"),
        ("来电类别", "骚扰", "HL2207"),
        ("工单编号", "", "HL2205"),
        ("办结时间", lambda ticket, _: before(ticket, None).strftime("%Y-%m-%d %H:%M"), "HL2209"),
        ("*", lambda _, values: department.raw([*values.values()][:6]), "HL2208"),
    ])
    return [export]


def deliveries():
    """Mapping, line and files of each delivery, in the order in which they are imported."""
    first, second = culture()
    return [
        ("12329-gjj", "12329", provident_fund()),
        ("12333-hrss", "12333", human_resources()),
        ("12366-tax", "12366", tax()),
        ("82100001-chancheng", "0757-82100001", chancheng()),
        ("12318-culture", "12318", first),
        ("12318-culture", "12318", second),
        ("86100002-nanhai", "0757-86100002", nanhai()),
    ]


# MARK: The truth

OUTCOMES = ["accepted", "updated", "unchanged", "superseded", "duplicate", "quarantined", "skipped"]


def truth(all_deliveries):
    """What must become of every record, and which are quarantined for which finding."""
    books, kept_out, ledger = [], [], {}
    for mapping, line, exports in all_deliveries:
        counts = {export.name: dict.fromkeys(OUTCOMES, 0) for export in exports}
        current = {}
        for export in exports:
            count = counts[export.name]
            for place, (kind, key, token, code, _) in zip(export.lines(), export.entries):
                if kind == "skipped":
                    count["skipped"] += 1
                elif kind == "bad":
                    count["quarantined"] += 1
                    kept_out.append([export.name, place, code])
                elif kind == "ticket" and key not in current:
                    current[key] = (export.name, token)
                elif kind == "ticket" and current[key][1] == token:
                    count["duplicate"] += 1
                elif kind == "ticket" and DEPARTMENTS[mapping].last_wins:
                    counts[current[key][0]]["superseded"] += 1
                    current[key] = (export.name, token)
                elif kind == "ticket":
                    assert CONFLICT_KEEPS_FIRST
                    count["quarantined"] += 1
                    kept_out.append([export.name, place, "HL2210"])
        for key, (name, token) in current.items():
            known = ledger.get((line, key))
            counts[name]["accepted" if known is None else "unchanged" if known == token else "updated"] += 1
            ledger[(line, key)] = token
        for export in exports:
            row = [counts[export.name][outcome] for outcome in OUTCOMES]
            books.append([export.name, sum(row)] + row)
    return books, kept_out


def bad_files():
    """Files that are no exports."""
    return {
        "bad/page.csv": "<!DOCTYPE html>\n<html><head><title>登录已过期</title></head>\n"
                        "<body><p>请重新登录后导出</p></body></html>\n".encode("utf-8"),
        "bad/empty.csv": b"",
        "bad/~$12329-2020.xlsx": b"\x05sample" + b" " * 48 + b"\x05\x00s\x00a\x00m\x00p\x00l\x00e\x00",
        "bad/workbook.csv": b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + bytes(16)
                            + b"\x13\x00\x08\x02[Content_Types].xml" + bytes(64),
    }


def files():
    """Every generated file and its bytes."""
    all_deliveries = deliveries()
    books, kept_out = truth(all_deliveries)
    made = {export.name: export.bytes() for _, _, exports in all_deliveries for export in exports}
    made["unseen/12350-2021.csv"] = unseen(case, Dice(12350))
    made["unseen/12350-handed-over.csv"] = sheet(HANDED_OVER)
    made["unseen/12333-labour-2021.csv"] = spreadsheet(case, Dice(1233312))
    made["unseen/12333-labour-handed-over.csv"] = sheet(SPREADSHEET_HANDED_OVER)
    made["register.csv"] = BOM + sheet(REGISTER)
    made["parameters.csv"] = sheet(PARAMETERS)
    made["deliveries.csv"] = sheet([["file", "mapping", "line"]] + [
        ["|".join(export.name for export in exports), mapping, line] for mapping, line, exports in all_deliveries])
    made["expected/decisions.csv"] = sheet(DECISIONS)
    made["expected/decisions-dept-full.csv"] = sheet(DECISIONS_DEPT_FULL)
    made["expected/reconciliation.csv"] = sheet([["file", "read"] + OUTCOMES] + books)
    made["expected/quarantine.csv"] = sheet([["file", "line", "code"]] + sorted(
        kept_out, key=lambda row: ([book[0] for book in books].index(row[0]), row[1])))
    return made | bad_files()


def main():
    made, different = files(), []
    for name, wanted in sorted(made.items()):
        path = os.path.join(HERE, name)
        if "--check" in sys.argv[1:]:
            try:
                with open(path, "rb") as file:
                    same = file.read() == wanted
            except OSError:
                same = False
            if not same:
                different.append(name)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(wanted)
    for name in different:
        print("differs: " + name)
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
