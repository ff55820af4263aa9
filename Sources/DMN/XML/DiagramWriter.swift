import DecisionTables

/// Lays the requirements out for a modeler: facts below, each decision above what it needs.
struct DiagramWriter {
  private struct Box {
    let id: String
    let x: Int
    let y: Int
  }

  private static let width = 160
  private static let height = 60

  private let graph: DecisionGraph
  private var boxes: [Box] = []

  init(_ graph: DecisionGraph, facts: [String]) {
    self.graph = graph
    var levels: [String: Int] = [:]
    var rows: [[String]] = [facts.map { ModelWriter.id("in", $0) }]
    for fact in rows[0] { levels[fact] = 0 }
    for table in graph.tables {
      let needed = ModelWriter.sources(of: table, in: graph).compactMap { levels[$0.id] }
      let level = (needed.max() ?? 0) + 1
      let id = ModelWriter.decisionID(table)
      levels[id] = level
      while rows.count <= level { rows.append([]) }
      rows[level].append(id)
    }
    for (level, row) in rows.enumerated() {
      for (column, id) in row.enumerated() {
        boxes.append(
          Box(id: id, x: 40 + column * 200, y: 40 + (rows.count - 1 - level) * 140))
      }
    }
  }

  func write(_ xml: inout XMLWriter) {
    xml.element("dmndi:DMNDI") { xml in
      xml.element("dmndi:DMNDiagram", ["id": "diagram"]) { xml in
        for box in boxes {
          xml.element("dmndi:DMNShape", ["id": box.id + "-shape", "dmnElementRef": box.id]) {
            $0.leaf(
              "dc:Bounds",
              [
                "height": String(Self.height), "width": String(Self.width), "x": String(box.x),
                "y": String(box.y),
              ])
          }
        }
        for table in graph.tables {
          for source in ModelWriter.sources(of: table, in: graph) {
            edge(source, to: ModelWriter.decisionID(table), &xml)
          }
        }
      }
    }
  }

  private func edge(_ source: ModelWriter.Source, to target: String, _ xml: inout XMLWriter) {
    guard let start = boxes.first(where: { $0.id == source.id }),
      let end = boxes.first(where: { $0.id == target })
    else { return }
    xml.element(
      "dmndi:DMNEdge", ["id": source.edgeID + "-edge", "dmnElementRef": source.edgeID]
    ) { xml in
      for (box, y) in [(start, start.y), (end, end.y + Self.height)] {
        xml.leaf("di:waypoint", ["x": String(box.x + Self.width / 2), "y": String(y)])
      }
    }
  }
}
