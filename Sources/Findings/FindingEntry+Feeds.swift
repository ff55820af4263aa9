extension FindingEntry {
  /// The entries of feeds to another platform.
  static let feeds: [FindingCode: FindingEntry] = [
    .feedProfileUnknown: .error(
      "there is no profile `{found}`; there are {expected}",
      "没有名为“{found}”的配置；现有 {expected}",
      why: "without one nobody knows which fields the other platform gets",
      "没有配置，就说不清对方该收到哪些字段",
      fix:
        "name one of them, or copy a folder in `Mappings/feeds` and edit it; `hotline init --missing` "
        + "adds what is shipped",
      "改写其中一个，或在 `Mappings/feeds` 复制一个文件夹再修改；程序附带的可用 `hotline init --missing` 补上",
      exit: 66),
    .feedFieldUndecided: .error(
      "the field `{found}` is not decided: {reason}",
      "字段“{found}”没有定下来：{reason}",
      why:
        "what is fed cannot be taken back, and a field that nobody answers for would be filled, or "
        + "missing, by accident",
      "推送出去就收不回来；没有人负责的字段，给或不给都是碰运气",
      fix:
        "have it decided, write `mapped` or `withheld` in `state`, and fill in `signed_by`, "
        + "`signed_on` and `document`",
      "议定后在状态一栏写 mapped（映射）或 withheld（不提供），并填写签字人、签字日期、文号"),
    .feedFieldUnfit: .error(
      "the row of the field `{found}` contradicts itself: {reason}",
      "字段“{found}”一行自相矛盾：{reason}",
      why: "the sheet would promise something else than what is fed",
      "表上写的和实际推送的就不一样了",
      fix:
        "a mapped field needs a source that the purpose lets out, a withheld one a reason; a code "
        + "table needs rows in codes.csv",
      "映射的字段要写该用途准许交付的来源，不提供的要写理由；用到的代码表在 codes.csv 里要有行"),
    .feedCodeMissing: .error(
      "the code table `{table}` has no row for `{found}`",
      "代码表“{table}”没有“{found}”一行",
      why: "the other platform would get no value, or one that it cannot read; nothing is fed",
      "对方会收不到值，或收到无法识别的值；因此没有推送",
      fix: "add the row to codes.csv",
      "在 codes.csv 补上这一行"),
    .feedProfileChanged: .error(
      "the profile is not the one by which the feed in {found} began",
      "配置与 {found} 中的推送开始时不同",
      why:
        "tickets fed before would keep the old fields and codes, and later ones the new: the other "
        + "platform would mix them",
      "以前推送的工单仍是旧的字段和代码，以后的是新的，对方会混在一起",
      fix:
        "begin a new feed with `--to` and a new folder, and have the receiver replace what it has; "
        + "or change the profile and its purpose back",
      "用 `--to` 写新的文件夹，重新开始推送，请对方整体替换；或者把配置和用途改回原样"),
    .feedDamaged: .error(
      "{found} of the feed is not as it was written: {reason}",
      "推送文件 {found} 已不是原样：{reason}",
      why: "what the receiver gets could not be repeated byte for byte",
      "对方再要时，就给不出完全相同的内容",
      fix: "put the file back from a backup, or from the receiver; else begin a new feed",
      "从备份或从对方取回该文件；否则重新开始推送"),
    .acknowledgementUntrue: .error(
      "the acknowledgement cannot be true: {reason}",
      "回执不可能属实：{reason}",
      why: "messages that the receiver does not have would count as confirmed; it is ignored",
      "照它办理，对方没有收到的也会算作已确认；该回执不计",
      fix: "have the receiver write a new one, with a higher number",
      "请对方重新出具，编号要更大"),
    .messageRefused: .error(
      "the receiver refuses message {found}: {reason}",
      "对方拒收第 {found} 条：{reason}",
      why: "the ticket is missing there, or is an older version",
      "对方缺少这张工单，或仍是旧的内容",
      fix:
        "correct the ticket and import it again, or the profile; the next message of the same key "
        + "takes the place of this one",
      "更正工单后重新导入，或修改配置；同一工单的下一条消息取代这一条"),
    .feedUnfit: .error(
      "the feed cannot go on in {found}: {reason}",
      "不能在 {found} 继续推送：{reason}",
      why: "changes would be missing, or those of something else would be mixed in",
      "中间的变化会缺失，或混进别处的变化",
      fix: "name the feed's own folder, profile and `--since`, or a new folder for another feed",
      "写该推送自己的文件夹、配置和 `--since`；另起推送则写新的文件夹"),
  ]
}
