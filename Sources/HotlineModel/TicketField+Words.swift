package import Findings

extension TicketField {
  /// The field as people read it, with its path in the unified format.
  package var words: Words { .coded(rawValue, chineseName) }

  /// A field by its path, as people read it; the path where there is no such field.
  package static func words(of path: String) -> Words {
    if path == "legacyNumber" { return .coded(path, "原工单编号") }
    return TicketField(rawValue: path)?.words ?? Words(path, path)
  }

  /// A code of the field as people read it; the code itself where it is not one of the field's.
  package func words(of code: String) -> Words {
    namedCodes.first { $0.code == code }.map { .coded($0.code, $0.name) } ?? Words(code, code)
  }

  /// The field's codes in their order, with what they are called in Chinese.
  package var namedCodes: [(code: String, name: String)] {
    zip(codes ?? [], codeNames).map { (code: $0, name: $1) }
  }

  /// The names of `codes`, in their order.
  private var codeNames: [String] {
    switch self {
    case .callerGender: ["男", "女", "不详"]
    case .callerKind: ["个人", "企业", "其他"]
    case .callChannel: ["电话", "短信", "网站", "客户端", "微信", "来信", "来访", "上级交办", "110转办", "其他"]
    case .matterType: ["咨询", "求助", "投诉", "举报", "建议", "表扬", "其他"]
    case .matterCoordinateSystem: ["WGS84坐标", "国家2000坐标", "国测局坐标", "百度坐标", "不详"]
    case .matterUrgency: ["一般", "紧急", "特急"]
    case .dispatchMethod: ["直接答复", "转办", "督办", "回访"]
    case .limitUnit: ["工作日", "自然日", "小时"]
    case .handlingResult: ["已解决", "部分解决", "已解释说明", "未解决", "不予受理"]
    case .followUpSatisfaction: ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    case .statusState: ["待受理", "已受理", "已派单", "办理中", "已退回", "已挂起", "已办结", "已回访", "已归档", "已作废"]
    default: []
    }
  }

  private var chineseName: String {
    switch self {
    case .callerName: "来电人姓名"
    case .callerGender: "来电人性别"
    case .callerPhone: "来电号码"
    case .callerContact: "联系电话"
    case .callerAccount: "来电人账号"
    case .callerKind: "来电人类别"
    case .callerConfidential: "是否保密"
    case .callChannel: "来源渠道"
    case .callReceivedAt: "来电时间"
    case .callAcceptedAt: "受理时间"
    case .callAgent: "受理人"
    case .callRecording: "录音编号"
    case .matterType: "诉求类型"
    case .matterCategoryCode: "事项分类编码"
    case .matterCategory: "事项分类"
    case .matterCategoryPath: "事项分类层级"
    case .matterCategoryVersion: "事项分类版本"
    case .matterTitle: "诉求标题"
    case .matterContent: "诉求内容"
    case .matterPlace: "事发地址"
    case .matterLongitude: "经度"
    case .matterLatitude: "纬度"
    case .matterCoordinateSystem: "坐标系"
    case .matterDivision: "区划代码"
    case .matterDistrict: "区县"
    case .matterUrgency: "紧急程度"
    case .matterTags: "标签"
    case .matterRelated: "关联工单"
    case .dispatchMethod: "处理方式"
    case .dispatchUnit: "承办单位"
    case .dispatchUnitCode: "承办单位编码"
    case .dispatchedAt: "派单时间"
    case .dispatchUnits: "会办单位"
    case .limitValue: "办理时限"
    case .limitUnit: "时限单位"
    case .limitDueAt: "办理期限"
    case .limitExtensions: "延期记录"
    case .handlingResult: "办理结果"
    case .handlingReply: "答复内容"
    case .handlingClosedAt: "办结时间"
    case .handlingReturns: "退单记录"
    case .supervisionOrders: "督办记录"
    case .followUpAt: "回访时间"
    case .followUpContacted: "是否联系上"
    case .followUpSolved: "是否解决"
    case .followUpSatisfaction: "满意度"
    case .statusState: "工单状态"
    case .statusRemark: "状态说明"
    case .attachmentFiles: "附件"
    case .workflowEvents: "流转记录"
    case .workflowChangedAt: "最后变更时间"
    case .extensionValues: "扩展字段"
    }
  }
}
