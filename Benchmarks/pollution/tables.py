"""The clean tables that are polluted: fictitious tickets of six hotlines, from a fixed seed."""
import datetime, random

PLACES = "文华路 石湾街 澜石社区 张槎市场 祖庙广场 魁奇路口 季华公园 绿景苑 丽江花园 汾江南路 同济桥 普君墟".split()
THINGS = "路灯不亮 占道经营 油烟扰民 井盖松动 积水未退 噪声很大 垃圾未清 车位被占 水压不足 树枝挡路 公交晚点 围挡未拆".split()
UNITS = "样例区城市管理局 样例区住建局 样例区水务局 样例区市场监管局 样例镇政府 样例区公安分局".split()
DISTRICTS = "样例一区 样例二区 样例三区".split()
HARD = ["他说“马上来”,却没来", 'the "night bus", line 12', "井盖直径 5\" 以上", "张三;李四;王五", "A|B 两栋之间",
        "姓名含𠮷字、㐂字", "表情😀与㎡、℃", "C:\\路径\\文件", "半角,逗号,三个", "it's broken", "1^2 号楼", "café Müller 店前",
        "“全角，标点；也有”", "制表\t符在内", "<b>加粗</b> & 其他", "价格 5,000.50 元"]


class Column:
    """A column of a table: its name in the file, the field it fills, and how."""

    def __init__(self, name, field=None, transform="text", formats="", otherwise="keep", required="no"):
        self.name, self.field, self.transform, self.formats = name, field, transform, formats
        self.otherwise, self.required = otherwise, required


class Table:
    def __init__(self, name, columns, rows, key=0):
        self.name, self.columns, self.rows, self.key = name, columns, rows, key

    def index(self, *transforms):
        """The first column with one of these transforms, other than the ticket number."""
        for number, column in enumerate(self.columns):
            if column.field and column.transform in transforms and column.field != "legacyNumber":
                return number
        return None


def number(name):
    return Column(name, "legacyNumber", otherwise="quarantine", required="yes")


def time(name, field="call.receivedAt", layout="yyyy-MM-dd HH:mm:ss"):
    received = field == "call.receivedAt"
    return Column(name, field, "instant", layout, "quarantine", "yes" if received else "no")


def phone(name, field="caller.phone"):
    return Column(name, field, "phone", otherwise="quarantine")


def moment(draw):
    return "{:04}-{:02}-{:02} {:02}:{:02}:{:02}".format(
        draw.choice([2019, 2020, 2021]), draw.randint(1, 12), draw.randint(1, 28),
        draw.randint(0, 23), draw.randint(0, 59), draw.randint(0, 59))


def mobile(draw):
    return f"1380000{draw.randint(1000, 9999)}"


def matter(draw):
    return f"{draw.choice(PLACES)}{draw.randint(1, 99)}号{draw.choice(THINGS)}"


def tables(seed=20211009):
    draw = random.Random(seed)
    short = Table("short", [number("编号"), Column("标题", "matter.title"), time("来电时间"),
                            Column("地点", "matter.place"), Column("区县", "matter.district")],
                  [[f"GD{n:04}", matter(draw), moment(draw), draw.choice(PLACES), draw.choice(DISTRICTS)]
                   for n in range(1, 41)])

    def long(draw):
        lines = [f"{k}、{matter(draw)}，请{draw.choice(UNITS)}处理" for k in range(1, draw.randint(2, 4))]
        return "\n".join(lines) + draw.choice(["。", "。\n来电人称,已多次反映", "。"])

    texts = Table("texts", [number("工单编号"), phone("来电号码"), Column("来电人", "caller.name"), time("受理时间"),
                            Column("诉求内容", "matter.content"), Column("办理结果", "handling.reply")],
                  [[f"202102{n:08}", mobile(draw), draw.choice("张李王陈")+draw.choice(["女士", "先生"]), moment(draw),
                    long(draw), draw.choice(["已现场处理", long(draw), ""])] for n in range(101, 161)])

    fields = ["call.agent", "matter.category", "matter.categoryCode", "matter.division", "dispatch.unit",
              "dispatch.unitCode", "limits.value", "status.remark", "call.recording", "matter.place"]
    names = ["坐席", "分类", "分类编码", "区划代码", "承办部门", "部门编码", "时限", "备注", "录音", "地址"]

    def sparse(draw):
        return [f"{draw.randint(1, 99):04}", draw.choice(THINGS), f"0{draw.randint(101, 604)}", "440699",
                draw.choice(UNITS), f"B{draw.randint(10, 99)}", str(draw.randint(1, 15)),
                draw.choice(["", "", "已回访，满意"]), draw.choice(["", f"R{draw.randint(1000, 9999)}.wav"]),
                draw.choice(["", draw.choice(PLACES)])]

    wide = Table("wide", [Column("序号"), number("受理编号"), time("来电时间"), Column("标题", "matter.title")]
                 + [Column(name, field) for name, field in zip(names, fields)] + [Column("区县", "matter.district")],
                 [[str(n), f"SL-{n:05}", moment(draw), matter(draw)] + sparse(draw) + [draw.choice(DISTRICTS)]
                  for n in range(1, 81)], key=1)

    def later(start, hours):
        start = datetime.datetime.fromisoformat(start) + datetime.timedelta(hours=hours, minutes=draw.randint(1, 59))
        return start.isoformat(" ")

    phones_rows = []
    for n in range(1, 121):
        start = moment(draw)
        phones_rows.append([f"{n:06}", mobile(draw), f"0757-8210{draw.randint(1000, 9999)}", start,
                            later(start, 0), later(start, 72), f"{draw.randint(1, 60):03}", matter(draw)])
    phones = Table("phones", [number("流水号"), phone("手机"), phone("固话", "caller.contact"), time("来电时间"),
                              time("派单时间", "dispatch.dispatchedAt"), time("办结时间", "handling.closedAt"),
                              Column("坐席", "call.agent"), Column("标题", "matter.title")], phones_rows)
    hard = Table("hard", [number("单号"), Column("标题", "matter.title"), Column("内容", "matter.content"),
                          time("时间"), Column("备注", "status.remark")],
                 [[f"H{n:03}-{n * 7 % 10}", HARD[n % len(HARD)], matter(draw) + "：" + HARD[n * 5 % len(HARD)],
                   moment(draw), HARD[n * 3 % len(HARD)] if n % 4 else ""] for n in range(1, 51)])
    english = Table("english", [number("ticket_no"), Column("title", "matter.title"), time("created"), phone("phone"),
                                Column("district", "matter.district"), Column("content", "matter.content")],
                    [[f"T-2021-{n:05}", matter(draw), moment(draw), mobile(draw), draw.choice(DISTRICTS),
                      matter(draw) + "，请核实"] for n in range(1, 101)])
    return [short, texts, wide, phones, hard, english]
