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
    let guarded = table.protected.sorted.compactMap {
      try? HotlineNumber(parsing: $0, home: table.home)
    }
    func number(_ owner: Int) -> HotlineNumber {
      owner < guarded.count ? guarded[owner] : table.routes[owner - guarded.count].number
    }
    var forms = OwnedForms(numbers: guarded.count + table.routes.count)
    for (owner, number) in guarded.enumerated() {
      for form in number.dialledForms(home: table.home) { forms.add(form, of: owner) }
    }
    for (owner, route) in zip(guarded.count..., table.routes) {
      for form in route.number.dialledForms(home: table.home) { forms.add(form, of: owner) }
    }
    let found = forms.compared()
    var witnesses: [CheckReport.Witness] = []
    // That protected numbers share a form is no fault of a route.
    for clash in found.clashes where clash.owner >= guarded.count {
      let route = table.routes[clash.owner - guarded.count]
      witnesses.append(
        witness(
          .formsClash(
            found: clash.form, number: route.number.text, other: number(clash.other).text),
          route))
    }
    var covered: (owner: Int, others: Set<HotlineNumber>) = (-1, [])
    for cover in found.covers where cover.owner >= guarded.count {
      if covered.owner != cover.owner { covered = (cover.owner, []) }
      let route = table.routes[cover.owner - guarded.count]
      // What begins with a protected number is R03's, and an error.
      guard cover.other >= guarded.count, number(cover.other) != route.number,
        covered.others.insert(number(cover.other)).inserted
      else { continue }
      witnesses.append(
        witness(
          .prefixCovers(found: route.number.text, other: number(cover.other).text), route))
    }
    return CheckReport(
      self,
      examined: [
        .init(table.routes.count + guarded.count, "numbers", "个号码"),
        .init(found.count, "dialled forms", "种拨法"),
      ], witnesses: witnesses)
  }

  private func witness(_ kind: FindingKind, _ route: Route) -> CheckReport.Witness {
    CheckReport.Witness(number: route.number.text, finding: Finding(kind, at: route.place))
  }
}
