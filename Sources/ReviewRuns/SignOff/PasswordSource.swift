package import Findings
package import LocalFiles

/// Where passwords come from: a person at the terminal, or a file with one a line.
///
/// Never from the command line, which every user of the machine can read.
package struct PasswordSource {
  /// Whether a person types: what is new has to be typed twice.
  let isTyped: Bool
  private let ask: (Words) throws -> Password

  /// Passwords of a file that its owner alone may read; `-` is standard input.
  package init(file path: String) {
    isTyped = false
    var file: PasswordFile?
    ask = { _ in
      let opened = try file ?? PasswordFile(path)
      file = opened
      return try opened.next()
    }
  }

  /// Passwords that are typed.
  ///
  /// - Parameter asking: shows a question, hides what is typed, and lets it be read meanwhile.
  package init(asking: @escaping (Words, () throws -> Void) throws -> Void) {
    isTyped = true
    ask = { question in
      var password: Password?
      try asking(question) { password = try Password(lineFrom: 0, name: "-") }
      guard let password else {
        throw Unusable(.passwordFileUnusable(found: "-", reason: "a line is missing"), at: "-")
      }
      return password
    }
  }

  /// Passwords that were typed into a form: the first one, and a new one where there is one.
  ///
  /// - Parameters:
  ///   - passwords: the passwords in the order in which they are asked for.
  ///   - check: is called before the first one is given.
  package init(_ passwords: [Password], check: @escaping () throws -> Void = {}) {
    isTyped = false
    var left = passwords[...]
    ask = { _ in
      if left.count == passwords.count { try check() }
      guard let next = left.popFirst() else {
        throw Unusable(.passwordFileUnusable(found: "-", reason: "a line is missing"), at: "-")
      }
      return next
    }
  }

  /// The next password.
  ///
  /// - Throws: `Unusable` with `HL4213` where none can be read.
  func password(_ question: Words) throws -> Password { try ask(question) }

  /// A new password for an account; twice the same where a person types it.
  ///
  /// - Throws: `Unusable` with `HL4208` where it is too weak, or was typed otherwise the second time.
  func newPassword(for account: String) throws -> Password {
    let new = try ask(Words("new password of \(account)", "\(account) 的新密码"))
    if let reason = new.weakness(for: account) { throw Self.weak(reason) }
    guard isTyped else { return new }
    guard try new.isSame(as: ask(Words("new password again", "再次输入新密码"))) else {
      throw Self.weak("the two entries differ")
    }
    return new
  }

  private static func weak(_ reason: String) -> Unusable {
    Unusable(.passwordWeak(reason: reason), at: "password")
  }
}

extension Unusable {
  /// What is wrong with something that has a name and no place in it.
  init(_ kind: FindingKind, at name: String) {
    self.init(kind, at: SourceLocation(file: name))
  }
}
