import Bytes
import CallRouting
import Findings
package import HotlineModel
import LocalFiles
package import Reports
import SwitchExporters

extension RouteRun {
  /// Keeps the table as it is now, under its hash; a table that was kept already stays as it is.
  ///
  /// - Returns: the hash, and the one of the table that was kept before (`nil` for the first).
  /// - Throws: `Unusable` with `HL6102` where it cannot be written.
  package func keepSnapshot() throws -> (snapshot: String, parent: String?) {
    let hash = table.snapshot
    let latest = snapshots + "/latest"
    let parent = try newestSnapshot()
    let folder = "\(snapshots)/\(hash)"
    if !Folder.exists(folder + "/table.txt") {
      try Folder.make(folder)
      let about: JSONValue = [
        "schema": "hotline/route.snapshot/1", "snapshot": .string(hash),
        "parent": .optional(parent), "routes": .int(table.routes.count),
        "plans": .int(table.plans.count), "sets": .int(table.targetSets.count),
      ]
      try OutputFile.write(about.document, to: folder + "/about.json")
      var output = try OutputFile(folder + "/table.txt")
      try table.eachCanonicalLine { try output.write($0) }
      _ = try output.commit()
    }
    if parent != hash { try OutputFile.write(hash, to: latest) }
    return (hash, parent == hash ? nil : parent)
  }

  /// The hash of the table that was kept last; `nil` where none was.
  package func newestSnapshot() throws -> String? {
    let latest = snapshots + "/latest"
    return Folder.exists(latest)
      ? String(decoding: try InputFile.bytes(of: latest), as: UTF8.self) : nil
  }

  /// Where calls end otherwise: from a kept table to another, or to the table as it is now.
  ///
  /// - Parameters:
  ///   - before: the beginning of a kept table's hash.
  ///   - after: the beginning of another's; `nil` for the table as it is now.
  /// - Returns: the changes by call effect, and the facts that were taken out and put in.
  /// - Throws: `Unusable`: `HL5305` where there is no such table, `HL5304` where one is damaged.
  package func changes(
    from before: String, to after: String?
  ) throws -> (changes: [RouteChange], removed: [String], added: [String]) {
    let old = try snapshot(before)
    let new = try after.map(snapshot) ?? table
    let lines = [old, new].map { $0.canonicalText.split(separator: "\n").map(String.init) }
    let sets = lines.map(Set.init)
    let removed = lines[0].filter { !sets[1].contains($0) }
    let added = lines[1].filter { !sets[0].contains($0) }
    return (try old.changes(to: new), removed, added)
  }

  /// A kept table.
  private func snapshot(_ name: String) throws -> RoutingTable {
    let all = Folder.names(in: snapshots).filter { Folder.isFolder("\(snapshots)/\($0)") }.sorted()
    let hits = all.filter { $0.hasPrefix(name) }
    guard hits.count == 1, let hash = hits.first else {
      throw Unusable(
        .snapshotMissing(
          found: name, expected: all.map { String($0.prefix(12)) }.joined(separator: ", ")),
        at: SourceLocation(file: snapshots))
    }
    let path = "\(snapshots)/\(hash)/table.txt"
    let bytes = try InputFile.bytes(of: path)
    guard Fingerprint.hex(of: bytes) == hash else {
      throw Unusable(.snapshotDamaged(found: hash), at: SourceLocation(file: path))
    }
    return try RoutingTable(canonicalText: String(decoding: bytes, as: UTF8.self), file: path)
  }

  /// What there is to know of one number: its route, the plans and the sets of its calls.
  ///
  /// - Throws: `Unusable` with `HL2211` where no route has the number.
  package func show(_ text: String) throws -> (route: Route, plans: [RoutePlan], sets: [TargetSet])
  {
    guard let number = try? HotlineNumber(parsing: text, home: table.home),
      let route = table.route(number)
    else {
      throw Unusable(
        .lineUnknown(
          found: text, register: "register.csv",
          nearest: table.routes.map(\.number.text).joined(separator: ", ")),
        at: SourceLocation(file: "register.csv"))
    }
    var plans: [RoutePlan] = []
    var waiting = [route]
    while let next = waiting.popLast() {
      let own = next.phases.compactMap(\.plan).compactMap(table.plan)
        .filter { plan in !plans.contains { $0.id == plan.id } }
      plans += own
      waiting += own.flatMap(\.steps).map(\.treatment)
        .flatMap { [$0.nextNumber, $0.overflow?.to] }.compactMap { $0 }.compactMap(table.route)
    }
    let names = Set(plans.flatMap(\.steps).compactMap(\.treatment.set))
    return (route, plans, names.sorted().compactMap(table.targetSet))
  }
}
