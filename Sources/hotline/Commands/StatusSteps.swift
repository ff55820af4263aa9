import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

/// What each role does next, as the workspace is.
struct StatusSteps {
  private let status: StatusReport

  /// The steps of a status.
  init(_ status: StatusReport) {
    self.status = status
  }

  /// One step for each role; one for everybody where there is no line yet.
  var steps: [NextStep] {
    guard !status.lines.isEmpty else {
      return [
        NextStep(
          words: Words(
            "fill in the register, or add lines with `register add`",
            "填写登记表，或用 `register add` 逐条登记"))
      ]
    }
    return [migration, management, operations]
  }

  private var migration: NextStep {
    let role = Words("migration staff", "迁移人员")
    let quarantined = status.lines.map(\.holdings.quarantined).reduce(0, +)
    if quarantined > 0 {
      return NextStep(
        arguments: ["quarantine", "list", "--where", "state=open"],
        words: Words(
          "repair or waive the \(quarantined) records in quarantine",
          "修复或豁免隔离区的 \(quarantined) 条记录"), role: role)
    }
    let waiting = status.lines.count { $0.holdings.tickets == 0 }
    if waiting == status.lines.count {
      return NextStep(
        words: Words(
          "look at the files of a first delivery with `sniff`, then import them with `import`",
          "用 `sniff` 查看首批交来的文件，再用 `import` 导入"), role: role)
    }
    let words =
      waiting == 0
      ? Words("compare the totals with those handed over", "与交接数核对总数")
      : Words(
        "import the other lines: \(waiting) have no ticket yet; compare the totals",
        "导入其余热线（\(waiting) 条还没有工单），并核对总数")
    return NextStep(arguments: ["reconcile", "--by", "line"], words: words, role: role)
  }

  private var management: NextStep {
    let role = Words("project manager", "项目经理")
    if !status.policyFindings.isEmpty {
      return NextStep(
        arguments: ["policy", "check", "--summary"],
        words: Words(
          "have the policy decided and signed: it does not apply yet", "请有权的人确定并签认规则：现在还不能用"),
        role: role)
    }
    let open = status.lines.count { $0.outcome?.mode == .person }
    if open > 0 {
      return NextStep(
        arguments: ["policy", "ask"],
        words: Words(
          "have \(open) lines decided that no rule decides", "规则定不下来的 \(open) 条热线，请人工决定"),
        role: role)
    }
    return NextStep(
      arguments: ["checklist", "list"], words: Words("follow the checklists", "按核对清单推进"),
      role: role)
  }

  private var operations: NextStep {
    let role = Words("operations", "运维人员")
    if !status.policyFindings.isEmpty {
      return NextStep(
        words: Words("wait until the policy decides the lines", "等规则确定各热线的归并方式"), role: role)
    }
    guard status.hasPlan else {
      return NextStep(
        words: Words(
          "plan the cut-overs: fill in the sheets in \(status.routingFolder)",
          "安排割接：填写 \(status.routingFolder) 里的表"), role: role)
    }
    return NextStep(
      arguments: ["route", "check"], words: Words("prove the routing table", "核对路由表"), role: role)
  }
}
