extension FactWords {
  /// What is wrong with a switch, a plan or the way back.
  static let cutovers = [
    Words("no answer in time", "没有及时应答"),
    Words("an answer of more than 256 MiB", "应答超过 256 兆字节"),
    Words("exit code {code}", "退出码 {code}"),
    Words("exit code {code}: {said}", "退出码 {code}：{said}"),
    Words("no answer from {listener}", "{listener} 没有应答"),
    Words("it is not a plan of this program", "不是本程序的方案"),
    Words("it was changed by hand", "被手工改过"),
    Words("this workspace did not make it", "不是本工作区制定的"),
    Words("generation {found} is live, not {expected}", "生效的是 {found} 代，不是 {expected} 代"),
    Words(
      "the live generation or rows that are not ours have changed", "生效的一代或其他来源的行有变动"),
    Words("generation {found} has changed", "{found} 代有变动"),
    Words("apply has not ended", "装载没有完成"),
    Words("generation {found} was changed after it was loaded", "{found} 代装载后有变动"),
    Words("the live generation was changed after the plan was loaded", "方案装载后生效的一代有变动"),
    Words("no flip is to be taken back", "没有可撤回的切换"),
    Words("the pointer is {found}", "指针是 {found}"),
    Words(
      "generation {found} is not as it was before the flip", "{found} 代已不是切换前的样子"),
    Words("being loaded", "装载"),
    Words("going live", "切换"),
    Words("rolling back", "回退"),
    Words("a kind of switch", "交换机类型"),
    Words("a name of letters, digits and hyphens", "由字母、数字和连字符组成的名称"),
    Words("a UDP listener", "UDP 接口"),
    Words("a path from the root", "从根目录开始的路径"),
    Words("the address of a database", "数据库地址"),
  ]
}
