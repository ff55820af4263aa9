/// What a browser asks for.
package struct SiteRequest: Sendable {
  /// How it asks.
  package enum Method: String, CaseIterable, Sendable {
    /// To look.
    case get = "GET"
    /// To change something.
    case post = "POST"
  }

  /// How it asks.
  package let method: Method
  /// The parts of the path, decoded: `/numbers/12329` is `["numbers", "12329"]`.
  package let path: [String]
  /// What stands behind the question mark.
  package let query: FormFields
  /// The headers, by their names in small letters; several of one name joined by `, `.
  package let headers: [String: String]
  /// The body.
  package let body: [UInt8]
  /// The address of whoever asks.
  package let address: String

  /// A request.
  ///
  /// - Parameters:
  ///   - method: how it asks.
  ///   - target: path and query as the first line of the request has them.
  ///   - headers: the headers, by their names in small letters.
  ///   - body: the body.
  ///   - address: the address of whoever asks.
  package init(
    _ method: Method, _ target: String, headers: [String: String] = [:], body: [UInt8] = [],
    address: String = "127.0.0.1"
  ) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = (parts.first ?? "").split(separator: "/").map {
      FormFields.decoded($0, isPlusBlank: false)
    }
    query = FormFields(parts.count > 1 ? parts[1] : "")
    self.headers = headers
    self.body = body
    self.address = address
  }

  /// A cookie of the request.
  func cookie(_ name: String) -> String? {
    for part in (headers["cookie"] ?? "").split(separator: ";") {
      let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      if pair.count == 2, pair[0] == name { return String(pair[1]) }
    }
    return nil
  }

  /// Whether it was sent from a page of the same site, as far as the browser says.
  ///
  /// Browsers name the origin with every form that they send; what names none is not from a page.
  var isFromOwnPage: Bool {
    guard let origin = headers["origin"], let host = headers["host"], !host.isEmpty else {
      return false
    }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }

  /// Whether it came through a proxy that a browser reached by TLS.
  var isSecure: Bool { headers["x-forwarded-proto"] == "https" }

  /// The path, without the query.
  var name: String { "/" + path.joined(separator: "/") }

  /// The path as it is named in logs: without the query, and without the secret of a link.
  var loggedName: String { path.first == "welcome" ? "/welcome/…" : name }
}
