extension FindingEntry {
  /// The entries of reports.
  static let reports: [FindingCode: FindingEntry] = [
    // MARK: Reports
    .reportMonthEmpty: .warning(
      "the ledger has no ticket with a call in {found}",
      "台账中没有 {found} 来电的工单",
      why: "a report without figures looks as if nobody had called",
      "没有数字的通报，看起来像是没有人来电",
      fix: "import the deliveries of that month (`hotline help import`), or name another month",
      "导入该月的数据（`hotline help import`），或者改写月份"),
    .lineNotAccepted: .warning(
      "the acceptance form is marked 未完成 for {count} reasons: {line} is not finished",
      "{line} 还有 {count} 项没有完成，验收单标为“未完成”",
      why: "a form that looks finished would close a line on which something is still to be done",
      "验收单看起来像已完成，就会把还有事要做的热线办结",
      fix: "sign what is listed (`hotline help sign`), then make the form anew",
      "把所列事项签认（`hotline help sign`）后重新出具"),
  ]
}
