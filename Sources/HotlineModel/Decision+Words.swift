package import Findings

// The words of policy documents for what can be decided, each with its code.

extension MergeMode {
  /// The mode as people read it.
  package var words: Words { .coded(rawValue, chineseName) }
}

extension NumberDisposition {
  /// The disposition as people read it.
  package var words: Words {
    switch self {
    case .cancel: .coded(rawValue, "取消号码")
    case .keep: .coded(rawValue, "保留号码")
    case .untouched: .coded(rawValue, "不触动")
    case .hold: .coded(rawValue, "暂不变动")
    }
  }
}

extension SeatsDisposition {
  /// The disposition as people read it.
  package var words: Words {
    switch self {
    case .to12345: .coded(rawValue, "座席并入12345")
    case .toDistrictSubseats: .coded(rawValue, "座席并入区级座席")
    case .stayWithTransfer: .coded(rawValue, "座席保留，话务转接")
    case .stayAsSubCenter: .coded(rawValue, "座席保留，设分中心")
    case .untouched: .coded(rawValue, "不触动")
    case .ask: .coded(rawValue, "待询问")
    case .nothing: .coded(rawValue, "无座席")
    }
  }
}

extension CallPath {
  /// The path as people read it.
  package var words: Words {
    switch self {
    case .interceptForward: .coded(rawValue, "截接后转接12345")
    case .forwardAll: .coded(rawValue, "全部转接12345")
    case .twoWayTransfer: .coded(rawValue, "双向转接")
    case .linkage: .coded(rawValue, "联动转接")
    case .none: .coded(rawValue, "不建转接")
    case .ask: .coded(rawValue, "待询问")
    }
  }
}

extension TicketsDisposition {
  /// The disposition as people read it.
  package var words: Words {
    switch self {
    case .allIn12345: .coded(rawValue, "全部由12345受理")
    case .interwork: .coded(rawValue, "系统对接，工单互转")
    case .untouched: .coded(rawValue, "不触动")
    case .ask: .coded(rawValue, "待询问")
    }
  }
}

extension KnowledgeDisposition {
  /// The disposition as people read it.
  package var words: Words {
    switch self {
    case .handOver: .coded(rawValue, "移交12345")
    case .shared: .coded(rawValue, "共享")
    case .untouched: .coded(rawValue, "不触动")
    }
  }
}

extension RoundTheClock {
  /// Who answers, as people read it.
  package var words: Words {
    switch self {
    case .platform: .coded(rawValue, "由12345接听")
    case .platformOffHours: .coded(rawValue, "非工作时间由12345接听")
    case .untouched: .coded(rawValue, "不触动")
    case .ask: .coded(rawValue, "待询问")
    }
  }
}

extension Certainty {
  /// The certainty as people read it.
  package var words: Words {
    switch self {
    case .certain: Words(rawValue, "文件明文")
    case .criterion: Words(rawValue, "文件标准")
    case .inference: Words(rawValue, "据文件推断")
    case .assumption: Words(rawValue, "项目假定")
    case .gap: Words(rawValue, "文件空白")
    }
  }
}

extension Decision {
  /// The deadline as people read it: a day, or the words for an undated one.
  package var deadlineWords: Words {
    switch deadline {
    case "continuous": .coded(deadline, "持续推进")
    case "none": .coded(deadline, "无期限")
    default: Words(deadline, deadline)
    }
  }
}

extension Purpose {
  /// The purpose as people read it.
  package var words: Words { .coded(rawValue, chineseName) }

  /// What it is called in Chinese.
  package var chineseName: String {
    switch self {
    case .platform: "移交统一平台"
    case .department: "交办部门"
    case .statistics: "统计分析"
    case .public: "向社会公开"
    }
  }
}
