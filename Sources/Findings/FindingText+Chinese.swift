extension FindingText {
  /// The words in Chinese, by code.
  static let chinese: [FindingCode: FindingText] = [
    // MARK: Reading
    .fileUnreadable: FindingText(
      "文件读不了：{reason}",
      why: "这份文件里的工单会从归并中漏掉",
      fix: "检查路径和权限后，重新执行同一条命令"),
    .fileEmpty: FindingText(
      "文件是空的",
      why: "空文件看上去就像这条热线没有工单",
      fix: "请 {owner} 重新提供；并与交接单上的大小核对"),
    .fileNotWhatItSays: FindingText(
      "文件实际是 {found}，而映射要读 {expected}",
      why: "按 {expected} 读，得到的行不是工单",
      fix: "按 {expected} 重新导出，或换用对应的映射"),
    .fileChanged: FindingText(
      "文件在读取过程中被改动",
      why: "读到的既不是旧文件，也不是新文件",
      fix: "等文件写完后再导入一次"),
    .headerNotFound: FindingText(
      "前 {searched} 行里没有列名行",
      why: "列只按名称取，从不按位置猜；没有列名就无法映射",
      fix: "把本文件的列名加到映射 fields.csv 的 source，或换用合适的映射"),
    .recordsAboveHeader: FindingText(
      "列名行上面有一条记录",
      why: "文件被人排序或合并过，标题的位置上是工单，会丢掉",
      fix: "把列名行移到最上面，或请对方提供原样导出的文件"),
    .headerInside: FindingText(
      "文件中间又有一行列名，而且顺序不同",
      why: "从这里起，每个值都会错位",
      fix: "在这一行把文件分成两份，分别导入"),
    .bytesUndecodable: FindingText(
      "偏移 {offset} 处的字节 {found} 不是 {charset}",
      why: "会丢字，或者变成别的字",
      fix: "请对方重新导出这条记录；原始字节已留在隔离区"),
    .headerNameTwice: FindingText(
      "列名 `{found}` 出现在 {count} 列上",
      why: "用到它的映射会拒收该文件：无法判断指的是哪一列",
      fix: "请对方导出时改名，只保留一个"),
    .headerNameNumber: FindingText(
      "第 {column} 列的列名是数字：`{found}`",
      why: "若文件没有表头，第一条记录会被当成表头",
      fix: "确认这一行确实是列名"),
    .columnUnnamed: FindingText(
      "第 {column} 列没有列名，而 {count} 条记录在该列有内容",
      why: "这些内容不会进入工单",
      fix: "在 fields.csv 中用 `#{column}` 映射，或在 source.csv 的 `unused` 中列出 `#{column}`"),
    .delimiterTrailing: FindingText(
      "记录行末多一个分隔符，而表头行没有",
      why: "每条记录都会多出一列而被隔离",
      fix: "在 source.csv 中把 `trailing` 设为 `ignore-empty`"),
    .encodingForeign: FindingText(
      "文件声明的编码 {found} 不受支持，而其字节也不是 UTF-8",
      why: "按其他编码读取会变成别的字",
      fix: "用 `iconv -f {found} -t UTF-8` 转码，或在 source.csv 中声明 `charset`"),
    .blankRows: FindingText(
      "文件中有 {found} 行空行，不算记录",
      why: "别的程序数出的行数会多出这么多",
      fix: "与对方核对数量时减去空行"),
    .textControls: FindingText(
      "{count} 条记录的文本里有 NUL 或控制字符",
      why: "许多程序会在那里截断文本，或者什么也不显示",
      fix: "如果文字不全，请对方重新提供；收到的内容原样保留"),
    .textReplaced: FindingText(
      "{count} 条记录里有 U+FFFD 或“锟斤拷”：此前的程序已经丢了字",
      why: "丢掉的字（多半在姓名或地址里）在文件里已找不到",
      fix: "请对方用 UTF-8 或 GB18030 重新导出；收到的内容原样保留"),
    .textMisread: FindingText(
      "{count} 条记录的文本在导出前被按错误的字符集读过",
      why: "没有人看得懂，也搜不到",
      fix: "请对方用 UTF-8 或 GB18030 重新导出；收到的内容原样保留"),
    .quoteNeverClosed: FindingText(
      "引号开了没有关",
      why: "再读下去会把后面的记录吞掉",
      fix: "把文本里的引号写成两个，或补上右引号，再导入这条记录"),
    .quoteNeverOpened: FindingText(
      "记录在一段文字中间断开，收尾的引号出现在后面的行里",
      why: "逐行读下去，这段文字里的行会被当成记录",
      fix: "在这段文字前补上起始引号，再重新导入该记录"),
    .quoteStray: FindingText(
      "{count} 条记录有字段以从未开启的引号结尾",
      why: "缺了分隔符或起始引号，一列的文字会错到下一列",
      fix: "查看这些记录；列错位的，请对方重新导出"),
    .recordsRecovered: FindingText(
      "在受损记录本会吞掉的内容中找回 {count} 条记录",
      why: "列数、编号和时间都像记录，但文件里没有标记能证明",
      fix: "与原系统核对：正文也可能引用一行看起来像记录的内容"),
    .recordQuoted: FindingText(
      "{count} 条记录的文字里有内容单独看也是一条记录，首条在第 {line} 行",
      why: "可能是正文引用，也可能是丢了结尾、由另一条记录的结尾收了尾",
      fix: "查看这些记录；若吞掉了别的记录，请补上结尾后重新导入该文件"),
    .recoveredUnsure: FindingText(
      "该记录是在受损处之后找到的，编号或来电时间无法读出",
      why: "它可能只是受损记录正文中的一行，并没有人提交过",
      fix: "先修好前面的受损记录；若属于那段正文，请豁免本条"),
    .textAfterQuote: FindingText(
      "右引号后面还有文字",
      why: "分不清字段到哪里结束",
      fix: "把文本里的引号写成两个，再导入这条记录"),
    .recordTooLong: FindingText(
      "记录超过 {limit} 字节",
      why: "这么长的记录几乎都是引号没有关",
      fix: "看记录的第一行，补上引号或截短文本"),
    .xmlNotWellFormed: FindingText(
      "XML 到这里断了：{reason}",
      why: "后面的内容无法和出错的记录分开",
      fix: "在这一行修正文件（多半是 & 或 < 没有转义）"),
    .xmlDoctypeRefused: FindingText(
      "文件带有 DOCTYPE",
      why: "DOCTYPE 可以引入别的文件，也可以无限膨胀；导出文件用不着它",
      fix: "请对方去掉 DOCTYPE 行后重新提供"),
    .xmlRecordMissing: FindingText(
      "文件里没有 <{expected}> 元素",
      why: "映射从每个 <{expected}> 读一张工单，一个也没有找到",
      fix: "在映射 source.csv 的 record 里写上记录元素的名称"),
    .xmlRecordDamaged: FindingText(
      "记录不是完好的 XML：{reason}",
      why: "分不清各个字段；前后的记录已读入",
      fix: "修正这条记录（多半是 & 或 < 没有转义），再重新导入"),
    .xmlCutOff: FindingText(
      "文件到中间就断了：{reason}",
      why: "断处之前有 {count} 条完整的记录，缺多少没有人知道",
      fix: "请对方提供完整的文件，并与交接单核对大小"),
    .xmlRecordNested: FindingText(
      "<{found}> 里面又套了一个 <{found}>",
      why: "分不清哪些字段属于哪张工单",
      fix: "先关闭外层元素再开始内层，然后重新导入这条记录"),

    // MARK: Sheets and numbers
    .sheetColumnUnknown: FindingText(
      "这张表没有“{found}”这一列",
      why: "列名写错，会悄悄漏掉一项事实",
      fix: "改成“{nearest}”，或删掉这一列；可用的列：{expected}"),
    .sheetColumnTwice: FindingText(
      "表头里“{found}”出现了两次",
      why: "分不清以哪一列为准",
      fix: "删掉其中一列"),
    .sheetColumnMissing: FindingText(
      "缺少“{expected}”列",
      why: "没有它这张表用不了",
      fix: "补上这一列；不清楚的可以写 unknown"),
    .sheetRowWidth: FindingText(
      "本行有 {found} 格，表头有 {expected} 格",
      why: "值可能错位到别的列下",
      fix: "增删逗号；带逗号的文字要加引号"),
    .sheetCellEmpty: FindingText(
      "“{column}”是空的",
      why: "空可以是否、无、任意或不知道",
      fix: "请写 {expected}"),
    .sheetValueUnknown: FindingText(
      "“{found}”不是“{column}”的取值",
      why: "规则不认识的值什么也决定不了",
      fix: "改成“{nearest}”；可用的值：{expected}"),
    .sheetValueMalformed: FindingText(
      "“{found}”不是 {expected}",
      why: "读错了会改变决定或日期",
      fix: "请写成 {example}"),
    .sheetKeyTwice: FindingText(
      "“{found}”出现了两次",
      why: "两行会对同一个 {thing} 各说各话",
      fix: "删掉其中一行，或把键改成不同"),
    .sheetHeaderMissing: FindingText(
      "这张表缺少 {expected} 行",
      why: "没有它，下面的行读不懂",
      fix: "请写上 {expected} 行，例如 {example}"),
    .numberMalformed: FindingText(
      "“{found}”不是电话号码：{reason}",
      why: "拨不通的号码找不到人",
      fix: "写数字，有区号的带区号：12345 或 0757-82100001"),
    .numberScientific: FindingText(
      "“{found}”是被表格软件取整过的数",
      why: "末尾几位已经丢了；猜出来的可能是别人的号码",
      fix: "把这一列设成文本，重新导出"),
    .numberSevenDigits: FindingText(
      "号码只有七位",
      why: "本地号码早已升为八位，旧号码已停用",
      fix: "查这条热线现在的号码"),

    // MARK: Mapping
    .mappingNotFound: FindingText(
      "没有名为“{found}”的映射",
      why: "没有映射，哪一列都没有含义",
      fix: "可用的映射：{expected}；或新建文件夹 Mappings/sources/{found}"),
    .mappingColumnMissing: FindingText(
      "映射“{mapping}”需要列 {expected}，文件里没有这些名称",
      why: "这份文件的每张工单都会缺“{field}”",
      fix: "把文件里的列名加到 {sheet} 的 source；文件里有：{found}"),
    .mappingCodeTableMissing: FindingText(
      "缺少代码对照表“{found}”",
      why: "“{field}”的代码无法对照",
      fix: "新建 {expected}，列为 legacy、unified"),
    .fieldMissing: FindingText(
      "“{column}”是空的",
      why: "没有“{field}”就不成工单",
      fix: "补全这条记录，或在 {sheet} 里把该项改为可缺"),
    .dateMalformed: FindingText(
      "“{found}”不是映射认识的日期",
      why: "猜出来的日期会移动期限",
      fix: "改正这条记录，或把这种写法加到 {sheet} 的 formats"),
    .codeUnknown: FindingText(
      "代码对照表 {table} 里没有“{found}”",
      why: "12345 不知道这是哪一类诉求、结果或状态",
      fix: "在 {sheet} 里加一行"),
    .recordWidth: FindingText(
      "记录有 {found} 个字段，表头有 {expected} 个",
      why: "从某个字段起，值都错位了",
      fix: "改正这条记录：多了或少了一个逗号"),
    .timesOutOfOrder: FindingText(
      "“{later}”早于“{earlier}”",
      why: "受理之前就办结的工单会让所有时限统计出错",
      fix: "改正其中一个时间"),
    .keyConflict: FindingText(
      "同一个工单编号在本批里出现两次，内容不同",
      why: "分不清哪一条才是这张工单",
      fix: "改正其中一个编号；如果后一条较新，在 {sheet} 的 repeated 写 last-wins"),
    .lineUnknown: FindingText(
      "登记表里没有热线“{found}”",
      why: "没有人作决定的热线，工单进了台账也没有归属",
      fix: "把它登记到 {register}，或改成“{nearest}”"),
    .lineProtected: FindingText(
      "{found} 是受保护号码",
      why: "紧急热线不在归并之列，不导入、不改动",
      fix: "不要动这份文件；没有任何设置可以改变这一点"),
    .phoneMalformed: FindingText(
      "“{found}”不是电话号码：{reason}",
      why: "12345 无法用它回访市民",
      fix: "改正这条记录，或在 {sheet} 把该项的 otherwise 写成 keep"),
    .flagMalformed: FindingText(
      "“{found}”既不是“是”也不是“否”",
      why: "猜出来的答案比没有更糟",
      fix: "改正这条记录，或用代码对照表对应这个值"),
    .columnsAdded: FindingText(
      "文件里有映射没有用到的列：{found}",
      why: "这些列的内容不会带过去",
      fix: "有合适的工单字段时，在 {sheet} 里加一行；确实不用的，写进 {settings} 的 `unused`"),
    .columnRenamed: FindingText(
      "以前叫“{expected}”的列，这次叫“{found}”",
      why: "原系统改了列名；映射两个名称都认识",
      fix: "不用处理；如含义也变了，请向 {owner} 核实"),

    .columnTwice: FindingText(
      "文件里“{found}”列出现了两次",
      why: "分不清映射指的是哪一列",
      fix: "删掉其中一列，或改个名字"),
    .outsideLife: FindingText(
      "“{found}”不在这条热线使用该号码的日期内：{expected}",
      why: "号码重新启用后，那一天属于另一条热线",
      fix: "把记录导入当时使用该号码的热线，或改正登记表"),
    .skipColumnMissing: FindingText(
      "`skip` 写的列“{found}”文件里没有",
      why: "不是工单的行会被当成工单",
      fix: "在 {sheet} 里改正列名，或删掉这一行"),
    .dateAmbiguous: FindingText(
      "“{found}”可以是 {first}，也可以是 {other}",
      why: "月日颠倒，工单和期限都会错位",
      fix: "改正这条记录，或在 {sheet} 里去掉其中一种格式"),
    .codeAmbiguous: FindingText(
      "按代码表 {table} 的条件，“{found}”既是 {first} 又是 {other}",
      why: "这张工单可能被算到别的类里",
      fix: "在 {sheet} 里让几个条件互不相容"),
    .listMalformed: FindingText(
      "“{column}”里的列表拆不开：{reason}",
      why: "各部分错位，这条记录说的就是另一回事",
      fix: "改正这条记录，或在 {sheet} 里改列表的写法"),
    .patternMissed: FindingText(
      "在“{column}”里应当正好找到一处，实际找到 {found}",
      why: "猜出来的可能是别人的号码，或另一张工单",
      fix: "改正这条记录；或在 {sheet} 里收紧、放宽查找式；或改 `otherwise`"),
    .columnsRival: FindingText(
      "文件里同时有“{found}”和“{other}”，映射把它们当成同一列",
      why: "分不清“{field}”该取哪一列",
      fix: "在 {sheet} 里只留一个列名；两列都要时，用步骤 `first-of` 或 `join`"),
    .columnAbsent: FindingText(
      "文件里没有“{expected}”列",
      why: "这个文件的工单里“{field}”全部为空；映射允许这样",
      fix: "不用处理；以前的文件有这一列时，请向原单位索要"),
    .numberUnfit: FindingText(
      "“{column}”里的内容不可能是一个工单编号",
      why: "太长，或者跨了行：可能是两张工单并成了一条记录",
      fix: "拆分或改正这条记录，或用步骤从中取出编号"),
    .columnsRefused: FindingText(
      "文件里有谁也不认识的列：{found}",
      why: "这些列的内容不会带过去，而这份映射要求先问清楚",
      fix: "在 {sheet} 里加一行，或写进 {settings} 的 `unused`"),

    // MARK: Policy
    .policyMissing: FindingText(
      "{found} 里没有归并规则",
      why: "没有规则，每条热线都定不下来",
      fix: "请指定放有决策表的文件夹，例如 Mappings/policy/foshan-2021"),
    .conditionEmpty: FindingText(
      "“{column}”这一格是空的",
      why: "空可以是任意、没有，也可以是忘了填",
      fix: "任意请写 -，否则写出取值"),
    .conditionValueUnknown: FindingText(
      "“{found}”不是“{column}”的取值",
      why: "问这个值的规则永远不会匹配，本该由它决定的热线会落空",
      fix: "改成“{nearest}”，或把这个值加进 domain；现有取值：{expected}"),
    .intervalMalformed: FindingText(
      "“{column}”里的“{found}”不是数的范围",
      why: "读错了，两种归并方式的界线就移动了",
      fix: "请写成 300、<300、>=3000、[0..300)、[300..$HIGH) 或 null"),
    .intervalOutside: FindingText(
      "“{column}”没有一个值落在“{found}”里",
      why: "这条规则永远不会匹配",
      fix: "请写 {expected} 以内的范围；[a..b) 要求 a 小于 b"),
    .parameterUnknown: FindingText(
      "参数 ${found} 没有登记",
      why: "规则没有界线可比",
      fix: "改成 ${nearest}，或在 parameters.csv 里加一行 {found}"),
    .ruleTwice: FindingText(
      "有两条规则都叫“{found}”",
      why: "决定写明依据这条规则时，分不清是哪一条",
      fix: "给其中一条改名；规则的名称不重复使用"),
    .outputValueUnknown: FindingText(
      "规则给出的“{found}”不是“{column}”的取值",
      why: "后面的步骤不认识这个值",
      fix: "改成“{nearest}”，或把这个值加进 domain；现有取值：{expected}"),
    .domainMalformed: FindingText(
      "“{found}”不能作“{column}”的 domain",
      why: "没有取值范围，这张表就无法验证",
      fix: "请写 a|b|c、text、number>=0 或 number>=0?"),
    .hitPolicyUnknown: FindingText(
      "不认识命中方式“{found}”",
      why: "几条规则同时匹配时，由它决定以哪条为准",
      fix: "请写 {expected}"),
    .columnRoleUnknown: FindingText(
      "有一列的 role 是“{found}”",
      why: "分不清这一列是条件、结论还是备注",
      fix: "请写其中之一：{expected}"),
    .tableColumnTwice: FindingText(
      "有两列都叫“{found}”",
      why: "分不清以哪一列为准",
      fix: "改名或删掉其中一列"),
    .tableWithout: FindingText(
      "表“{table}”没有 {found}",
      why: "缺了它，这张表什么也决定不了",
      fix: "至少加一个 {found}"),
    .tableTwice: FindingText(
      "有两张表都叫“{found}”",
      why: "决定写明依据这张表时，分不清是哪一张",
      fix: "给其中一张改名，或把旧表移出文件夹"),
    .ruleGap: FindingText(
      "表“{table}”里没有规则回答：{found}",
      why: "具备这些事实的热线会没有结论",
      fix: "补一条规则或放宽一条；需由人决定的，写上问题代码。可从这一行改起：{row}"),
    .ruleOverlap: FindingText(
      "表“{table}”的规则 {rules} 都回答：{found}",
      why: "具备这些事实的热线会有两个结论",
      fix: "收窄规则，直到只剩一条回答。重叠的部分写成一行：{row}"),
    .tableNotProven: FindingText(
      "表“{table}”没有得到验证：看过 {regions} 个区域后放弃",
      why: "里面可能有看不见的空缺或矛盾",
      fix: "调大 --budget，把表拆开，或缩短取值范围"),
    .tablesInCircle: FindingText(
      "表 {found} 互相等待",
      why: "哪一张都不能先问",
      fix: "去掉使它们成环的一列"),
    .outputTwice: FindingText(
      "有两张表都给出“{found}”",
      why: "同一个问题，一条热线会有两个答案",
      fix: "给其中一个结论改名"),
    .valueNotAccepted: FindingText(
      "“{column}”可以是“{found}”，而使用它的表没有这个取值",
      why: "上一张表的结论到下一张表会落空",
      fix: "在这里的 domain 里加上“{found}”并写出规则；现有取值：{expected}"),
    .factUnknown: FindingText(
      "热线没有叫“{found}”的事实",
      why: "这张表永远问不出结果",
      fix: "改成“{nearest}”，或由另一张表给出；热线有：{expected}"),
    .factValueMissing: FindingText(
      "登记表的“{column}”可以是“{found}”，而这张表没有这个取值",
      why: "有这一事实的热线定不下来",
      fix: "在 domain 里加上“{found}”并写出规则"),
    .outcomeMissing: FindingText(
      "没有一张表给出“{found}”",
      why: "缺了它，决定就不完整",
      fix: "加一个名为“{found}”的结论列"),
    .outcomeUnknown: FindingText(
      "“{column}”不能定为“{found}”",
      why: "后面的步骤不知道该怎么做",
      fix: "改成“{nearest}”；可用的值：{expected}"),
    .ruleNeverMatches: FindingText(
      "表“{table}”的规则 {found} 永远不会匹配",
      why: "没有事实能走到它；可能是前面的表写错了",
      fix: "删掉这条规则，或查明它要的值为什么不出现"),
    .hiddenGuess: FindingText(
      "表“{table}”的规则 {rule} 在 {fact} 不明时就给出 {column} = {value}：{found}",
      why: "如果 {fact} 是 {known}，结论就成了 {expected}；这是猜测，{witness} 的热线会按猜测归并",
      fix: "把规则拆开，这一部分交由人决定；可从这一行改起：{row}"),
    .needlessQuestion: FindingText(
      "表“{table}”的规则 {rule} 交由人决定，而 {fact} 并不影响结论：{found}",
      why: "不论 {fact} 是什么，结论都是 {column} = {expected}；白白去问人",
      fix: "由规则直接回答；可从这一行改起：{row}"),
    .invariantBroken: FindingText(
      "不变量 {found} 在 {count} 种事实组合下不成立：{value}",
      why: "必须始终成立的（{clause}），对 {witness} 的热线不成立",
      fix: "改正给出这个结论的规则；如果不变量写错了，改正它那一行"),
    .invariantIdle: FindingText(
      "不变量 {found} 什么也没有说：没有事实符合它的前提",
      why: "看起来是保障，其实什么也不保障",
      fix: "改正 `when`，或删掉这一行"),
    .ruleMasked: FindingText(
      "表“{table}”的规则 {found} 永远轮不到：{rules} 在它之前（{expected}）",
      why: "看起来是一条规定，实际什么也不决定；例如 {witness}",
      fix: "删掉 {found}，或让它先于 {rules}"),
    .ruleMisleading: FindingText(
      "表“{table}”的规则 {found} 并不回答它所问的全部：{rules} 在它之前（{expected}）",
      why: "{value} 时给出的结论与该行所写不同；例如 {witness}",
      fix: "从 {found} 的条件中去掉这些情形"),
    .ruleDuplicate: FindingText(
      "表“{table}”的规则 {rules} 问的完全一样",
      why: "多了一条，以后会只改其中一条",
      fix: "删掉其中一条"),
    .ruleSubsumed: FindingText(
      "表“{table}”里，规则 {found} 所问的，{rules} 全都包括",
      why: "凡是窄的规则回答的，宽的也回答",
      fix: "从 {rules} 中去掉这一情形，或删掉 {found}"),
    .rulesMergeable: FindingText(
      "表“{table}”的规则 {rules} 结论相同，只有“{column}”不同",
      why: "一行就够的，却要两行同步维护",
      fix: "合成一行，“{column}”写 {value}"),
    .columnUnasked: FindingText(
      "表“{table}”没有规则问到“{column}”",
      why: "每条热线都要收集这个事实，却什么也不改变",
      fix: "去掉这一列，或在规则里用上它"),
    .graphNotProven: FindingText(
      "各表合在一起太大，无法逐一核对",
      why: "里面可能有看不见的猜测，或不成立的不变量",
      fix: "调大 --budget，把表拆开，或缩短取值范围"),
    .parameterUnsigned: FindingText(
      "{found} = {value} 还没有人签认",
      why: "这个界线决定哪些号码被取消，而没有文件规定它",
      fix: "请有权的人决定，再填写本行的 signed_by、signed_on、document；用到它的表：{expected}"),
    .parametersOutOfOrder: FindingText(
      "LOW = {found} 大于 HIGH = {expected}",
      why: "同一条热线会既算拨打频率较低又算话务量大",
      fix: "把 LOW 改得小于 HIGH"),
    .certaintyUnknown: FindingText(
      "“{found}”不是把握程度的标记",
      why: "看不出这条规则有多大把握",
      fix: "改成“{nearest}”；可用的标记：{expected}"),
    .questionMissing: FindingText(
      "规则 {rule} 提出“{found}”，而问题表里没有这个代码",
      why: "该作决定的人不知道要决定什么",
      fix: "在 questions.csv 里加一行“{found}”"),
    .policyTouchesProtected: FindingText(
      "按这些规则，{found} 的 {column} 可能是 {value}",
      why: "紧急呼叫可能无人接听",
      fix: "让 {found} 无论其他事实如何都得出 EXCLUDED_EMERGENCY 和 untouched；这项检查关不掉"),
    .policyTouchesUndecided: FindingText(
      "规则 {rule} 对定为 {found} 的热线给出 {column} = {value}",
      why: "没有人决定归并的热线会被改动",
      fix: "请写 {expected}"),
    .designationsDisagree: FindingText(
      "同一层级的两份文件对 {found} 的说法不同：{value} 和 {expected}",
      why: "同一天里这个号码会有两种政策",
      fix: "给旧的一份写上失效日期，或写对文件的层级"),
    .rulingMissing: FindingText(
      "{found} 没有人工决定",
      why: "没有可以撤回的；本来就是规则在决定",
      fix: "查看 `hotline number history {found}`"),
    .annexDisagrees: FindingText(
      "登记的附件方式是“{found}”，而 {document} 是“{expected}”",
      why: "两者必有一错，号码会按错的归并",
      fix: "改正登记表，或改正指定表的那一行"),
    .noRuleMatches: FindingText(
      "表“{table}”里没有规则回答：{found}",
      why: "这条热线没有结论",
      fix: "为这些事实补一条规则"),
    .severalRulesMatch: FindingText(
      "表“{table}”不止一条规则回答：{found}",
      why: "这条热线会有两个结论",
      fix: "收窄规则，直到只剩一条回答"),
    .factOutsideDomain: FindingText(
      "这条热线的“{column}”写的是“{found}”",
      why: "表“{table}”对它没有规则",
      fix: "改成“{nearest}”；可用的值：{expected}"),
    .factNotGiven: FindingText(
      "这条热线没有写“{column}”",
      why: "没有它，表“{table}”问不出结果",
      fix: "填写“{column}”；没有人知道的写 unknown"),
    // MARK: Decision models
    .modelNotReadable: FindingText(
      "决策模型无法读取：{reason}",
      why: "半个模型得出的结论与完整模型不同",
      fix: "请修正此行的 XML，或重新导出模型"),
    .modelDoctypeRefused: FindingText(
      "决策模型带有 DOCTYPE",
      why: "实体可以读取其他文件或占满内存，因此一律不读",
      fix: "请删除 DOCTYPE，决策模型用不到它"),
    .modelRootUnknown: FindingText(
      "文件以 {found} 开头，应为 {expected}",
      why: "它不是决策模型，无从作答",
      fix: "请指定按 DMN 导出的文件"),
    .modelIdentifierTwice: FindingText(
      "模型中有两个元素的 id 都是 {found}",
      why: "引用时分不清指的是哪一个",
      fix: "请为每个元素取各自的 id"),
    .modelInCircle: FindingText(
      "以下各项相互依赖：{found}",
      why: "谁也无法先作决定",
      fix: "请去掉其中一处依赖"),
    .modelImportMissing: FindingText(
      "模型旁边没有命名空间为 {found} 的文件",
      why: "引入的内容在每个决定中都会是空",
      fix: "请把被引入的模型放到同一文件夹"),
    .modelOutsideSheets: FindingText(
      "规则表写不出：{found}",
      why: "写不进规则表的就无法验证，也不会用于路由",
      fix: "改写成 UNIQUE 决策表，只用词、数、区间、列表、not(…) 和 null"),
    .kitWithoutCases: FindingText(
      "{found} 里没有测试用例",
      why: "什么都没跑的测试说明不了什么",
      fix: "请指定含有 *-test-*.xml 的文件夹，或放宽 --suite"),

    // MARK: Routing
    .protectedTouched: FindingText(
      "{found} 是受保护号码，这一行会触动它",
      why: "求救电话会被转走，或紧急座席被无关来电占用",
      fix: "删除这一行；没有任何设置可以放行"),
    .lineNotToBeRouted: FindingText(
      "{found} 的方式是 {mode}，这一行却给它安排了路由",
      why: "不归并的线路维持现有路由；写在这里会把它的来电改道",
      fix: "删除这一行，或先对该线路作出决定"),
    .routedLineUnknown: FindingText(
      "已决定的线路中没有“{found}”",
      why: "线路名写错，割接当天它会悄悄留在旧路由上",
      fix: "按台账的叫法填写；重新启用的号码写作 号码@启用日期"),
    .lineWithoutPhases: FindingText(
      "{found} 的方式是 {mode}，但没有一行写明何时割接",
      why: "没有日期就不给路由，来电仍走现状",
      fix: "在 phases.csv 中为 {found} 加一行并写明割接时间"),
    .ownSetMissing: FindingText(
      "{found} 保留座席，但没有写明座席的目标集",
      why: "没有座席就不给路由，来电仍走现状",
      fix: "在本行“自有座席”中填写 targets.csv 里的目标集"),
    .announcementMissing: FindingText(
      "{found} 有过渡期止，却没有公告",
      why: "来电人不会知道号码要停用；补上之前不给路由",
      fix: "在本行填写 announcements.csv 里的公告"),
    .phasesOutOfOrder: FindingText(
      "{found} 的割接、过渡期止、停用时间没有依次推后",
      why: "来电人还没听到公告，号码就可能停用",
      fix: "改正日期；写了停用时间，就要先有过渡期止"),
    .nameUnknown: FindingText(
      "没有名为“{found}”的 {thing}",
      why: "来电会转给不存在的座席",
      fix: "填写 {sheet} 里有的名称，或在那里补上"),
    .rowsDisagree: FindingText(
      "{thing} 的“{column}”这里是 {found}，前面是 {expected}",
      why: "分不清以哪一行为准",
      fix: "{thing} 的各行写成同一个值"),
    .calendarTooShort: FindingText(
      "{found} 不在工作日历之内，日历只到 {expected}",
      why: "猜错一个节假日，就是一天没人接听",
      fix: "按国务院公布的安排把该年补进日历"),
    .platformQueueMissing: FindingText(
      "没有为12345指定 platform 类的目标集",
      why: "归并的线路最后都到12345；没有它就没有人接听",
      fix: "在 phases.csv 中加 12345 一行，并填写 targets.csv 里的目标集"),
    .phaseOutsideLife: FindingText(
      "{found} 不在号码属于 {line} 的日期之内",
      why: "那时号码不归任何人或归别人；该线路的安排当天不生效",
      fix: "改正这里的日期，或台账中的启用、停用日期"),
    .callPathOpen: FindingText(
      "{found} 的来电怎么走还没有决定",
      why: "不知道座席怎么办，路由可能接到没有人的地方",
      fix: "先回答 `hotline policy ask` 里的问题；在那之前路由维持现状"),
    .routesOverlap: FindingText(
      "{line} 和 {other} 在同一时间都有 {found} 的路由",
      why: "分不清来电属于哪一条线路",
      fix: "改正两条线路的启用、停用日期"),
    .hoursDiffer: FindingText(
      "{line} 的座席“{found}”开放时间是 {hours}，台账写的是 {expected}",
      why: "如台账正确，来电会先在下班的座席振铃，再转12345",
      fix: "向单位核实后，改正 targets.csv 中 {found} 或台账中 {line} 的时间"),
    .platformLater: FindingText(
      "{found} 的割接时间 {at} 早于12345的割接时间 {expected}",
      why: "在此之前，{found} 的来电转到12345，而路由表尚未承接12345",
      fix: "在 phases.csv 中让12345最先割接"),
    .addressIsRouted: FindingText(
      "{set} 的地址“{found}”拨的是本路由表内的号码 {number}",
      why: "送到那里的来电会重新进入路由表，甚至循环不止",
      fix: "填写座席本身的接入地址"),
    .callLost: FindingText(
      "拨打 {found} 的结果是 {disposition}：{interval}",
      why: "市民的电话没有人接",
      fix: "在路由表中改正 {line} 的时段、目标或阶段"),
    .callLoops: FindingText(
      "拨打 {found} 会绕回来：{path}",
      why: "通话会被切断，或占满线路",
      fix: "让路径终止在座席"),
    .pathTooLong: FindingText(
      "拨打 {found} 要经过 {limit} 个以上的号码：{path}",
      why: "运营商和交换机会切断这样的通话",
      fix: "直接转到最后一个号码"),
    .divertedTwice: FindingText(
      "拨打 {found} 要转移不止一次：{path}",
      why: "运营商不允许二次转移，通话会在那里中断",
      fix: "把号码直接转到最终接听处"),
    .protectedCovered: FindingText(
      "受保护号码 {found} 被 {thing} 触动",
      why: "求救电话会被转走，或紧急座席被无关来电占用",
      fix: "删除 {thing}；没有任何设置可以放行"),
    .partMissing: FindingText(
      "{line} 用到 {thing}“{found}”，但没有这一项",
      why: "来电会转给不存在的座席",
      fix: "改正名称，或补上该 {thing}"),
    .setWithoutAddress: FindingText(
      "{line} 的来电转到目标集“{found}”，但它没有一个启用的地址",
      why: "来电无人可接",
      fix: "在 targets.csv 中启用 {found} 的一个地址，或换一个目标集"),
    .planWithoutEnd: FindingText(
      "{line} 的方案“{found}”最后一步不是全天有效",
      why: "时段之外没有一步接住来电",
      fix: "最后加一步不限时段的处置，例如转12345"),
    .partUnused: FindingText(
      "没有路由用到 {thing}“{found}”",
      why: "多半是别处把名称写错了，来电会漏掉它",
      fix: "在 phases.csv 中用上它，或删除它"),
    .switchCannotSay: FindingText(
      "{format} 表达不了“{found}”：{reason}",
      why: "近似地写，来电会走到别处",
      fix: "修改这一行，使{expected}"),
    .serviceGap: FindingText(
      "{found}（{mode}）没有人工座席：{interval}",
      why: "这段时间来电无人接听",
      fix: "在 targets.csv 补齐开放时间，或转由12345接听"),
    .stepShadowed: FindingText(
      "方案 {found} 第 {step} 步：{reason}",
      why: "走哪一步会取决于行的先后",
      fix: "使各步的时段互不重叠"),
    .servedOtherwise: FindingText(
      "{found} 与12345服务不一致：{interval}",
      why: "双号并行的两个号码服务会不同",
      fix: "转由12345接听，或由自有座席接听并溢出到12345"),
    .subCenterEdge: FindingText(
      "分中心 {found}：{reason}",
      why: "12345与分中心之间的来电可能无人接听",
      fix: "修改 phases.csv 的该行和 targets.csv 的目标集"),
    .stageGap: FindingText(
      "{found}：{reason}",
      why: "两个阶段之间来电会无人接听或走错",
      fix: "各阶段首尾相接：转接、公告、停用"),
    .graceTooShort: FindingText(
      "{found} 的过渡期只有 {days} 天，至少 {minimum} 天",
      why: "市民熟悉的号码会过早停用",
      fix: "推后 phases.csv 的 grace_end，或修改 checks.csv 的 grace_minimum_days"),
    .cancelledReachesSeat: FindingText(
      "{found} 已并入，仍接到 {set}：{interval}",
      why: "将要撤销的座席仍会收到来电",
      fix: "割接后一律转12345"),
    .numberNotApproved: FindingText(
      "{found} 有路由，但不在台账中",
      why: "未经决定的号码来电会被改道",
      fix: "把热线登记并作出决定，或删去该行"),
    .formsClash: FindingText(
      "{found} 既是 {number} 又是 {other} 的拨法",
      why: "交换机只留一行，另一条热线的来电会走错",
      fix: "其中一条热线改用别的号码"),
    .prefixCovers: FindingText(
      "{found} 以 {other} 开头，后者自有路由",
      why: "按前缀匹配的交换机若无结束符会混淆两者",
      fix: "对这类交换机只用带结束符“#”的格式"),
    .changeUnexplained: FindingText(
      "{found} 由 {before} 变为 {after}，没有说明：{interval}",
      why: "未经安排的变更会影响市民",
      fix: "在 changes.csv 写明号码和核对事项，或撤销变更"),
    .seatsShort: FindingText(
      "{found}：{hours} 需要 {needed} 个座席，现有 {seats} 个",
      why: "超过5%的来电等待过久",
      fix: "增加这些时段的座席，或减少转入的热线"),
    .legacyNumberLost: FindingText(
      "座席没有收到所拨号码 {found}：{landed}",
      why: "按原热线统计会出错，座席也不知市民拨的号码",
      fix: "让交换机传递 X-Legacy-Called 或 Diversion"),
    .changeInFreeze: FindingText(
      "{found} 在 {at} 变更，处于封网期 {interval}",
      why: "封网期内无人值守，出错不能及时回退",
      fix: "把 phases.csv 的时间移出封网期"),
    .singleFault: FindingText(
      "{member} 故障时 {found} 会丢失来电（{disposition}）：{interval}",
      why: "一台设备故障就会中断一条热线",
      fix: "给 {set} 加第二个地址，或溢出到12345"),
    .callLandedElsewhere: FindingText(
      "{at} 拨 {found} 落到“{landed}”，模型为 {expected}",
      why: "交换机的动作与核对过的不同",
      fix: "不要启用此表；把交换机的脚本和表与交付件比对"),
    .snapshotDamaged: FindingText(
      "快照 {found} 与其名称不符",
      why: "被改动的快照不能作依据",
      fix: "重新生成；不要改动快照"),
    .snapshotMissing: FindingText(
      "没有快照 {found}；现有 {expected}",
      why: "没有可比较的对象",
      fix: "写其中之一，或运行 `hotline route build`"),
    .switchDiffers: FindingText(
      "写出的表读回来不一致：{reason}",
      why: "交换机的动作会与核对过的不同",
      fix: "重新导出；不要改动导出的文件"),

    // MARK: Checklists
    .checklistTemplateUnknown: FindingText(
      "热线 {line} 的决定用了核对清单模板“{found}”，没有这个模板",
      why: "归并之前该做什么，没有人会知道",
      fix: "在规则的处置表里写 {expected} 之一"),
    .checklistTemplateMisfit: FindingText(
      "模板 {found} 不适用于 {line}，它的归并方式是 {mode}",
      why: "要保留的号码会被取消，或者要取消的号码会留下",
      fix: "在规则的处置表里写这种归并方式的模板"),
    .checklistItemUnknown: FindingText(
      "{item} 项的前置项“{found}”不在模板里",
      why: "这一项永远不能签认",
      fix: "前置项写本模板的编号，用 | 隔开，或补上缺少的项"),
    .checklistCycle: FindingText(
      "{found} 项互为前置，成了一个圈",
      why: "哪一项都不能签认",
      fix: "从 depends_on 里去掉一个编号"),
    .checklistOwnerUnknown: FindingText(
      "“{found}”不在可以负责的单位之列",
      why: "没有人负责的事没有人做",
      fix: "写 {expected} 之一，或把它加到 {sheet}"),
    .checklistOrder: FindingText(
      "{later} 项没有以 {earlier} 项为前置",
      why: "顺序颠倒会丢来电或工单",
      fix: "在 {later} 项的 depends_on 写上 {earlier}；没有任何设置可以关掉这条规则"),
    .checklistWindowShort: FindingText(
      "割接后 {found} 个工作日就销号，公告期 {expected} 个工作日还没有满",
      why: "还不知道的市民打来，没有人接",
      fix: "13 项的期限从 11 项算起，due_days 不少于 {expected}"),
    .checklistDueTooEarly: FindingText(
      "{item} 项的期限早于它的前置项 {found}",
      why: "较早的期限不可能做到",
      fix: "调整其中一项的 due_days"),
    .checklistAnchorNotBefore: FindingText(
      "{item} 项的期限从 {found} 项算起，却没有以它为前置",
      why: "期限可能早于它所依据的工作",
      fix: "在 depends_on 也写上 {found}，或改从 cutover、deadline、start 算起"),
    .checklistTaskForbidden: FindingText(
      "模板 {template} 里有 {item} 项，这一项会改变来电去向",
      why: "这个模板的热线不归并，号码不是我们可以改动的",
      fix: "去掉 {item} 项"),
    .checklistTaskMissing: FindingText(
      "模板 {template} 没有 {item} 项",
      why: "缺了这一步会丢来电或工单，却没有人负责",
      fix: "补上 {item} 项"),
    .checklistWindowUnmeasured: FindingText(
      "销号日期不是从割接算起的",
      why: "看不出 {expected} 个工作日的公告期是否已满",
      fix: "13 项的 due_from 写 11，due_days 不少于 {expected}"),

    // MARK: Store
    .ledgerLocked: FindingText(
      "另一个任务正在写这份台账",
      why: "两个任务同时写，一张工单可能算两次",
      fix: "等它结束，再执行同一条命令"),
    .ledgerMissing: FindingText(
      "这里没有工作区：{found} 不存在",
      why: "工单和决定要有台账可记",
      fix: "执行 hotline init DIR，或用 -C DIR 指定工作区"),
    .ledgerDamaged: FindingText(
      "台账前后不一致：{found}",
      why: "它所记的工单不再可信",
      fix: "用最近的备份恢复工作区，再重新导入"),
    .ledgerNewer: FindingText(
      "这个台账由更新版本的程序写过",
      why: "本版本不认识其中的全部内容，可能会改坏它",
      fix: "请使用新版本；hotline --version 可查看本机版本"),
    .booksOpen: FindingText(
      "{file} 的账没有对平：{found}",
      why: "有记录丢了，或算了两次",
      fix: "本文件什么也没有留下；请附上文件指纹报告此事"),
    .interrupted: FindingText(
      "已按要求中途停止",
      why: "正在导入的文件已退回；之前的文件已完整入库",
      fix: "重新执行同一条命令，将从该文件继续"),
    .outputExists: FindingText(
      "{found} 已经存在",
      why: "被覆盖的交付件无法再比对",
      fix: "换一个新文件夹，或加 --replace"),
    .outputUnwritable: FindingText(
      "{found} 写不了：{reason}",
      why: "半个文件看上去像一个完整的文件；已经删掉",
      fix: "腾出空间或改正权限后，重新执行同一条命令"),

    // MARK: Drafts, quarantine, batches
    .mappingFieldUnfilled: FindingText(
      "没有列填写 `{field}`",
      why: "报表和核对都需要每张工单的这一项",
      fix: "在 {sheet} 中加一行，或确认不需要"),
    .mappingColumnShared: FindingText(
      "列“{found}”同时填写 `{first}` 和 `{field}`",
      why: "其中一个可能本应取自另一列",
      fix: "核对这两行；确属有意则不必修改"),
    .mappingCodesOpen: FindingText(
      "清单 {found} 中还有未确定的代码",
      why: "含这些代码的记录会进入隔离区",
      fix: "把统一代码写进旁边的代码对照表，再删去清单"),
    .mappingCodesUnused: FindingText(
      "没有字段使用代码对照表 `{found}`",
      why: "实际所用的对照表可能与设想的不同",
      fix: "在 {sheet} 的 `codes` 中写上它，或删去"),
    .mappingExists: FindingText(
      "已经有映射 `{found}`",
      why: "草稿不能覆盖已有的成果",
      fix: "换一个名称，或先移走该文件夹"),
    .quarantineUnknown: FindingText(
      "隔离区中没有记录 `{found}`",
      why: "编号写错可能处理到别的记录",
      fix: "用 hotline quarantine list 查看编号"),
    .quarantineNotOpen: FindingText(
      "记录 {found} 的状态是 {state}，不是 open",
      why: "已有结论的记录不能悄悄再改",
      fix: "用 hotline quarantine show {found} 查看结果"),
    .headerUnknown: FindingText(
      "台账中没有 {found} 的列名",
      why: "没有表头就无法重新读取记录",
      fix: "把该文件再导入一次：不会重复计数，表头会被保存"),
    .batchUnknown: FindingText(
      "没有批次 `{found}`",
      why: "批次名写错可能动到别的交付",
      fix: "用 hotline batch list 查看批次名"),
    .batchNeeded: FindingText(
      "{found} 不能撤销：{later} 更新、修复或再次收到其中 {count} 条记录",
      why: "撤去它，后来的批次就失去依据",
      fix: "先撤销 {later}，或加上 --with-later"),
    .batchUndone: FindingText(
      "批次 {found} 的状态是 {state}",
      why: "一个批次只能撤销一次",
      fix: "用 hotline batch show {found} 查看"),
    .repairColumnsMissing: FindingText(
      "文件中没有列 `{expected}`",
      why: "没有它就不知道修复的是哪条记录",
      fix: "使用 hotline quarantine export 写出的文件，保留最后三列"),
    .repairStale: FindingText(
      "台账已有工单 `{found}`，这条记录会把它替换掉",
      why: "修复的旧记录不能覆盖较新的或另一张工单",
      fix: "更正工单编号，或豁免该记录：hotline quarantine waive {id}"),
    .totalsDiffer: FindingText(
      "交接数 {expected}，实有 {found}",
      why: "说不清的差额就是丢失或重复的工单",
      fix: "核对这一部分的文件与交接单；查看隔离区"),
    .segmentMissing: FindingText(
      "数据段 {found} 不存在或内容已变：{reason}",
      why: "其中的工单无法再按原样交出",
      fix: "从备份恢复，或撤销 {batch} 后重新导入"),
    .catalogueWrong: FindingText(
      "目录称 {found} 在 {segment} 的第 {offset} 字节，实际不在",
      why: "找不到的工单就是丢失的工单",
      fix: "从备份恢复台账，并报告此事"),
    .auditBroken: FindingText(
      "审计记录 {found} 与前一条的哈希不符",
      why: "可能有人改动过记录",
      fix: "保留现状，与备份比对"),
    .dialectsMixed: FindingText(
      "这些记录来自列名不同的文件：{found}",
      why: "一个文件只能有一种表头",
      fix: "用 --file 指定其中一个"),
    .auditKeyUnusable: FindingText(
      "审计密钥 {found} 不可用：{reason}",
      why: "没有封印的记录可能是任何人写的",
      fix: """
        恢复密钥文件（权限 600），或用 HOTLINE_AUDIT_KEY 指定；密钥已丢失的，\
        用 hotline ledger seal --because … --by … 换新密钥
        """),
    .sealBroken: FindingText(
      "审计记录 {found} 没有用台账密钥封印：{reason}",
      why: "没有密钥的人写过或改过它",
      fix: "保留现状，与备份及以往的交付清单比对"),
    .auditUnsealed: FindingText(
      "审计记录没有封印",
      why: "能写这个文件夹的人也能改写历史",
      fix: "执行 hotline ledger seal，在工作区之外生成密钥"),
    .sealUnchecked: FindingText(
      "没有核对封印：{reason}",
      why: "历史若被改写，不会被发现",
      fix: "在存有密钥的地方再核对一次"),
    .fileSetAside: FindingText(
      "目录中没有 {found}，已移到 {target}",
      why: "它可能是某些工单仅存的一份，也可能是中断的任务留下的",
      fix: "如果上次任务没有中断，请先与备份比对，再决定是否删除"),
    .headNotKept: FindingText(
      "更改已写入台账，但无法写入 {found}：{reason}",
      why: "在写入之前，这次更改即使丢失也不会被发现",
      fix: "请修复磁盘；下一个写台账的命令会补写"),
    .keyFileMissing: FindingText(
      "键文件 {found} 不存在或内容已变：{reason}",
      why: "缺了它，导入会把已有工单当作新工单",
      fix: "从备份恢复；hotline ledger check 会列出所有损坏的文件"),
    .keyFilesNotMerged: FindingText(
      "{line} 的键文件未能合并：{reason}",
      why: "没有丢失任何工单，但键文件越多，导入越慢",
      fix: "腾出磁盘空间；该热线下次导入时会再合并"),
    .undoneUnknown: FindingText(
      "{found} 已撤销，但读不出它带来过哪些工单：{reason}",
      why: "无法告知接收方这些工单已不成立；从此前开始的增量会被拒绝",
      fix: "先做一次全量交付：不加 `--since`"),
    .ledgerShared: FindingText(
      "ledger.db 在磁盘上有 {found} 个名字（硬链接）",
      why: "在此写入会同时改变另一处：某个副本或另一个工作区",
      fix: "让本工作区有自己的文件：cp ledger.db own.db，再 mv own.db ledger.db"),
    .headDiffers: FindingText(
      "这不是生成 {found} 时的台账：{reason}",
      why: "当时交付或备份的内容不在它的历史里",
      fix: "用此后的备份恢复台账，并报告此事"),
    .purposeMissing: FindingText(
      "查看明文需要 {expected}",
      why: "看到市民信息明文的人要对此负责，并说明用途",
      fix: "用 --by 写明谁看，用 --because 写明用途"),
    .batchInterrupted: FindingText(
      "{line} 的批次 {found} 中断：已入台账的文件 {count} 个，映射 {mapping}",
      why: "压在半份交付上的批次，既不能单独撤销，也不能单独交出",
      fix:
        "重新执行被中断的那条命令，会接着 {found} 做；或导入时加 --resume，按已有文件关闭 {found}；"
        + "或撤回：hotline batch undo {found}"),
    .repairRepeated: FindingText(
      "本文件另有一行也在修复记录 {found}",
      why: "一条记录只能成为一张工单",
      fix: "只保留其中一行"),
    .sampleDiffers: FindingText(
      "样例 {found} 有 {count} 个值与预期不符",
      why: "映射的结果和当初核对样例时不一样了",
      fix: "改正映射表；或核对差异后运行 hotline mapping test {mapping} --update"),
    .sampleMissing: FindingText(
      "映射 {mapping} 没有说明它应当怎样工作的样例",
      why: "改动映射表而改变了工单时，没有人会发现",
      fix: "在 {expected} 里放一个虚构的小文件，再运行 hotline mapping test {mapping} --update"),
    .waiverEmpty: FindingText(
      "豁免需要{expected}",
      why: "没有姓名和理由的遗漏与丢失无异",
      fix: "同时写明 --because 和 --by"),

    .deliveryFileMissing: FindingText(
      "清单里有 {found}，文件夹里没有",
      why: "装载交付件的人会缺少其中的内容",
      fix: "重新取一份完整的交付件"),
    .deliveryFileDiffers: FindingText(
      "{name} 不是当时交出的文件：SHA-256 是 {found}，清单上是 {expected}",
      why: "途中至少有一个字节变了，说不清伤到哪张工单",
      fix: "重新取这个文件；不要装载现在这个"),
    .deliveryFileUnlisted: FindingText(
      "{found} 在文件夹里，清单上没有",
      why: "它不是随交付件来的",
      fix: "装载之前先拿走"),
    .deliveryListMalformed: FindingText(
      "“{found}”不是哈希清单的一行",
      why: "清单所记的内容不再可信",
      fix: "重新取一份交付件"),
    .deliveryUnreadable: FindingText(
      "文件内容与格式不符：{found}",
      why: "其中的工单无法清点，谁也不能说已经齐全",
      fix: "重新取这个文件；若本来就是这样，请告诉我们"),
    .deliveryTotalsDiffer: FindingText(
      "交付清单说是 {expected}，工单实际是 {found}",
      why: "清单和工单不属于同一次交付",
      fix: "重新取整份交付件；不要装载现在这份"),
    .deliveryValueUnknown: FindingText(
      "工单 {number} 的 `{field}` 的值不在结构定义之内",
      why: "平台会拒收这张工单，或者理解成别的意思",
      fix: "重新取交付件；若本来就是这样，请告诉我们"),
    .keyUnusable: FindingText(
      "{found} 里的密钥不能用：{reason}",
      why: "没有密钥的电话哈希，把号码逐个试一遍就能还原",
      fix: "用 `hotline export new-key` 生成密钥；文件只能本人可读（权限 600）"),
    .characterUnsayable: FindingText(
      "工单 {number} 的 `{field}` 含有 {found}，{charset} 无法表达；该工单未交付",
      why: "换成别的字就成了另一个人名或地名",
      fix: "这张工单改用其他编码或格式交付，例如 `--charset utf-8`"),
    .descriptionCut: FindingText(
      "工单 {number} 的内容有 {found} 个字符，Open311 最多 4000 个；description 到此为止",
      why: "只看 description 的人看不到后面的内容",
      fix: "完整工单在 `extended_attributes` 里"),
    .requestWithoutTime: FindingText(
      "工单 {number} 没有来电时间，而 Open311 必须有；该工单未交付",
      why: "编一个时间就是错的",
      fix: "这张工单改用其他格式交付"),
    .requestTimeIsDay: FindingText(
      "工单 {number} 只知道日期 {found}；给 Open311 的是当天零点",
      why: "从这类请求得出的时刻没有意义",
      fix: "原来的日期在 `extended_attributes` 里"),
    .deltaImpossible: FindingText(
      "无法给出 {found} 之后的增量：{batch} 撤销时没有记下它带来过哪些工单",
      why: "已经不成立的工单会留在平台上",
      fix: "先做一次全量交付：不加 `--since`"),
    .deltaBaseUnfit: FindingText(
      "增量不能从 {found} 开始：{reason}",
      why: "这期间有变化的工单谁也收不到",
      fix: "写上一次交付的文件夹，或已关闭的批次；否则去掉 `--since`"),
    .manifestMissing: FindingText(
      "交付缺少 {found}",
      why: "没有清单，谁也说不清该有哪些工单，也就说不清是否齐全",
      fix: "重新取得整个交付，不要装载这一份"),
    .manifestDisagrees: FindingText(
      "清单与哈希列表对 {found} 说法不一：{reason}",
      why: "其中之一在交付之后被改过",
      fix: "重新取得整个交付，不要装载这一份"),
    .deliveryEmpty: FindingText(
      "交付是空的：{found}",
      why: "它会被当成全部历史，或被当成“没有变化”的消息",
      fix: "查看 `hotline status`；没有可交付的内容就不要交付"),
    .instantUnsayable: FindingText(
      "工单 {number} 的 `{field}` 是“{found}”，数据库不认这个时间；该工单未交付",
      why: "装载会停在这里，或者当成别的时间",
      fix: "这张工单改用其他格式交付，并告诉我们"),
    .valueEncoded: FindingText(
      "工单 {number} 的 `{field}` 含有 {found}，XML 无法表达；该值以 base64 给出",
      why: "不看 `encoding` 的程序会显示乱码",
      fix: "对 `encoding=\"base64\"` 的值先解码"),
    .stateUnmapped: FindingText(
      "没有一行说明 Open311 怎样称呼状态“{found}”",
      why: "已办结的会显示成未办结，或者相反",
      fix: "补一行：open 或 closed"),

    // MARK: Ours
    .unexpected: FindingText(
      "出了不该出的错：{reason}",
      why: "这是程序的问题，不是数据的问题",
      fix: "请连同执行的命令一起报告"),
  ]
}
