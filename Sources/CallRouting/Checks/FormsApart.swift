package import Findings
import HotlineModel
package import Reports

/// R11: no dialled form belongs to two numbers, protected ones among them; a number that begins
/// with another is pointed out, for switches that match prefixes.
package struct FormsApart: RoutingCheck {
  package let id = "R11"
  package let title = Words("every dialled form is one number's", "每种拨法只属于一个号码")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) -> CheckReport {
    var owners: [String: Int] = [:]
    var witnesses: [CheckReport.Witness] = []
    let guarded = table.protected.sorted.compactMap {
      try? HotlineNumber(parsing: $0, home: table.home)
    }
    let numbers = guarded + table.routes.map(\.number)
    for (owner, number) in guarded.enumerated() {
      for form in number.dialledForms(home: table.home) { owners[form] = owner }
    }
    for (owner, route) in zip(guarded.count..., table.routes) {
      for form in route.number.dialledForms(home: table.home) {
        if let other = owners.updateValue(owner, forKey: form) {
          witnesses.append(
            witness(
              .formsClash(found: form, number: route.number.text, other: numbers[other].text), route
            ))
        }
      }
    }
    let index = PrefixIndex(Array(owners.keys))
    for route in table.routes {
      var others: Set<HotlineNumber> = []
      for form in route.number.dialledForms(home: table.home) {
        for shorter in index.prefixes(of: form) where shorter != form {
          // What begins with a protected number is R03's, and an error.
          guard let other = owners[shorter], other >= guarded.count,
            numbers[other] != route.number, others.insert(numbers[other]).inserted
          else { continue }
          witnesses.append(
            witness(
              .prefixCovers(found: route.number.text, other: numbers[other].text), route))
        }
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(table.routes.count + guarded.count, "numbers", "个号码"),
        .init(owners.count, "dialled forms", "种拨法"),
      ], witnesses: witnesses)
  }

  private func witness(_ kind: FindingKind, _ route: Route) -> CheckReport.Witness {
    CheckReport.Witness(number: route.number.text, finding: Finding(kind, at: route.place))
  }
}
