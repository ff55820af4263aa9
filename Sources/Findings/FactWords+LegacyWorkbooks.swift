extension FactWords {
  /// Why a workbook in XML of 2003, or a page, cannot be cut into cells.
  static let legacyWorkbooks = [
    Words("a row, cell or value is not where it has to be", "行、单元格或值不在应在的位置"),
    Words("it takes values from other workbooks", "它引用了其他工作簿的数据"),
    Words("a sheet has two tables", "一个工作表里有两个表格"),
    Words("a cell has two values", "一个单元格有两个值"),
    Words("its columns are not in their order", "列的顺序混乱"),
    Words("its rows are not in their order", "行的顺序混乱"),
    Words("the cells of a row are not in their order", "一行里单元格的顺序混乱"),
    Words("a cell has more than {count} bytes", "一个单元格超过 {count} 字节"),
    Words("a row has more than {count} bytes", "一行超过 {count} 字节"),
    Words("a row has more than {count} cells", "一行超过 {count} 个单元格"),
    Words("a sheet has more than {count} rows", "一个工作表超过 {count} 行"),
    Words("a start tag is longer than {count} bytes", "一个开始标签超过 {count} 字节"),
    Words("a start tag has more than {count} attributes", "一个开始标签超过 {count} 个属性"),
    Words("a quotation mark in a tag is not closed", "标签里的引号没有闭合"),
    Words("text is beside the cells of a row", "一行里有不属于任何单元格的文字"),
    Words("tables are nested deeper than {count}", "表格嵌套超过 {count} 层"),
    Words("it ends within a table", "文件在表格中间结束"),
    Words("it ends within a tag", "文件在标签中间结束"),
    Words("it ends within a comment", "文件在注释中间结束"),
    Words("it ends within a script", "文件在脚本中间结束"),
    Words("it ends within a style", "文件在样式中间结束"),
  ]
}
