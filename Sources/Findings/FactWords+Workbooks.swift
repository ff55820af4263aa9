extension FactWords {
  /// What is wrong with a workbook, and what another file is instead.
  static let workbooks = [
    Words("the first and the last cell of a table", "表格的第一个和最后一个单元格"),
    Words("{part} is compressed in an unknown way", "{part} 的压缩方式未知"),
    Words("{part} is not where the list says", "{part} 不在目录所说的位置"),
    Words("{part} is not within the file", "{part} 超出文件范围"),
    Words("{part} cannot be expanded", "{part} 无法解压"),
    Words("{part} is longer than the list says", "{part} 比目录所说的长"),
    Words(
      "{part} does not have the checksum that the list says", "{part} 的校验值与目录不符"),
    Words("the sheet {sheet} is missing", "缺少工作表 {sheet}"),
    Words("{part} is missing", "缺少 {part}"),
    Words("a cell of row {row} has no place in it", "第 {row} 行有单元格的位置不对"),
    Words("a part is not within the file", "某个部分超出文件范围"),
    Words("a sheet of it is not a worksheet", "某个工作表的内容不是工作表"),
    Words("it has no sheet of cells", "没有可读的工作表"),
    Words("it is one of several volumes", "只是分卷中的一卷"),
    Words("its list of parts is broken", "内容目录已损坏"),
    Words("its list of parts is not within the file", "内容目录超出文件范围"),
    Words("its part of texts holds something else", "文本部分的内容不对"),
    Words("parts overlap", "各部分互相重叠"),
    Words("row {row} comes after row {last}", "第 {row} 行排在第 {last} 行之后"),
    Words("row {row} has a cell twice", "第 {row} 行有重复的单元格"),
    Words("row {row} names a text that is not in the workbook", "第 {row} 行引用的文本不在工作簿里"),
    Words("two parts are named {part}", "有两个部分都叫 {part}"),
    Words("{part} grows more than {count} times", "{part} 解压后超过 {count} 倍"),
    Words("{part} has more than {count} MiB", "{part} 超过 {count} MiB"),
    Words("a binary workbook (.xlsb)", "二进制工作簿（.xlsb）"),
    Words("a document of the kind OpenDocument (.ods)", "OpenDocument 文档（.ods）"),
    Words("a ZIP archive without a workbook in it", "不含工作簿的 ZIP 压缩包"),
    Words("an XLSX workbook or another ZIP archive", "XLSX 工作簿或其他 ZIP 压缩包"),
  ]
}
