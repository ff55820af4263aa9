"""The register of lines, and what the draft policy `three-modes` must make of each (by hand)."""

HEADER = ("number,name,owner,division,owner_level,vertical,emergency,utility,answered,secrecy,lifecycle,annex,"
          "awareness,retain,movable,monthly_calls,seats,hours,carriers,contact,valid_from,valid_to,note").split(",")

FOUR = "电信|移动|联通|广电"
OFFICE = "workdays 08:30-12:00 14:00-17:30"


def line(number, name, owner, level, *, division="", vertical="no", emergency="no", utility="no", answered="local",
         secrecy="no", lifecycle="live", annex="none", awareness="unknown", retain="silent", movable="unknown",
         calls="unknown", seats="unknown", hours="24h", carriers=FOUR, contact="", since="", until="", note=""):
    return [number, name, owner, division, level, vertical, emergency, utility, answered, secrecy, lifecycle, annex,
            awareness, retain, movable, str(calls), str(seats), hours, carriers, contact, since, until, note]


# Each line with its mode and reason under three-modes, LOW=300 and HIGH=3000.
LINES = [
    (line("12345", "政务服务便民热线", "市行政服务中心", "city", awareness="high", calls=86000, seats=120, movable="yes",
          contact="0757-82109001"), "12345", "outside", "R_OUTSIDE"),
    (line("12329", "住房公积金热线", "市住房公积金管理中心", "state", awareness="high", movable="yes", calls=41300, seats=24,
          contact="0757-82109002"), "12329", "dual-number", "R_BUSY_KNOWN"),
    (line("12333", "人力资源社会保障服务热线", "市人力资源和社会保障局", "state", awareness="high", retain="keep", movable="no",
          calls=38600, seats=30, hours=OFFICE, contact="0757-82109003"), "12333", "dual-number", "R_BUSY_KNOWN"),
    (line("１２３６６", "纳税服务热线", "市税务局", "state", vertical="yes", awareness="high", movable="no", calls=29500,
          seats=36, hours="workdays 09:00-12:00 14:00-17:00", contact="0757-82109004", note="号码用全角数字登记"), "12366", "sub-center", "R_VERTICAL"),
    (line("0757 12313", "烟草专卖品市场监管热线", "市烟草专卖局", "state", vertical="yes", awareness="low", movable="no",
          calls=260, seats=2, hours=OFFICE, contact="0757-82109005"), "12313", "sub-center", "R_VERTICAL"),
    (line("12318", "文化市场举报热线", "市文化广电旅游体育局", "state", annex="full", awareness="low", retain="cancel",
          movable="yes", calls=310, seats=2, contact="0757-82109006"), "12318", "full-merge", "R_ANNEX"),
    (line("12336", "自然资源违法举报热线", "市自然资源局", "state", awareness="low", movable="yes", calls=120, seats=1,
          hours=OFFICE, contact="0757-82109007"), "12336", "full-merge", "R_QUIET"),
    (line("96119", "火灾隐患举报热线", "市消防救援支队", "province", annex="full", awareness="low", movable="yes", calls=90,
          seats=1, contact="0757-82109008"), "96119", "full-merge", "R_ANNEX"),
    (line("12350", "安全生产举报投诉热线", "市应急管理局", "state", awareness="high", movable="yes", calls=1200, seats=4,
          contact="0757-82109009", note="话务量居中，须由人决定"), "12350", "person", "Q_VOLUME"),
    (line("12356", "人口计生热线", "市卫生健康局", "state", annex="full", awareness="low", retain="cancel", movable="yes",
          calls=40, seats=0, hours=OFFICE, until="2024-12-31", note="号码已收回"), "12356", "full-merge", "R_ANNEX"),
    (line("12356", "心理援助热线", "市卫生健康局", "state", awareness="unknown", calls="unknown", seats="unknown",
          since="2025-01-01", note="号码收回后重新启用，是另一条热线"), "12356@2025-01-01", "person", "Q_VOLUME"),
    (line("0757-82100001", "禅城区政务服务热线", "禅城区政务服务数据管理局", "district", division="440604", awareness="high",
          movable="yes", calls=6400, seats=12, contact="0757-82109011"), "0757-82100001", "full-merge", "R_DISTRICT"),
    (line("+86 757 86100002", "南海区政务服务热线", "南海区政务服务数据管理局", "district", division="440605",
          awareness="high", movable="yes", calls=8200, seats=16, contact="0757-82109012"),
     "0757-86100002", "full-merge", "R_DISTRICT"),
    (line("075722100003", "顺德区政务服务热线", "顺德区政务服务数据管理局", "district", division="440606", awareness="high",
          movable="yes", calls=9100, seats=18, contact="0757-82109013"), "0757-22100003", "full-merge", "R_DISTRICT"),
    (line("（0757）87100004", "三水区政务服务热线", "三水区政务服务数据管理局", "district", division="440607",
          awareness="low", movable="yes", calls=900, seats=4, hours=OFFICE, contact="0757-82109014"),
     "0757-87100004", "full-merge", "R_DISTRICT"),
    (line("88100005", "高明区政务服务热线", "高明区政务服务数据管理局", "district", division="440608", awareness="low",
          movable="yes", calls=700, seats="unknown", hours=OFFICE, contact="0757-82109015", note="座席数未报"),
     "0757-88100005", "full-merge", "R_DISTRICT"),
    (line("0757-83100006", "市住建服务热线（部门自建）", "市住房和城乡建设局", "city", awareness="high", movable="yes", calls=5200,
          seats=8, contact="0757-82109016", note="两种读法结果不同：three-modes 双号并行，dept-full 整体并入"),
     "0757-83100006", "dual-number", "R_BUSY_KNOWN"),
    (line("0757-83100007", "市教育咨询热线（部门自建）", "市教育局", "city", awareness="high", movable="yes", calls=180, seats=2,
          hours=OFFICE, contact="0757-82109017", note="两种读法结果不同：three-modes 待定，dept-full 整体并入"),
     "0757-83100007", "person", "Q_QUIET_KNOWN"),
    (line("0757-83100008", "来源待查的服务电话", "待核", "unknown", vertical="unknown", emergency="unknown", utility="unknown",
          answered="unknown", secrecy="unknown", carriers="", note="大部分情况不明"), "0757-83100008", "person", "Q_SCOPE"),
    (line("110", "报警服务台", "市公安局", "state", emergency="yes", secrecy="yes", awareness="high", note="受保护号码"),
     "110", "protected", "R_EMERGENCY"),
    (line("12395", "水上遇险求救", "海事部门", "state", vertical="yes", emergency="yes", awareness="low",
          note="受保护号码，任何表单都不得改动"), "12395", "protected", "R_EMERGENCY"),
    (line("96968", "供水服务热线", "市供水企业", "enterprise", utility="yes", awareness="high", calls=15000, seats=20,
          contact="0757-82109018"), "96968", "link-only", "R_UTILITY"),
    (line("12368", "诉讼服务热线", "市中级人民法院", "non_administrative", secrecy="yes", awareness="high", calls=4100, seats=6,
          hours=OFFICE, note="法院热线，不归并，只建转接机制"), "12368", "link-only", "R_NOT_ADMINISTRATIVE"),
    (line("12301", "旅游资讯热线", "市文化广电旅游体育局", "state", lifecycle="absent", awareness="unknown", calls=0, seats=0,
          hours="none", note="本地未开通"), "12301", "outside", "R_OUTSIDE"),
]

