extension FEELFault {
  /// The fault in English.
  package var english: String {
    switch kind {
    case .characterUnexpected(let found): "the character \(found) has no meaning here"
    case .stringOpen: "a text is not closed; end it with a quotation mark"
    case .commentOpen: "a comment is not closed; end it with */"
    case .expected(let expected, let found): "found \(found), expected \(expected)"
    case .tooDeep: "the expression is nested too deeply; split it into named parts"
    case .tooLong: "the expression is longer than a million bytes; split it into named parts"
    case .tooMuchWork: "the evaluation takes too many steps or makes too large a value; narrow it"
    case .nameUnknown(let name): "nothing here is named \(name)"
    case .entryMissing(let name): "the context has no entry \(name)"
    case .keyTwice(let name): "the context has the key \(name) twice; keep one"
    case .temporalMalformed(let text):
      "\(text) is no date, time or duration; write it as ISO 8601 does"
    case .operatorUndefined(let name, let left, let right):
      "\(name) is not defined between \(left) and \(right)"
    case .rangeBackward(let text): "\(text) ends before it begins; put the smaller end first"
    case .divisionByZero: "a number is divided by zero"
    case .numberOutOfRange: "the result is no number of 34 digits"
    case .conditionNotBoolean(let type): "a condition is \(type), expected true or false"
    case .argumentsUnfit(let function): "\(function) cannot be called with these arguments"
    case .notAFunction(let type): "found \(type), expected a function to call"
    case .typeMismatch(let expected, let found): "found \(found), expected \(expected)"
    case .severalRules(let table, let rules):
      "rules \(Self.joined(rules)) of \(table) match at once, expected one"
    case .rulesDisagree(let table, let rules):
      "rules \(Self.joined(rules)) of \(table) match and give different outputs"
    case .ruleUneven(let table, let rule):
      "rule \(rule) of \(table) has not one cell for each column; add or remove cells"
    case .policyUnknown(let table, let found):
      "\(table) has the hit policy or aggregation \(found), expected one of DMN's"
    case .requirementCycle(let name): "\(name) requires itself; remove one requirement"
    case .languageUnknown(let name): "logic in \(name) is not run; write it in FEEL"
    case .elementMissing(let name): "the model names \(name) and does not define it"
    }
  }

  /// The fault in Chinese.
  package var chinese: String {
    switch kind {
    case .characterUnexpected(let found): "此处不能使用字符 \(found)"
    case .stringOpen: "文本缺少结尾引号"
    case .commentOpen: "注释缺少结尾 */"
    case .expected(let expected, let found): "发现 \(found)，应为 \(expected)"
    case .tooDeep: "表达式嵌套过深，请拆分命名"
    case .tooLong: "表达式超过一百万字节，请拆分命名"
    case .tooMuchWork: "求值步骤过多或结果过大，请缩小范围"
    case .nameUnknown(let name): "此处没有名为 \(name) 的量"
    case .entryMissing(let name): "上下文中没有键 \(name)"
    case .keyTwice(let name): "上下文中键 \(name) 重复，请保留一个"
    case .temporalMalformed(let text): "\(text) 不是日期、时间或时长，请按 ISO 8601 书写"
    case .operatorUndefined(let name, let left, let right):
      "\(left) 与 \(right) 之间不能用 \(name)"
    case .rangeBackward(let text): "\(text) 的终点先于起点，请把较小的一端写在前面"
    case .divisionByZero: "除数为零"
    case .numberOutOfRange: "结果超出 34 位数字的范围"
    case .conditionNotBoolean(let type): "条件是 \(type)，应为真或假"
    case .argumentsUnfit(let function): "\(function) 不接受这些参数"
    case .notAFunction(let type): "发现 \(type)，此处应为函数"
    case .typeMismatch(let expected, let found): "发现 \(found)，应为 \(expected)"
    case .severalRules(let table, let rules):
      "\(table) 的规则 \(Self.joined(rules)) 同时命中，只应命中一条"
    case .rulesDisagree(let table, let rules):
      "\(table) 的规则 \(Self.joined(rules)) 同时命中而结果不同"
    case .ruleUneven(let table, let rule):
      "\(table) 的规则 \(rule) 单元格数与列数不符，请补足或删除"
    case .policyUnknown(let table, let found):
      "\(table) 的命中策略或汇总方式 \(found) 不属于 DMN"
    case .requirementCycle(let name): "\(name) 依赖自身，请去掉一处依赖"
    case .languageUnknown(let name): "不执行以 \(name) 书写的逻辑，请改用 FEEL"
    case .elementMissing(let name): "模型引用了 \(name) 却没有定义"
    }
  }

  private static func joined(_ rules: [Int]) -> String {
    rules.map(String.init).joined(separator: ", ")
  }
}
