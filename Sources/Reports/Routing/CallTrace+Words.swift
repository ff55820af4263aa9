package import Findings
import HotlineModel

extension CallTrace.Hop {
  /// The kind of hop in one word: `arrives`, `decision`, `hours`.
  package func label(in language: Language) -> String {
    switch language {
    case .english: englishLabel
    case .chinese: chineseLabel
    }
  }

  /// What is met, in a line.
  package func text(in language: Language) -> String {
    switch language {
    case .english: englishText
    case .chinese: chineseText
    }
  }

  private var englishLabel: String {
    switch self {
    case .arrives, .notANumber, .otherForm, .reachesCallersArea, .otherArea: "arrives"
    case .protectedNumber: "protected"
    case .unknownNumber: "register"
    case .decision: "decision"
    case .phase: "phase"
    case .window: "hours"
    case .target, .unreachable: "target"
    case .guarded: "overflow"
    case .goesOn, .forwards: "forward"
    case .announcement: "announce"
    case .releases: "release"
    case .presentRoute: "present"
    case .linkage: "linkage"
    case .tooDeep: "loop"
    }
  }

  private var chineseLabel: String {
    switch self {
    case .arrives, .notANumber, .otherForm, .reachesCallersArea, .otherArea: "来电"
    case .protectedNumber: "紧急"
    case .unknownNumber: "登记表"
    case .decision: "一号一策"
    case .phase: "阶段"
    case .window: "时段"
    case .target, .unreachable: "目标"
    case .guarded: "溢出"
    case .goesOn, .forwards: "转接"
    case .announcement: "公告"
    case .releases: "释放"
    case .presentRoute: "现状"
    case .linkage: "联动"
    case .tooDeep: "循环"
    }
  }

  private var englishText: String {
    switch self {
    case .arrives(let dialled, let number, let origin):
      "\(dialled) is \(number), \(number.kind.rawValue), from \(origin.name(in: .english))"
    case .notANumber(let dialled):
      "\(dialled) is not a telephone number; the switch's own routing has the call"
    case .otherForm(_, let digits, let number):
      "\(digits) is in no table of ours; the switch's own routing has the call"
        + (number.map { "; \($0) is dialled as \($0.formFromAnotherArea)" } ?? "")
    case .reachesCallersArea(let number):
      "without an area code \(number.subscriber) reaches the caller's own area, not ours; "
        + "callers from outside dial \(number.formFromAnotherArea)"
    case .otherArea(let number): "\(number) belongs to another area"
    case .protectedNumber(let number): "\(number) is an emergency number, nothing touches it"
    case .unknownNumber(let number): "no line of the register has \(number) at this time"
    case .decision(HotlineNumber.platformCode, let name, _): "\(name), the platform itself"
    case .decision(let line, let name, let mode): "\(line) \(name): \(mode.rawValue)"
    case .phase(let kind, let period):
      "\(kind.name(in: .english)), \(period.words(in: .english))"
    case .window(let hours, let isOpen):
      "\(isOpen ? "within" : "outside") \(hours.words(in: .english))"
    case .target(let set, let kind, let members):
      "\(set), \(kind.name(in: .english)), \(members) \(members == 1 ? "address" : "addresses")"
    case .unreachable(let set): "\(set) cannot be reached"
    case .guarded(let overflow):
      "busy, silent for \(overflow.ringSeconds) s or down: goes on to \(overflow.to)"
    case .goesOn(let number): "goes on as a call to \(number)"
    case .forwards(let number): "diverted to \(number)"
    case .announcement(let id): "the caller hears \(id)"
    case .releases: "the number is cancelled, the call ends"
    case .presentRoute: "nothing of ours touches this call, its present route stands"
    case .linkage: "agents transfer calls by hand, both ways; no route is built for it"
    case .tooDeep(let number): "the call comes back to \(number) or has gone on too often"
    }
  }

  private var chineseText: String {
    switch self {
    case .arrives(let dialled, let number, let origin):
      "拨打 \(dialled)，即 \(number)，\(origin.name(in: .chinese))"
    case .notANumber(let dialled): "\(dialled) 不是电话号码，由交换机自身路由处理"
    case .otherForm(_, let digits, let number):
      "\(digits) 不在本系统的任何路由表中，由交换机自身路由处理"
        + (number.map { "；\($0) 的拨法是 \($0.formFromAnotherArea)" } ?? "")
    case .reachesCallersArea(let number):
      "外地不加区号拨 \(number.subscriber)，接通的是主叫所在地，不到本市；"
        + "外地请拨 \(number.formFromAnotherArea)"
    case .otherArea(let number): "\(number) 属于其他区号"
    case .protectedNumber(let number): "\(number) 是紧急号码，任何设置都不触动"
    case .unknownNumber(let number): "登记表中此时没有 \(number) 这个号码"
    case .decision(HotlineNumber.platformCode, let name, _): "\(name)，平台号码"
    case .decision(let line, let name, let mode): "\(line) \(name)：\(mode.words.chinese)"
    case .phase(let kind, let period):
      "\(kind.name(in: .chinese))，\(period.words(in: .chinese))"
    case .window(let hours, let isOpen):
      "\(hours.words(in: .chinese))，\(isOpen ? "在时段内" : "不在时段内")"
    case .target(let set, let kind, let members):
      "\(set)，\(kind.name(in: .chinese))，\(members) 个地址"
    case .unreachable(let set): "\(set) 无法接通"
    case .guarded(let overflow):
      "忙、\(overflow.ringSeconds) 秒无人接或故障时转 \(overflow.to)"
    case .goesOn(let number): "按拨打 \(number) 处理"
    case .forwards(let number): "转到 \(number)"
    case .announcement(let id): "播放公告 \(id)"
    case .releases: "号码已停用，通话结束"
    case .presentRoute: "本系统不触动此通话，按现有路由接续"
    case .linkage: "座席人工双向转接，不另建路由"
    case .tooDeep(let number): "通话又回到 \(number)，或转接次数过多"
    }
  }
}
