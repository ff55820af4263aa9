import Findings

extension SurveyQuestion {
  /// What is asked of each line: the register's columns first, then what it has no column for.
  package static let ofLines: [SurveyQuestion] = ofRegister + beyondRegister

  /// The column of the register that no unit is asked for, since the notice's annex answers it.
  package static let notAsked = ["annex"]

  /// The question of a key.
  package static func named(_ key: String) -> SurveyQuestion? {
    ofLines.first { $0.key == key } ?? ofUnits.first { $0.key == key }
  }

  private static let yesNo = Kind.choice([
    Choice(code: "yes", chinese: "是"), Choice(code: "no", chinese: "否"),
  ])
  private static let thereIs = Kind.choice([
    Choice(code: "yes", chinese: "有"), Choice(code: "no", chinese: "没有"),
  ])

  private static let ofRegister: [SurveyQuestion] = [
    .register(
      "number", .number,
      Words(
        "as citizens dial it, with the area code for numbers of eight digits",
        "市民拨打的号码；八位号码请带区号，如 0757-82100001"), unknown: false),
    .register("name", .text, Words("the official name", "对外公布的正式名称"), unknown: false),
    .register(
      "owner", .text,
      Words(
        "the unit that answers for it; an empty cell means the unit of this workbook",
        "对热线负责的单位；新增行留空表示本单位"), unknown: false, required: false),
    .register(
      "division", .division,
      Words("the code of the district; 无 for a line of the whole city", "区划代码六位；面向全市的热线填“无”"),
      none: true, required: false),
    .register(
      "owner_level",
      .choice([
        Choice(code: "state", chinese: "国务院部门"), Choice(code: "province", chinese: "省级"),
        Choice(code: "city", chinese: "市级"), Choice(code: "district", chinese: "区级"),
        Choice(code: "town", chinese: "镇街"), Choice(code: "enterprise", chinese: "企业"),
        Choice(code: "non_administrative", chinese: "非行政机关"),
      ]), Words("who set the line up", "热线由哪一级设立；党群、法院、检察院等选“非行政机关”")),
    .register(
      "vertical", yesNo,
      Words("whether the unit is under vertical management", "责任单位是否实行垂直管理")),
    .register("emergency", yesNo, Words("whether it is an emergency line", "是否属于紧急热线")),
    .register(
      "utility", yesNo, Words("whether it is a line of a utility", "是否属于水电气热等公共事业热线")),
    .register(
      "answered",
      .choice([
        Choice(code: "local", chinese: "本地接听"), Choice(code: "central", chinese: "上级集中接听"),
      ]), Words("where calls are answered", "来电在哪里接听")),
    .register(
      "secrecy", yesNo,
      Words("whether calls concern secrets or law enforcement", "来电是否涉密或涉及执法办案")),
    .register(
      "lifecycle",
      .choice([
        Choice(code: "live", chinese: "在用"), Choice(code: "merged", chinese: "已归并"),
        Choice(code: "absent", chinese: "本地未开通"),
        Choice(code: "new_after_ban", chinese: "通知印发后新设"),
      ]), Words("in which state the line is", "热线目前的状态")),
    .register(
      "awareness",
      .choice([Choice(code: "high", chinese: "高"), Choice(code: "low", chinese: "低")]),
      Words("how well citizens know the number", "市民对号码的知晓程度")),
    .register(
      "retain",
      .choice([
        Choice(code: "keep", chinese: "要求保留"), Choice(code: "cancel", chinese: "要求取消"),
        Choice(code: "silent", chinese: "没有意见"),
      ]), Words("what the ministry wants with the number", "上级部委对号码的书面意见")),
    .register(
      "movable", yesNo, Words("whether the desks can be moved to 12345", "座席能否并入 12345")),
    .register(
      "monthly_calls", .count,
      Words("calls a month, the mean of twelve months", "近 12 个月的月平均来电量")),
    .register("seats", .count, Words("desks of agents", "话务座席数")),
    .register(
      "hours", .hours,
      Words(
        "when agents answer", "人工接听时间，如 24小时，或 工作日 08:30-12:00 14:00-17:30；休息日 09:00-12:00")),
    .register(
      "carriers", .several(["电信", "移动", "联通", "广电"]),
      Words("the carriers that route the number", "接入的运营商，可填几家，用顿号分开")),
    .register(
      "contact", .phone, Words("the telephone of the unit", "责任单位的办公电话，不填热线号码"), none: true),
    .register("valid_from", .date, Words("the day the line began", "启用日期"), required: false),
    .register(
      "valid_to", .date, Words("the day the line ended", "停用日期；仍在用的填“无”"), none: true,
      required: false),
    .register(
      "note", .text, Words("what else is to be known", "其他需要说明的情况"), unknown: false, none: true,
      required: false),
  ]

