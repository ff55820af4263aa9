extension FactWords {
  /// What keeps a feed from going on.
  static let feeds = [
    Words("a whole number from 1 to 1000000", "1 至 1000000 的整数"),
    Words("it is unknown", "状态仍为 unknown（待定）"),
    Words("nobody has signed it", "没有人签字"),
    Words("the signature lacks {column}", "签字缺少 {column}"),
    Words("the day of the signature is yet to come", "签字日期还没有到"),
    Words("it is mapped from no field", "写了映射（mapped），却没有来源字段"),
    Words("codes.csv has no table {table}", "codes.csv 里没有代码表 {table}"),
    Words("it is withheld without a reason", "写了不提供（withheld），却没有理由"),
    Words("its purpose drops {field}", "所写用途不准交付 {field}"),
    Words("it is not a manifest of a feed", "不是推送文件的清单"),
    Words("it does not follow from {name}", "与前一份清单 {name} 接不上"),
    Words("it is not the first of a feed", "不是第一份清单"),
    Words("it is missing, or its size is not that of its manifest", "文件缺失，或大小与清单不符"),
    Words("a manifest before it is missing", "前面缺少清单"),
    Words("its bytes are not those of its manifest", "内容与清单上的哈希不符"),
    Words("it is not an acknowledgement", "不是回执"),
    Words("it is of another feed", "是另一次推送的回执"),
    Words(
      "it confirms message {number}, and the last one is {last}", "确认到第 {number} 条，而最后一条是第 {last} 条"
    ),
    Words(
      "its manifest is not that of the file with message {number}", "所写清单哈希不是第 {number} 条所在文件的"),
    Words("it lacks messages that there are not", "要求补发的消息不存在"),
    Words("it refuses messages that it has not received", "拒收了没有收到的消息"),
    Words("the ledger has come to sequence number {found}", "台账只到序号 {found}"),
    Words("it begins behind sequence number {found}", "它从序号 {found} 之后开始"),
    Words("something else is in it", "其中有别的东西"),
    Words("it is a feed by the profile {name}", "它按配置 {name} 推送"),
    Words(
      "ledger.db is empty or older: the ledger had come to entry {number}",
      "ledger.db 是空的或较旧：台账曾到第 {number} 条记录"),
    Words(
      "ledger.db is older: the ledger had come to entry {number}",
      "ledger.db 较旧：台账曾到第 {number} 条记录"),
    Words("ledger.db is of another ledger", "ledger.db 属于另一个台账"),
    Words(
      "ledger.db is another history: its entry {number} is not the one there was",
      "ledger.db 的历史不同：第 {number} 条记录已不是原来那条"),
  ]
}
