package import HotlineModel

/// The checklist templates that a policy may name.
package enum TemplateCode: String, CaseIterable, Hashable, Sendable {
  /// 整体并入.
  case full = "CK-FULL"
  /// 整体并入, desks go to the district's platform.
  case fullDistrict = "CK-FULL-D"
  /// 双号并行, desks merge.
  case dual = "CK-DUAL"
  /// 双号并行, desks stay.
  case dualDesksStay = "CK-DUAL-S"
  /// 设分中心.
  case sub = "CK-SUB"
  /// 联动 and 紧急: a transfer mechanism, nothing else.
  case link = "CK-LINK"
  /// 不属范围.
  case none = "CK-NONE"
  /// 待定: what a person must find out.
  case ask = "CK-ASK"

  /// The modes whose lines the template may serve.
  package var modes: Set<MergeMode> {
    switch self {
    case .full, .fullDistrict: [.fullMerge]
    case .dual, .dualDesksStay: [.dualNumber]
    case .sub: [.subCenter]
    case .link: [.linkOnly, .protected]
    case .none: [.outside]
    case .ask: [.person]
    }
  }

  /// Whether lines of the template are cut over at all.
  package var changesRouting: Bool { modes.contains { $0.changesRouting } }
}