  private static let beyondRegister: [SurveyQuestion] = [
    SurveyQuestion(
      "contact_person", Words("contact person", "联系人"), .person,
      Words("who is asked about the line", "熟悉本热线情况的人员")),
    SurveyQuestion(
      "contact_phone", Words("contact's telephone", "联系人电话"), .phone,
      Words("the telephone of that person", "联系人的电话")),
    SurveyQuestion(
      "calls_year", Words("calls of last year", "上年来电总量"), .count,
      Words("all calls of the last calendar year", "上一自然年的来电总量")),
    SurveyQuestion(
      "staff", Words("agents", "话务员人数"), .count, Words("people, not desks", "在岗话务员人数，不是座席数")),
    SurveyQuestion(
      "operation", Words("operation", "运营方式"),
      .choice([
        Choice(code: "self", chinese: "自行运营"), Choice(code: "outsourced", chinese: "服务外包"),
        Choice(code: "mixed", chinese: "部分外包"),
      ]), Words("who employs the agents", "话务由谁承担")),
    SurveyQuestion(
      "contract_end", Words("end of the contract", "外包合同到期日"), .date,
      Words("the last day of the contract", "外包合同的到期日"), none: true, unlessNone: "operation"),
    SurveyQuestion(
      "channels", Words("published in", "号码公布渠道"), .text,
      Words("where citizens find the number", "网站、办事大厅、宣传品、114 等；变更号码时要在原渠道公告"), none: true),
    SurveyQuestion(
      "system", Words("ticket system", "工单系统"), .text,
      Words("its name and maker", "系统名称和建设单位；没有系统填“无”"), none: true),
    SurveyQuestion(
      "system_export", Words("export", "工单导出方式"),
      .choice([
        Choice(code: "workbook", chinese: "工作簿"), Choice(code: "csv", chinese: "文本表格"),
        Choice(code: "xml", chinese: "标记文本"), Choice(code: "database", chinese: "数据库备份"),
        Choice(code: "none", chinese: "不能导出"),
      ]), Words("how tickets can be exported: .xlsx, .csv, .xml, a dump", "历史工单能以哪种方式导出"),
      unlessNone: "system"),
    SurveyQuestion(
      "system_link", Words("interface", "系统接口"), thereIs,
      Words("whether the system has an interface for other systems", "系统有没有可供 12345 平台对接的接口"),
      unlessNone: "system"),
    SurveyQuestion(
      "tickets", Words("tickets", "历史工单数"), .count,
      Words("all tickets of the line that are kept", "保存的历史工单总数")),
    SurveyQuestion(
      "tickets_from", Words("oldest ticket", "最早工单日期"), .date,
      Words("the day of the oldest ticket", "最早一张工单的日期"), none: true, required: false),
    SurveyQuestion(
      "recordings", Words("recordings", "通话录音"), thereIs,
      Words("whether calls are recorded", "有没有通话录音")),
    SurveyQuestion(
      "recordings_months", Words("months kept", "录音保存月数"), .count,
      Words("how long recordings are kept", "录音保存多少个月"), unlessNone: "recordings"),
    SurveyQuestion(
      "recordings_place", Words("recordings are in", "录音存放位置"), .text,
      Words("where recordings are, and in which format", "录音存放在哪里、什么格式"), none: true,
      unlessNone: "recordings"),
    SurveyQuestion(
      "knowledge", Words("knowledge base", "知识库"), thereIs,
      Words("whether there is a knowledge base", "有没有知识库")),
    SurveyQuestion(
      "knowledge_items", Words("its entries", "知识条数"), .count,
      Words("how many entries it has", "知识库的条目数"), unlessNone: "knowledge"),
    SurveyQuestion(
      "knowledge_unit", Words("kept by", "知识更新单位"), .text,
      Words("the unit that keeps it up to date", "负责更新知识库的单位"), none: true, unlessNone: "knowledge"),
  ]

  /// What is asked of the unit itself.
  package static let ofUnits: [SurveyQuestion] = [
    SurveyQuestion(
      "has_lines", Words("has lines", "有无热线"), thereIs,
      Words("没有 where the unit has no line at all", "本单位没有热线的选“没有”，“热线”表不用填"), unknown: false),
    SurveyQuestion(
      "filled_by", Words("filled in by", "填报人"), .person,
      Words("who filled the workbook in", "填写本表的人员"), unknown: false),
    SurveyQuestion(
      "filled_by_phone", Words("telephone", "填报人电话"), .phone,
      Words("the telephone of that person", "填报人的电话"), unknown: false),
    SurveyQuestion(
      "filled_on", Words("filled in on", "填报日期"), .date,
      Words("the day it was filled in", "填写完成的日期"), unknown: false),
    SurveyQuestion(
      "unit_note", Words("note", "单位说明"), .text,
      Words("what else is to be known", "其他需要说明的情况"), unknown: false, none: true,
      required: false),
  ]
}
