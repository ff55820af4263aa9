import DecisionTables
import Findings
import Sheets

/// Something that must hold of every decision, whatever the rules say.
struct PolicyInvariant {
  let invariant: GraphInvariant
  /// Why it must hold.
  let because: String
  let place: SourceLocation

  static let form = SheetForm(
    thing: "invariant",
    columns: [
      SheetColumn("id", "编号", .text),
      SheetColumn("when", "前提", .text),
      SheetColumn("must", "必须", .text),
      SheetColumn("because", "依据", .text),
    ], key: ["id"])

  /// Understands a row such as `I3,mode=FULL,number_disposition=cancel,53号`.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - domains: the values that facts and outputs may have, by name.
  ///   - parameters: the values of `$NAME`.
  /// - Throws: `Unusable` with every complaint about the row.
  init(_ row: SheetRow, domains: [String: FactDomain], parameters: [String: Double]) throws {
    var complaints: [Finding] = []
    func clauses(_ column: String) -> [GraphInvariant.Clause] {
      let text = row[column]
      if text == "-" { return [] }
      return text.split(separator: ";").compactMap { part in
        let sides = part.split(separator: "=", maxSplits: 1).map(Self.trimmed)
        let place = row.place(of: column)
        guard sides.count == 2, let domain = domains[sides[0]] else {
          complaints.append(
            Finding(.factUnknown(sides.first ?? text, among: domains.keys.sorted()), at: place))
          return nil
        }
        do throws(TablesUnusable) {
          let condition = try Condition(
            reading: sides[1], of: sides[0], domain: domain, parameters: parameters,
            at: TablePlace(place))
          return GraphInvariant.Clause(name: sides[0], condition: condition)
        } catch {
          complaints += error.complaints.map { Finding($0) }
          return nil
        }
      }
    }
    invariant = GraphInvariant(id: row["id"], when: clauses("when"), must: clauses("must"))
    because = row["because"]
    place = row.place(of: "id")
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  /// The words between tables that the invariant asks for, where it asks for nothing else: then
  /// whatever a table calls a line decides whether the invariant speaks of it.
  ///
  /// What people act on (the mode, the disposition) is no such word: that is what is guarded.
  func wordsOfTables(_ graph: DecisionGraph) -> [String] {
    let names = invariant.when.map(\.name)
    let isGiven = names.allSatisfy { name in
      graph.table(giving: name) != nil && PolicyOutput(rawValue: name)?.isActedOn != true
    }
    return isGiven ? Array(Set(names)).sorted() : []
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.utf8.first == UInt8(ascii: " ") { text.removeFirst() }
    while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
    return String(text)
  }
}
