extension FindingEntry {
  /// The entries of the ledger and of deliveries, and our own faults.
  static let store: [FindingCode: FindingEntry] = [
    // MARK: Store
    .ledgerLocked: .error(
      "another run is writing to this ledger",
      "另一个任务正在写这份台账",
      why: "two writers at once could count a ticket twice",
      "两个任务同时写，一张工单可能算两次",
      fix: "wait for it to end, then run the same command again",
      "等它结束，再执行同一条命令",
      exit: 75),
    .ledgerMissing: .error(
      "no workspace here: {found} does not exist",
      "这里没有工作区：{found} 不存在",
      why: "tickets and decisions need a ledger to go to",
      "工单和决定要有台账可记",
      fix: "create one with `init`, or name the one there is with -C",
      "用 `init` 建立工作区，或用 -C 指定已有的工作区",
      exit: 78),
    .ledgerDamaged: .error(
      "the ledger is inconsistent: {found}",
      "台账前后不一致：{found}",
      why: "what it holds about tickets can no longer be trusted",
      "它所记的工单不再可信",
      fix: "restore the workspace from its last backup, then import again",
      "用最近的备份恢复工作区，再重新导入",
      exit: 74),
    .booksOpen: .error(
      "the books of {file} do not balance: {found}",
      "{file} 的账没有对平：{found}",
      why: "a record is lost or counted twice",
      "有记录丢了，或算了两次",
      fix: "nothing was kept of this file; report it with the file's fingerprint",
      "本文件什么也没有留下；请附上文件指纹报告此事",
      exit: 1),
    .interrupted: .error(
      "stopped before the end, as requested",
      "已按要求中途停止",
      why: "the file in progress was rolled back; the files before it were imported completely",
      "正在导入的文件已退回；之前的文件已完整入库",
      fix: "run the same command again; it continues with that file",
      "重新执行同一条命令，将从该文件继续",
      exit: 130),
    .ledgerNewer: .error(
      "a newer version of the program has written this ledger",
      "这个台账由更新版本的程序写过",
      why: "this version does not understand everything in it, and could damage it",
      "本版本不认识其中的全部内容，可能会改坏它",
      fix: "use the newer version; hotline --version shows which one this is",
      "请使用新版本；hotline --version 可查看本机版本",
      exit: 78),
    .ledgerNotAllowed: .error(
      "you may not open the ledger in {found}",
      "没有权限打开 {found} 里的台账",
      why: "it belongs to another user of this machine, and nothing can be known of its tickets",
      "它属于本机的另一个用户，无从得知其中的工单",
      fix: "run the command as the user who made the workspace, or have {found} opened to you",
      "请用建立工作区的用户执行，或请其开放 {found} 的权限",
      exit: 77),
    .outputExists: .error(
      "{found} already exists",
      "{found} 已经存在",
      why: "an overwritten delivery can no longer be compared",
      "被覆盖的交付件无法再比对",
      fix: "name a new folder, or add --replace",
      "换一个新文件夹，或加 --replace",
      exit: 73),
    .outputUnwritable: .error(
      "{found} cannot be written: {reason}",
      "{found} 写不了：{reason}",
      why: "half a file would look like a whole one; it was deleted again",
      "半个文件看上去像一个完整的文件；已经删掉",
      fix: "free some space or correct the permissions, then run the same command again",
      "腾出空间或改正权限后，重新执行同一条命令",
      exit: 73),
    .workbookLibraryMissing: .error(
      "{found}, which writes workbooks, cannot be loaded: {reason}",
      "写工作簿所需的 {found} 加载失败：{reason}",
      why: "no workbook can be written on this machine; every other form can",
      "本机写不了工作簿，其他格式不受影响",
      fix: "install Debian's package libxlsxwriter4, or ask for --format csv",
      "安装 Debian 软件包 libxlsxwriter4，或改用 --format csv",
      exit: 78),
    .cellTooLong: .error(
      "cell {found} would hold {count} characters, more than the {limit} that a workbook allows",
      "单元格 {found} 有 {count} 个字符，超过工作簿允许的 {limit} 个",
      why: "spreadsheet programs cut such a text, or refuse the workbook",
      "电子表格软件会截断这样的文字，或者拒绝打开工作簿",
      fix: "shorten the text, leave the column out (--columns), or ask for --format csv",
      "缩短文字，或用 --columns 去掉该列，或改用 --format csv"),
    .workbookNotWritten: .error(
      "the workbook could not be written in {found}: {reason}",
      "工作簿没有写成（临时文件夹 {found}）：{reason}",
      why: "half a workbook cannot be opened; it was deleted again",
      "不完整的工作簿打不开；已经删掉",
      fix: "free some space there, or name another folder for temporary files in TMPDIR",
      "在该处腾出空间，或用环境变量 TMPDIR 指定另一个临时文件夹",
      exit: 73),
    .sheetTooWide: .error(
      "sheet {found} would have {count} columns, more than the {limit} that a workbook allows",
      "工作表 {found} 有 {count} 列，超过工作簿允许的 {limit} 列",
      why: "spreadsheet programs refuse such a workbook",
      "电子表格软件会拒绝打开这样的工作簿",
      fix: "choose fewer columns (--columns), or ask for --format csv",
      "用 --columns 少选一些列，或改用 --format csv"),
    .deliveryFileMissing: .error(
      "{found} is listed but not there",
      "清单里有 {found}，文件夹里没有",
      why: "whoever loads the delivery would miss its content",
      "装载交付件的人会缺少其中的内容",
      fix: "fetch the whole delivery again",
      "重新取一份完整的交付件"),
    .deliveryFileDiffers: .error(
      "{name} is not the file that was handed over: its SHA-256 is {found}, the list has "
        + "{expected}",
      "{name} 不是当时交出的文件：SHA-256 是 {found}，清单上是 {expected}",
      why:
        "at least one byte was changed on the way; there is no way to know which ticket it affects",
      "途中至少有一个字节变了，说不清伤到哪张工单",
      fix: "fetch the file again; do not load this one",
      "重新取这个文件；不要装载现在这个"),
    .deliveryFileUnlisted: .error(
      "{found} is in the folder but not in any list",
      "{found} 在文件夹里，清单上没有",
      why: "it did not come with the delivery",
      "它不是随交付件来的",
      fix: "remove it before the delivery is loaded",
      "装载之前先拿走"),
    .deliveryListMalformed: .error(
      "`{found}` is not a line of a list of hashes",
      "“{found}”不是哈希清单的一行",
      why: "what the list records about its files can no longer be trusted",
      "清单所记的内容不再可信",
      fix: "fetch the delivery again",
      "重新取一份交付件"),
    .deliveryUnreadable: .error(
      "the content of the file does not match its format: {found}",
      "文件内容与格式不符：{found}",
      why: "its tickets cannot be counted, so nobody can be sure that all are there",
      "其中的工单无法清点，谁也不能说已经齐全",
      fix: "fetch the file again; if it is unchanged since it was made, report this",
      "重新取这个文件；若本来就是这样，请告诉我们"),
    .deliveryTotalsDiffer: .error(
      "the manifest has {expected}, but the tickets have {found}",
      "交付清单说是 {expected}，工单实际是 {found}",
      why: "the manifest and the tickets are not from the same delivery",
      "清单和工单不属于同一次交付",
      fix: "fetch the whole delivery again; do not load this one",
      "重新取整份交付件；不要装载现在这份"),
    .deliveryValueUnknown: .error(
      "the value of `{field}` in ticket {number} is not one that the schema knows",
      "工单 {number} 的 `{field}` 的值不在结构定义之内",
      why: "the platform would refuse the ticket or misunderstand it",
      "平台会拒收这张工单，或者理解成别的意思",
      fix: "fetch the delivery again; if it is unchanged since it was made, report this",
      "重新取交付件；若本来就是这样，请告诉我们"),
    .keyUnusable: .error(
      "the keys in {found} cannot be used: {reason}",
      "{found} 里的密钥不能用：{reason}",
      why: "without a secret key, the hash of a telephone number can be reversed by trying all "
        + "numbers",
      "没有密钥的电话哈希，把号码逐个试一遍就能还原",
      fix: "name a file that belongs to you alone (mode 600), or create one with `export new-key`",
      "请指定只有本人可读的文件（权限 600），或用 `export new-key` 生成"),
    .characterUnsayable: .error(
      "`{field}` of ticket {number} contains {found}, which {charset} cannot represent; the "
        + "ticket is not in the delivery",
      "工单 {number} 的 `{field}` 含有 {found}，{charset} 无法表达；该工单未交付",
      why: "replaced by another character, it would be another name or another place",
      "换成别的字就成了另一个人名或地名",
      fix: "hand this ticket over in another charset or format, such as `--charset utf-8`",
      "这张工单改用其他编码或格式交付，例如 `--charset utf-8`"),
    .descriptionCut: .warning(
      "the content of ticket {number} has {found} characters, but Open311 allows 4,000; the "
        + "description ends there",
      "工单 {number} 的内容有 {found} 个字符，Open311 最多 4000 个；description 到此为止",
      why: "whoever reads the description alone does not see the rest",
      "只看 description 的人看不到后面的内容",
      fix: "read `extended_attributes`, which contains the whole ticket",
      "完整工单在 `extended_attributes` 里"),
    .requestWithoutTime: .error(
      "ticket {number} has no time of the call, which Open311 requires; the ticket is not in the "
        + "delivery",
      "工单 {number} 没有来电时间，而 Open311 必须有；该工单未交付",
      why: "an invented time would be wrong",
      "编一个时间就是错的",
      fix: "hand this ticket over in another format",
      "这张工单改用其他格式交付"),
    .requestTimeIsDay: .warning(
      "ticket {number} has only the day {found}; Open311 gets midnight of that day",
      "工单 {number} 只知道日期 {found}；给 Open311 的是当天零点",
      why: "times of day taken from such requests mean nothing",
      "从这类请求得出的时刻没有意义",
      fix: "read `extended_attributes`, which contains the day as it is",
      "原来的日期在 `extended_attributes` 里"),
    .deltaImpossible: .error(
      "there can be no delta since {found}: the list of tickets that {batch} had brought was not "
        + "kept when it was undone",
      "无法给出 {found} 之后的增量：{batch} 撤销时没有记下它带来过哪些工单",
      why: "tickets that are no longer valid would stay in the platform",
      "已经不成立的工单会留在平台上",
      fix: "hand everything over once: leave out `--since`",
      "先做一次全量交付：不加 `--since`"),
    .instantUnsayable: .error(
      "`{field}` of ticket {number} is `{found}`, which the database does not accept as a time; "
        + "the ticket is not in the delivery",
      "工单 {number} 的 `{field}` 是“{found}”，数据库不认这个时间；该工单未交付",
      why: "loading would stop there, or store another time",
      "装载会停在这里，或者当成别的时间",
      fix: "hand this ticket over in another format, and report this",
      "这张工单改用其他格式交付，并告诉我们"),
    .valueEncoded: .warning(
      "`{field}` of ticket {number} contains {found}, which XML cannot represent; the value is "
        + "given as base64",
      "工单 {number} 的 `{field}` 含有 {found}，XML 无法表达；该值以 base64 给出",
      why: "a reader that does not look at `encoding` shows nonsense",
      "不看 `encoding` 的程序会显示乱码",
      fix: "decode values with `encoding=\"base64\"`",
      "对 `encoding=\"base64\"` 的值先解码"),
    .stateUnmapped: .error(
      "no row gives the Open311 status for the state `{found}`",
      "没有一行说明 Open311 怎样称呼状态“{found}”",
      why: "a closed ticket would look open, or an open one closed",
      "已办结的会显示成未办结，或者相反",
      fix: "add a row for it: open or closed",
      "补一行：open 或 closed"),
    .deltaBaseUnfit: .error(
      "a delta cannot start from {found}: {reason}",
      "增量不能从 {found} 开始：{reason}",
      why: "tickets that changed in between would reach nobody",
      "这期间有变化的工单谁也收不到",
      fix: "name the folder of the earlier delivery or a closed batch, or leave out `--since`",
      "写上一次交付的文件夹，或已关闭的批次；否则去掉 `--since`"),
    .manifestMissing: .error(
      "the delivery has no {found}",
      "交付缺少 {found}",
      why: "nothing shows which tickets belong to it, so nobody can be sure that all are there",
      "没有清单，谁也说不清该有哪些工单，也就说不清是否齐全",
      fix: "fetch the whole delivery again; do not load this one",
      "重新取得整个交付，不要装载这一份"),
    .manifestDisagrees: .error(
      "the manifest and the list of hashes do not agree on {found}: {reason}",
      "清单与哈希列表对 {found} 说法不一：{reason}",
      why: "one of them was changed after the delivery was made",
      "其中之一在交付之后被改过",
      fix: "fetch the whole delivery again; do not load this one",
      "重新取得整个交付，不要装载这一份"),
    .deliveryEmpty: .error(
      "the delivery is empty: {found}",
      "交付是空的：{found}",
      why: "it would be taken for the whole history, or for a statement that nothing changed",
      "它会被当成全部历史，或被当成“没有变化”的消息",
      fix: "look at `hotline status`; if there is nothing to hand over, do not make a delivery",
      "查看 `hotline status`；没有可交付的内容就不要交付"),
    .requestWithoutStatus: .error(
      "ticket {number} has no state that says whether it is open or closed, which Open311 requires; "
        + "the ticket is not in the delivery",
      "工单 {number} 没有能说明是否办结的状态，而 Open311 必须说明；该工单未交付",
      why: "a closed ticket that is shown as open is handled again",
      "已办结的工单显示成未办结，会被再办一次",
      fix:
        "add its legacy state to the code table of `status.state` and import again, or hand this "
        + "ticket over in another format",
      "在 status.state 的代码表里补上原状态后重新导入，或把这张工单改用其他格式交付"),
    .formulasInDelivery: .note(
      "{count} cells begin with a sign by which a spreadsheet program takes a text for a formula",
      "{count} 个单元格以表格软件当作公式的符号开头",
      why: "a citizen's text could run as a formula or a link where the receiver opens the file",
      "接收方用表格软件打开时，市民写的文字可能作为公式或链接执行",
      fix: "tell the receiver to import the file as text, or export with `--spreadsheet-safe`",
      "请接收方按文本导入，或用 `--spreadsheet-safe` 重新导出"),

    // MARK: Ours
    .unexpected: .error(
      "something went wrong that should not have: {reason}",
      "出了不该出的错：{reason}",
      why: "this is a fault of the program, not of the data",
      "这是程序的问题，不是数据的问题",
      fix: "report it with the command you ran",
      "请连同执行的命令一起报告",
      exit: 70),
  ]
}
