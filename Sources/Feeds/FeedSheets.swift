import HotlineModel
package import Sheets

/// The sheets of a profile, `Mappings/feeds/NAME`.
package enum FeedSheets {
  /// What becomes of a field of the other platform.
  enum State: String, CaseIterable {
    /// It is filled from a field of the unified ticket.
    case mapped
    /// It is left out for a reason.
    case withheld
    /// Nobody has decided yet: nothing is fed.
    case unknown
  }

  /// The settings there are.
  static let settings = ["purpose", "messages"]
  /// What a signature consists of.
  static let signature = ["signed_by", "signed_on", "document"]

  static let profile = SheetForm(
    thing: "setting",
    columns: [
      SheetColumn("setting", "设置", .oneOf(settings)),
      SheetColumn("value", "值", .optionalText),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["setting"])

  static let fields = SheetForm(
    thing: "field",
    columns: [
      SheetColumn("target", "目标字段", .text),
      SheetColumn("state", "状态", .oneOf(State.allCases.map(\.rawValue))),
      SheetColumn(
        "source", "来源字段", .oneOf([""] + FeedProfile.Source.names)),
      SheetColumn("codes", "代码表", .optionalText),
      SheetColumn("reason", "理由", .optionalText),
      SheetColumn("signed_by", "签字人", .optionalText),
      SheetColumn("signed_on", "签字日期", .optionalDate),
      SheetColumn("document", "文号", .optionalText),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["target"])

  static let codes = SheetForm(
    thing: "code",
    columns: [
      SheetColumn("table", "代码表", .text), SheetColumn("ours", "统一工单的值", .text),
      SheetColumn("theirs", "对方的值", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["table", "ours"])

  /// What a sheet of a profile looks like, by its file's name; `nil` for any other file.
  package static func form(of name: String) -> SheetForm? {
    switch name {
    case "profile.csv": profile
    case "fields.csv": fields
    case "codes.csv": codes
    default: nil
    }
  }
}
