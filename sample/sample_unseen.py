"""Files that no mapping knows yet, one for each tutorial. Their faults are counted here."""
from sample_departments import Department
from sample_writing import half_day, slash


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


class LabourInspection(Department):
    """A workbook that was saved as CSV: a title, names in two rows with merged cells, times of a
    12-hour clock, numbers in formulas that keep their zeros, remarks in a column without a name."""

    topics = [("工资", "拖欠工资", "两个月没有发工资", ""), ("工资", "加班费", "加班没有加班费", ""),
              ("合同", "劳动合同", "上班半年没有签劳动合同", ""), ("社保", "参保", "没有为员工缴纳社保", "")]
    units = ["劳动监察大队", "劳动仲裁院", "社保经办机构"]
    columns = ["工单编号", "姓名", "性别", "电话", "来电时间", "诉求类型", "诉求内容", "地址", "承办单位", "办结时间", "办理结果",
               "状态", ""]
    groups = ["工单编号", "来电人", "", "", "诉求信息", "", "", "", "办理情况", "", "", "状态", ""]
    kinds = ["咨询", "投诉", "欠薪线索", "投诉", "求助", "欠薪线索"]
    results = ["已解决", "部分解决", "解释说明", "未解决", "不予受理"]
    remarks = ["", "", "", "来电人要求保密", "", "材料后补", "", "已约来电人当面说明"]

    def head(self):
        merged = ["" if name in self.groups else name for name in self.columns]
        return self.raw(self.groups) + self.raw(merged)

    def number(self, ticket):
        return '="%08d"' % (2100000 + ticket["serial"])

    def time(self, instant, ticket):
        return half_day(instant) if instant else ""

    def values(self, ticket):
        return [
            self.number(ticket), ticket["name"], "男女"[ticket["gender"]], '="%s"' % ticket["phone"],
            self.time(ticket["received"], ticket), self.kinds[ticket["type"]], self.words(ticket),
            ticket["place"], ticket["unit"], self.time(ticket["closed"], ticket),
            self.coded(ticket["result"], self.results), "办理中" if ticket["open"] else "已办结",
            self.remarks[ticket["serial"] % 8]]


def spreadsheet(case, dice):
    """60 tickets without a fault, and their total."""
    department = LabourInspection()
    lines = [department.raw(["劳动保障来电登记表（2021 年）"] + [""] * (len(department.columns) - 1)), department.head()]
    for serial in range(1, 61):
        lines.append(department.raw(department.values(case(dice, department, 2021, serial))))
    lines.append(department.raw(["合计", "60"] + [""] * (len(department.columns) - 2)))
    return "".join(lines).encode("gb18030")


HANDED_OVER = [["line", "period", "type", "status", "count", "note"], ["12350", "", "", "", 120, "交接单总数"]]
SPREADSHEET_HANDED_OVER = [HANDED_OVER[0], ["12333", "", "", "", 60, "登记表合计"]]
