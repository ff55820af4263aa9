import HotlineModel

@testable import Crosswalk

/// A mapping for one operation of the evaluator, and what is put into its columns.
struct EvaluatorScenario: Sendable, CustomStringConvertible {
  /// The operation.
  let name: String
  /// The rows of `fields.csv` behind that of the number.
  let fields: String
  var steps: String?
  var settings = ""
  var codes: [String: String] = [:]
  var tables: [String: String] = [:]
  var units: String?
  /// The rows of `times.csv`.
  var times: String?
  /// The columns besides 编号, with a good value of each.
  let columns: [(name: String, good: String)]
  /// Values that are worth a try in every column.
  var values: [String] = []
  /// The days on which the number was the line's.
  var life: (from: String, to: String)?

  var description: String { name }
  var header: [String] { ["编号"] + columns.map(\.name) }

  /// A good value of a column for a record.
  func good(_ column: String, _ number: Int) -> String {
    columns.first { $0.name == column }?.good ?? "N\(number)"
  }

  static let days = [
    "2021-02-28 01:02:03", "2021-02-30 01:02:03", "2021/2/3 4:05", "20210203040506", "2021年2月3日",
    "44000", "44000.5", "44000.999999", "20000", "69999.9", "1E4", "2021-03-01", "2021-02-27",
    "1900-01-01 00:00:00", "0021-01-01 00:00:00", "2021-02-28 24:00:00", "2021/2/3 下午 4:05",
    "2021/2/3 晚上 12:05", "3/2/2021", "13/2/2021", "2/13/2021", "2/2/2021", "2021-02-28 01:02:03.5",
  ]
  static let numbers = [
    "13800001234", "12800001234", "+86 13800001234", "86-138-0000-1234", "0757-82100001",
    "075782100001",
    "(0757)82100001", "82100001", "8210001", "1.38E+10", "１３８００００１２３４", "12345", "电话",
    "0757-82100001-801", "013800001234",
  ]
  static let received = "call.receivedAt,来电,instant,yyyy-MM-dd HH:mm:ss,,no,quarantine\n"
  static let units = """
    code,name,level,parent,valid_from,valid_to,successor
    1,市府,city,,,,
    11,甲局,bureau,1,,2021-01-31,12
    11,甲局新名,bureau,1,2021-02-01,2021-02-10,12
    12,乙局,bureau,1,,,
    13,丙镇,town,1,,2020-12-31,
    14,甲局,town,1,2021-03-01,,

    """

