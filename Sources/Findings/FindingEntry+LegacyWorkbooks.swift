extension FindingEntry {
  /// The entries of workbooks in XML of 2003 and of tables on pages.
  static let legacyWorkbooks: [FindingCode: FindingEntry] = [
    .sheetContradictory: .error(
      "the workbook cannot be cut into cells: {reason}",
      "工作簿无法拆分成单元格：{reason}",
      why: "a value would be read into another column or row, or left out",
      "读下去会把值放错列、放错行，或者漏掉",
      fix: "open it in WPS or Excel, look at it there, save it as .xlsx, and use that",
      "用 WPS 或 Excel 打开核对，另存为 .xlsx 后再用"),
    .sheetTooLarge: .error(
      "the workbook is larger than any: {reason}",
      "工作簿大得不合常理：{reason}",
      why: "an end is probably missing somewhere, so that records were joined into one",
      "多半是某处缺了结尾，把多条记录连成了一条",
      fix: "open it in WPS or Excel, look at it there, save it as .xlsx, and use that",
      "用 WPS 或 Excel 打开核对，另存为 .xlsx 后再用"),
    .pageWithoutTable: .error(
      "the page has no table",
      "网页里没有表格",
      why: "it may be a log-in page or an error message that was saved instead of the export",
      "保存下来的可能是登录页或出错提示，而不是导出的数据",
      fix: "open it in a browser, export it again; a page in several files: save it as .xlsx",
      "用浏览器打开看看，重新导出；由多个文件组成的网页请另存为 .xlsx"),
    .pageCutOff: .error(
      "the page is cut off: {reason}",
      "网页不完整，到中间就断了：{reason}",
      why: "{count} complete rows come before the end, and nobody knows how many are missing",
      "断处之前有 {count} 行完整的数据，缺多少没有人知道",
      fix: "ask the sender for the whole file; compare its size with the sender's",
      "请对方提供完整的文件，并核对文件大小"),
  ]
}
