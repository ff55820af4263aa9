import Findings
package import HotlineModel
package import Reports
package import Tickets

/// Tries a mapping on records of a file without taking any of them in.
package struct MappingProbe {
  private let mapping: Mapping
  private let line: LegacyHotline
  private let home: AreaCode
  private let bound: BoundMapping?
  private let found: Int
  private let missing: [String]
  private var sampled = 0
  private var clean = 0
  private var reasons: [String: Int] = [:]
  private var names: Set<String>

  /// A probe of a mapping on a file with this header (none in XML).
  package init(_ mapping: Mapping, line: LegacyHotline, header: [String], home: AreaCode) {
    let mapping = mapping.resolved(for: header.isEmpty ? .xml : .csv)
    self.mapping = mapping
    self.line = line
    self.home = home
    let names = Set(header.map(trimmed))
    self.names = names
    let columns = mapping.rules.filter { $0.transform != .constant }
    found = columns.count { rule in rule.sources.contains { names.contains($0) } }
    missing = columns.filter { rule in
      rule.presence != .ifPresent && !rule.sources.contains { names.contains($0) }
    }.map { $0.sources[0] }
    switch mapping.settings.container {
    case .csv, .workbook:
      bound =
        missing.isEmpty && !header.isEmpty
        ? try? BoundMapping(mapping, line: line, header: header, file: "", home: home) : nil
    case .xml: bound = BoundMapping(mapping, line: line, home: home)
    }
  }

  /// Tries a record.
  package mutating func take(_ record: LegacyRecord) {
    guard let bound, record.damage == nil else { return }
    if case .xml = mapping.settings.container { names.formUnion(record.header) }
    switch bound.map(record) {
    case .skipped: break
    case .ticket:
      sampled += 1
      clean += 1
    case .unusable(let findings):
      sampled += 1
      for finding in findings { reasons[finding.code.rawValue, default: 0] += 1 }
    }
  }

  /// How well the mapping fits.
  package var fit: MappingFit {
    let columns = mapping.rules.filter { $0.transform != .constant }
    let isXML = if case .xml = mapping.settings.container { true } else { false }
    return MappingFit(
      mapping: mapping.name, columns: columns.count,
      found: isXML
        ? columns.count { rule in rule.sources.contains { names.contains($0) } } : found,
      missing: isXML
        ? columns.filter { rule in
          rule.presence == .yes && !rule.sources.contains { names.contains($0) }
        }.map { $0.sources[0] } : missing,
      sampled: sampled, clean: clean, reasons: CodeCount.sorted(reasons))
  }
}

extension Mapping {
  /// Whether some rule takes a column of this name.
  package func knowsColumn(_ name: String) -> Bool {
    rules.contains { rule in
      rule.sources.contains(name) || rule.steps.contains { $0.columns.contains(name) }
    }
  }
}
