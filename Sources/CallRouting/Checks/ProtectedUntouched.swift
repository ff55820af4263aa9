package import Findings
import HotlineModel
package import Reports

/// R03: no route, target, forward or prefix touches a protected number.
package struct ProtectedUntouched: RoutingCheck {
  package let id = "R03"
  package let title = Words("protected numbers are untouched", "紧急号码不受触动")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) -> CheckReport {
    let codes = table.protected.sorted
    let forms = codes.map { (code: $0, forms: Self.forms(of: $0, home: table.home)) }
    let index = PrefixIndex(forms.flatMap(\.forms))
    let witnesses =
      table.routes.flatMap { covered(by: $0, forms, index, table) }
      + table.routes.compactMap { beginning(of: $0, index, table) }
      + table.plans.flatMap { targeted(by: $0, table) }
      + table.targetSets.flatMap { reached(by: $0, table) }
    return CheckReport(
      self,
      examined: [
        .init(codes.count, "protected numbers", "个受保护号码"),
        .init(forms.map(\.forms.count).reduce(0, +), "dialled forms", "种拨法"),
        .init(table.routes.count, "routes", "条路由"),
        .init(table.targetSets.flatMap(\.members).count, "addresses", "个地址"),
      ], witnesses: witnesses)
  }

  private static func forms(of code: String, home: AreaCode) -> [String] {
    (try? HotlineNumber(parsing: code, home: home))?.dialledForms(home: home) ?? [code]
  }

  /// A route of the number itself, or one whose digits a prefix match would take it for.
  private func covered(
    by route: Route, _ codes: [(code: String, forms: [String])], _ index: PrefixIndex,
    _ table: RoutingTable
  ) -> [CheckReport.Witness] {
    let own = route.number.dialledForms(home: table.home)
    let isProtected = table.protected.contains(route.number)
    guard isProtected || own.contains(where: index.hasForm(beginningWith:)) else { return [] }
    let place = route.phases.first?.place ?? SourceLocation(file: "phases.csv")
    let hits = codes.filter { code in
      code.forms.contains { form in own.contains { form.hasPrefix($0) } }
        || (isProtected && code.code == route.number.subscriber)
    }
    return hits.map { witness($0.code, route.number.text, "route \(route.number)", place) }
  }

  /// A route of a number that begins with a protected one: `1100` beside `110`.
  private func beginning(
    of route: Route, _ index: PrefixIndex, _ table: RoutingTable
  ) -> CheckReport.Witness? {
    if table.protected.contains(route.number) { return nil }
    let shorter = route.number.dialledForms(home: table.home).lazy.flatMap { form in
      index.prefixes(of: form).filter { $0 != form }
    }.first
    guard let shorter, let spelling = DialledSpelling(shorter) else { return nil }
    let code = HotlineNumber(calledAs: spelling, home: table.home)?.subscriber ?? shorter
    return CheckReport.Witness(
      number: route.number.text,
      finding: Finding(
        .beginsProtected(found: route.number.text, number: code),
        at: route.phases.first?.place ?? SourceLocation(file: "phases.csv")))
  }

  private func targeted(by plan: RoutePlan, _ table: RoutingTable) -> [CheckReport.Witness] {
    plan.steps.flatMap { step in
      [step.treatment.nextNumber, step.treatment.overflow?.to].compactMap { $0 }
        .filter(table.protected.contains)
        .map { witness($0.text, "", "plan \(plan.id)", SourceLocation(file: "phases.csv")) }
    }
  }

  private func reached(by set: TargetSet, _ table: RoutingTable) -> [CheckReport.Witness] {
    set.members.compactMap { member in
      guard let code = table.protected.code(reachedBy: member.user, home: table.home) else {
        return nil
      }
      return witness(code, "", "address \(member.uri)", member.place)
    }
  }

  private func witness(
    _ code: String, _ number: String, _ thing: String, _ place: SourceLocation
  ) -> CheckReport.Witness {
    CheckReport.Witness(
      number: number.isEmpty ? code : number,
      finding: Finding(.protectedCovered(found: code, thing: thing), at: place))
  }
}
