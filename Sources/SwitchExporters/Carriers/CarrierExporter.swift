import Bytes
package import CallRouting
import Findings
import HotlineModel

/// Work orders for the carriers: which given-up numbers they forward, from when, and when the
/// order ends; one file for each carrier.
///
/// Carriers take no machine format; a clerk works off the rows. What only the clerk knows
/// (account, contact, approval) is left empty.
package struct CarrierExporter: SwitchExporter {
  package let name = "carriers"

  /// The exporter.
  package init() {}

  /// What files are named after, by the carrier's name in the register.
  static let carriers = ["电信": "telecom", "移动": "mobile", "联通": "unicom", "广电": "broadnet"]

  /// The columns of a file.
  static let head = [
    "order", "action", "carrier", "legacy_number", "line", "name", "forward_type", "forward_to",
    "no_reply_seconds", "start", "end", "ends_order", "rollback_to", "billing_account", "contact",
    "approval_no", "remark",
  ]

  package func render(_ table: RoutingTable) throws -> RenderedSwitch {
    var maker = CarrierOrderMaker(table: table)
    for route in table.routes { maker.take(route) }
    try maker.refusals.check()
    let (snapshot, home) = (table.snapshot, table.home.text)
    let files = maker.orders.sorted { $0.key < $1.key }.map { carrier, orders in
      RenderedFile("orders-\(Self.carriers[carrier] ?? "").csv") { take in
        let form = CSVForm()
        try take(form.row(Self.head), nil)
        for order in orders { try take(form.row(order.cells), order.number) }
        // Which table it is, how many rows there must be, and whose area is dialled bare; not an order.
        let manifest = ["__manifest__", "\(orders.count)", carrier, snapshot, home]
        let rest = Array(repeating: "", count: Self.head.count - manifest.count)
        try take(form.row(manifest + rest), nil)
        return orders.count
      }
    }
    return RenderedSwitch(snapshot: snapshot, files: files)
  }

  package func reading(_ file: SwitchTexts) throws -> SwitchReading {
    try CarrierOrders(file).reading
  }
}

/// Makes the orders of one route at a time, and collects what cannot be said.
private struct CarrierOrderMaker {
  let table: RoutingTable
  var refusals = RowRefusals(format: "carriers")
  /// Orders by carrier.
  var orders: [String: [(number: HotlineNumber, cells: [String])]] = [:]

  init(table: RoutingTable) { self.table = table }

  mutating func take(_ route: Route) {
    for run in runs(of: route) {
      if route.carriers.isEmpty {
        refusals.refuse(
          route.number.text, "nobody knows which carriers route it",
          expected: "the register names them", at: run.place)
      }
      for carrier in route.carriers {
        if CarrierExporter.carriers[carrier] == nil {
          refusals.refuse(
            carrier, "no carrier of that name is known",
            expected: CarrierExporter.carriers.keys.sorted().joined(separator: ", "), at: run.place)
        }
        orders[carrier, default: []] += rows(run, route, carrier).map { (route.number, $0) }
      }
    }
  }

  private typealias Run = (
    from: CivilInstant, until: CivilInstant?, to: HotlineNumber, line: String, name: String,
    place: SourceLocation
  )

  /// The times in which a number is given up and forwarded; stages that touch are one order.
  private mutating func runs(of route: Route) -> [Run] {
    var runs: [Run] = []
    for phase in route.phases {
      let steps = phase.plan.flatMap(table.plan)?.steps ?? []
      let forwards = steps.filter(\.treatment.isCarrierForward)
      guard let target = forwards.first?.treatment.nextNumber else { continue }
      guard forwards.count == 1, forwards[0].hours.isAlways, steps.count == 1,
        let from = phase.period.from
      else {
        refusals.refuse(
          route.number.text, "it is forwarded at some hours only, or since ever",
          expected: "it is forwarded at all hours from a day on", at: phase.place)
        continue
      }
      if table.protected.contains(target) || !isAnswered(target) {
        refusals.refuse(
          target.text, "carriers must not forward to it",
          expected: "it is a number of the table that desks answer", at: phase.place)
      }
      if let last = runs.last, last.until == from, last.to == target, last.line == phase.line {
        runs[runs.count - 1].until = phase.period.until
      } else {
        runs.append((from, phase.period.until, target, phase.line, phase.name, phase.place))
      }
    }
    return runs
  }

  private func isAnswered(_ number: HotlineNumber) -> Bool {
    let treatments = table.route(number)?.phases.compactMap(\.plan).compactMap(table.plan)
      .flatMap(\.steps).map(\.treatment)
    return treatments?.contains { treatment in
      treatment.set.flatMap(table.targetSet)?.enabledMembers.isEmpty == false
    } == true
  }

  /// The order, and where the forwarding ends the order that revokes it.
  private func rows(_ run: Run, _ route: Route, _ carrier: String) -> [[String]] {
    let number = route.number.withArea
    let id = "\(route.number.key)-\(run.from.date.description.filter { $0 != "-" })"
    func row(_ action: String, _ start: CivilInstant, _ end: String, _ ends: String) -> [String] {
      [
        ends.isEmpty ? "F-\(id)" : "R-\(id)", action, carrier, number, run.line,
        run.name, "CFU", run.to.withArea, "", "\(start)", end, ends, "present route", "",
        "",
        "", "",
      ]
    }
    let end = run.until.map { "\($0)" } ?? ""
    return [row("set", run.from, end, "")]
      + (run.until.map { [row("revoke", $0, "", "F-\(id)")] } ?? [])
  }
}
