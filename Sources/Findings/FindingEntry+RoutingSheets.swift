extension FindingEntry {
  /// The entries of what somebody may write into the routing sheets by mistake.
  static let routingSheets: [FindingCode: FindingEntry] = [
    .addressDialsAway: .error(
      "the address `{found}` of {set} dials {number}, which a switch may take for {other}",
      "{set} 的地址“{found}”拨的是 {number}，交换机可能当成 {other}",
      why: "calls for the desks would reach an emergency line or another city",
      "打给座席的电话会接到紧急热线或别的城市",
      fix: "write a name before the `@`, such as `sip:desk@…`, or the desks' own number",
      "在“@”前写名称，例如 sip:desk@…，或写座席自己的号码"),
    .cellUnused: .error(
      "`{column}` has {found}, but {line} ({mode}) does not use it",
      "“{column}”填了 {found}，但 {line}（{mode}）用不到",
      why: "whoever filled it in expects something that will not happen",
      "填表的人以为会生效，实际不会",
      fix: "empty the cell, or have the line decided otherwise",
      "清空这一格，或对该热线另作决定"),
    .cutoverPast: .error(
      "{line} is cut over on {found}, before {expected}, the day on which the merger began",
      "{line} 的割接时间 {found} 早于归并开始之日 {expected}",
      why: "a wrong year in a date would change calls that nobody expects to change",
      "年份写错，会改动谁也没料到的来电",
      fix: "correct the date; if it is right, write the word `past` in `deviation` of the row",
      "改正日期；如果日期无误，在该行“偏离说明”中写上 past（此前已割接）"),
    .linkagePartyUnknown: .error(
      "`{found}` is neither 12345 nor a protected number nor a line that is linked only",
      "“{found}”既不是12345，也不是受保护号码或只作联动的热线",
      why: "agents would transfer callers to a number that nobody has checked",
      "座席会把市民转到未经核实的号码",
      fix: "write the number as the register calls the line; a merged line needs no linkage",
      "按登记表的叫法填写；已归并的热线不用联动"),
    .linkageWithout12345: .error(
      "{found} to {other} is not a linkage of 12345",
      "{found} 转 {other} 不是12345的联动",
      why: "the notices set up linkage between 12345 and other lines, one to one",
      "文件规定的是12345与其他热线之间的联动",
      fix: "write 12345 as one of the two parties, and another line as the other",
      "一方写12345，另一方写对方热线"),
    .linkageDirection: .error(
      "{found} would transfer to {other}, and no document is named that says so",
      "{found} 转到 {other}，没有写明依据的文件",
      why: "12345 passes urgent calls on; the way back is agreed on in the notices only with 110",
      "12345只向外转送紧急来电；文件只对110规定了双向转接",
      fix: "remove the row, or name in `document` the document that allows this direction",
      "删除这一行，或在“依据”中写明允许这个方向的文件"),
    .addressShared: .error(
      "{found} is an address of both {set} and {other}",
      "{found} 同时是 {set} 和 {other} 的地址",
      why: "calls meant for one unit's desks would ring at another's",
      "打给一个单位的电话会在另一个单位的座席响铃",
      fix: "correct one of the two rows, or use one set for both lines",
      "改正其中一行，或两条热线用同一个目标集"),
    .machineShared: .warning(
      "{found} of {set} and {member} of {other} are on one machine",
      "{set} 的 {found} 和 {other} 的 {member} 在同一台设备上",
      why: "if that machine fails, both are gone at once, and one does not stand in for the other",
      "设备一旦故障，两者同时失效，不能互为备份",
      fix: "correct the address, or accept that the two fail together",
      "改正地址；如确实共用设备，应知道两者会一起失效"),
    .beginsProtected: .error(
      "{found} begins with the protected number {number}",
      "{found} 以受保护号码 {number} 开头",
      why: "a switch that matches prefixes would confuse calls for help with calls to this line",
      "按前缀匹配的交换机会把求救电话和这条热线混淆",
      fix: "correct the number in the register; no setting changes this",
      "改正登记表中的号码；没有任何设置可以放行"),
    .mergedWithoutRoute: .error(
      "{found} is {mode}, but it has no route at any time",
      "{found} 的方式是 {mode}，但任何时候都没有路由",
      why: "after the cut-over its calls would still go where they go today, unnoticed",
      "割接之后它的来电仍走现状，谁也不会发现",
      fix: "complete its row in phases.csv and have open questions answered; write `later` in "
        + "`cutover` if its day is still open",
      "补全 phases.csv 中它的一行，答复未决的问题；日期未定的，在“割接时间”写 later（待定）"),
    .plannedLater: .warning(
      "{found} is {mode}, and its cut-over is still open (`later`)",
      "{found} 的方式是 {mode}，割接时间待定（later）",
      why: "until it has a day its calls go where they go today",
      "定下日期之前，来电仍走现状",
      fix: "write its day into phases.csv as soon as it is known",
      "日期一定下来就写进 phases.csv"),
    .announcedTooShort: .error(
      "{found} is announced for only {days} days before it is cancelled; at least {minimum} are "
        + "required",
      "{found} 停用前的公告期只有 {days} 天，至少 {minimum} 天",
      why: "most callers would never hear that the number ends",
      "多数来电人听不到号码要停用的消息",
      fix: "move retire in phases.csv to a later date, or change announce_minimum_days in "
        + "checks.csv",
      "推后 phases.csv 的 retire，或修改 checks.csv 的 announce_minimum_days"),
    .ringsTooLong: .error(
      "the desks {set} of {found} ring for {seconds} s before 12345 takes over; the limit is "
        + "{limit}",
      "{found} 的座席 {set} 振铃 {seconds} 秒才转12345，上限是 {limit} 秒",
      why: "callers hang up before anybody answers",
      "还没人接，来电人就挂断了",
      fix: "lower ring_seconds in phases.csv, or change ring_limit_seconds in checks.csv",
      "改小 phases.csv 的 ring_seconds，或修改 checks.csv 的 ring_limit_seconds"),
    .announcementSilent: .error(
      "the announcement {found} in `{language}` does not name 12345",
      "公告 {found} 的“{language}”版本没有说出12345",
      why: "callers hear that the number ends, but not which number replaces it",
      "来电人听到号码要停用，却不知道改拨哪个号码",
      fix: "write 12345 into `text`, and have it recorded so",
      "在“内容”中写明12345，并照此录音"),
    .recordingShared: .error(
      "the recording {found} is that of {thing} and of {other}",
      "录音文件 {found} 同时用于 {thing} 和 {other}",
      why: "callers would hear the wrong words, or the same ones twice",
      "来电人会听错内容，或把同一段听两遍",
      fix: "name the recording of each announcement and language",
      "写明每条公告、每种语言各自的录音文件"),
    .announcementAtDesks: .error(
      "the announcement {found} is played by {set}, a set of the kind `{kind}`",
      "公告 {found} 由 {set} 播放，它的类别是“{kind}”",
      why: "callers would ring at desks instead of hearing the announcement",
      "来电人听不到公告，电话会在座席响铃",
      fix: "name a set of the kind `announcement` in announcements.csv",
      "在 announcements.csv 中填写类别为 announcement（公告播放）的目标集"),
  ]
}
