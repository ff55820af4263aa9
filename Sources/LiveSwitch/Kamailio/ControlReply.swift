/// What Kamailio answers to a control command, as `kamcmd` prints it: fields, some of which hold others.
struct ControlReply {
  /// A field.
  struct Field {
    /// Its name; empty for one of a list.
    let name: String
    /// Its value; empty where it holds others.
    let value: String
    /// The fields that it holds.
    var fields: [Field] = []
  }

  let fields: [Field]

  /// Reads an answer.
  ///
  /// - Returns: `nil` where brackets do not match or a line is neither a field nor a bracket.
  init?(_ text: String) {
    var open: [Field] = [Field(name: "", value: "")]
    for raw in text.split(separator: "\n") {
      let line = raw.drop { $0 == "\t" }
      if line.isEmpty { continue }
      if line == "}" {
        guard open.count > 1, let field = open.popLast() else { return nil }
        open[open.count - 1].fields.append(field)
      } else if line == "{" {
        open.append(Field(name: "", value: ""))
      } else if line.hasSuffix(": {") {
        open.append(Field(name: String(line.dropLast(3)), value: ""))
      } else if let end = line.firstRange(of: ": ") {
        open[open.count - 1].fields.append(
          Field(name: String(line[..<end.lowerBound]), value: String(line[end.upperBound...])))
      } else if line.hasSuffix(":") {
        open[open.count - 1].fields.append(Field(name: String(line.dropLast()), value: ""))
      } else {
        return nil
      }
    }
    guard open.count == 1 else { return nil }
    fields = open[0].fields
  }

  /// All fields of a name, wherever they are, in their order.
  func all(_ name: String) -> [Field] { fields.flatMap { $0.all(name) } }
}

extension ControlReply.Field {
  /// All fields of a name, this one among them.
  func all(_ name: String) -> [ControlReply.Field] {
    (self.name == name ? [self] : []) + fields.flatMap { $0.all(name) }
  }

  /// The value of the first field of a name that it holds.
  func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
