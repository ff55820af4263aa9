"""The departments: what they take calls about, and how each writes its tickets down."""
from sample_writing import cell, chinese, compact, iso, serial, slash, xml_record


class Department:
    """One legacy system. `values` turns a ticket into the texts of its columns."""

    charset, delimiter, newline, has_bom = "gb18030", ",", "\n", False
    last_wins, blanks, head_entries, foot_entries = True, True, 1, 0
    columns = []
    agents = "A"

    def head(self):
        return self.raw(self.columns)

    def raw(self, values):
        return self.delimiter.join(cell(value, self.delimiter) for value in values) + self.newline

    def line(self, values):
        return self.raw([values[name] for name in self.columns])

    def unquoted(self, values, column, text):
        """A row in which one field stands exactly as given, its quotation marks unmended."""
        return self.delimiter.join(
            text if name == column else cell(values[name], self.delimiter) for name in self.columns) + self.newline

    def time(self, instant, ticket):
        return iso(instant) if instant else ""

    def coded(self, index, names):
        return "" if index is None else names[index % len(names)]

    def words(self, ticket):
        return "，".join(ticket["sentences"]) + "。"


class ProvidentFund(Department):
    topics = [("缴存", "补缴", "公积金补缴年限认定不一致", "0101"), ("缴存", "基数调整", "单位未按时调整缴存基数", "0102"),
              ("提取", "租房提取", "租房提取迟迟未到账", "0201"), ("提取", "购房提取", "购房提取材料被退回", "0202"),
              ("贷款", "贷款审批", "贷款审批超过承诺时间", "0301"), ("贷款", "还款方式", "提前还款预约排队太久", "0302")]
    units = ["缴存管理科", "提取业务科", "贷款管理科", "综合服务科"]
    agents = "G"
    columns = ["工单编号", "来电号码", "来电人", "性别", "联系电话", "来电时间", "受理时间", "诉求类型", "业务编码",
               "业务名称", "区划", "所属区", "标题", "诉求内容", "承办科室", "办结时间", "办理结果", "答复内容",
               "满意度", "工单状态", "坐席工号"]
    kinds = ["咨询", "求助", "投诉", "举报", "意见建议", "表扬"]
    results = ["已解决", "部分解决", "解释说明", "未解决", "不予受理"]
    ratings = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    done = ["已办结", "已回访", "已归档"]

    def number(self, ticket):
        return "GJJ%s-%05d" % (ticket["received"].strftime("%Y%m%d"), ticket["serial"])

    def time(self, instant, ticket):
        if instant is None:
            return ""
        return iso(instant) if ticket["received"].year == 2019 else slash(instant)

    def words(self, ticket):
        breaks = "\n" if ticket["serial"] % 9 == 0 else "，"
        text = breaks.join(ticket["sentences"]) + "。"
        return '来电人原话："%s"' % text if ticket["serial"] % 23 == 0 else text

    def values(self, ticket):
        rating = self.coded(ticket["rating"], self.ratings)
        return dict(zip(self.columns, [
            self.number(ticket), ticket["phone"], ticket["name"], "男女"[ticket["gender"]], ticket["contact"],
            self.time(ticket["received"], ticket), self.time(ticket["accepted"], ticket),
            self.kinds[ticket["type"]], ticket["code"], "%s/%s" % (ticket["category"], ticket["subcategory"]),
            ticket["division"], ticket["district"], ticket["title"], self.words(ticket), ticket["unit"],
            self.time(ticket["closed"], ticket), self.coded(ticket["result"], self.results),
            ticket["reply"], rating or "未评价",
            "办理中" if ticket["open"] else self.done[ticket["serial"] % 3], ticket["agent"]]))