  static let all: [EvaluatorScenario] = [
    EvaluatorScenario(
      name: "text",
      fields: """
        caller.name,甲,text,,,no,keep
        matter.title,乙,text,,,yes,quarantine
        matter.content,甲,text,,,no,empty
        dispatch.unit,丙,text,,,if-present,quarantine

        """,
      columns: [("甲", "张三"), ("乙", "标题"), ("丙", "某局")],
      values: [String(repeating: "9", count: 128), String(repeating: "9", count: 129)]),
    EvaluatorScenario(
      name: "digits",
      fields: """
        call.agent,甲,text,,,no,keep
        matter.categoryCode,甲,text,,,yes,quarantine
        dispatch.unitCode,甲,text,,,no,empty

        """,
      columns: [("甲", "0102")], values: ["2.0211E+13", "1E5", "12E3", "1.5", "2e+3", "9.E-2"]),
    EvaluatorScenario(
      name: "instant",
      fields: """
        call.receivedAt,甲,instant,yyyy-MM-dd HH:mm:ss|yyyy/M/d H:mm|yyyyMMddHHmmss|yyyy年M月d日,,yes,quarantine
        handling.closedAt,乙,instant,yyyy-MM-dd HH:mm:ss|yyyy-MM-dd|yyyy/M/d a h:mm,,no,quarantine
        call.acceptedAt,乙,instant,yyyy-MM-dd HH:mm:ss.S|yyyy-MM-dd,,no,empty

        """,
      columns: [("甲", "2021-02-28 01:02:03"), ("乙", "2021-03-01")], values: days),
    EvaluatorScenario(
      name: "instant of a spreadsheet",
      fields: """
        call.receivedAt,甲,instant,excel-1900,,no,empty
        handling.closedAt,乙,instant,excel-1904|yyyy-MM-dd,,no,quarantine

        """,
      columns: [("甲", "44000.25"), ("乙", "42600")], values: days),
    EvaluatorScenario(
      name: "instant that may be two",
      fields: """
        call.receivedAt,甲,instant,d/M/yyyy|M/d/yyyy|yyyy-MM-dd,,no,quarantine
        handling.closedAt,甲,instant,excel-1900|excel-1904|yyyy/M/d H:mm,,no,empty
        call.acceptedAt,甲,instant,d/M/yyyy|M/d/yyyy,,no,empty

        """,
      columns: [("甲", "2021-02-03")], values: days),
    EvaluatorScenario(
      name: "life of the number", fields: received,
      columns: [("来电", "2021-02-28 01:02:03")],
      values: days + ["2021-01-01 00:00:00", "2021-03-31 23:59:59", "2021-04-01 00:00:00"],
      life: ("2021-01-01", "2021-03-31")),
    EvaluatorScenario(
      name: "order of times",
      fields: """
        call.receivedAt,甲,instant,yyyy-MM-ddTHH:mm:ssZ|yyyy-MM-dd,,no,quarantine
        limits.dueAt,乙,instant,yyyy-MM-dd,,no,quarantine
        handling.closedAt,丙,instant,yyyy-MM-ddTHH:mm:ssZ|yyyy-MM-dd,,no,empty
        followUp.at,丁,instant,yy-MM-dd,,no,empty

        """, settings: "years-from,1980\n",
      times: """
        call.receivedAt,limits.dueAt,empty
        handling.closedAt,followUp.at,quarantine
        handling.closedAt,limits.dueAt,empty

        """,
      columns: [
        ("甲", "2021-02-28T01:02:03Z"), ("乙", "2021-03-01"), ("丙", "2021-02-28"),
        ("丁", "21-03-02"),
      ],
      values: [
        "2021-02-28", "2021-03-01T00:00:00+08:00", "2021-02-28T23:59:59+00:00", "2021-02-27",
        "21-02-27", "21-03-01", "2021-02-28T09:02:02+0800",
      ]),
    EvaluatorScenario(
      name: "phone",
      fields: """
        caller.phone,甲,phone,,,no,quarantine
        caller.contact,甲,phone,,,no,keep

        """,
      columns: [("甲", "13800001234")], values: numbers),
    EvaluatorScenario(
      name: "phone or nothing", fields: "caller.phone,甲,phone,,,yes,empty\n",
      columns: [("甲", "0757-82100001")], values: numbers),
    EvaluatorScenario(
      name: "code",
      fields: """
        matter.type,甲,code,,type,yes,quarantine
        caller.gender,乙,code,,gender,no,empty
        matter.category,甲,code,,free,no,quarantine

        """,
      codes: [
        "type": "投诉,complaint\n咨询,consultation\nother,other\n金,other\n",
        "gender": "男,male\n女,female\n",
        "free": "投诉,一个很长的类别名称一个很长的类别名称一个很长的类别名称一个很长的类别名称\n咨询,咨询\n金,五\n",
      ],
      columns: [("甲", "投诉"), ("乙", "男")],
      values: ["投诉", "咨询", "other", "Other", "男", "女", "不明", "\u{F90A}"]),
    EvaluatorScenario(
      name: "code of a day, code by a condition",
      fields: received + """
        matter.type,甲,code,,dated,no,quarantine
        caller.gender,乙,code,,asked,no,empty

        """,
      tables: [
        "dated": """
        legacy,unified,when,valid_from,valid_to
        1,complaint,,,2021-01-31
        1,consultation,,2021-02-01,
        2,other,,,
        3,complaint,丙=x|y,,
        3,consultation,丁=z,,

        """,
        "asked": """
        legacy,unified,when
        1,male,丙=x
        1,female,
        2,male,丙=x|y

        """,
      ],
      columns: [
        ("来电", "2021-02-28 01:02:03"), ("甲", "1"), ("乙", "1"), ("丙", "x"), ("丁", "w"),
      ],
      values: ["1", "2", "3", "4", "x", "y", "z"] + days),
    EvaluatorScenario(
      name: "flag, constant",
      fields: """
        caller.confidential,甲,flag,,,yes,quarantine
        followUp.solved,甲,flag,,,no,empty
        call.channel,,constant,phone,,no,empty

        """,
      columns: [("甲", "是")],
      values: ["是", "否", "Y", "YES", "yEs", "No", "TRUE", "1", "0", "已", "未", "不", "Ｙ", "K", "ſ"]),
    EvaluatorScenario(
      name: "list",
      fields: """
        matter.tags,甲,list,；|;|line,,no,quarantine
        workflow.events,乙,list,line|，|at;event;by|yyyy-MM-dd HH:mm:ss,,no,quarantine

        """,
      columns: [("甲", "一；二"), ("乙", "2021-02-28 01:02:03，受理，张三")],
      values: [
        "一;二\n三", "；；", "2021-02-28 01:02:03，受理", "2021-02-30 01:02:03，受理，张三",
        "2021-02-28 01:02:03，受理，张三，李四\n2021-02-28 01:02:04，，", "\"", "\\",
      ]),
    EvaluatorScenario(
      name: "list in columns",
      fields: "workflow.events,乙,list,line|columns|at=乙;event=丙|yyyy-MM-dd HH:mm:ss,,yes,empty\n",
      columns: [("乙", "2021-02-28 01:02:03"), ("丙", "受理")],
      values: ["a\nb", "2021-02-28 01:02:03\n2021-02-28 01:02:04", "a\n", "\n", "2021-02-28"]),
    EvaluatorScenario(
      name: "degrees",
      fields: """
        matter.longitude,甲,degrees,,,yes,quarantine
        matter.latitude,乙,degrees,,,no,empty
        matter.coordinateSystem,,constant,gcj02,,no,empty

        """,
      columns: [("甲", "113.121416"), ("乙", "23.021548")],
      values: ["0", "-90", "90.5", "180", "180.1", "1E2", "１１３", "007", "113.", "-"]),
    EvaluatorScenario(
      name: "open area",
      fields: """
        matter.title,甲,text,,,no,keep
        extension.备注二,甲,text,,,no,keep
        extension.userLevel,乙,text,,,yes,quarantine
        "extension.引号""\\",丙,text,,,if-present,quarantine
        workflow.lastChangedAt,丁,instant,yyyy-MM-dd HH:mm:ss,,no,empty
        extension.工号,乙,text,,,no,keep

        """,
      steps: """
        extension.备注二,first-of,丙,,
        extension.工号,extract,,([0-9]+),

        """,
      columns: [("甲", "一"), ("乙", "V1"), ("丙", "二"), ("丁", "2021-02-28 01:02:03")],
      values: ["12", "1 2", "x\ny", "\"\u{1}", String(repeating: "\u{2}", count: 40)]),
    EvaluatorScenario(
      name: "unit",
      fields: received + """
        dispatch.unit,甲,unit,,,no,keep
        dispatch.unitCode,甲,unit,,,no,quarantine
        dispatch.units,甲,unit,,,no,empty

        """,
      units: units,
      columns: [("来电", "2021-02-28 01:02:03"), ("甲", "乙局")],
      values: [
        "甲局", "甲局新名", "丙镇", "市府", "11", "13", "99", "2021-01-02 01:02:03",
        "2021-02-05 01:02:03", "2021-03-05 01:02:03",
      ]),
    EvaluatorScenario(
      name: "steps before texts",
      fields: """
        caller.name,甲,text,,,no,keep
        matter.title,甲,text,,,no,empty
        matter.content,甲,text,,,yes,quarantine
        matter.place,乙,text,,,no,quarantine
        call.agent,乙,text,,,no,empty

        """,
      steps: """
        caller.name,extract,,姓名[：:]([一-龥]+),1
        matter.title,extract,,([0-9]+),
        matter.content,first-of,乙|丙,,
        matter.content,join,丙,blank,
        matter.place,split,,-,2
        matter.place,empty,,x|y,
        call.agent,half-width,,,
        call.agent,split,,、,-1
        call.agent,first-of,丙,,

        """,
      columns: [("甲", "姓名：张三 1"), ("乙", "1-2-3"), ("丙", "x")],
      values: ["姓名：李四", "１２", "a-x", "a-b、2.0E+5", "1 2", "姓名:王 姓名:赵", "--", "y", "a、无", "～"]),
    EvaluatorScenario(
      name: "steps before other operations",
      fields: """
        call.receivedAt,甲,instant,yyyy-MM-dd HH:mm:ss,,no,quarantine
        caller.phone,乙,phone,,,no,keep
        matter.type,丙,code,,type,no,quarantine
        caller.gender,丙,code,,gender,no,empty
        caller.confidential,丙,flag,,,no,empty
        matter.tags,乙,list,；,,no,empty

        """,
      steps: """
        call.receivedAt,join,丁,blank,
        call.receivedAt,half-width,,,
        caller.phone,extract,,([0-9Ee.+]+),1
        matter.type,split,,/,1
        matter.type,lookup,,words,
        caller.gender,split,,/,-1
        caller.confidential,half-width,,,
        matter.tags,first-of,丙,,

        """,
      codes: [
        "type": "投诉,complaint\n咨询,consultation\n", "gender": "男,male\n女,female\n",
      ],
      tables: ["words": "legacy,unified\nT,投诉\nZ,咨询\n投诉,投诉\nQ,怪\n"],
      columns: [
        ("甲", "2021-02-28"), ("乙", "电话13800001234"), ("丙", "T/男"), ("丁", "01:02:03"),
      ],
      values: ["T/男", "Z", "Q/女", "投诉", "２０２１-02-28", "是", "1.38E+10", "0757-82100001"] + days),
    EvaluatorScenario(
      name: "steps before the number",
      fields: "matter.title,甲,text,,,no,keep\n",
      steps: """
        legacyNumber,half-width,,,
        legacyNumber,split,,/,-1

        """,
      columns: [("甲", "一")], values: ["A/B", "Ｎ１", "x/", "/", "2.0E+5", "a/2.0E+5"]),
    EvaluatorScenario(
      name: "rows that are not records",
      fields: """
        matter.title,甲,text,,,yes,quarantine
        matter.content,乙,text,,,no,keep

        """,
      settings: "skip,甲=合计*|小计\ntrailing,ignore-empty\n",
      columns: [("甲", "一"), ("乙", "二")],
      values: ["合计", "合计 12", "小计", "小计 1", "编号", "甲", "乙"]),
  ]
}
