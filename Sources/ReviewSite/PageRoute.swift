package import HotlineModel

/// One thing that a browser can ask for: its address, who may, and what answers.
package struct PageRoute: Sendable {
  /// Who may ask.
  package enum Leave: Hashable, Sendable {
    /// Anybody, also without a login.
    case anybody
    /// Users with a role that may do something.
    case users(UserAction)
  }

  /// How a request carries what was filled in.
  package enum Form: Hashable, Sendable {
    /// Fields alone.
    case fields
    /// Fields and a file.
    case upload
  }

  /// How it is asked for.
  package let method: SiteRequest.Method
  /// The path: `/items/{item}/sign`.
  package let pattern: String
  /// Who may ask.
  package let leave: Leave
  /// Whether it concerns the city as a whole, so that districts are refused.
  package let isOfCity: Bool
  let form: Form
  let respond: @Sendable (PageContext) async throws -> SiteResponse

  private let parts: [String]

  init(
    _ method: SiteRequest.Method, _ pattern: String, _ leave: Leave, isOfCity: Bool = false,
    form: Form = .fields,
    respond: @escaping @Sendable (PageContext) async throws -> SiteResponse
  ) {
    self.method = method
    self.pattern = pattern
    self.leave = leave
    self.isOfCity = isOfCity
    self.form = form
    self.respond = respond
    parts = pattern.split(separator: "/").map(String.init)
  }

  /// The values of the path's gaps; `nil` for another path.
  func parameters(of path: [String]) -> [String: String]? {
    guard path.count == parts.count else { return nil }
    var values: [String: String] = [:]
    for (part, value) in zip(parts, path) {
      if part.hasPrefix("{") {
        values[String(part.dropFirst().dropLast())] = value
      } else if part != value {
        return nil
      }
    }
    return values
  }
}
