extension FactWords {
  /// Why ranges and parts of a job on many machines do not fit.
  static let parts = [
    Words("the area code of a city", "城市的区号"),
    Words("kind and charset are none that are known", "文件种类或字符集无法识别"),
    Words("its bytes are not those that were split", "内容与分段时不同"),
    Words("it is no document {name}", "不是 {name} 文档"),
    Words("another build of the program split it", "分段时用的是另一个程序版本"),
    Words("the sheets of the mapping {name} are others", "映射 {name} 的表已不同"),
    Words("it has no part {number}", "没有第 {number} 段"),
    Words("the sheets of the mapping are not those of the job", "映射表与作业所用不同"),
    Words("it was read for the area {area}, another city's", "读取时用的区号是 {area}，属于另一城市"),
    Words("it holds no tickets that can be read", "其中没有可读的工单"),
    Words("it is no part", "不是分段结果"),
    Words("its end is damaged", "结尾已损坏"),
    Words("it breaks off", "中途断开"),
    Words("{name} is not there", "{name} 不存在"),
    Words("{name} has other bytes", "{name} 的内容已变"),
    Words(
      "--city and --line name {count} of its deliveries, not one: {found}",
      "--city 与 --line 指定了 {count} 项，应为一项：{found}"),
  ]
}
