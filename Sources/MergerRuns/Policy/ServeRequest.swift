import Bytes
import DMN
import DecisionTables
import FoundationEssentials

/// A question to a decision model, as it comes in.
struct ServeRequest {
  /// Why a request cannot be answered at all.
  struct Unreadable: Error {
    let reason: String
  }

  let model: String
  let inputs: [DecisionModel.Input]
  let decisions: [String]
  let service: String?

  init(_ line: String) throws {
    let decoded = try? JSONDecoder().decode(DecodedJSON.self, from: Data(line.utf8))
    guard case .object(let members)? = decoded else {
      throw Unreadable(reason: "the line is no JSON object; send one request a line")
    }
    guard case .string(let model)? = members["model"] else {
      throw Unreadable(reason: "the request lacks `model`, expected the path of a DMN file")
    }
    self.model = model
    var inputs: [DecisionModel.Input] = []
    if case .object(let named)? = members["inputs"] {
      for (name, value) in named.sorted(by: { $0.key < $1.key }) {
        inputs.append(DecisionModel.Input(name: name, value: try value.feel()))
      }
    }
    self.inputs = inputs
    var decisions: [String] = []
    if case .array(let names)? = members["decisions"] {
      for case .string(let name) in names { decisions.append(name) }
    }
    self.decisions = decisions
    if case .string(let name)? = members["service"] { service = name } else { service = nil }
  }
}

/// Any JSON, as a decoder sees it.
indirect enum DecodedJSON: Decodable {
  case null
  case bool(Bool)
  case number(Decimal)
  case string(String)
  case array([DecodedJSON])
  case object([String: DecodedJSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode(Decimal.self) {
      self = .number(value)
    } else if let values = try? container.decode([DecodedJSON].self) {
      self = .array(values)
    } else {
      self = .object(try container.decode([String: DecodedJSON].self))
    }
  }

  /// The value as rules see it; `{"@type": …, "value": …}` is a number, date, time or duration.
  func feel() throws -> FEELValue {
    switch self {
    case .null: return .null
    case .bool(let value): return .boolean(value)
    case .string(let text): return .string(text)
    case .number(let number):
      return FEELNumber(text: "\(number)").map { .number($0) } ?? .null
    case .array(let values): return .list(try values.map { try $0.feel() })
    case .object(let members):
      if case .string(let type)? = members["@type"] {
        return try Self.typed(type, members["value"])
      }
      let entries = try members.sorted { $0.key < $1.key }.map { ($0.key, try $0.value.feel()) }
      return .context(FEELContext(entries))
    }
  }

  private static func typed(_ type: String, _ value: DecodedJSON?) throws -> FEELValue {
    let text: String
    switch value {
    case .string(let value): text = value
    case .number(let value): text = "\(value)"
    case .null: return .null
    case .bool, .array, .object, nil:
      throw ServeRequest.Unreadable(reason: "a value of type \(type) is no text")
    }
    guard let value = FEELValue(type: type, text: text) else {
      throw ServeRequest.Unreadable(reason: "\(text) is no \(type)")
    }
    return value
  }
}

/// A value as it goes out.
struct ServedValue {
  let json: JSONValue

  init(_ value: FEELValue) {
    json = Self.json(value)
  }

  private static func json(_ value: FEELValue) -> JSONValue {
    switch value {
    case .null: .null
    case .boolean(let value): .bool(value)
    case .string(let text): .string(text)
    case .number: typed("number", value)
    case .date: typed("date", value)
    case .time: typed("time", value)
    case .dateTime: typed("dateTime", value)
    case .dayTime, .yearMonth: typed("duration", value)
    case .list(let values): .array(values.map(json))
    case .context(let context):
      .object(Dictionary(context.entries.map { ($0.name, json($0.value)) }) { $1 })
    case .range, .function: .string(value.text)
    }
  }

  private static func typed(_ type: String, _ value: FEELValue) -> JSONValue {
    ["@type": .string(type), "value": .string(value.text)]
  }
}

extension FEELValue {
  var isNothing: Bool {
    if case .null = self { true } else { false }
  }

  /// An entry of a context; null where the value is none or lacks it.
  func entry(_ name: String) -> FEELValue {
    if case .context(let context) = self { context[name] ?? .null } else { .null }
  }
}
