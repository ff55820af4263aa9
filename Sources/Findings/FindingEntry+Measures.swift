extension FindingEntry {
  /// The entries of measures.
  static let measures: [FindingCode: FindingEntry] = [
    // MARK: Measures
    .deadlineGap: .error(
      "no row sets the limit of {cell} for {found}",
      "{cell} 在 {found} 期间没有办理时限",
      why: "whether these tickets were closed on time could not be decided, or only by a guess",
      "这些工单是否按时办结无从判断，只能猜测",
      fix:
        "add a row for these days, or change `from` or `to` of the row beside them; `recorded` and "
        + "`none` are limits too",
      "补一行，或改相邻一行的起止日期；recorded（按工单所记）、none（不设时限）也是时限"),
    .deadlineOverlap: .error(
      "two rows set the limit of {cell} for the same days",
      "{cell} 在同一期间有两行办理时限",
      why: "which one counts would depend on the order of the rows",
      "以哪一行为准，就要看行的先后了",
      fix: "end the earlier row on the day before the later one begins",
      "把前一行的截止日期改到后一行起始日期的前一天"),
    .conditionMisplaced: .error(
      "the condition `{found}` cannot be used in `{column}`",
      "条件“{found}”不能用在“{column}”列",
      why:
        "the rate would count tickets of which the condition is not known, or weights that are no "
        + "tickets",
      "会把条件不明的工单计入，或者把权重当成工单数",
      fix: "use a condition that the table of conditions allows in this column; "
        + "`satisfied-by-weight` is alone in `counted`",
      "改用条件表中该列允许的条件；satisfied-by-weight 只能单独写在分子列"),
    .measureRowMissing: .error(
      "the row `{expected}` is missing",
      "缺少“{expected}”一行",
      why: "the index is made of all four rates and five levels of satisfaction",
      "指数由四项指标构成，满意度分五级，缺一不可",
      fix: "add the row `{expected}`",
      "补上“{expected}”一行"),
    .weightsSumOff: .error(
      "the weights of the index add up to {found}, not to 100",
      "指数的权重合计为 {found}，不是 100",
      why: "no index could reach 100, or one could exceed it",
      "指数会达不到或者超过 100 分",
      fix: "change the weights of the rows `index`",
      "修改 index 各行的权重"),
    .weightsUnsigned: .warning(
      "{count} weights are not signed, so the index is not printed",
      "有 {count} 项权重没有签字，不计算指数",
      why: "an index by weights that nobody decided on would rank units by accident",
      "权重没有人决定，用它给单位排名就是偶然的结果",
      fix:
        "have the weights decided on, then fill in `signed_by`, `signed_on` and `document` of every "
        + "row; the rates need no signature",
      "权重议定后，填写每一行的签字人、签字日期和文号；各项指标不需要签字"),
    .signatureHalf: .error(
      "the signature lacks `{column}`",
      "签字缺少“{column}”",
      why: "nobody could look up who decided on the weight, when, and by which document",
      "权重由谁、何时、依据哪份文件决定，无从查证",
      fix: "fill in `signed_by`, `signed_on` and `document`, or none of them",
      "签字人、签字日期、文号都填，或者都不填"),
    .levelsDisordered: .error(
      "the level `{found}` weighs more than {expected}",
      "等级“{found}”的权重大于 {expected}",
      why: "less satisfied callers would raise the rate",
      "群众越不满意，满意率反而越高",
      fix: "give each level at most the weight of the better one, the best at most 100",
      "每一级的权重不大于上一级，最高一级不大于 100"),
    .deadlineLineUnknown: .error(
      "limits are set for the line `{found}`, which is not in the register",
      "为热线“{found}”规定了时限，登记表里没有这条热线",
      why: "the rows of `*` would be used for the line that is meant",
      "实际所指的热线就会按 * 的时限计算",
      fix: "write the id of the line as the register shows it, or remove the rows",
      "写登记表里的编号，或删去这些行"),
    .limitOutsideCalendar: .error(
      "{count} tickets have limits in the years {found}, and the calendar has {expected}",
      "有 {count} 张工单的时限落在 {found} 年，而工作日历只有 {expected} 年",
      why: "holidays of other years are not known; a guess would call units late that were not",
      "其他年份的节假日不明，猜测会冤枉按时办结的单位",
      fix:
        "add the days of these years as the State Council announced them, or leave the months out "
        + "with --from and --until (`hotline help measure list`)",
      "按国务院公布的安排补上这些年份，或用 --from、--until 避开这些月份（`hotline help measure list`）"),
    .limitsMissing: .error(
      "the rate {found} needs limits of the stage `{stage}`, and no row sets one",
      "指标 {found} 要用环节“{stage}”的时限，却一行也没有",
      why: "none of its tickets could be judged",
      "没有一张工单能判断",
      fix: "add rows of the stage `{stage}`, or use other conditions",
      "补上环节“{stage}”的时限，或改用别的条件"),
  ]
}
