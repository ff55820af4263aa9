import Bytes
import Findings
import HotlineModel

/// The neutral table read back, to answer calls from it: by comparing text with text, since its
/// instants and clocks sort as they are written.
struct NeutralTables: Sendable {
  private let rows: [String: [[String]]]
  private let days: [String: String]
  private let live: Set<String>

  /// Reads the sheets and the document, which must say the same.
  ///
  /// - Throws: `Unusable` with `HL5302` where a row is not whole or the two forms differ.
  init(_ file: SwitchTexts) throws {
    let root = XMLElement.root(of: try file("table.xml"))
    func cells(_ name: String, _ list: String) throws -> [[String]] {
      let text = try file(name + ".csv")
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let head = lines.first ?? []
      guard text.hasSuffix("\n"), lines.allSatisfy({ $0.count == head.count }) else {
        throw Self.damaged("a row is not whole", name + ".csv")
      }
      let elements = root?.first(list)?.children ?? []
      let others = elements.map { element in
        head.map { element.attributes[$0.replacing("_", with: "-")] ?? "" }
      }
      guard others.elementsEqual(lines.dropFirst()) else {
        throw Self.damaged("it has other rows than \(name).csv", "table.xml")
      }
      return Array(lines.dropFirst())
    }
    rows = Dictionary(grouping: try cells("routes", "routes")) { $0[0] }
    days = Dictionary(try cells("calendar", "calendar").map { ($0[0], $0[1]) }) { _, last in last }
    live = Set(try cells("targets", "targets").filter { $0[7] == "yes" }.map { $0[0] })
  }

  private static func damaged(_ reason: String, _ name: String) -> Unusable {
    Unusable(.switchDiffers(reason: reason), at: SourceLocation(file: name))
  }

  /// What the table does with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: "routes.csv", forms: Set(rows.keys),
      rows: { form in rows[form]?.map { $0.dropFirst().joined(separator: ",") }.joined() },
      edges: { edges(of: $0) }, follow: { follow($0, $1) })
  }

  private func follow(_ call: SwitchReading.Call, _ seen: ((String) -> Void)?) -> SwitchAnswer {
    let at = CivilInstant(unixSeconds: call.second).rfc3339
    var key = call.dialled
    var heard: String?
    for passed in 0..<4 {
      guard let own = rows[key] else {
        return passed == 0 ? .notOurs : .damaged("\(key) has no row")
      }
      guard let row = own.first(where: { holds($0, at) }) else { return .nobody }
      seen?(row.joined(separator: ","))
      let next = row[13].filter { $0 != "-" }
      switch row[10] {
      case "present": return .notOurs
      case "answer" where live.contains(row[11]) && !call.down.contains(row[11]):
        return .answered(set: row[11], heard: heard)
      case "transfer":
        if live.contains(row[11]), !call.down.contains(row[11]) {
          return .answered(set: row[11], heard: heard)
        }
        key = next
      case "serve", "forward": key = next
      case "announce":
        heard = row[12]
        key = next
      case "release": return .released(heard: row[12])
      case _: return .damaged("no action \(row[10])")
      }
    }
    return .damaged("passed on more than four times")
  }

  private func holds(_ row: [String], _ at: String) -> Bool {
    let clock = String(at.dropFirst(11).prefix(5))
    return (row[5].isEmpty || row[5] <= at) && (row[6].isEmpty || at < row[6])
      && (row[7].isEmpty || days[String(at.prefix(10))] == row[7])
      && (row[8].isEmpty || (row[8] <= clock && clock < row[9]))
  }

  private func edges(of form: String) -> SwitchReading.Edges {
    var edges = SwitchReading.Edges()
    var waiting = [form]
    var met: Set<String> = []
    while let key = waiting.popLast() {
      guard met.insert(key).inserted else { continue }
      for row in rows[key] ?? [] {
        waiting.append(row[13].filter { $0 != "-" })
        for cell in row[5...6] {
          guard let at = CivilInstant(cell.prefix(19).replacing("T", with: " ")) else { continue }
          edges.seconds.insert(at.unixSeconds)
        }
        for cell in row[8...9] {
          let parts = cell.split(separator: ":").compactMap { Int($0) }
          if parts.count == 2 { edges.daily.formUnion([0, (parts[0] * 60 + parts[1]) * 60]) }
        }
      }
    }
    return edges
  }
}