class HumanResources(Department):
    charset, has_bom, last_wins = "utf-8", True, False
    topics = [("社会保险", "转移接续", "养老保险转移接续查询不到", "A101"), ("社会保险", "工伤认定", "工伤认定材料要求不清楚", "A102"),
              ("劳动关系", "拖欠工资", "拖欠工资两个月", "B201"), ("劳动关系", "合同签订", "入职半年未签劳动合同", "B202"),
              ("就业创业", "补贴申领", "创业补贴申领进度不明", "C301"), ("人才服务", "职称评审", "职称评审名单未公布", "D401")]
    units = ["社保经办机构", "劳动监察大队", "就业服务中心", "人才服务科"]
    columns = ["业务流水号", "主叫号码", "姓名", "回拨号码", "来电日期", "受理方式", "诉求类别", "一级业务", "二级业务",
               "诉求主题", "诉求描述", "事发地", "经办机构", "派单时间", "应办结日期", "实际办结时间", "处理结果",
               "回复意见", "回访日期", "是否解决", "满意度评价", "当前状态", "是否保密"]
    channels = ["电话", "电话", "电话", "电话", "网站留言", "微信公众号", "短信", "来访", "上级交办", "APP"]
    kinds = ["咨询类", "求助类", "投诉举报类", "意见建议类", "表扬感谢类", "其他类"]
    results = ["实际解决", "部分解决", "解释说明", "未解决", "不办理退单"]
    ratings = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    done = ["办理完成", "已回访", "已结案"]

    def number(self, ticket):
        return "%s%08d" % (ticket["received"].strftime("%Y%m%d"), ticket["serial"])

    def mixed(self, ticket):
        """One column, four layouts: what becomes of times that pass through a spreadsheet."""
        return [iso, slash, chinese, serial][ticket["layout"] % 4](ticket["received"])

    def due(self, ticket):
        day = ticket["due"]
        return [day.strftime("%Y-%m-%d"), "%d/%d/%d" % (day.year, day.month, day.day),
                "%d年%d月%d日" % (day.year, day.month, day.day), serial(day)][ticket["serial"] % 4]

    def calling(self, ticket):
        """Every fortieth mobile number has become a float."""
        number = ticket["phone"]
        return number + ".0" if ticket["serial"] % 40 == 0 and number.isdigit() else number

    def words(self, ticket):
        style = ticket["serial"] % 6
        if style == 0:
            return "\n".join(ticket["sentences"])
        if style == 1:
            return ",".join(ticket["sentences"])
        if style == 2:
            return '来电人说"%s",%s' % (ticket["sentences"][0], "；".join(ticket["sentences"][1:]))
        return "，".join(ticket["sentences"]) + "。"

    def values(self, ticket):
        return dict(zip(self.columns, [
            self.number(ticket), self.calling(ticket), ticket["name"], ticket["contact"], self.mixed(ticket),
            self.channels[ticket["channel"]], self.kinds[ticket["type"]], ticket["category"],
            ticket["subcategory"], ticket["title"], self.words(ticket), ticket["place"], ticket["unit"],
            iso(ticket["dispatched"]), self.due(ticket), self.time(ticket["closed"], ticket),
            self.coded(ticket["result"], self.results), ticket["reply"] or "-",
            ticket["followed"].strftime("%Y-%m-%d %H:%M") if ticket["followed"] else "",
            "" if ticket["open"] else "是否"[ticket["solved"]],
            self.coded(ticket["rating"], self.ratings) or "/",
            "办理中" if ticket["open"] else self.done[ticket["serial"] % 3], "是" if ticket["secret"] else "否"]))


class Tax(Department):
    head_entries, foot_entries, blanks = 1, 1, False
    topics = [("发票管理", "电子发票", "电子发票无法下载", "0201"), ("发票管理", "发票代开", "代开发票需要哪些材料", "0202"),
              ("申报纳税", "个税申报", "个人所得税申报退回", "0301"), ("申报纳税", "社保缴费", "灵活就业缴费扣款失败", "0302"),
              ("优惠政策", "小微优惠", "小微企业优惠条件不清楚", "0401"), ("纳税服务", "窗口服务", "窗口排队时间过长", "0501")]
    units = ["第一税务分局", "第二税务分局", "纳税服务科", "张滘税务所"]
    kinds = ["咨询", "求助", "投诉", "检举", "建议", "表扬"]
    results = ["1", "2", "3", "4", "5"]
    ratings = ["5", "4", "3", "2", "1"]
    done = ["09", "10", "09"]

    def number(self, ticket):
        return "SW%s%06d" % (ticket["received"].strftime("%y%m"), ticket["serial"])

    def line(self, values):
        return xml_record(values)

    def words(self, ticket):
        return "；".join(ticket["sentences"]) + ("。 附言: 税率 <3% & 免征" if ticket["serial"] % 13 == 0 else "。")

    def values(self, ticket):
        firm = "佛山市%s商行（个体）" % ticket["name"] if ticket["kind"] else ticket["name"]
        return {
            "id": self.number(ticket), "state": "03" if ticket["open"] else self.done[ticket["serial"] % 3],
            "phone": ticket["phone"], "kind": ["个人", "企业"][ticket["kind"]], "name": firm,
            "received": compact(ticket["received"]), "accepted": compact(ticket["accepted"]),
            "closed": compact(ticket["closed"]) if ticket["closed"] else "",
            "type": self.kinds[ticket["type"]], "region": ticket["division"], "code": ticket["code"],
            "category": "%s/%s" % (ticket["category"], ticket["subcategory"]), "title": ticket["title"],
            "content": self.words(ticket), "place": ticket["place"], "unit": ticket["unit"],
            "urgency": ["普通", "紧急"][ticket["urgent"]], "result": self.coded(ticket["result"], self.results),
            "reply": ticket["reply"], "satisfaction": self.coded(ticket["rating"], self.ratings)}


