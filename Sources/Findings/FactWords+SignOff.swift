extension FactWords {
  /// What a user may not do, and what is wrong with a password.
  static let signOff = [
    Words("look at the merger", "查看归并情况"),
    Words("import and repair data", "导入和修复数据"),
    Words("fill in checklists and the number ledger", "填报核对清单和号码台账"),
    Words("record decisions on lines", "记录热线的归并决定"),
    Words("sign the policy, waive records and grant exceptions", "签认规则、豁免记录、批准例外"),
    Words("make and change routes", "生成和改动路由"),
    Words("hand tickets and routes over", "交付工单和路由"),
    Words("see personal data in clear", "查看个人信息明文"),
    Words("sign items of checklists", "签认核对事项"),
    Words("seal, back up and migrate the ledger", "封存、备份和升级台账"),
    Words("enter and change users", "登记和变更用户"),
    Words("it has fewer than 12 characters", "不足 12 个字符"),
    Words("it is the name of the account", "与账户名相同"),
    Words("the two entries differ", "两次输入不一致"),
    Words("a line is missing", "缺少一行"),
    Words("a line is too long", "有一行过长"),
    Words("it belongs to another user", "文件属于另一个用户"),
  ]
}