REGISTER = [HEADER] + [row for row, _, _, _ in LINES]
DECISIONS = [["line", "mode", "reason"]] + [list(expected) for _, *expected in LINES]

# What the other reading, `dept-full`, makes of the lines that city departments built themselves.
OTHERWISE = {"0757-83100006": ["full-merge", "R_DEPT_READING"],
             "0757-83100007": ["full-merge", "R_DEPT_READING"]}
DECISIONS_DEPT_FULL = DECISIONS[:1] + [row[:1] + OTHERWISE.get(row[0], row[1:]) for row in DECISIONS[1:]]

PARAMETERS = [
    ["name", "value", "signed_by", "signed_on", "document", "note"],
    ["LOW", "300", "示例签字人甲", "2021-10-11", "示例文号〔2021〕1号", "月话务量低于此数为“拨打频率较低”；虚构"],
    ["HIGH", "3000", "示例签字人甲", "2021-10-11", "示例文号〔2021〕1号", "月话务量不低于此数为“话务量大”；虚构"],
    ["DEPT_BUILT", "three_modes", "示例签字人甲", "2021-10-11", "示例文号〔2021〕1号", "部门自建热线按三种方式分类；虚构"],
    ["DUAL_LINES", "national", "示例签字人甲", "2021-10-11", "示例文号〔2021〕1号", "双号并行按国办发〔2020〕53号；虚构"],
]
