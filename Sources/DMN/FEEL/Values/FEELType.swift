/// A type of FEEL, as results, arguments and inputs are held to it.
indirect enum FEELType: Sendable {
  case any
  case null
  case boolean
  case number
  case string
  case date
  case time
  case dateTime
  case dayTime
  case yearMonth
  case list(FEELType)
  case context([(name: String, type: FEELType)])
  case range(FEELType)
  case function([FEELType], FEELType)
  /// Values of a type that also meet tests.
  case allowed(FEELType, [FEELTest])
  /// A type that nobody has defined; nothing is of it.
  case unknown(String)

  /// A type of the language by name; `nil` for a name it does not have.
  init?(builtIn name: String) {
    switch name {
    case "Any", "any": self = .any
    case "Null", "null": self = .null
    case "boolean": self = .boolean
    case "number": self = .number
    case "string": self = .string
    case "date": self = .date
    case "time": self = .time
    case "date and time", "dateTime": self = .dateTime
    case "days and time duration", "dayTimeDuration": self = .dayTime
    case "years and months duration", "yearMonthDuration": self = .yearMonth
    case "list", "List": self = .list(.any)
    case "context", "Context": self = .context([])
    default: return nil
    }
  }
}

extension FEELValue {
  /// The name of the value's type.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .dayTime: "days and time duration"
    case .yearMonth: "years and months duration"
    case .list: "list"
    case .context: "context"
    case .range: "range"
    case .function: "function"
    }
  }
}
