import Bytes

/// What a browser gets.
package struct SiteResponse: Sendable {
  /// The status, as HTTP numbers it.
  package var status: Int
  /// The headers in their order; of several `Set-Cookie` each stands alone.
  package var headers: [(name: String, value: String)]
  /// The body.
  package var body: [UInt8]
  /// SHA-256 of the one style that stands in the page itself, in base 64; `nil` for none.
  var ownStyle: String?

  /// A response of bytes.
  init(_ status: Int = 200, type: String, _ body: [UInt8]) {
    self.status = status
    headers = [("Content-Type", type)]
    self.body = body
  }

  /// A page.
  init(_ status: Int = 200, page: Markup) {
    self.init(status, type: "text/html; charset=utf-8", Array(page.text.utf8))
  }

  /// The way to another page of the site.
  init(seeOther path: String) {
    self.init(303, type: "text/plain; charset=utf-8", [])
    headers.append(("Location", path))
  }

  /// A file to keep.
  init(file name: String, type: String, _ body: [UInt8]) {
    self.init(type: type, body)
    let plain = name.unicodeScalars.map { scalar in
      scalar.isASCII && scalar.properties.isAlphabetic
        || "0123456789-._".unicodeScalars.contains(scalar)
        ? String(scalar) : "_"
    }.joined()
    headers.append(
      (
        "Content-Disposition",
        "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(FormFields.encoded(name))"
      ))
  }

  /// Adds a header.
  mutating func add(_ name: String, _ value: String) { headers.append((name, value)) }

  /// What every response says to the browser: nothing from elsewhere, no script, no frame, no guess
  /// at types, no copy kept.
  mutating func secure() {
    let policy =
      "default-src 'none'; style-src 'self'\(ownStyle.map { " 'sha256-\($0)'" } ?? ""); img-src 'self'; form-action 'self'; "
      + "frame-ancestors 'none'; base-uri 'none'"
    for (name, value) in [
      ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
      ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ] { add(name, value) }
    if !headers.contains(where: { $0.name == "Cache-Control" }) { add("Cache-Control", "no-store") }
  }
}
