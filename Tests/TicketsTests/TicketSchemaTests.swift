import Bytes
import Foundation
import HotlineModel
import TestSupport
import Testing
import Tickets

/// The published form of the unified ticket is made from `TicketField`; `make golden` writes it.
@Suite struct `Golden cases of the ticket's form` {
  static let schemaPath = Shell.root + "/Documentation/Schemas/ticket-1.schema.json"
  static let pagePath = Shell.root + "/Documentation/Reference/ticket.md"

  @Test func `the schema says what the ticket holds`() throws {
    try compare(Self.schema.document, with: Self.schemaPath)
  }

  @Test func `the page lists every field`() throws {
    try compare(Self.page, with: Self.pagePath)
  }

  private func compare(_ text: String, with path: String) throws {
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text, "write it anew: make golden")
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

  private static func type(of field: TicketField) -> JSONValue {
    switch field.kind {
    case .text, .phone: ["type": "string", "minLength": 1]
    case .flag: ["type": "boolean"]
    case .degrees: ["type": "string", "pattern": #"^-?(0|[1-9]\d{0,2})(\.\d{1,15})?$"#]
    case .list(let parts):
      list(of: parts, required: field == .extensionValues ? parts : [], most: field.mostItems)
    case .code: ["enum": .array((field.codes ?? []).map { .string($0) })]
    case .instant: instant
    }
  }

  private static let instant: JSONValue = [
    "type": "string", "pattern": #"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}\+08:00)?$"#,
  ]

  private static func list(of parts: [String], required: [String], most: Int?) -> JSONValue {
    let text: JSONValue = ["type": "string", "minLength": 1]
    var entry = text
    if !parts.isEmpty {
      let types = parts.map { ($0, TicketList.isInstant($0) ? instant : text) }
      guard
        case .object(var form) = object(Dictionary(uniqueKeysWithValues: types), required: required)
      else { return .null }
      form["minProperties"] = 1
      entry = .object(form)
    }
    var list: [String: JSONValue] = ["type": "array", "items": entry, "minItems": 1]
    list["maxItems"] = most.map { .int($0) }
    return .object(list)
  }

  private static func object(_ properties: [String: JSONValue], required: [String]) -> JSONValue {
    [
      "type": "object", "properties": .object(properties), "additionalProperties": false,
      "required": .array(required.map { .string($0) }),
    ]
  }

  private static var schema: JSONValue {
    let text: JSONValue = ["type": "string", "minLength": 1]
    let count: JSONValue = ["type": "integer", "minimum": 1]
    var properties: [String: JSONValue] = [
      "number": text, "line": text, "legacyNumber": text,
      "legacy": object(
        Dictionary(uniqueKeysWithValues: TicketField.allCases.map { ($0.rawValue, text) }),
        required: []),
      "provenance": object(
        ["file": text, "record": count, "line": count, "batch": text, "mapping": text],
        required: ["batch", "file", "line", "mapping", "record"]),
    ]
    for (name, fields) in groups {
      let types = fields.map { ($0.key, type(of: $0)) }
      properties[name] = object(Dictionary(uniqueKeysWithValues: types), required: [])
    }
    guard
      case .object(var schema) = object(
        properties, required: ["legacyNumber", "line", "number", "provenance"])
    else { return .null }
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = "hotline/ticket/1"
    schema["title"] = "The unified ticket (工单), one JSON object a line"
    return .object(schema)
  }

  private static var page: String {
    var lines = [
      "# The unified ticket", "", "中文：[统一工单](ticket.zh.md)", "",
      "What every legacy record becomes, one JSON object a line. The schema is",
      "[ticket-1.schema.json](../Schemas/ticket-1.schema.json); both are made from the program's own",
      "table of fields. A field that the record says nothing of is left out. `number` is the line and",
      "the legacy number together and is unique; a legacy number is text, whatever it looks like.",
      "`legacy` keeps what a coded field said before the crosswalk; `provenance` says from which",
      "file, record, physical line, batch and mapping version a ticket came.", "",
      "A time is RFC 3339 with `+08:00`; where the legacy system kept only a day, it is that day.",
      "`workflow.lastChangedAt` is when the legacy system last changed the ticket in any way.", "",
      "`matter.longitude` and `matter.latitude` are decimal degrees as the legacy system wrote them.",
      "`matter.coordinateSystem` says in which system: `gcj02` and `bd09` differ from `wgs84` by",
      "hundreds of metres, `cgcs2000` by centimetres. Nothing is converted. Where they are masked,",
      "they are cut off after two decimals, about one kilometre.", "",
      "`extension.values` is the open area: columns that no field fits, as entries of a name and a",
      "value, each name once. A mapping fills it with rows `extension.NAME`",
      "([mapping-sheets.md](mapping-sheets.md)). It is handed over in every format, and treated as",
      "free text: a value is scanned behind the name of its column.", "",
      "| field | holds | codes | shown by default |", "|---|---|---|---|",
    ]
    for field in TicketField.allCases {
      let codes = (field.codes ?? []).map { "`\($0)`" }.joined(separator: " ")
      lines.append(
        "| `\(field.rawValue)` | \(kind(of: field)) | \(codes) | \(privacy(of: field)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func kind(of field: TicketField) -> String {
    switch field.kind {
    case .text: "text"
    case .instant: "time or day"
    case .phone: "telephone number"
    case .code: "code"
    case .flag: "true or false"
    case .degrees(let limit): "degrees from -\(limit) to \(limit)"
    case .list(let parts) where parts.isEmpty:
      field.mostItems.map { "list of up to \($0) texts" } ?? "list of texts"
    case .list(let parts):
      "list of entries: \(parts.map { "`\($0)`" }.joined(separator: ", "))"
    }
  }

  private static func privacy(of field: TicketField) -> String {
    if case .list = field.kind { return "only how many" }
    return switch field.privacy {
    case .open: "as it is"
    case .phone: "masked: `138****1234`"
    case .name: "masked: `张**`"
    case .freeText: "only its length"
    case .position: "cut off: `113.12`"
    }
  }
}
