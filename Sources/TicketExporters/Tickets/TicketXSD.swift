import HotlineModel
import Tickets

/// The form of the unified ticket as an XML Schema, made from the table of fields.
package enum TicketXSD {
  /// The namespace of tickets.
  package static let namespace = "urn:hotline:ticket:1"

  /// The schema.
  package static var text: String {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"\(namespace)\"",
      "    targetNamespace=\"\(namespace)\" elementFormDefault=\"qualified\">",
      "  <xs:element name=\"tickets\">",
      "    <xs:complexType><xs:sequence>",
      "      <xs:element name=\"ticket\" type=\"ticket\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>",
      "    </xs:sequence></xs:complexType>",
      "  </xs:element>",
      "  <xs:complexType name=\"ticket\">",
      "    <xs:sequence>",
    ]
    lines += groups.map {
      "      <xs:element name=\"\($0.name)\" type=\"\($0.name)\" minOccurs=\"0\"/>"
    }
    lines += [
      "      <xs:element name=\"legacy\" type=\"legacy\" minOccurs=\"0\"/>",
      "      <xs:element name=\"provenance\" type=\"provenance\"/>",
      "    </xs:sequence>",
      "    <xs:attribute name=\"number\" type=\"some\" use=\"required\"/>",
      "    <xs:attribute name=\"line\" type=\"some\" use=\"required\"/>",
      "    <xs:attribute name=\"legacyNumber\" type=\"some\" use=\"required\"/>",
      "  </xs:complexType>",
    ]
    for group in groups {
      lines += ["  <xs:complexType name=\"\(group.name)\">", "    <xs:sequence>"]
      lines += group.fields.map {
        "      <xs:element name=\"\($0.key)\" type=\"\(type(of: $0))\" minOccurs=\"0\"/>"
      }
      lines += ["    </xs:sequence>", "  </xs:complexType>"]
    }
    return (lines + tail).joined(separator: "\n") + "\n</xs:schema>\n"
  }

  private static var tail: [String] {
    var lines = simple("some", ["<xs:minLength value=\"1\"/>"])
    lines += simple(
      "instant",
      ["<xs:pattern value=\"\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}\\+08:00)?\"/>"])
    lines += simple(
      "degrees", ["<xs:pattern value=\"-?(0|[1-9]\\d{0,2})(\\.\\d{1,15})?\"/>"])
    lines += simple("flag", ["true", "false"].map { "<xs:enumeration value=\"\($0)\"/>" })
    for field in TicketField.allCases {
      guard let codes = field.codes else { continue }
      lines += simple(type(of: field), codes.map { "<xs:enumeration value=\"\($0)\"/>" })
    }
    lines += simple(
      "field", TicketField.allCases.map { "<xs:enumeration value=\"\($0.rawValue)\"/>" })
    lines += text("text", attributes: [])
    lines += list("texts", of: nil, most: nil)
    for field in TicketField.allCases {
      guard case .list(let parts) = field.kind, type(of: field) != "texts" else { continue }
      lines += list(type(of: field), of: parts.isEmpty ? nil : parts, most: field.mostItems)
    }
    lines += text(
      "legacyText", attributes: ["<xs:attribute name=\"field\" type=\"field\" use=\"required\"/>"])
    lines += [
      "  <xs:complexType name=\"legacy\">", "    <xs:sequence>",
      "      <xs:element name=\"value\" type=\"legacyText\" maxOccurs=\"unbounded\"/>",
      "    </xs:sequence>", "  </xs:complexType>", "  <xs:complexType name=\"provenance\">",
    ]
    for (name, type) in [
      ("file", "some"), ("record", "xs:positiveInteger"), ("line", "xs:positiveInteger"),
      ("batch", "some"), ("mapping", "some"),
    ] {
      lines.append("    <xs:attribute name=\"\(name)\" type=\"\(type)\" use=\"required\"/>")
    }
    return lines + ["  </xs:complexType>"]
  }

  private static func simple(_ name: String, _ facets: [String]) -> [String] {
    ["  <xs:simpleType name=\"\(name)\">", "    <xs:restriction base=\"xs:string\">"]
      + facets.map { "      \($0)" } + ["    </xs:restriction>", "  </xs:simpleType>"]
  }

  /// A text that may stand as base64, where it holds what XML cannot say.
  private static func text(_ name: String, attributes: [String]) -> [String] {
    [
      "  <xs:complexType name=\"\(name)\">", "    <xs:simpleContent>",
      "      <xs:extension base=\"some\">",
      "        <xs:attribute name=\"encoding\" type=\"xs:string\" fixed=\"base64\"/>",
    ] + attributes.map { "        \($0)" } + [
      "      </xs:extension>", "    </xs:simpleContent>", "  </xs:complexType>",
    ]
  }

  /// A list of texts, or of entries with some of the parts.
  private static func list(_ name: String, of parts: [String]?, most: Int?) -> [String] {
    let count = most.map(String.init) ?? "unbounded"
    var lines = ["  <xs:complexType name=\"\(name)\">", "    <xs:sequence>"]
    if let parts {
      lines += [
        "      <xs:element name=\"item\" maxOccurs=\"\(count)\">", "        <xs:complexType>",
        "          <xs:sequence>",
      ]
      lines += parts.map {
        let type = TicketList.isInstant($0) ? "instant" : "text"
        return "            <xs:element name=\"\($0)\" type=\"\(type)\" minOccurs=\"0\"/>"
      }
      lines += ["          </xs:sequence>", "        </xs:complexType>", "      </xs:element>"]
    } else {
      lines.append("      <xs:element name=\"item\" type=\"text\" maxOccurs=\"\(count)\"/>")
    }
    return lines + ["    </xs:sequence>", "  </xs:complexType>"]
  }

  private static func type(of field: TicketField) -> String {
    switch field.kind {
    case .text, .phone: "text"
    case .instant: "instant"
    case .flag: "flag"
    case .degrees: "degrees"
    case .list(let parts) where parts.isEmpty && field.mostItems == nil: "texts"
    case .code, .list: "\(field.group).\(field.key)"
    }
  }

  private static var groups: [(name: String, fields: [TicketField])] {
    var groups: [(name: String, fields: [TicketField])] = []
    for field in TicketField.allCases {
      if groups.last?.name == field.group {
        groups[groups.count - 1].fields.append(field)
      } else {
        groups.append((field.group, [field]))
      }
    }
    return groups
  }
}
