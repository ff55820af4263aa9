import Bytes
package import CallRouting
import Findings
import HotlineModel

/// The table as a picture: numbers on the left, their plans in the middle, where calls end on the
/// right; overflow dashed.
package struct RouteGraph {
  private let table: RoutingTable
  private let numbers: [Node]
  private let plans: [Node]
  private let ends: [Node]

  /// What stands in one of the columns.
  private struct Node {
    let id: String
    let label: String
    let column: Int
    let row: Int

    var x: Int { 20 + column * 380 }
    var y: Int { 60 + row * 34 }
    static let width = 250
    static let height = 26
  }

  /// A line from one node to another.
  private struct Edge {
    let from: Node
    let to: Node
    let words: String
    let isDashed: Bool
  }

  /// The picture of a table.
  package init(_ table: RoutingTable) {
    self.table = table
    func column(_ index: Int, _ nodes: [(id: String, label: String)]) -> [Node] {
      nodes.enumerated().map { Node(id: $1.id, label: $1.label, column: index, row: $0) }
    }
    numbers = column(
      0,
      table.routes.map { route in
        let name = route.phases.last?.name ?? ""
        return (route.number.text, "\(route.number.text) \(name)")
      })
    plans = column(1, table.plans.map { ($0.id, $0.id) })
    let next = Set(table.plans.flatMap(\.steps).compactMap(\.treatment.nextNumber)).sorted()
    ends = column(
      2,
      table.targetSets.map { ($0.id, "\($0.id) \($0.hours.text)") }
        + next.map { ($0.text, "as a call to \($0.text)") } + [("released", "the call ends")])
  }

  private var edges: [Edge] {
    let toPlans = table.routes.flatMap { route in
      route.phases.compactMap { phase in
        edge(numbers, route.number.text, plans, phase.plan ?? "", phase.period.words(in: .english))
      }
    }
    let toEnds = table.plans.flatMap { plan in
      plan.steps.flatMap { step in
        let treatment = step.treatment
        let hours = step.hours.words(in: .english)
        let announced = treatment.announcement.flatMap(table.announcement)?.set
        let released: String? = if case .intercept = treatment { "released" } else { nil }
        return [treatment.set, announced, treatment.nextNumber?.text, released].compactMap { $0 }
          .compactMap { edge(plans, plan.id, ends, $0, hours) }
          + [treatment.overflow?.to.text].compactMap { $0 }
          .compactMap { edge(plans, plan.id, ends, $0, "overflow", isDashed: true) }
      }
    }
    return toPlans + toEnds
  }

  private func edge(
    _ from: [Node], _ start: String, _ to: [Node], _ end: String, _ words: String,
    isDashed: Bool = false
  ) -> Edge? {
    guard let from = from.first(where: { $0.id == start }),
      let to = to.first(where: { $0.id == end })
    else { return nil }
    return Edge(from: from, to: to, words: words, isDashed: isDashed)
  }

  /// The picture as one SVG file, without script.
  package var svg: String {
    let rows = [numbers, plans, ends].map(\.count).max() ?? 0
    let height = 60 + rows * 34 + 10
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="1050" height="\(height)" \
      viewBox="0 0 1050 \(height)" role="img" font-family="sans-serif" font-size="12">
      <title>Routing table \(table.routes.count) numbers</title>
      <rect width="100%" height="100%" fill="white"/>

      """
    for (index, title) in ["number", "plan", "where calls end"].enumerated() {
      text += "<text x=\"\(20 + index * 380)\" y=\"40\" font-weight=\"bold\">\(title)</text>\n"
    }
    for edge in edges { text += line(edge) }
    for node in numbers + plans + ends { text += box(node) }
    return text + "</svg>\n"
  }

  private func line(_ edge: Edge) -> String {
    let (x1, y1) = (edge.from.x + Node.width, edge.from.y + Node.height / 2)
    let (x2, y2) = (edge.to.x, edge.to.y + Node.height / 2)
    let middle = (x1 + x2) / 2
    return "<path d=\"M\(x1) \(y1) C\(middle) \(y1) \(middle) \(y2) \(x2) \(y2)\" fill=\"none\" "
      + "stroke=\"#555\"\(edge.isDashed ? " stroke-dasharray=\"5 4\"" : "")>"
      + "<title>\(XMLText.escaped(edge.words))</title></path>\n"
  }

  private func box(_ node: Node) -> String {
    let label = node.label.count > 34 ? node.label.prefix(33) + "…" : node.label[...]
    return "<rect x=\"\(node.x)\" y=\"\(node.y)\" width=\"\(Node.width)\" "
      + "height=\"\(Node.height)\" rx=\"4\" fill=\"#eef\" stroke=\"#336\"/>"
      + "<text x=\"\(node.x + 8)\" y=\"\(node.y + 17)\">\(XMLText.escaped(String(label)))</text>\n"
  }
}
