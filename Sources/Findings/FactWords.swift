/// Facts of findings that are words rather than values, such as what was expected instead: kept in
/// English, shown in either language.
package enum FactWords {
  /// A fact in a language; as it is where it is a value.
  package static func text(_ fact: String, in language: Language) -> String {
    // Words of ours are several, in Latin letters.
    guard language == .chinese, fact.contains(" "), fact.utf8.first.map({ $0 < 0x80 }) == true
    else { return fact }
    if let known = fixed[fact] { return known }
    for words in open {
      if let text = words.rewritten(fact, in: language) { return text }
    }
    return fact
  }

  private static let fixed = Dictionary(
    all.filter { !$0.english.contains("{") }.map { ($0.english, $0.chinese) }
  ) { first, _ in first }
  private static let open = all.filter { $0.english.contains("{") }

  static let all =
    expectations + layouts + routing + store + workbooks + legacyWorkbooks + surveys + checklists
    + evidence + signOff + cutovers + feeds + parts

  /// What a cell of a sheet should hold.
  private static let expectations = [
    Words("a value that the column allows", "该列允许的值"),
    Words("a whole number from 1", "1 以上的整数"),
    Words("a whole number but 0", "不为 0 的整数"),
    Words("a number", "数字"),
    Words("a number of working days", "工作日天数"),
    Words("a day or continuous", "日期，或持续推进（continuous）"),
    Words("a day or an instant", "日期或时刻"),
    Words("an instant", "时刻"),
    Words("a day from {from} on", "{from} 起的日期"),
    Words("two days or instants in order", "先后两个日期或时刻"),
    Words("a column and what it says", "列名和列值"),
    Words("a field of fields.csv", "fields.csv 里的字段"),
    Words("a field that is filled from a column", "由某一列填写的字段"),
    Words("a search pattern", "正则表达式"),
    Words("a tree", "树形结构"),
    Words("a SIP address", "SIP 地址"),
    Words("a port from 1 to 65535", "1 至 65535 的端口"),
    Words("a host that a switch can send to", "交换机能够送达的主机"),
    Words(
      "a span of one day; hours over midnight are two spans, the second on the morning's kind of day",
      "当天之内的时段；跨零点的写成两段，第二段按凌晨当天的日期类别计算"),
    Words("spans that do not overlap", "互不重叠的时段"),
    Words("a day within ten years of the cut-over", "割接后十年之内的日期"),
    Words("a day, an instant or `later`", "日期、时刻或 later（待定）"),
    Words("a whole number from {from} to {to}", "{from} 至 {to} 的整数"),
    Words("an hour from 0 to 23", "0 至 23 的整点"),
    Words("a freeze of at most {days} days", "不超过 {days} 天的封网期"),
    Words("a name of 1 to 64 characters, without control characters", "1 至 64 个字符的名称，不含控制字符"),
    Words("no control characters in it", "不含控制字符"),
    Words("both are the same", "两者相同"),
    Words("a formula without its result", "没有结果的公式"),
    Words("a size in bytes", "以字节为单位的大小"),
    Words("an XLS workbook", "旧版 XLS 工作簿"),
    Words("{count} hexadecimal digits", "{count} 位十六进制数"),
    Words("it is not a folder", "不是文件夹"),
    Words("each has a priority of its own", "优先级各不相同"),
    Words("how many digits, up to 16", "位数，最多 16 位"),
    Words("the first digits", "开头的数字"),
    Words("the code of a unit", "单位编码"),
    Words("the area code of the city", "本市区号"),
    Words("the form of a list", "清单的写法"),
    Words("the name of a code table", "代码对照表的名称"),
    Words("the name of a column of the export", "导出文件的列名"),
    Words("the number of a bracket of the pattern", "正则表达式的括号序号"),
    Words("what {kind} needs", "{kind} 所需的内容"),
    Words("separators, such as {example}", "分隔符，如 {example}"),
    Words("nothing: a row that names a file counts all its records", "留空：写了文件的行统计该文件的全部记录"),
    Words("quarantine, keep", "进隔离区（quarantine）、保留（keep）"),
    Words("quarantine, empty", "进隔离区（quarantine）、留空（empty）"),
    Words("it is shorter", "更短"),
    Words("24 hours that sum to 1000", "24 个小时，合计 1000"),
    Words("`{sign}` is no digit", "`{sign}` 不是数字"),
    Words(
      "comma, tab, semicolon, pipe, or one or two signs of ASCII that are no quotation mark",
      "逗号、制表符、分号、竖线，或一两个 ASCII 符号（引号除外）"),
    Words("nothing: {step} takes no {column}", "留空：{step} 不用 {column}"),
    Words("row {row}", "第 {row} 行"),
    Words("a name that is not that of the index", "可用的指标名称"),
  ]

  /// Why a workbook is not of a survey, and what its cells may hold.
  private static let surveys = [
    Words("it has no hidden sheet of ids", "没有隐藏的编号表"),
    Words("it has no sheet `{sheet}`", "没有工作表“{sheet}”"),
    Words("the sheet `{sheet}` has no header row", "工作表“{sheet}”没有表头"),
    Words("the survey {survey} is not one of this workspace", "本工作区没有摸底 {survey}"),
    Words("{unit} was not asked in the survey {survey}", "摸底 {survey} 没有发给 {unit}"),
    Words("a telephone number", "电话号码"),
    Words("a day such as 2021-10-09", "日期，如 2021-10-09"),
    Words("a whole number, or {words}", "整数，或{words}"),
    Words("a day such as 2021-10-09, or {words}", "日期，如 2021-10-09，或{words}"),
    Words("hours such as {example}", "时间，如 {example}"),
    Words("a telephone number, or {words}", "电话号码，或{words}"),
    Words("six digits, or {words}", "六位数字，或{words}"),
    Words("one or several of {words}", "{words}中的一个或几个"),
    Words("up to 500 characters that do not begin like a formula", "500 字以内、不以公式符号开头的文字"),
  ]

  /// Why a workbook of checklists, or a cell of it, cannot be used.
  private static let checklists = [
    Words("its form is `{form}`", "格式为“{form}”"),
    Words("it is of {city}", "属于{city}"),
    Words("no longer there", "不见了"),
    Words("there more than once", "出现了不止一次"),
    Words("a value that can be read", "能读出的值"),
    Words("the name of who filled it in", "填写人的姓名"),
  ]

  /// Why a file cannot prove anything.
  private static let evidence = [
    Words("nothing is in it", "文件是空的"),
    Words("it has more than {size} MiB", "超过 {size} MiB"),
    Words("by its content it is not one of {kinds}", "按内容看，不是下列格式之一：{kinds}"),
    Words("it is not what was copied", "与存入时不同"),
    Words(
      "its name has more than 200 characters, or some that cannot be seen",
      "文件名超过 200 个字符，或含有不可见字符"),
    Words("left empty", "空白"),
  ]

  /// How dates are laid out.
  private static let layouts = [
    Words("the layouts of the dates, such as yyyy-MM-dd HH:mm:ss", "日期格式，如 yyyy-MM-dd HH:mm:ss"),
    Words("the first of the hundred years that `yy` stands for", "`yy` 所指一百年的首年"),
    Words("a layout with year, month and day", "含年、月、日的格式"),
    Words("a layout with seconds before their fraction", "小数前有秒的格式"),
    Words("a layout with one or two of `{letter}`", "含一个或两个 `{letter}` 的格式"),
    Words("a layout with both `h` and `a`, or with `H`", "同时含 `h` 和 `a`，或含 `H` 的格式"),
    Words("a layout with an hour before its offset", "时区前有小时的格式"),
    Words("a layout with a sign, or two letters, before the next number", "下一个数字前有分隔符或两个字母的格式"),
    Words("a layout with `a` and `h` instead of `{word}`", "用 `a` 和 `h` 代替 `{word}` 的格式"),
    Words("a layout with `Z` instead of `{offset}`", "用 `Z` 代替 `{offset}` 的格式"),
    Words("a layout that names each part once", "每个部分只出现一次的格式"),
    Words(
      "a layout of `y M d H h m s S a Z` and signs (it has `{letter}`)",
      "由 `y M d H h m s S a Z` 和分隔符组成的格式（其中有 `{letter}`）"),
    Words(
      "a layout with a year of four digits (`yyyy`), or with `years-from` in {place}",
      "年份为四位（`yyyy`）的格式，或在 {place} 里写明 `years-from`"),
  ]

  /// What a routing sheet should say.
  private static let routing = [
    Words("it exists", "存在"),
    Words("it is", "是"),
    Words("it has a route", "有路由"),
    Words("it has no others", "没有其他"),
    Words("it is cut over first", "先行割接"),
    Words("it is forwarded at all hours from a day on", "自某日起全天转接"),
    Words("it is a number of the table that desks answer", "是路由表里有座席接听的号码"),
    Words("its set has an enabled address", "目标集有启用的地址"),
    Words("one of its addresses is enabled", "有一个地址启用"),
    Words("the set is one of desks", "目标集是座席"),
    Words("the same desks answer it all through the stage", "整个阶段由同一组座席接听"),
    Words("the register names them", "登记表写明"),
    Words("there are fewer", "数量更少"),
    Words("announcements.csv has it", "announcements.csv 里有"),
    Words("a time that is not the earlier one too", "不同于前一个的时间"),
    Words("seconds from {from} to {to}", "{from} 至 {to} 秒"),
    Words("no number has these {count} digits", "没有这样 {count} 位的号码"),
  ]

  /// What became of files, batches and ledgers.
  private static let store = [
    Words("the ledger holds no ticket", "台账里没有工单"),
    Words("no ticket could be written", "没有可写出的工单"),
    Words("its files hold no ticket and no tombstone", "文件里没有工单，也没有撤回记录"),
    Words("nothing changed since sequence number {number}", "自序号 {number} 以来没有变化"),
    Words("sequence number {number}", "序号 {number}"),
    Words("of line {line}", "属于热线 {line}"),
    Words("the batch is {state}", "批次状态为 {state}"),
    Words("another run writes it", "另一个程序正在写入"),
    Words("it changed while it was read", "读取时被改动"),
    Words("it does not say which ledger it was made of", "没有写明出自哪个台账"),
    Words("it is a folder without files", "是空文件夹"),
    Words("it is a link to another file", "是指向另一文件的链接"),
    Words("its charset lacks a character", "其字符集里没有某个字符"),
    Words("it is a link; name the folder it leads to", "是链接；请写它指向的文件夹"),
    Words("it is not what was written", "与写入时不同"),
    Words("its manifest cannot be read", "清单无法读取"),
    Words("it does not hold tables for Kamailio", "不是 Kamailio 的路由表"),
    Words("it was exported as generation {found}", "导出的是 {found} 套"),
    Words("it holds another table", "是另一张路由表"),
    Words("{name} is not what its manifest says", "{name} 与清单不符"),
    Words("a day is missing", "缺少某一天"),
    Words("dispatcher.list has a row of another generation", "dispatcher.list 有另一套的行"),
    Words("its key is another one", "密钥不同"),
    Words("it is the newest one, and the key is here", "是最新一条，而密钥就在本机"),
    Words("the workspace may only be read", "工作区只读"),
    Words(
      "no Mappings folder beside the program; name one with --mappings",
      "程序旁没有 Mappings 文件夹；请用 --mappings 指定"),
    Words("head does not say how far the ledger had come", "没有写明台账当时的进度"),
    Words("no such file", "没有这个文件"),
    Words("it is a pipe or a device, not a regular file", "不是普通文件，而是管道或设备"),
    Words(
      "its name holds a telephone number, which every list would show",
      "文件名中有电话号码，列在各处会泄露"),
    Words("{count} entries are sealed with an earlier key", "{count} 条用此前的密钥封印"),
    Words("{count} entries are sealed, and the key is not here", "{count} 条已封印，而密钥不在本机"),
    Words("read {count}", "读取 {count}"),
    Words("the row of {form} is not its number's", "{form} 那一行不属于该号码"),
    Words(
      "audit, entry {id}: what it says of the tables cannot be read", "audit，第 {id} 条：所记的表状态无法读取"),
    Words("key_file: {kind} is of an unknown kind", "key_file：{kind} 的种类不明"),
    Words("retired: a list of file {file}", "retired：文件 {file} 的列表"),
    Words("ticket_version, {key}: no such ticket at its place", "ticket_version，{key}：原处没有这张工单"),
    Words(
      "ticket_version: a row of file {file}, which has no segment",
      "ticket_version：文件 {file} 的行没有数据段"),
    Words(
      "ticket_version: {count} rows of file {file}, {expected} in its books",
      "ticket_version：文件 {file} 有 {count} 行，账上为 {expected} 行"),
    Words("another hash", "散列值不同"),
    Words("{found} bytes instead of {size}", "应为 {size} 字节，实为 {found} 字节"),
    Words("ticket_version: a value of another type or size", "ticket_version：值的类型或长度不同"),
    Words("delivery: a value of another type or size", "delivery：值的类型或长度不同"),
    Words("quarantine_open: a value of another type", "quarantine_open：值的类型不同"),
    Words("ledger: no seed of the keys", "ledger：没有键的种子"),
    Words("audit: the newest entry does not carry its own hash", "audit：最新一条没有自己的散列值"),
    Words("No such file or directory", "没有这个文件或文件夹"),
    Words("Permission denied", "没有权限"),
    Words("Is a directory", "是文件夹"),
    Words("Not a directory", "不是文件夹"),
    Words("No space left on device", "磁盘已满"),
    Words("Read-only file system", "文件系统只读"),
    Words("File too large", "文件过大"),
    Words("Disk quota exceeded", "超过磁盘配额"),
    Words("rows are missing", "缺少一些行"),
    Words("not all of it could be written", "没有全部写入"),
  ]
}
