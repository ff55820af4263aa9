extension Site {
  /// Everything that a browser can ask for: the one table of addresses and of who may.
  package static let routes: [PageRoute] =
    [
      PageRoute(.get, "/healthz", .anybody) { try $0.health() },
      PageRoute(.get, "/style.css", .anybody) { $0.stylesheet() },
      PageRoute(.get, "/icon.svg", .anybody) { $0.icon() },
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

  /// The sign of the window: a handset on the colour of the pages.
  fileprivate func icon() -> SiteResponse {
    let picture = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" \
      fill="#7a1f1f"/><path d="M4 5c0 4 3 7 7 7l1.5-2-2.5-1.5-1 1C7.500 9 7 8.500 6.500 7l1-1L6 3.500z" \
      fill="#fff"/></svg>
      """
    var response = SiteResponse(type: "image/svg+xml", Array(picture.utf8))
    response.add("Cache-Control", "public, max-age=86400")
    return response
  }

  fileprivate func stylesheet() -> SiteResponse {
    var response = SiteResponse(type: "text/css; charset=utf-8", site.style.bytes)
    response.add("Cache-Control", "public, max-age=31536000, immutable")
    return response
  }
}