class Chancheng(Department):
    newline, head_entries, foot_entries, blanks = "\r\n", 3, 1, False
    topics = [("市容环境", "占道经营", "流动摊贩占道经营", "11"), ("市容环境", "垃圾清运", "垃圾清运不及时", "12"),
              ("噪声", "施工噪声", "夜间施工噪声扰民", "21"), ("道路", "路灯", "路灯损坏多日未修", "31"),
              ("物业", "电梯", "电梯频繁故障", "41"), ("水务", "积水", "雨后积水严重", "51")]
    units = ["区城管局", "区住建局", "石湖街道办", "祖林街道办", "区水务中心"]
    agents = "C"
    columns = ["工单号", "来电号码", "来电人", "受理时间", "派单时间", "诉求类型", "大类", "小类", "诉求标题", "诉求内容",
               "地址", "镇街", "承办单位", "办结时间", "办理结果", "满意度", "状态", "备注"]
    kinds = ["1", "2", "3", "4", "5", "6"]
    results = ["0", "2", "4", "1", "3"]
    ratings = ["3", "2", "1", "0", "0"]
    done = ["8", "9", "9"]

    def titles(self):
        wide = len(self.columns) - 1
        return ["某区政务服务热线工单明细表" + "," * wide + self.newline,
                "统计期间：2021年1月至9月　导出人：C01" + "," * wide + self.newline]

    def number(self, ticket):
        return "%sC%07d" % (ticket["received"].strftime("%y%m"), ticket["serial"])

    def time(self, instant, ticket):
        return chinese(instant) if instant else ""

    def values(self, ticket):
        return dict(zip(self.columns, [
            self.number(ticket), ticket["phone"], ticket["name"], chinese(ticket["received"]),
            chinese(ticket["dispatched"]), self.kinds[ticket["type"]], ticket["category"], ticket["subcategory"],
            ticket["title"], self.words(ticket), ticket["place"], ticket["place"][3:7], ticket["unit"],
            self.time(ticket["closed"], ticket), self.coded(ticket["result"], self.results),
            self.coded(ticket["rating"], self.ratings), "5" if ticket["open"] else self.done[ticket["serial"] % 3],
            "无" if ticket["serial"] % 3 else ""]))


class Culture(Department):
    topics = [("文化市场", "娱乐场所", "娱乐场所接纳未成年人", "W1"), ("文化市场", "网吧", "网吧未实名登记", "W2"),
              ("出版物", "盗版", "摊档售卖盗版书", "W3"), ("旅游市场", "不合理低价游", "低价团强制消费", "W4"),
              ("演出", "无证演出", "商场无证演出", "W5"), ("文物", "文物保护", "古祠堂旁违规动土", "W6")]
    units = ["文化执法一大队", "文化执法二大队", "市场管理科"]
    columns = ["12345工单编号", "年", "举报人", "联系方式", "受理时间", "受理渠道", "举报类别", "一级业务分类", "二级业务分类",
               "举报内容", "被举报地点", "承办单位", "办结时间", "处理情况", "处理结果", "状态", "是否保密"]
    channels = ["电话", "电话", "电话", "网络举报", "信函", "110转办", "电话", "微信", "来访", "电话"]
    kinds = ["咨询", "求助", "投诉", "举报", "建议", "表扬"]
    results = ["属实已处理", "部分属实", "查无实据", "未解决", "不予受理"]
    done = ["已办结", "已归档", "已办结"]

    def number(self, ticket):
        return "WH%s%04d" % (ticket["received"].strftime("%Y%m"), ticket["serial"])

    def time(self, instant, ticket):
        return instant.strftime("%Y-%m-%d %H:%M") if instant else ""

    def line(self, values):
        return self.raw([values[name] for name in self.columns if name in values])

    def values(self, ticket):
        return dict(zip(self.columns, [
            self.number(ticket), str(ticket["received"].year), ticket["name"], ticket["phone"],
            self.time(ticket["received"], ticket), self.channels[ticket["channel"]], self.kinds[ticket["type"]],
            ticket["category"], ticket["subcategory"], self.words(ticket), ticket["place"], ticket["unit"],
            self.time(ticket["closed"], ticket), ticket["reply"], self.coded(ticket["result"], self.results),
            "办理中" if ticket["open"] else self.done[ticket["serial"] % 3], "1" if ticket["secret"] else "0"]))


