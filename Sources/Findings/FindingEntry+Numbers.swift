extension FindingEntry {
  /// The entries of the number ledger, and of files that prove something.
  static let numbers: [FindingCode: FindingEntry] = [
    // MARK: Number ledger
    .numberOutOfOrder: .error(
      "{line} is {found} and cannot become {target}",
      "{line} 现为{found}，不能改为{target}",
      why:
        "the ledger would hold a step that nobody took, such as a number that was stopped before "
        + "it was announced",
      "台账会记下没有做过的步骤，例如号码没有公告就停用",
      fix: "enter the steps in their order‹; what may follow: {expected}›",
      "按顺序登记‹；接下来可以是：{expected}›"),
    .numberKept: .error(
      "{line} keeps its number and cannot become {target}: it is {mode}",
      "{line} 的号码予以保留，不能改为{target}：归并方式为{mode}",
      why: "callers would lose a number that the decision promises them",
      "决定保留的号码一旦取消，市民就打不通了",
      fix:
        "leave the number as it is; where the city has decided otherwise, record the ruling first "
        + "(`hotline help decide`)",
      "号码保持现状；市里另有决定的，先登记裁定（`hotline help decide`）"),
    .numberUndecided: .error(
      "nothing allows {line} to become {target}: it is {mode}, its number is {number}",
      "没有决定允许 {line} 改为{target}：归并方式为{mode}，号码处置为{number}",
      why: "a number that nobody has decided to change is not ours to change",
      "没有决定要改动的号码，不得改动",
      fix: "settle what becomes of the line first: `hotline policy ask` lists what is open",
      "先把这条热线定下来：`hotline policy ask` 列出待定的问题"),
    .numberWindowOpen: .error(
      "the announcement window of {line} runs until {expected}: {count} working days after {found}",
      "{line} 的公告期到 {expected} 为止：自 {found} 起 {count} 个工作日",
      why: "callers who do not know yet would reach nobody",
      "还不知道的市民打来，没有人接",
      fix: "give the number up on that day or later; the length is `announcement_window` in "
        + "Mappings/checklists/settings.csv",
      "在该日或之后再办理；公告期由 Mappings/checklists/settings.csv 的 announcement_window 规定"),
    .numberWindowUnknown: .error(
      "the announcement window of {line} cannot be counted from {found}: the calendar has {years}",
      "{line} 的公告期无法自 {found} 起推算：工作日历只有 {years} 年",
      why: "a guessed holiday would end the window too early",
      "猜测节假日会使公告期提前结束",
      fix:
        "add the year to Mappings/calendar/working-days.csv once the State Council has announced it",
      "国务院公布放假安排后，把该年补入 Mappings/calendar/working-days.csv"),
    .numberChannelsUnproven: .error(
      "channels of {line} without a proven announcement by then, {count}: {found}",
      "{line} 届时有 {count} 个渠道没有公告凭证：{found}",
      why: "people who read the number there go on calling it; it becomes {target} only when every "
        + "original channel has carried the change",
      "从这些渠道看到号码的人还会拨打；原渠道都公告之后才能改为{target}",
      fix:
        "enter each announcement with a file or an address, or withdraw a channel that was named by "
        + "mistake (`hotline help number announce`)",
      "逐个登记公告并附文件或网址；误列的渠道可以撤销（`hotline help number announce`）"),
    .numberNotAnnounced: .error(
      "no channel of {line} has a proven announcement of {found} or before",
      "{line} 截至 {found} 没有一个渠道有公告凭证",
      why: "the change has to be announced through the channels that make the number known",
      "号码变更必须通过原渠道公告",
      fix: "enter the announcement with a file or an address (`hotline help number announce`)",
      "先登记公告并附文件或网址（`hotline help number announce`）"),
    .numberDayBackwards: .error(
      "{found} is before {expected}, the day of the last change of {line} or of its beginning",
      "{found} 早于 {expected}，即 {line} 上一次变更或启用的日期",
      why: "what happened later would come first in the history",
      "后发生的事会排在前面",
      fix: "give the day on which it happened",
      "写明实际发生的日期"),
    .numberDayToCome: .error(
      "{found} has not come yet",
      "{found} 还没有到",
      why: "the ledger holds what happened, not what is planned",
      "台账记录已经发生的事，不记计划",
      fix: "enter it on that day; an announcement to come is entered as planned "
        + "(`hotline help number announce`)",
      "到那一天再登记；尚未进行的公告登记为计划（`hotline help number announce`）"),
    .numberRevived: .error(
      "{line} was cancelled and cannot become {target} again",
      "{line} 已销号，不能再改为{target}",
      why: "cancelled numbers are not revived; one that is issued again is another service",
      "已取消的号码不得恢复使用；重新启用的号码是另一条热线",
      fix:
        "add the new service to the register as a row of its own with its `valid_from`; it gets a "
        + "history of its own",
      "在登记表中为新热线另加一行，填写启用日期（valid_from）；它有自己的历史"),
    .numberGroundsMissing: .error(
      "a change from {found} to {target} needs {option}",
      "由{found}改为{target}须写明 {option}",
      why: "whoever reads the ledger in years must find what the change rested on",
      "多年以后查台账的人要能看到变更的依据",
      fix: "name the document; where a change is taken back, give the reason",
      "写明文件；撤回变更的，写明理由"),
    .numberNoOfficePhone: .error(
      "{line} cannot become an office telephone",
      "{line} 不能降为办公电话",
      why:
        "short codes, 95, 96, 400 and 800 numbers are assigned for services, never for an office",
      "短号码和 95、96、400、800 号码是为服务分配的，不能作办公电话",
      fix: "cancel the number when its window is over",
      "公告期满后销号"),
    .numberOfOtherLine: .error(
      "the history of {line} is that of a row whose `valid_from` is {found}; it is {expected} now",
      "{line} 的历史属于启用日期为 {found} 的一行，而登记表中现为 {expected}",
      why: "a number that is issued again would inherit what became of the earlier one",
      "重新启用的号码会接上前一条热线的历史",
      fix: "restore the row of the earlier line in the register, or its `valid_from`",
      "在登记表中恢复前一条热线的行，或恢复它的启用日期（valid_from）"),
    .numberChannelUnknown: .error(
      "{line} has no channel `{found}`‹; the nearest is `{nearest}`›",
      "{line} 没有渠道“{found}”‹；最接近的是“{nearest}”›",
      why: "nothing was withdrawn, so that no other channel is taken for it",
      "为免误撤其他渠道，什么都没有改动",
      fix: "write the channel as it was named (`hotline help number show`)",
      "按登记的名称写渠道（`hotline help number show`）"),
    .numberAgainstDecision: .warning(
      "{line} is {found}, which the decision of today does not allow: {mode}, number {number}",
      "{line} 现为{found}，与今天的决定不符：归并方式为{mode}，号码处置为{number}",
      why:
        "either callers have lost a number that is to be kept, or nobody was told of a new decision",
      "要么该保留的号码已经停了，要么新的决定没有落实",
      fix:
        "compare the decision with its history (`hotline help number history`), and take the change "
        + "back or settle the line",
      "对照决定和历史（`hotline help number history`），撤回变更或重新决定"),

    // MARK: Evidence
    .evidenceRefused: .error(
      "{found} cannot serve as a proof: {reason}",
      "{found} 不能作为凭证：{reason}",
      why: "nobody could read later what it is meant to prove",
      "以后没有人能看出它证明了什么",
      fix: "hand in a file of a kind that is read everywhere, such as a scan as PDF",
      "改用通用格式的文件，例如扫描成 PDF"),
    .evidenceChanged: .error(
      "{item}: the copy of {found} is not what it was: {reason}",
      "{item}：{found} 的存档与原来不同：{reason}",
      why: "what rests on it is not proven any more",
      "以它为依据的事项失去凭证",
      fix: "enter the proof once more from the original: the same file takes its old place",
      "用原件再登记一次：同一文件会回到原处",
      exit: 74),
  ]
}
