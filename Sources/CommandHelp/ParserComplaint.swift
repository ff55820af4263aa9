package import ArgumentParser

/// Why the library of commands ended the program: what it knows is read by reflection, since its own
/// errors are not public, its version is fixed, and its messages are in English only.
package struct ParserComplaint {
  /// The kind, by the library's own name for it.
  package let kind: String
  /// The kinds of complaints about a command line that have words of ours.
  package static let kinds: Set = [
    "userValidationError", "noValue", "missingValueForOption",
    "missingValueOrUnknownCompositeOption", "unknownOption", "unexpectedValueForOption",
    "unexpectedExtraValues", "unableToParseValue", "duplicateExclusiveValues", "invalidOption",
    "nonAlphanumericShortOption",
  ]
  /// The command that was being parsed.
  package let command: any ParsableCommand.Type
  /// The names of options it mentions, with their dashes.
  package let options: [String]
  /// The values it mentions.
  package let values: [String]
  /// What we ourselves objected to.
  package let objection: String?

  /// The complaint behind an error; `nil` where it is none.
  ///
  /// - Parameters:
  ///   - error: the error.
  ///   - running: the command that threw it, if it was running already.
  package init?(_ error: any Error, running: (any ParsableCommand.Type)?) {
    if let objection = error as? ValidationError {
      self.init(
        kind: "userValidationError", command: running ?? ExplainedProgram.named.command,
        of: objection)
      return
    }
    let members = Mirror(reflecting: error).children
    if error is CleanExit, let base = members.first?.value,
      let request = Mirror(reflecting: base).children.first, request.label == "helpRequest"
    {
      let asked = request.value as? (any ParsableCommand.Type)
      self.init(
        kind: "helpRequested", command: asked ?? running ?? ExplainedProgram.named.command, of: ())
      return
    }
    guard let stack = members.first(where: { $0.label == "commandStack" })?.value,
      let command = (stack as? [any ParsableCommand.Type])?.last,
      let complaint = members.first(where: { $0.label == "parserError" })?.value
    else { return nil }
    let content = Mirror(reflecting: complaint).children.first
    self.init(
      kind: content?.label ?? "\(complaint)", command: command, of: content?.value ?? ())
  }

  private init(kind: String, command: any ParsableCommand.Type, of content: Any) {
    var (options, values, objections): ([String], [String], [String]) = ([], [], [])
    Self.visit(content) { label, value in
      switch (label, value) {
      case (_, let error as ValidationError): objections.append(error.message)
      case ("long", let name as String): options.append("--\(name)")
      case ("longWithSingleDash", let name as String): options.append("-\(name)")
      case ("short", let name as Character): options.append("-\(name)")
      case (_, let text as String): values.append(text)
      default: return true
      }
      return false
    }
    self.kind = kind
    self.command = command
    self.options = options
    self.values = values
    objection = objections.first
  }

  /// Goes through a value's parts, from the front, as far as the visitor wants to.
  private static func visit(
    _ value: Any, label: String = "", visitor: (String, Any) -> Bool
  ) {
    guard visitor(label, value) else { return }
    for child in Mirror(reflecting: value).children {
      // A name of one character comes in a tuple with how it may be joined.
      let isNumbered = child.label?.hasPrefix(".") ?? true
      if child.label == "forKey" || child.label == "originalInput" { continue }
      visit(child.value, label: isNumbered ? label : child.label ?? label, visitor: visitor)
    }
  }
}
