import DecisionTables
import Reports

/// Regions of facts that are decided differently, by the change of the sheets that makes them.
struct ChangedRegions {
  /// What is decided differently, change by change, the most combinations first.
  let changes: [PolicyDifference.Change]

  /// - Parameters:
  ///   - difference: what the tables answer differently.
  ///   - causes: the rows that differ.
  ///   - parameters: the words that are parameters, which no witness need repeat.
  init(_ difference: GraphDifference, _ causes: PolicyCauses, parameters: Set<String>) {
    let marks = Set(causes.outputs)
    let regions = difference.regions.compactMap { region -> (region: Region, causes: Set<Int>)? in
      guard let changed = Region(region, without: marks, parameters) else { return nil }
      let behind = (region.before + region.after).filter { marks.contains($0.name) }.map(\.value)
      return (changed, causes.causes(of: behind))
    }
    // Rows that touch one region are one change: a rule is narrowed where another one is widened.
    var groups: [Set<Int>] = []
    for (_, behind) in regions where !behind.isEmpty {
      let touched = groups.filter { !$0.isDisjoint(with: behind) }
      groups.removeAll { !$0.isDisjoint(with: behind) }
      groups.append(touched.reduce(behind) { $0.union($1) })
    }
    let grouped = Dictionary(grouping: regions) { entry in
      groups.firstIndex { !$0.isDisjoint(with: entry.causes) } ?? -1
    }
    changes = grouped.map { group, entries in
      PolicyDifference.Change(
        causes: group < 0 ? [] : groups[group].sorted().map { causes.causes[$0] },
        regions: Self.merged(entries.map(\.region)))
    }.sorted { left, right in
      if left.count != right.count { return left.count > right.count }
      return left.causes.map(\.row.name).lexicographicallyPrecedes(right.causes.map(\.row.name))
    }
  }

  private typealias Region = PolicyDifference.Region

  /// Regions of which the same is told as one, the most combinations first.
  private static func merged(_ regions: [Region]) -> [Region] {
    var order: [[PolicyDifference.Output]] = []
    var known: [[PolicyDifference.Output]: Region] = [:]
    for region in regions {
      guard let same = known[region.outputs] else {
        order.append(region.outputs)
        known[region.outputs] = region
        continue
      }
      known[region.outputs] = Region(
        outputs: same.outputs,
        following: same.following + region.following.filter { !same.following.contains($0) },
        words: same.words + region.words.filter { !same.words.contains($0) },
        witness: same.witness, count: same.count + region.count, isIndirect: same.isIndirect)
    }
    let sorted = order.compactMap { known[$0] }.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
    return sorted.filter { !$0.isIndirect } + sorted.filter(\.isIndirect)
  }
}

extension PolicyDifference.Region {
  /// A region with the outputs that differ; `nil` where only marks of rules do.
  fileprivate init?(
    _ region: GraphDifference.Region, without marks: Set<String>, _ parameters: Set<String>
  ) {
    let outputs = zip(region.before, region.after).filter { !marks.contains($0.0.name) }.map {
      PolicyDifference.Output(
        name: $0.name, before: $0.value.description, after: $1.value.description)
    }
    guard !outputs.isEmpty else { return nil }
    let mode = PolicyOutput.mode.rawValue
    let direct = outputs.filter { PolicyOutput(rawValue: $0.name) != nil }
    let leading =
      direct.contains { $0.name == mode }
      ? direct.filter { [mode, PolicyOutput.reason.rawValue].contains($0.name) }
      : direct.isEmpty ? outputs : direct
    self.init(
      outputs: leading, following: outputs.filter { !leading.contains($0) },
      words: region.regions.map(\.words),
      witness: region.witness.filter { !parameters.contains($0.name) }.listed,
      count: region.count, isIndirect: direct.isEmpty)
  }
}
