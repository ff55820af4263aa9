extension FindingEntry {
  /// The entries of checklists.
  static let checklists: [FindingCode: FindingEntry] = [
    // MARK: Checklists
    .checklistTemplateUnknown: .error(
      "the decision on {line} names the checklist template `{found}`, which does not exist",
      "热线 {line} 的决定用了核对清单模板“{found}”，没有这个模板",
      why: "nobody would know what to do before the line is merged",
      "归并之前该做什么，没有人会知道",
      fix: "write one of {expected} into the policy's disposition table",
      "在规则的处置表里写 {expected} 之一"),
    .checklistTemplateMisfit: .error(
      "the template {found} is not for {line}, which is {mode}",
      "模板 {found} 不适用于 {line}，它的归并方式是 {mode}",
      why: "the tasks would cancel a number that stays, or keep one that is to be cancelled",
      "要保留的号码会被取消，或者要取消的号码会留下",
      fix: "name the template for that mode in the policy's disposition table",
      "在规则的处置表里写这种归并方式的模板"),
    .checklistItemUnknown: .error(
      "item {item} depends on `{found}`, which the template does not have",
      "{item} 项的前置项“{found}”不在模板里",
      why: "the item could never be signed",
      "这一项永远不能签认",
      fix: "write item numbers of this template, separated by |, or add the item",
      "前置项写本模板的编号，用 | 隔开，或补上缺少的项"),
    .checklistCycle: .error(
      "items {found} depend on each other in a cycle",
      "{found} 项互为前置，成了一个圈",
      why: "none of them could ever be signed",
      "哪一项都不能签认",
      fix: "remove one of the numbers from `depends_on`",
      "从 depends_on 里去掉一个编号"),
    .checklistOwnerUnknown: .error(
      "`{found}` is not a unit that can be made responsible",
      "“{found}”不在可以负责的单位之列",
      why: "a task that nobody is responsible for is not done",
      "没有人负责的事没有人做",
      fix: "write one of {expected}, or add the unit to {sheet}",
      "写 {expected} 之一，或把它加到 {sheet}"),
    .checklistOrder: .error(
      "item {later} does not depend on item {earlier}",
      "{later} 项没有以 {earlier} 项为前置",
      why: "in the other order calls or tickets are lost",
      "顺序颠倒会丢来电或工单",
      fix: "write {earlier} into `depends_on` of item {later}; no setting turns this rule off",
      "在 {later} 项的 depends_on 写上 {earlier}；没有任何设置可以关掉这条规则"),
    .checklistWindowShort: .error(
      "the number is cancelled {found} working days after the cut-over, before the announcement"
        + " window of {expected} is over",
      "割接后 {found} 个工作日就销号，公告期 {expected} 个工作日还没有满",
      why: "callers who do not know yet reach nobody",
      "还不知道的市民打来，没有人接",
      fix: "count `due_days` of item 13 from item 11, and make it {expected} or more",
      "13 项的期限从 11 项算起，due_days 不少于 {expected}"),
    .checklistDueTooEarly: .error(
      "item {item} is due before item {found}, which it depends on",
      "{item} 项的期限早于它的前置项 {found}",
      why: "the earlier date can never be met",
      "较早的期限不可能做到",
      fix: "change `due_days` of one of the two",
      "调整其中一项的 due_days"),
    .checklistAnchorNotBefore: .error(
      "the date of item {item} is counted from item {found}, which it does not depend on",
      "{item} 项的期限从 {found} 项算起，却没有以它为前置",
      why: "the date could come before the work it is counted from",
      "期限可能早于它所依据的工作",
      fix: "write {found} into `depends_on` too, or count from cutover, deadline or start",
      "在 depends_on 也写上 {found}，或改从 cutover、deadline、start 算起"),
    .checklistTaskForbidden: .error(
      "the template {template} contains item {item}, which changes where calls go",
      "模板 {template} 里有 {item} 项，这一项会改变来电去向",
      why: "lines of this template are not merged; their numbers are not ours to change",
      "这个模板的热线不归并，号码不是我们可以改动的",
      fix: "remove item {item}",
      "去掉 {item} 项"),
    .checklistTaskMissing: .error(
      "the template {template} has no item {item}",
      "模板 {template} 没有 {item} 项",
      why: "nobody would be responsible for a step without which calls or tickets are lost",
      "缺了这一步会丢来电或工单，却没有人负责",
      fix: "add item {item}",
      "补上 {item} 项"),
    .checklistWindowUnmeasured: .error(
      "the date on which the number is cancelled is not counted from the cut-over",
      "销号日期不是从割接算起的",
      why: "there is no way to know whether the announcement window of {expected} working days is "
        + "over",
      "看不出 {expected} 个工作日的公告期是否已满",
      fix: "write 11 into `due_from` of item 13, and {expected} or more into `due_days`",
      "13 项的 due_from 写 11，due_days 不少于 {expected}"),
  ]
}
