import Reports

/// The tasks a checklist is made of, whatever the mode; the raw value is the item's number.
///
/// Source: 国办发〔2020〕53号; 佛山市方案 2021-10-09 三(一)3; the papers of cities that have merged.
enum ChecklistTask: String, CaseIterable, Hashable, Sendable {
  /// Take stock of the line.
  case inventory = "01"
  /// Decide the mode and have it approved.
  case plan = "02"
  /// Funds and staff.
  case funding = "03"
  /// Hand the knowledge base over.
  case knowledgeBase = "04"
  /// Export, import and reconcile the history.
  case history = "05"
  /// Ticket interworking.
  case interworking = "06"
  /// Train the agents.
  case training = "07"
  /// Every carrier confirms its route.
  case carriers = "08"
  /// Public notice in the original channels.
  case notice = "09"
  /// Trial run.
  case trial = "10"
  /// Cut over.
  case cutover = "11"
  /// Release desks and contracts.
  case release = "12"
  /// Cancel the number.
  case cancellation = "13"
  /// Accept and close.
  case acceptance = "14"
  /// Watch what comes after.
  case watch = "15"
}

extension Checklist {
  /// The id of the cut-over of the checklist's line; `nil` for the city's.
  var cutoverItem: String? { line.map { "\($0)-\(ChecklistTask.cutover.rawValue)" } }
}
