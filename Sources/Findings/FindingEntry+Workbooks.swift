extension FindingEntry {
  /// The entries of workbooks.
  static let workbooks: [FindingCode: FindingEntry] = [
    .workbookDamaged: .error(
      "the workbook is damaged: {reason}",
      "工作簿已损坏：{reason}",
      why: "what a damaged workbook still shows may not be what was saved in it",
      "损坏的工作簿里还能看到的内容，未必是当初保存的内容",
      fix: "ask the sender for it again; compare its size with the sender's",
      "请对方重新提供，并与对方核对文件大小"),
    .workbookCutOff: .error(
      "the workbook is cut off",
      "工作簿不完整，到中间就断了",
      why: "the list of its parts is at the end of the file: without it, what is missing cannot be "
        + "determined",
      "工作簿的内容目录在文件末尾，缺了它就不知道少了什么",
      fix: "download or copy it again; compare its size with the sender's",
      "请重新下载或复制，并与对方核对文件大小"),
    .workbookLocked: .error(
      "the workbook is protected by a password",
      "工作簿设有打开密码",
      why: "without the password its cells cannot be read",
      "没有密码就读不出单元格",
      fix: "open it with its password, remove the password, and save it again as .xlsx",
      "用密码打开后取消密码，再另存为 .xlsx"),
    .workbookMacros: .error(
      "the workbook holds macros",
      "工作簿含有宏",
      why: "a program in a delivery may change what its cells show; deliveries are data alone",
      "交付文件里的程序可能改动单元格内容；交付的应当只是数据",
      fix: "save it as .xlsx (a workbook without macros) and check its cells",
      "另存为不含宏的 .xlsx，并核对单元格"),
    .workbookLinked: .error(
      "the workbook takes values from another file: {found}",
      "工作簿引用了其他文件的数据：{found}",
      why: "such a cell shows what the other file held when somebody last opened both",
      "这样的单元格显示的是上次打开时另一文件里的旧数据",
      fix: "break the links (Data, Edit Links) so that the values stay, and save it again",
      "在“数据—编辑链接”中断开链接、保留数值，再保存"),
    .workbookTooLarge: .error(
      "a part of the workbook is larger than any workbook: {reason}",
      "工作簿的某个部分大得不合常理：{reason}",
      why: "reading it could fill this machine",
      "读取它可能耗尽本机资源",
      fix: "ask the sender for it again, without what is not needed in it",
      "请对方去掉不需要的内容后重新提供"),
    .workbookForeign: .error(
      "the file is {found}",
      "文件实际是{found}",
      why: "only workbooks of the kind .xlsx, workbooks in XML and tables of HTML can be read",
      "只能读取 .xlsx 工作簿、XML 工作簿和网页表格",
      fix: "open it in the program that made it, save it as .xlsx, and use that; unpack an archive",
      "用原来的软件打开，另存为 .xlsx 后再用；压缩包请先解压"),
    .sheetChoiceOpen: .error(
      "{count} sheets of the workbook have the columns: {found}",
      "工作簿中有 {count} 个工作表都有这些列：{found}",
      why: "tickets on a sheet that is not read would be lost, and those of a draft invented",
      "不读的工作表上的工单会丢失，读了草稿则会多出工单",
      fix:
        "name the sheet in source.csv: `sheet` with its name, its position or `*` for all of them",
      "在 source.csv 的 `sheet` 里写明：工作表名、序号，或用 `*` 表示全部"),
    .sheetNotFound: .error(
      "the workbook has no sheet `{found}`; its sheets are {expected}",
      "工作簿里没有工作表“{found}”；现有工作表：{expected}",
      why: "another sheet would give other tickets",
      "换一个工作表读出的就是别的工单",
      fix: "correct `sheet` in source.csv, or ask the sender for the right workbook",
      "更正 source.csv 的 `sheet`，或请对方提供正确的工作簿"),
    .sheetNotRead: .warning(
      "the sheet {found} was not read; it has {count} rows",
      "工作表“{found}”没有读取，其中有 {count} 行",
      why: "tickets on it would be missing",
      "上面若有工单就会漏掉",
      fix: "look at it; where it holds tickets, name it in source.csv: `sheet`",
      "请查看该表；若有工单，在 source.csv 的 `sheet` 里写上它"),
    .rowsHidden: .warning(
      "{count} hidden rows were read",
      "读取了 {count} 个隐藏行",
      why: "a filter hides rows without removing them; rows hidden by hand may be withdrawn ones",
      "筛选只是隐藏而没有删除；手工隐藏的行可能是作废的",
      fix: "ask the sender whether the hidden rows count; if not, they must be removed",
      "请问对方隐藏行算不算数；不算数的应当删除"),
    .columnsHidden: .note(
      "hidden columns were read: {found}",
      "读取了隐藏列：{found}",
      why: "what a sender hides may be personal data that was not to be sent",
      "对方隐藏的可能是不打算提供的个人信息",
      fix: "ask the sender whether they were to be sent",
      "请问对方是否确实要提供"),
    .cellsMerged: .warning(
      "{count} ranges of cells are merged: {found}",
      "有 {count} 处合并单元格：{found}",
      why: "only the first cell of a range holds the value; the other rows have none",
      "只有区域的第一个单元格有值，其他行是空的",
      fix: "where the value holds for all rows, set `fill-down` for the column in fields.csv",
      "若该值适用于各行，在 fields.csv 中给该列设置 `fill-down`"),
    .cellFaulty: .error(
      "the cell holds {found}, not a value",
      "单元格里是 {found}，不是值",
      why: "what the cell was to say is not in the workbook",
      "工作簿里没有这个单元格本来的内容",
      fix:
        "correct the formula or write the value, save the workbook, then import the record again",
      "改正公式或填入值并保存，再重新导入这条记录"),
    .cellDateUncertain: .error(
      "the cell holds the day number {found}, which programs show as different dates",
      "单元格的日期序号是 {found}，不同软件显示的日期不同",
      why: "before 1 March 1900 programs disagree by a day, and no date has a number below 0",
      "1900年3月1日以前各软件相差一天，负数则没有对应的日期",
      fix: "write the date as text, then import the record again",
      "把日期写成文本，再重新导入这条记录"),
  ]
}