class CultureRenamed(Culture):
    """The second delivery: three columns renamed, one that nobody used left out."""
    columns = ["工单编号", "举报人", "联系方式", "受理时间", "受理渠道", "举报类别", "一级分类", "二级分类",
               "举报内容", "被举报地点", "承办单位", "办结时间", "处理情况", "处理结果", "状态", "是否保密"]

    def values(self, ticket):
        old = list(Culture().values(ticket).values())
        return dict(zip(self.columns, old[:1] + old[2:]))


class Nanhai(Department):
    charset, delimiter, newline = "utf-8", "\t", "\r\n"
    topics = [("交通", "停车管理", "路边停车位划线不清", "T1"), ("交通", "公交线路", "公交班次过少", "T2"),
              ("教育", "入学", "外来子女入学条件不明", "E1"), ("环保", "异味", "厂区夜间排放异味", "H1"),
              ("医疗", "预约挂号", "预约挂号系统无法登录", "M1"), ("三农", "田间道路", "机耕路破损", "N1")]
    units = ["桂涌镇政府", "西塱镇政府", "区交通局", "区教育局", "里㙍村委会"]
    columns = ["工单编号", "来电号码", "联系方式", "来电人", "来电人性别", "来电主体", "来电时间", "受理渠道", "来电类别",
               "分类", "标题", "内容", "事发地址", "所属镇街", "紧急程度", "处理方式", "承办单位", "转办时间", "办结时间",
               "处理结果", "答复", "是否联系", "满意度", "工单状态"]
    channels = ["市民热线", "市民热线", "市民热线", "市民热线", "区长信箱", "APP", "微信", "上级交办", "110转办", "市民热线"]
    kinds = ["咨询", "求助", "投诉", "举报", "建议", "感谢"]
    results = ["解决", "部分解决", "解释", "未解决", "退单"]
    ratings = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    done = ["已办结", "已回访", "已结案"]

    def number(self, ticket):
        return "NH-%s-%05d" % (ticket["received"].strftime("%Y%m"), ticket["serial"])

    def time(self, instant, ticket):
        return instant.strftime("%Y-%m-%d %H:%M") if instant else ""

    def words(self, ticket):
        return ("\n" if ticket["serial"] % 15 == 0 else "，").join(ticket["sentences"]) + "。"

    def values(self, ticket):
        return dict(zip(self.columns, [
            self.number(ticket), ticket["phone"], ticket["contact"], ticket["name"], ["男", "女", "未知"][
                2 if ticket["serial"] % 31 == 0 else ticket["gender"]], ["个人", "企业"][ticket["kind"]],
            self.time(ticket["received"], ticket), self.channels[ticket["channel"]], self.kinds[ticket["type"]],
            "%s/%s" % (ticket["category"], ticket["subcategory"]), ticket["title"], self.words(ticket),
            ticket["place"], ticket["place"][3:6], ["普通", "紧急"][ticket["urgent"]],
            ["直接答复", "转办", "督办"][ticket["method"]], ticket["unit"], self.time(ticket["dispatched"], ticket),
            self.time(ticket["closed"], ticket), self.coded(ticket["result"], self.results),
            ticket["reply"] or "不详", "" if ticket["open"] else "1", self.coded(ticket["rating"], self.ratings) or "NULL",
            "办理中" if ticket["open"] else self.done[ticket["serial"] % 3]]))


DEPARTMENTS = {
    "12329-gjj": ProvidentFund(), "12333-hrss": HumanResources(), "12366-tax": Tax(),
    "82100001-chancheng": Chancheng(), "12318-culture": Culture(), "12318-culture-renamed": CultureRenamed(),
    "86100002-nanhai": Nanhai(),
}
