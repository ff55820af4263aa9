/// An element of an XML document as a value: local names, attributes, text and line.
struct XMLElement: Sendable {
  let name: String
  /// The namespace; empty for none.
  let namespace: String
  /// Attributes by local name.
  let attributes: [String: String]
  let children: [XMLElement]
  /// The text directly within the element.
  let text: String
  /// The line on which the element begins, counted from 1.
  let line: Int

  subscript(attribute: String) -> String? { attributes[attribute] }

  /// The first child of a name.
  func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// All children of a name.
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// The text of the first child of a name; `nil` where there is none.
  func text(of name: String) -> String? { first(name)?.text }
}
