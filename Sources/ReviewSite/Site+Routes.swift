extension Site {
  /// Everything that a browser can ask for: the one table of addresses and of who may.
  package static let routes: [PageRoute] =
    [
      PageRoute(.get, "/healthz", .anybody) { try $0.health() },
      PageRoute(.get, "/style.css", .anybody) { $0.stylesheet() },
    ] + LoginPage.routes + OverviewPage.routes + NumberPages.routes + ChecklistPages.routes
    + ItemPages.routes + IntakePages.routes + PolicyPage.routes + RoutePage.routes
    + CutoverPage.routes + ReportPage.routes + AuditPage.routes + UserPages.routes
}

extension PageContext {
  /// Whether the server answers and the ledger can be read; nothing else is said to anybody.
  fileprivate func health() throws -> SiteResponse {
    _ = try site.state()
    return SiteResponse(type: "text/plain; charset=utf-8", Array("ok\n".utf8))
  }

  fileprivate func stylesheet() -> SiteResponse {
    var response = SiteResponse(type: "text/css; charset=utf-8", site.style.bytes)
    response.add("Cache-Control", "public, max-age=31536000, immutable")
    return response
  }
}
