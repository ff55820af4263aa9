package import Findings
import HotlineModel
package import Reports

extension Mapping {
  /// The mapping as listings show it.
  package var summary: MappingSummary {
    MappingSummary(
      name: name, version: version, container: settings.container.kind.rawValue,
      owner: settings.owner,
      rules: rules.map(\.summary), complaints: [])
  }

  /// What can be told about the sheets without any file: they load, but something is odd.
  ///
  /// - Parameter codeSheets: the names of the sheets in the mapping's `codes` folder.
  /// - Returns: warnings and notes; a sheet that does not load never gets here.
  package func oddities(codeSheets: [String]) -> [Finding] {
    var findings: [Finding] = []
    let filled = Set(rules.map(\.name))
    for field in [TicketField.callReceivedAt, .matterContent, .matterType, .statusState]
    where !filled.contains(field.rawValue) {
      findings.append(
        Finding(
          .mappingFieldUnfilled(field: field.rawValue, sheet: fieldsSheet),
          at: SourceLocation(file: fieldsSheet)))
    }
    var takers: [String: FieldRule] = [:]
    for rule in rules where rule.transform != .constant {
      for source in rule.sources {
        if let first = takers[source] {
          findings.append(
            Finding(
              .mappingColumnShared(found: source, first: first.name, field: rule.name),
              at: [rule.place, first.place]))
        } else {
          takers[source] = rule
        }
      }
    }
    let used = Set(rules.compactMap { $0.table?.name })
    for sheet in codeSheets.sorted() {
      if sheet.hasSuffix(".todo") {
        findings.append(
          Finding(
            .mappingCodesOpen(found: sheet),
            at: SourceLocation(file: fieldsSheet.replacingLast(with: "codes/\(sheet).csv"))))
      } else if !used.contains(sheet) {
        findings.append(
          Finding(
            .mappingCodesUnused(found: sheet, sheet: fieldsSheet),
            at: SourceLocation(file: fieldsSheet.replacingLast(with: "codes/\(sheet).csv"))))
      }
    }
    return findings
  }
}

extension FieldRule {
  var summary: MappingSummary.Rule {
    MappingSummary.Rule(
      field: name, sources: sources.joined(separator: " | "),
      transform: (steps.map(\.summary) + [transform.rawValue]).joined(separator: " > "),
      formats: constant, codes: table?.name ?? "", required: presence.rawValue,
      otherwise: otherwise.rawValue)
  }
}

extension String {
  /// The path with its last part replaced.
  fileprivate func replacingLast(with name: String) -> String {
    (split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init) + [name])
      .joined(separator: "/")
  }
}
