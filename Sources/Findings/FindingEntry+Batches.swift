extension FindingEntry {
  /// The entries of batches, the quarantine and the audit trail.
  static let batches: [FindingCode: FindingEntry] = [
    // MARK: Drafts, quarantine, batches
    .quarantineUnknown: .error(
      "there is no record `{found}` in quarantine",
      "隔离区中没有记录 `{found}`",
      why: "a mistyped name could close the wrong record",
      "编号写错可能处理到别的记录",
      fix: "hotline quarantine list shows their names",
      "用 hotline quarantine list 查看编号"),
    .quarantineNotOpen: .error(
      "the record {found} is {state}, not open",
      "记录 {found} 的状态是 {state}，不是 open",
      why: "what is decided must not be decided again without a trace",
      "已有结论的记录不能悄悄再改",
      fix: "hotline quarantine show {found} says what became of it",
      "用 hotline quarantine show {found} 查看结果"),
    .headerUnknown: .error(
      "the columns of {found} are not in the ledger",
      "台账中没有 {found} 的列名",
      why: "without its header a record cannot be read again",
      "没有表头就无法重新读取记录",
      fix: "import the file once more: nothing is counted twice, and its header is kept",
      "把该文件再导入一次：不会重复计数，表头会被保存"),
    .batchUnknown: .error(
      "there is no batch `{found}`",
      "没有批次 `{found}`",
      why: "a mistyped name could touch another delivery",
      "批次名写错可能动到别的交付",
      fix: "hotline batch list shows their names",
      "用 hotline batch list 查看批次名"),
    .batchNeeded: .error(
      "{found} cannot be undone: {later} changed, repaired or found again {count} of its records",
      "{found} 不能撤销：{later} 更新、修复或再次收到其中 {count} 条记录",
      why: "what came later would be left without what it rests on",
      "撤去它，后来的批次就失去依据",
      fix: "undo {later} first, or add --with-later",
      "先撤销 {later}，或加上 --with-later"),
    .batchUndone: .error(
      "the batch {found} is {state}",
      "批次 {found} 的状态是 {state}",
      why: "a batch can be undone only once",
      "一个批次只能撤销一次",
      fix: "hotline batch show {found} says what became of it",
      "用 hotline batch show {found} 查看"),
    .repairColumnsMissing: .error(
      "the file has no column `{expected}`",
      "文件中没有列 `{expected}`",
      why: "without it nobody knows which record was repaired",
      "没有它就不知道修复的是哪条记录",
      fix: "use the file that hotline quarantine export wrote, and keep its last three columns",
      "使用 hotline quarantine export 写出的文件，保留最后三列"),
    .repairStale: .error(
      "the ledger holds a ticket `{found}` that this record would replace",
      "台账已有工单 `{found}`，这条记录会把它替换掉",
      why: "a repaired old record must not overwrite a newer or another ticket",
      "修复的旧记录不能覆盖较新的或另一张工单",
      fix: "correct the ticket number, or waive the record: hotline quarantine waive {id}",
      "更正工单编号，或豁免该记录：hotline quarantine waive {id}"),
    .totalsDiffer: .error(
      "handed over {expected}, found {found}",
      "交接数 {expected}，实有 {found}",
      why: "a difference that nobody explains is a lost or a doubled ticket",
      "说不清的差额就是丢失或重复的工单",
      fix: "compare the files of this part with the hand-over sheet; look at what is in quarantine",
      "核对这一部分的文件与交接单；查看隔离区"),
    .segmentMissing: .error(
      "the segment {found} is not there or its bytes have changed: {reason}",
      "数据段 {found} 不存在或内容已变：{reason}",
      why: "its tickets can no longer be handed over as they came in",
      "其中的工单无法再按原样交出",
      fix: "restore it from a backup, or import its file again after hotline batch undo {batch}",
      "从备份恢复，或撤销 {batch} 后重新导入",
      exit: 74),
    .catalogueWrong: .error(
      "the catalogue says {found} lies at byte {offset} of {segment}, and it does not",
      "目录称 {found} 在 {segment} 的第 {offset} 字节，实际不在",
      why: "a ticket that cannot be found is a lost ticket",
      "找不到的工单就是丢失的工单",
      fix: "restore the ledger from a backup, and report this",
      "从备份恢复台账，并报告此事",
      exit: 74),
    .auditBroken: .error(
      "the audit entry {found} does not carry the hash of the one before it",
      "审计记录 {found} 与前一条的哈希不符",
      why: "somebody may have changed what was done",
      "可能有人改动过记录",
      fix: "keep the ledger as it is, and compare it with a backup",
      "保留现状，与备份比对",
      exit: 74),
    .dialectsMixed: .error(
      "the records come from files with different columns: {found}",
      "这些记录来自列名不同的文件：{found}",
      why: "one file can have one header only",
      "一个文件只能有一种表头",
      fix: "name one of them with --file",
      "用 --file 指定其中一个"),
    .waiverEmpty: .error(
      "a waiver needs {expected}",
      "豁免需要{expected}",
      why: "a record left out without a name and a reason looks like a lost one",
      "没有姓名和理由的遗漏与丢失无异",
      fix: "give both --because and --by",
      "同时写明 --because 和 --by"),
    .purposeMissing: .error(
      "clear text needs {expected}",
      "查看明文需要 {expected}",
      why: "whoever sees citizens' data in clear answers for it, and for what it was needed",
      "看到市民信息明文的人要对此负责，并说明用途",
      fix: "name who looks with --by and what for with --because",
      "用 --by 写明谁看，用 --because 写明用途"),
    .auditKeyUnusable: .error(
      "the audit key {found} cannot be used: {reason}",
      "审计密钥 {found} 不可用：{reason}",
      why: "entries that nobody sealed could be anybody's",
      "没有封印的记录可能是任何人写的",
      fix: """
        restore the key's file (mode 600), or name it in HOTLINE_AUDIT_KEY; where it is lost, \
        hotline ledger seal --because … --by … goes on with a new key
        """,
      """
      恢复密钥文件（权限 600），或用 HOTLINE_AUDIT_KEY 指定；密钥已丢失的，\
      用 hotline ledger seal --because … --by … 换新密钥
      """,
      exit: 77),
    .sealBroken: .error(
      "the audit entry {found} is not sealed by the ledger's key: {reason}",
      "审计记录 {found} 没有用台账密钥封印：{reason}",
      why: "somebody without the key has written or changed it",
      "没有密钥的人写过或改过它",
      fix: "keep the ledger as it is, and compare it with a backup and with earlier manifests",
      "保留现状，与备份及以往的交付清单比对",
      exit: 74),
    .auditUnsealed: .note(
      "the audit trail is not sealed",
      "审计记录没有封印",
      why: "whoever can write to the folder can also write another history",
      "能写这个文件夹的人也能改写历史",
      fix: "hotline ledger seal makes a key outside the workspace",
      "执行 hotline ledger seal，在工作区之外生成密钥"),
    .sealUnchecked: .note(
      "seals were not checked: {reason}",
      "没有核对封印：{reason}",
      why: "a history that somebody rewrote would not be noticed",
      "历史若被改写，不会被发现",
      fix: "check again where the key is kept",
      "在存有密钥的地方再核对一次"),
    .fileSetAside: .warning(
      "{found} is not in the catalogue and was moved to {target}",
      "目录中没有 {found}，已移到 {target}",
      why: "it may be all that is left of somebody's tickets, or what a killed run left",
      "它可能是某些工单仅存的一份，也可能是中断的任务留下的",
      fix: "where the last run was not killed, compare it with a backup before you take it away",
      "如果上次任务没有中断，请先与备份比对，再决定是否删除"),
    .headDiffers: .error(
      "the ledger is not the one that {found} was made of: {reason}",
      "这不是生成 {found} 时的台账：{reason}",
      why: "what was handed over or backed up then is not in its history",
      "当时交付或备份的内容不在它的历史里",
      fix: "restore the ledger from a backup made since, and report this",
      "用此后的备份恢复台账，并报告此事",
      exit: 74),
    .batchInterrupted: .error(
      "the batch {found} of {line} was interrupted: files in the ledger {count}, mapping {mapping}",
      "{line} 的批次 {found} 中断：已入台账的文件 {count} 个，映射 {mapping}",
      why: "what came on top of half a delivery could neither be undone nor handed over by itself",
      "压在半份交付上的批次，既不能单独撤销，也不能单独交出",
      fix:
        "run the command that was interrupted again, it continues {found}; or import with --resume, "
        + "which closes {found} with the files it has; or take it back: hotline batch undo {found}",
      "重新执行被中断的那条命令，会接着 {found} 做；或导入时加 --resume，按已有文件关闭 {found}；"
        + "或撤回：hotline batch undo {found}"),
    .repairRepeated: .error(
      "another row of this file repairs the record {found}, too",
      "本文件另有一行也在修复记录 {found}",
      why: "one record is one ticket",
      "一条记录只能成为一张工单",
      fix: "keep one of the rows",
      "只保留其中一行"),
    .headNotKept: .warning(
      "the change is in the ledger, but {found} could not be written: {reason}",
      "更改已写入台账，但无法写入 {found}：{reason}",
      why: "until it is, nobody would notice if this change were lost",
      "在写入之前，这次更改即使丢失也不会被发现",
      fix: "mend the disk; the next command that writes to the ledger writes it",
      "请修复磁盘；下一个写台账的命令会补写"),
    .ledgerShared: .error(
      "ledger.db has {found} names on the disk (hard links)",
      "ledger.db 在磁盘上有 {found} 个名字（硬链接）",
      why: "what is written here would change the other one too: a copy, or another workspace",
      "在此写入会同时改变另一处：某个副本或另一个工作区",
      fix: "give this workspace a file of its own: cp ledger.db own.db, then mv own.db ledger.db",
      "让本工作区有自己的文件：cp ledger.db own.db，再 mv own.db ledger.db",
      exit: 78),
    .keyFileMissing: .error(
      "the key file {found} is not there or its bytes have changed: {reason}",
      "键文件 {found} 不存在或内容已变：{reason}",
      why: "without it an import would take known tickets for new ones",
      "缺了它，导入会把已有工单当作新工单",
      fix: "restore it from a backup: hotline ledger check names all that are damaged",
      "从备份恢复；hotline ledger check 会列出所有损坏的文件",
      exit: 74),
    .keyFilesNotMerged: .warning(
      "the key files of {line} could not be merged: {reason}",
      "{line} 的键文件未能合并：{reason}",
      why: "nothing is lost, but imports become slower with the number of key files",
      "没有丢失任何工单，但键文件越多，导入越慢",
      fix: "make room on the disk; the next import of the line merges them",
      "腾出磁盘空间；该热线下次导入时会再合并"),
    .undoneUnknown: .warning(
      "{found} was undone, and which tickets it had brought could not be read: {reason}",
      "{found} 已撤销，但读不出它带来过哪些工单：{reason}",
      why: "whoever was handed them is not told that they stand no longer; deltas are refused",
      "无法告知接收方这些工单已不成立；从此前开始的增量会被拒绝",
      fix: "hand everything over once: leave `--since` out",
      "先做一次全量交付：不加 `--since`"),
  ]
}
