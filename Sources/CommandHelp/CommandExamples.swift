/// A command line for each command whose usage alone does not show how it is used; the same in both
/// languages, and all of them can be parsed.
package enum CommandExamples {
  /// The example of a command.
  package static func line(of command: CommandNode) -> String? {
    lines[command.path.dropFirst().joined(separator: " ")]
  }

  /// The examples by command.
  package static let lines = [
    "init": "hotline init city",
    "sniff": "hotline sniff incoming/12329-2020.csv",
    "preview": "hotline preview incoming/12329-2020.csv -m 12329-gjj -n 5",
    "import": "hotline import incoming/*.csv -m 12329-gjj --line 12329 --tolerance 0.5%",
    "mapping new": "hotline mapping new incoming/12329-2020.csv --name 12329-gjj",
    "mapping check": "hotline mapping check 12329-gjj incoming/12329-2020.csv",
    "mapping diff": "hotline mapping diff 12329-gjj backup/Mappings/sources/12329-gjj",
    "batch list": "hotline batch list --to batches.xlsx",
    "batch show": "hotline batch show B0007",
    "batch undo": "hotline batch undo B0007",
    "quarantine list": "hotline quarantine list --where state=open",
    "quarantine show": "hotline quarantine show Q000184",
    "quarantine export": "hotline quarantine export B0007 --to repair.csv",
    "quarantine import": "hotline quarantine import repair.csv -m 12329-gjj",
    "quarantine retry": "hotline quarantine retry B0007 -m 12329-gjj",
    "quarantine waive": "hotline quarantine waive Q000184 --because 测试来电 --by 陈志远",
    "reconcile": "hotline reconcile B0007 --against incoming/counts.csv",
    "attachments check":
      "hotline attachments check incoming/recordings --against incoming/SHA256SUMS",
    "classify": "hotline classify 12329 --explain",
    "decide":
      "hotline decide 12329 --mode dual-number --because 市政府已批复 --document 示例文号〔2021〕1号",
    "number list": "hotline number list --where status=forwarded --to numbers.xlsx",
    "number show": "hotline number show 12318",
    "number set":
      "hotline number set 12318 announced --on 2021-11-03 --document 示例文号〔2021〕5号 --by 陈志远",
    "number announce":
      "hotline number announce 12318 --channel 门户网站 --proof notice.pdf --by 陈志远",
    "number history": "hotline number history 12329",
    "policy explain": "hotline policy explain 12329",
    "policy diff":
      "hotline policy diff Mappings/policy/foshan-2021/signed Mappings/policy/foshan-2021",
    "policy sweep": "hotline policy sweep --param LOW=100..1000 --step 100",
    "policy sign": "hotline policy sign --by 陈志远 --document 示例文号〔2021〕1号",
    "policy decide": "hotline policy decide facts.csv --to answers.csv",
    "checklist list": "hotline checklist list --owner 12345平台 --overdue",
    "checklist set":
      "hotline checklist set 12329-08 --conclusion 通过 --evidence 电信回执 --by 陈志远",
    "checklist except":
      "hotline checklist except 12329-01 --because 摸底表以纸质方式交来 --by 陈志远",
    "checklist ready": "hotline checklist ready 12329",
    "checklist import": "hotline checklist import filled.xlsx --by 陈志远 --dry-run",
    "checklist export": "hotline checklist export --to checklists.xlsx",
    "checklist calendar": "hotline checklist calendar --to due.ics --owner 12345平台",
    "measure list": "hotline measure list --by line,month --from 2022-09 --as-of 2022-12-31",
    "report progress": "hotline report progress --to progress.html",
    "report monthly": "hotline report monthly --month 2021-11 --to monthly.html",
    "report plan": "hotline report plan 12329 --to plan.html",
    "report acceptance": "hotline report acceptance 12329 --to acceptance.html",
    "report evidence": "hotline report evidence 12329 --to evidence-12329",
    "register diff": "hotline register diff register-2020.csv register.csv",
    "survey new": "hotline survey new --units units.csv --to sent",
    "survey import": "hotline survey import returned/*.xlsx --accept all --by 陈志远",
    "survey list": "hotline survey list --as-of 2021-10-20",
    "sign": "hotline sign 12329-08 12329-09 --as approver",
    "unsign": "hotline unsign 12329-08 --because 回执有误",
    "user add": "hotline user add chenzy --name 陈志远 --unit 市12345中心 --roles reviewer,approver",
    "user set": "hotline user set chenzy --roles reviewer",
    "user close": "hotline user close chenzy --because 调离",
    "route trace": "hotline route trace --dial 12329 --at '2021-11-26 23:30'",
    "route probe": "hotline route probe --emit-sipp probe",
    "switch read": "hotline switch read --switch core-1",
    "plan": "hotline plan 12329 12333 --switch core-1 --cut '2021-11-25 02:00' --out 1125.plan",
    "apply": "hotline apply 1125.plan",
    "cutover flip": "hotline cutover flip 1125.plan",
    "cutover freeze": "hotline cutover freeze 2022-01-29 2022-02-08 --because 春节",
    "cutover show": "hotline cutover show --switch core-1",
    "cutover list": "hotline cutover list --switch core-1",
    "verify": "hotline verify --switch core-1",
    "rollback": "hotline rollback --switch core-1 --because 12333无人接听",
    "province adopt": "hotline province adopt /data/province --city 440600",
    "export tickets": "hotline export tickets --purpose platform --format xml --to delivery",
    "export feed": "hotline export feed --profile yuesx --to feed",
    "export routes": "hotline export routes --format kamailio --to routes",
    "export verify": "hotline export verify delivery",
    "ledger check": "hotline ledger check --against delivery",
    "ledger backup": "hotline ledger backup backup.tar",
    "explain": "hotline explain HL2207",
    "help": "hotline help import",
    "completion": "hotline completion bash",
  ]
}
