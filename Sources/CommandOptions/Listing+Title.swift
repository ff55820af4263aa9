package import Console
package import Findings

extension Listing {
  /// What the rows are, for the sheet of a workbook and the top of its pages.
  package var title: Words {
    let parts = schema.split(separator: "/")
    return Self.titles[parts.count > 1 ? String(parts[1]) : ""] ?? Words("listing", "列表")
  }

  /// The titles, by the names of the JSON documents.
  package static let titles: [String: Words] = [
    "attachments.check": Words("recordings and attachments", "录音和附件核对"),
    "batch.diff": Words("changes to the delivery before", "与上次交付的差异"),
    "batch.list": Words("batches", "导入批次"),
    "batch.show": Words("files of a batch", "批次文件"),
    "checklist.import": Words("filled in", "核对清单导入"),
    "checklist.list": Words("checklists", "核对清单"),
    "checklist.ready": Words("ready for the cut-over", "割接就绪情况"),
    "checklist.show": Words("checklist", "核对清单"),
    "classify": Words("decisions", "归并判定"),
    "cutover.calendar": Words("cut-over calendar", "割接日历"),
    "cutover.list": Words("journal of cut-overs", "割接操作记录"),
    "doctor": Words("health check", "运行检查"),
    "explain": Words("codes of findings", "问题代码"),
    "import": Words("import", "导入结果"),
    "ledger.check": Words("ledger check", "台账检查"),
    "mapping.check": Words("mapping check", "映射检查"),
    "mapping.coverage": Words("mapping coverage", "映射覆盖"),
    "mapping.diff": Words("differences of mappings", "映射差异"),
    "mapping.list": Words("mappings", "映射"),
    "mapping.new": Words("drafted mapping", "映射草稿"),
    "mapping.show": Words("mapping", "映射"),
    "mapping.test": Words("mapping test", "映射测试"),
    "measure.check": Words("definitions of measures", "考核指标定义"),
    "measure.list": Words("measures", "办理效能指标"),
    "number.history": Words("history of a number", "号码历史"),
    "number.list": Words("number ledger", "号码台账"),
    "number.show": Words("channels of a number", "公告渠道"),
    "policy.ask": Words("open questions", "待定问题"),
    "policy.check": Words("policy check", "规则检查"),
    "policy.cover": Words("rule coverage", "规则覆盖"),
    "policy.deadlines": Words("deadlines", "政策期限"),
    "policy.mutate": Words("mutants of the policy", "规则变异测试"),
    "policy.sweep": Words("parameter sweep", "参数推演"),
    "policy.tck": Words("conformance test", "一致性测试"),
    "preview": Words("preview", "预览"),
    "quarantine.list": Words("quarantine", "隔离记录"),
    "quarantine.show": Words("quarantined record", "隔离记录"),
    "reconcile": Words("reconciliation", "对账"),
    "reconcile.against": Words("reconciliation with the sheet", "与交接单对账"),
    "register.diff": Words("changes of the register", "登记表差异"),
    "route.build": Words("routing table", "路由表"),
    "route.check": Words("route checks", "路由检查"),
    "route.diff": Words("changes of routes", "路由差异"),
    "route.linkage": Words("linkage", "联动"),
    "sign.status": Words("signatures", "签认情况"),
    "sniff": Words("delivered files", "交付文件"),
    "status": Words("status", "进度"),
    "survey.import": Words("answers to the survey", "摸底表导入"),
    "survey.list": Words("survey", "摸底进度"),
    "switch.list": Words("switches", "交换机"),
    "user.list": Words("users", "用户"),
    "user.roles": Words("rights of roles", "角色权限"),
  ]
}
