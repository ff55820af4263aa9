extension FindingEntry {
  /// The entries of sheets that are workbooks.
  static let sheets: [FindingCode: FindingEntry] = [
    .sheetTwice: .error(
      "the sheet is there twice, as {found} and as {other}",
      "同一张表有两份：{found} 和 {other}",
      why: "the two may differ, and nobody could see which of them counts",
      "两份内容可能不同，看不出以哪一份为准",
      fix: "move one of the two out of the folder",
      "把其中一份移出该文件夹"),
    .sheetsSeveral: .error(
      "{count} sheets of the workbook hold rows: {found}",
      "工作簿中有 {count} 个工作表有内容：{found}",
      why: "a row on a sheet that is not read would have no effect, and nobody would notice",
      "没有读取的工作表上的内容不起作用，也不会被发现",
      fix: "keep one sheet in the workbook; move the others to a workbook of their own",
      "工作簿里只留一个工作表，其余的移到别的工作簿"),
    .sheetInWorkbook: .error(
      "{found} is a workbook, and the program does not write into workbooks of its users",
      "{found} 是工作簿，程序不改写用户的工作簿",
      why: "colours, comments and formulas that it does not know would be lost",
      "程序不认识的颜色、批注和公式会丢失",
      fix:
        "enter it in the workbook yourself, or save the workbook as CSV and move the workbook away",
      "请自行在工作簿中填写；或把工作簿另存为 CSV，并移走工作簿",
      exit: 73),
    .sheetCellsMerged: .warning(
      "{count} ranges of cells are merged in the sheet: {found}",
      "表中有 {count} 处合并单元格：{found}",
      why: "only the first cell of a range holds the value; the others are read as empty",
      "只有区域的第一个单元格有值，其余的按空白读取",
      fix: "undo the merging, and write the value into each row that it holds for",
      "取消合并，并在适用的每一行填写该值"),
    .sheetCellFaulty: .error(
      "the cell holds {found}, and its value cannot be known",
      "单元格里是 {found}，无法得知它的值",
      why:
        "a formula that went wrong, or a date that programs show differently, must not decide anything",
      "出错的公式或各软件显示不同的日期不能作为依据",
      fix: "write the value itself into the cell, and save the workbook",
      "在单元格中直接填写值，再保存工作簿"),
    .sheetRowsHidden: .warning(
      "{count} hidden rows of the sheet count like the others",
      "表中有 {count} 个隐藏行，与其他行一样生效",
      why:
        "a filter hides rows without removing them; who reads the sheet does not see what they do",
      "筛选只是隐藏而没有删除；看表的人看不到它们的作用",
      fix: "show all rows; delete those that are not to count",
      "显示全部行；不应生效的行请删除"),
    .sheetKindForeign: .error(
      "the sheet is {found}, neither CSV nor a workbook (.xlsx)",
      "这张表是{found}，既不是 CSV 也不是工作簿（.xlsx）",
      why: "its cells cannot be read",
      "读不出其中的单元格",
      fix: "open it in the program that made it, and save it as .xlsx or as CSV in UTF-8",
      "用原来的软件打开，另存为 .xlsx 或 UTF-8 编码的 CSV"),
  ]
}
