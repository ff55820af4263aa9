"""A file that no mapping knows yet: the tutorial's first import. Its faults are counted here."""
from sample_departments import Department
from sample_writing import slash


class WorkSafety(Department):
    topics = [("隐患", "消防通道", "消防通道被杂物堵塞", "01"), ("隐患", "用电安全", "车间电线老化裸露", "02"),
              ("事故", "迟报", "受伤后企业迟迟未上报", "03"), ("资质", "无证上岗", "高处作业人员没有证书", "04")]
    units = ["执法一科", "执法二科", "区应急管理局"]
    agents = "Y"
    columns = ["受理编号", "来话号码", "姓名", "登记时间", "诉求类型", "隐患描述", "地址", "处置单位", "办结时间",
               "处置结果", "案件状态"]
    kinds = ["隐患举报", "投诉", "咨询", "隐患举报", "建议", "隐患举报"]
    results = ["属实已整改", "部分属实", "查无实据", "属实已整改", "不予受理"]

    def number(self, ticket):
        return "AQ21-%04d" % ticket["serial"]

    def time(self, instant, ticket):
        return slash(instant) if instant else ""

    def values(self, ticket):
        return dict(zip(self.columns, [
            self.number(ticket), ticket["phone"], ticket["name"], self.time(ticket["received"], ticket),
            self.kinds[ticket["type"]], self.words(ticket), ticket["place"], ticket["unit"],
            self.time(ticket["closed"], ticket), self.coded(ticket["result"], self.results),
            "处置中" if ticket["open"] else "结案"]))


def unseen(case, dice):
    """120 tickets under a title row; one has a day that does not exist, one no number, and one a
    comma too many."""
    department = WorkSafety()
    lines = [department.raw(["安全生产举报投诉工单（2021 年）"] + [""] * (len(department.columns) - 1)),
             department.head()]
    for serial in range(1, 121):
        ticket = case(dice, department, 2021, serial)
        values = department.values(ticket)
        if serial == 30:
            values["登记时间"] = "2021/2/30 9:05"
        if serial == 60:
            values["受理编号"] = ""
        if serial == 90:
            lines.append(department.raw([*values.values()] + [""]))
        else:
            lines.append(department.line(values))
    lines.append(department.raw(["合计", "120"] + [""] * (len(department.columns) - 2)))
    return "".join(lines).encode("gb18030")


HANDED_OVER = [["line", "period", "type", "status", "count", "note"], ["12350", "", "", "", 120, "交接单总数"]]
