extension FindingEntry {
  /// The entries of what guards a policy's answers: signed cases and invariants.
  static let policyCases: [FindingCode: FindingEntry] = [
    .invariantOnWords: .warning(
      "invariant {found} asks only for words that tables give: {expected}",
      "不变量 {found} 只问各表自己给出的词：{expected}",
      why:
        "an edit of the table that gives the word moves the invariant along, so that it holds of a "
        + "wrong decision too",
      "改动给出这个词的表，不变量也跟着变，错误的决定照样成立",
      fix: "name facts of the register in `when`, such as owner_level or emergency",
      "在 `when` 里写登记表的事实，例如 owner_level 或 emergency"),
    .policySheetEmpty: .warning(
      "there is nothing in {found}",
      "{found} 里什么也没有",
      why: "what the sheet is there to guard is not guarded",
      "这张表本该保障的，没有保障",
      fix: "write its rows; for cases.csv, `policy gen-cases` proposes them",
      "请填写各行；cases.csv 可由 `policy gen-cases` 提出建议"),
    .caseFails: .error(
      "a signed case ({found}) is answered otherwise: rule {rule} gives {column} = {value}, expected "
        + "{expected}",
      "已签认的用例（{found}）结论不符：规则 {rule} 给出 {column} = {value}，应为 {expected}",
      why: "somebody has confirmed that these lines are to be decided otherwise",
      "有人确认过这些热线应当另行决定",
      fix:
        "correct the rule; where the case no longer holds, correct its row and have it signed again",
      "改正这条规则；如果用例已不成立，改正它那一行并重新签认"),
    .caseNotSigned: .warning(
      "nobody has signed all cases: {found}",
      "用例 {found} 还没有人签认",
      why: "a case that only repeats what the policy answers guards nothing",
      "只是照抄规则结论的用例，什么也不保障",
      fix:
        "check each answer against the documents, then fill in signed_by, signed_on and document",
      "请对照文件核对每个结论，再填写 signed_by、signed_on、document"),
    .ruleWithoutCase: .warning(
      "no signed case reaches {found} of `{table}`",
      "没有已签认的用例走到表“{table}”的规则 {found}",
      why: "a wrong answer in these rows would not be noticed",
      "这些行里的结论写错了，不会有人发现",
      fix: "add cases to cases.csv; `policy gen-cases` proposes them",
      "在 cases.csv 里补用例；`policy gen-cases` 可提出建议"),
    .answerUnguarded: .warning(
      "rule {rule} of `{table}` could give {column} = {value} instead of {found}, and nothing would "
        + "notice",
      "表“{table}”的规则 {rule} 如果给出 {column} = {value} 而不是 {found}，不会有任何提示",
      why: "a slip in this cell would decide lines wrongly and be called proven",
      "这一格写错，热线就会被错误决定，却仍显示已验证",
      fix: "add a signed case that reaches the rule, or an invariant that rules the value out",
      "补一个走到这条规则的已签认用例，或写一条排除这个取值的不变量"),
  ]
}
