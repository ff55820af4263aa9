package import Sheets

/// The sheets of the folder `checklists`.
package enum ChecklistSheets {
  /// What a sheet looks like, by its file name.
  package static func form(of name: String) -> SheetForm? {
    switch name {
    case "owners.csv": ChecklistSettings.ownersForm
    case "settings.csv": ChecklistSettings.settingsForm
    case CitySheet.name: CityItem.form
    case "carriers.csv": CarrierSheets.form
    case "carrier-receipts.csv": CarrierReceipt.form
    case "probe-calls.csv": ReportedCall.form
    case _ where name.hasPrefix("CK-"): TemplateItem.form
    default: nil
    }
  }
}
