package import Findings
package import HotlineModel

// The words for the states and outcomes that reports know, in one place.

/// The state of a batch, as the ledger names it.
package enum BatchState: String, CaseIterable, Sendable {
  /// Under way.
  case open
  /// Complete.
  case closed
  /// Left by a run that did not end.
  case interrupted
  /// Undone.
  case undone

  /// The state as people read it.
  package var words: Words {
    switch self {
    case .open: Words(rawValue, "导入中")
    case .closed: Words(rawValue, "已完成")
    case .interrupted: Words(rawValue, "已中断")
    case .undone: Words(rawValue, "已撤销")
    }
  }
}

/// The state of a quarantined record, as the ledger names it.
package enum QuarantineState: String, CaseIterable, Sendable {
  /// Somebody must look at it.
  case open
  /// It became a ticket after all.
  case resolved
  /// It is not to become one.
  case waived

  /// The state as people read it.
  package var words: Words {
    switch self {
    case .open: Words(rawValue, "待处理")
    case .resolved: Words(rawValue, "已解决")
    case .waived: Words(rawValue, "已豁免")
    }
  }
}

extension QuarantineState {
  /// A state that the ledger names, as people read it.
  package static func words(of state: String) -> Words {
    QuarantineState(rawValue: state)?.words ?? Words(state, state)
  }
}

extension Batch {
  /// The state as people read it.
  package var stateWords: Words { BatchState(rawValue: state)?.words ?? Words(state, state) }
}

extension QuarantinedRecord {
  /// The state as people read it.
  package var stateWords: Words { QuarantineState.words(of: state) }
}

extension HealthCheck.State {
  /// The state as people read it.
  package var words: Words {
    switch self {
    case .ok: Words("ok", "正常")
    case .attention: Words("look", "请检查")
    case .broken: Words("broken", "不可用")
    case .absent: Words("absent", "未安装")
    }
  }
}

extension DraftedColumn.Ground {
  /// What a proposal rests on, as people read it.
  package var words: Words {
    switch self {
    case .name: Words(rawValue, "列名")
    case .values: Words(rawValue, "列值")
    case .kept: Words(rawValue, "原样保留")
    case .none: Words(rawValue, "无")
    }
  }
}

extension PreviewedRecord.Outcome {
  /// The outcome as people read it.
  package var words: Words {
    switch self {
    case .ticket: Words(rawValue, "成为工单")
    case .quarantined: Words(rawValue, "进隔离区")
    case .skipped: Words(rawValue, "跳过")
    }
  }
}

extension Reconciliation.Outcome {
  /// The outcome as people read it.
  package var words: Words {
    switch self {
    case .accepted: Words(rawValue, "新增")
    case .updated: Words(rawValue, "更新")
    case .unchanged: Words(rawValue, "未变")
    case .superseded: Words(rawValue, "被取代")
    case .duplicate: Words(rawValue, "重复")
    case .quarantined: Words(rawValue, "隔离")
    case .skipped: Words(rawValue, "跳过")
    }
  }
}

extension DecisionRecord.Kind {
  /// Who decided, as people read it.
  package var words: Words {
    switch self {
    case .rules: Words(rawValue, "规则")
    case .ruling: Words(rawValue, "人工裁定")
    case .withdrawal: Words(rawValue, "撤回裁定")
    }
  }
}

extension ControlTotals.Grouping {
  /// What tickets are counted by, as people read it.
  package var words: Words {
    switch self {
    case .line: Words(rawValue, "热线")
    case .batch: Words(rawValue, "批次")
    case .file: Words(rawValue, "文件")
    case .month: Words(rawValue, "月份")
    case .type: Words(rawValue, "诉求类型")
    case .status: Words(rawValue, "工单状态")
    }
  }

  /// A value of what is counted by, as people read it.
  package func words(of value: String) -> Words {
    switch self {
    case .type: TicketField.matterType.words(of: value)
    case .status: TicketField.statusState.words(of: value)
    case .line, .batch, .file, .month: Words(value, value)
    }
  }
}

extension ValueShape {
  /// What a value looks like, as people read it.
  package var words: Words {
    switch self {
    case .date: Words(rawValue, "日期")
    case .phone: Words(rawValue, "电话号码")
    case .identity: Words(rawValue, "身份证号")
    case .scientific: Words(rawValue, "科学计数")
    case .flag: Words(rawValue, "是否")
    case .digits: Words(rawValue, "数字")
    case .identifier: Words(rawValue, "编号")
    case .name: Words(rawValue, "姓名")
    case .word: Words(rawValue, "短语")
    case .text: Words(rawValue, "文字")
    }
  }
}

extension TicketField.Privacy {
  /// How personal a field is, as people read it.
  package var words: Words {
    switch self {
    case .open: Words("", "")
    case .phone: Words("phone", "电话号码")
    case .name: Words("name", "姓名")
    case .freeText: Words("freeText", "自由文本")
    case .position: Words("position", "位置")
    }
  }
}

extension PolicyDeadline.State {
  /// The state as people read it.
  package var words: Words {
    switch self {
    case .overdueAtIssue: Words("overdue at issue", "发文时已过期")
    case .passed: Words("passed", "已到期")
    case .open: Words("open", "未到期")
    case .continuous: Words("continuous", "持续推进")
    }
  }
}

extension RegisterChange.Kind {
  /// The kind as people read it.
  package var words: Words {
    switch self {
    case .added: Words("new line", "新设")
    case .registeredLater: Words("registered later", "补登记")
    case .removed: Words("gone", "消失")
    case .renamed: Words("renamed", "改名")
    case .owner: Words("other owner", "换责任单位")
    case .division: Words("other division", "换区划")
    case .revived: Words("revived", "重新启用")
    case .life: Words("other days", "启停日期变化")
    case .fact: Words("fact", "情况变化")
    }
  }
}

extension SheetRevision.Kind {
  /// The kind as people read it.
  package var words: Words {
    switch self {
    case .added: Words("new", "新增")
    case .removed: Words("gone", "已不存在")
    case .changed: Words("changed", "有改动")
    case .reordered: Words("in another order, nothing else", "只是次序不同")
    case .unknown:
      Words("changed; no copy of what was signed to compare with", "有改动；没有签认时的副本可比")
    }
  }
}

extension PolicyMutation.Kind {
  /// The kind of edit as people read it.
  package var words: Words {
    switch self {
    case .decisions: Words(rawValue, "结论")
    case .words: Words(rawValue, "理由")
    case .conditions: Words(rawValue, "条件")
    case .rules: Words(rawValue, "规则行")
    case .parameters: Words(rawValue, "参数")
    case .invariants: Words(rawValue, "不变量")
    case .cases: Words(rawValue, "用例")
    }
  }
}

extension PolicyMutation.Guard {
  /// What notices an edit, as people read it.
  package var words: Words {
    switch self {
    case .invariant: Words(rawValue, "不变量")
    case .case: Words(rawValue, "用例")
    case .proof: Words(rawValue, "验证")
    case .signature: Words(rawValue, "签认")
    case .nobody: Words(rawValue, "无人")
    }
  }
}
