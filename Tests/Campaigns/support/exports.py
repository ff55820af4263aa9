"""Small exports of fictitious lines, with the damage that real ones have."""

COLUMNS = (
    "工单编号,来电号码,来电人,性别,联系电话,来电时间,受理时间,诉求类型,业务编码,业务名称,区划,所属区,标题,诉求内容,"
    "承办科室,办结时间,办理结果,答复内容,满意度,工单状态,坐席工号"
).split(",")
# What a person writes in place of a value that cannot be used.
REPAIRS = {"昨天下午": "2021-02-28 10:00:00", "2021-02-30 10:11:12": "2021-02-28 10:11:12"}
# A state that no code table knows until somebody adds it.
UNKNOWN_STATE = "挂账"

KINDS = ["咨询", "求助", "投诉", "举报", "意见建议", "表扬"]
STATES = ["已办结", "已归档", "已回访", "办理中"]
PHRASES = ["公积金补缴年限认定不一致", "提取材料被退回", "还款预约排队太久", "基数未按时调整", "盼告知办理进度",
           "多位街坊有同样情况", "已反映过两次", "请依规定处理", "系统提示审核未通过"]
UNITS = ["提取业务科", "贷款管理科", "缴存管理科", "综合服务科"]


def row(random, number, version=1):
    """One ticket; its version changes what a later delivery may change."""
    day = f"2021-{1 + number % 12:02d}-{1 + number % 28:02d}"
    text = "，".join(random.sample(PHRASES, 3))
    if number % 17 == 0:
        text = f'"来电人原话：""{text}""\n第二行"'
    return [
        f"GJJ{number:06d}", f"1380000{number % 10000:04d}", "周某", random.choice("男女"),
        f"0757-8210{1000 + number % 9000}", f"{day} 09:{number % 60:02d}:00", f"{day} 10:00:00",
        random.choice(KINDS), f"0{1 + number % 3}01", "提取/租房提取", "440604", "禅城区", f"第{number}件",
        f"{text}（第{version}版）" if not text.endswith('"') else text, random.choice(UNITS),
        f"{day} 18:00:00", random.choice(["已解决", "部分解决", "解释说明"]), f"第{version}次答复", "满意",
        random.choice(STATES), f"G{number % 30:02d}",
    ]


def export(random, numbers, version=1, damaged=0):
    """A delivered file in GB18030: tickets of these numbers, some of them damaged, and a sum line."""
    lines = [",".join(COLUMNS)]
    rows = [row(random, number, version) for number in numbers]
    for index, victim in enumerate(random.sample(range(len(rows)), damaged)):
        cells = rows[victim]
        match index % 5:
            case 0: cells[5] = "昨天下午"
            case 1: cells[5] = "2021-02-30 10:11:12"
            case 2: cells[19] = UNKNOWN_STATE
            case 3: cells[0] = ""
            case 4: del cells[18:]
    lines += [",".join(cells) for cells in rows]
    lines.append(",".join(["合计"] + [""] * (len(COLUMNS) - 1)))
    return "\r\n".join(lines).encode("gb18030") + b"\r\n"


def repaired(sheet):
    """The sheet of quarantined records with what a person can repair repaired."""
    text = sheet.decode("gb18030")
    for found, right in REPAIRS.items():
        text = text.replace(found, right)
    return text.encode("gb18030")
