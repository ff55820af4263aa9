extension FindingEntry {
  /// The entries of surveys.
  static let surveys: [FindingCode: FindingEntry] = [
    // MARK: Surveys
    .surveyForeign: .error(
      "the workbook is not one that was sent with this survey: {reason}",
      "这不是本次摸底发出的工作簿：{reason}",
      why: "its rows cannot be told apart for certain, and answers could end at another line",
      "无法确认各行是哪条热线，答案可能记到别的热线上",
      fix: "ask the unit to fill in the workbook that it was sent, or write it again with --renew "
        + "(`hotline help survey new`)",
      "请单位填写发给它的那份工作簿，或加 --renew 重新生成再发（`hotline help survey new`）"),
    .surveyIdsChanged: .error(
      "the hidden sheet of ids was changed",
      "隐藏的编号表被改动过",
      why: "rows can no longer be matched to lines, nor to what was filled in before",
      "已无法得知哪一行是哪条热线、原来预填了什么",
      fix: "ask the unit to copy its answers into the workbook as it was sent; --renew writes it "
        + "again (`hotline help survey new`)",
      "请单位把答案填到原来发出的工作簿里；可加 --renew 重新生成（`hotline help survey new`）"),
    .surveyStale: .error(
      "the workbook was replaced: a newer one was sent to the unit on {found}",
      "这份工作簿已被替换：{found} 已向该单位发出新的一份",
      why: "its rows show a register that has changed since",
      "里面预填的是旧的登记表",
      fix: "ask the unit to fill in the newer workbook",
      "请单位填写新的一份"),
    .surveyUnanswered: .warning(
      "{count} questions are not answered: {found}",
      "有 {count} 处没有填写：{found}",
      why: "an empty cell says neither `unknown` nor `none`; nobody may conclude anything from it",
      "空白既不是“未知”也不是“无”，不能据以推断",
      fix: "ask the unit to fill in the cells; 未知 is a legal answer",
      "请单位补填；确实不清楚的填“未知”"),
    .surveyColumnMissing: .error(
      "the column `{column}` is missing",
      "缺少“{column}”列",
      why: "its answers are lost, or are under another header where nobody looks for them",
      "这一列的答案丢失了，或者放在了别的表头下",
      fix: "restore the header as it was sent; the other columns were read",
      "请恢复原来的表头；其他列已读取"),
    .surveyColumnTwice: .error(
      "the column `{column}` appears twice",
      "“{column}”列出现了两次",
      why: "it cannot be decided which of the two counts; neither was read",
      "分不清以哪一列为准，两列都没有读取",
      fix: "remove one of them",
      "删掉其中一列"),
    .surveyColumnAdded: .warning(
      "the column `{found}` was added; {count} cells in it were not read",
      "增加了“{found}”列，其中 {count} 格没有读取",
      why: "the survey does not ask for it, so that what it says goes nowhere",
      "摸底没有这一项，写在里面的内容不会进入登记表",
      fix: "move what it says into `备注`, or take it up with the unit",
      "请把内容移到“备注”，或与单位另行核对"),
    .surveyRowTwice: .error(
      "the row {found} is there {count} times",
      "编号 {found} 的行出现了 {count} 次",
      why: "a copied row has the id of another line; none of them was read",
      "复制出来的行带着别的热线的编号，这几行都没有读取",
      fix: "keep the row of the line, and put the other line into an empty row of its own",
      "保留原来的行，另一条热线请填在空行里"),
    .surveyRowUnknown: .error(
      "`{found}` is not the id of a row of this workbook",
      "“{found}”不是这份工作簿里的编号",
      why: "the row may belong to another unit's workbook; it was not read",
      "这一行可能来自别的单位的工作簿，没有读取",
      fix: "copy its answers into an empty row of the workbook",
      "请把答案填到本工作簿的空行里"),
    .surveyAnswerIllegal: .error(
      "`{found}` is not an answer to `{column}`",
      "“{found}”不是“{column}”可填的内容",
      why: "an answer is never guessed; the cell was not read",
      "不猜测填写人的意思，这一格没有读取",
      fix: "ask the unit; the cell may hold {expected}",
      "请与单位核对；可填：{expected}"),
    .surveyAnswerDeleted: .warning(
      "`{column}` was filled in as `{found}` and is empty now",
      "“{column}”原来预填“{found}”，现在是空的",
      why: "empty may mean wrong, none or unknown; the register keeps what it has",
      "空白可以是有误、没有或不清楚，登记表保持不变",
      fix: "ask the unit; 未知 is an answer, and where it is allowed 无",
      "请与单位核对；不清楚的填“未知”，允许填“无”的可填“无”"),
    .surveyAnswersDiffer: .error(
      "{line} has several answers for `{column}`: {found}",
      "{line} 的“{column}”有不同的答案：{found}",
      why: "one of them is wrong, and the register has room for one alone; none was taken",
      "其中必有一个不对，登记表只能写一个，都没有采用",
      fix: "ask the units, then accept one of them: import the workbook again with "
        + "--accept '{line}/{column}@WORKBOOK' and --by (`hotline help survey import`)",
      "与各单位核对后采用其中一个：再次导入该工作簿，加 "
        + "--accept '{line}/{column}@工作簿' 和 --by（`hotline help survey import`）"),
    .surveyRegisterDiffers: .error(
      "{line}: the answer for `{column}` is {found}, but {expected} is entered",
      "{line} 的“{column}”填的是 {found}，而已登记的是 {expected}",
      why: "the unit did not see what is entered, or does not know it; its answer would overwrite "
        + "what somebody else knew",
      "单位填写时没有看到已登记的内容，或并不了解情况，采用会把已知的内容覆盖",
      fix: "compare both, then accept the answer: import the workbook again with "
        + "--accept '{line}/{column}' and --by (`hotline help survey import`)",
      "核对后指明采用：再次导入该工作簿，加 --accept '{line}/{column}' 和 --by（`hotline help survey import`）"),
    .surveyRowMissing: .warning(
      "the row of {line} was removed from the workbook",
      "{line} 的那一行被删掉了",
      why: "a deleted row does not say that the line is gone; the register keeps it",
      "删掉一行不等于热线已经停用，登记表保持不变",
      fix: "ask the unit; where the line is gone, `状态` and `停用日期` say so",
      "请与单位核对；热线确已停用的，填写“状态”和“停用日期”"),
    .surveySentBefore: .error(
      "{found} has a workbook of the survey {survey} already",
      "{found} 已有摸底 {survey} 的工作簿",
      why: "with two workbooks nobody would know which one to fill in",
      "有两份工作簿，单位不知道该填哪一份",
      fix: "leave the unit out, or replace its workbook with `--renew`: the earlier one is refused "
        + "from then on",
      "去掉该单位，或用 `--renew` 替换，此后旧的一份不再接收",
      exit: 73),
    .surveyNumberOther: .error(
      "the number {found} is in the row of {expected}",
      "{expected} 这一行的号码写成了 {found}",
      why: "it may be a mistyped number or another line; the row was not read",
      "可能是号码有误，也可能是另一条热线，这一行没有读取",
      fix: "restore the number, and put another line into an empty row",
      "请恢复原来的号码，另一条热线请填在空行里"),
    .surveyLinesUnasked: .warning(
      "nobody was asked about {count} lines: {found}",
      "有 {count} 条热线没有单位填报：{found}",
      why: "what is not asked for stays unknown, and an unknown line is not decided",
      "没有填报的情况仍是未知，情况不明的热线不能决定",
      fix: "add their units to the sheet of units, or name them in its column `lines`",
      "在单位表中补上责任单位，或写入“热线”列"),
    .surveyEntryUnknown: .error(
      "`{found}` is not an entry of the plan, or more than one answer",
      "“{found}”不在清单中，或者对应不止一个答案",
      why: "nothing was taken, so that nothing else is taken for it",
      "为免误收，什么都没有采用",
      fix:
        "name an entry as the plan names it‹, such as {nearest}›; where there are several answers, "
        + "one with its file: LINE/COLUMN@FILE",
      "按清单中的写法指明‹，如 {nearest}›；有多个答案的，加上文件：热线/栏目@文件"),
    .surveyNoneContradicted: .error(
      "the unit says that it has no line, and {count} rows are filled in",
      "单位填报没有热线，却填写了 {count} 行",
      why: "one of the two is wrong",
      "两者必有一个不对",
      fix: "ask the unit, and correct the cell or the rows",
      "请与单位核对，改正这一格或这些行"),
  ]
}
