import Findings
package import HotlineModel
package import Reports
import Sheets

/// All checklist templates of a folder, checked: what becomes of a decision on paper.
package struct ChecklistTemplates: Sendable {
  private let settings: ChecklistSettings
  /// So many of a thousand records of a line may be in quarantine.
  package var quarantinePermille: Int { settings.quarantinePermille }
  private let templates: [TemplateCode: ChecklistTemplate]
  private let city: CitySheet?

  /// Reads every template of a folder (`CK-FULL.csv` …), `CITY.csv` where it is there, `owners.csv`
  /// and `settings.csv`.
  ///
  /// - Parameter folder: such as `Mappings/checklists`.
  /// - Throws: `Unusable` with the complaints about all templates at once: `HL4003`–`HL4012`
  ///   for tasks out of order, `HL4040` and `HL4041`, `HL2xxx` for malformed cells, `HL1001` for a missing sheet.
  package init(folder: String) throws {
    let settings = try ChecklistSettings(folder: folder)
    var templates: [TemplateCode: ChecklistTemplate] = [:]
    var complaints: [Finding] = []
    for code in TemplateCode.allCases {
      do {
        templates[code] = try ChecklistTemplate(code, folder: folder, settings: settings)
      } catch let unusable as Unusable {
        complaints += unusable.findings
      }
    }
    var city: CitySheet?
    do {
      city = try CitySheet(folder: folder, settings: settings)
    } catch let unusable as Unusable {
      complaints += unusable.findings
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.settings = settings
    self.templates = templates
    self.city = city
  }

  /// Makes the checklist of a line, with due dates in working days.
  ///
  /// A date that cannot be told is `nil`, with the reason in `dueNote`: no cut-over day yet, a
  /// deadline in words, a year the calendar does not know.
  ///
  /// - Parameters:
  ///   - decision: what was decided on the line; names the template.
  ///   - cutover: the day of the line's cut-over, where it is known.
  ///   - start: the day on which work on the line begins, where it is known.
  ///   - calendar: which days are worked.
  /// - Returns: the tasks in their order, each with the line's own id such as `12329-08`.
  /// - Throws: `Unusable`: `HL4001` for a template that does not exist, `HL4002` for one that is
  ///   not for lines merged in this way.
  package func checklist(
    for decision: Decision, cutover: CivilDate?, start: CivilDate? = nil,
    calendar: WorkingCalendar
  ) throws -> Checklist {
    let line = decision.line
    guard let code = TemplateCode(rawValue: decision.template), let template = templates[code]
    else {
      throw Unusable(
        .checklistTemplateUnknown(
          line: line.id, found: decision.template,
          expected: TemplateCode.allCases.map(\.rawValue).joined(separator: ", ")), at: line.place)
    }
    guard code.modes.contains(decision.mode) else {
      throw Unusable(
        .checklistTemplateMisfit(found: code.rawValue, line: line.id, mode: decision.mode.rawValue),
        at: [line.place, SourceLocation(file: template.file)])
    }
    let dates = DueDates(
      template: template, cutover: cutover, deadline: decision.deadline, start: start,
      calendar: calendar, window: settings.announcementWindow)
    return Checklist(
      line: line.id, name: line.name, mode: decision.mode, cutover: cutover,
      items: template.items.map { item($0, of: line, due: dates.due(of: $0)) })
  }

  /// Makes the city's own checklist.
  ///
  /// - Parameters:
  ///   - name: the city's name.
  ///   - calendar: which days are worked.
  /// - Returns: the checklist; `nil` where the city has none.
  package func checklist(ofCity name: String, calendar: WorkingCalendar) -> Checklist? {
    city?.checklist(of: name, calendar: calendar)
  }

  private func item(
    _ item: TemplateItem, of line: LegacyHotline, due: DueDates.Due
  ) -> ChecklistItem {
    let owners = item.owners.map { name in
      switch settings.owners[name] {
      case .lineOwner: line.owner
      case .fixed, nil: name
      }
    }
    return ChecklistItem(
      id: "\(line.id)-\(item.task.rawValue)", task: item.words,
      owner: owners.joined(separator: "、"), evidence: item.evidence, due: due.day,
      dueNote: due.note, dependsOn: item.dependsOn.map { "\(line.id)-\($0.rawValue)" },
      place: item.row.place, source: item.source, checks: item.checks)
  }
}

extension Unusable {
  /// An unusable thing with one finding at several places.
  fileprivate init(_ kind: FindingKind, at places: [SourceLocation]) {
    self.init([Finding(kind, at: places)])
  }
}
