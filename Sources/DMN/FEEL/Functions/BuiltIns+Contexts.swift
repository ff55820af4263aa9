extension BuiltIns {
  /// Functions on contexts.
  static let contexts: [String: BuiltIn] = [
    "get value": BuiltIn("m, key") { _, arguments in
      guard let context = arguments.context(0), let key = arguments.string(1) else { return nil }
      return context[key] ?? .null
    },
    "get entries": BuiltIn("m") { _, arguments in
      arguments.context(0).map { context in
        .list(
          context.entries.map {
            .context(FEELContext([("key", .string($0.name)), ("value", $0.value)]))
          })
      }
    },
    "context": BuiltIn("entries") { _, arguments in
      guard let entries = arguments.list(0) else { return nil }
      var context = FEELContext()
      for entry in entries {
        guard case .context(let entry) = entry, case .string(let key)? = entry["key"],
          let value = entry["value"], context[key] == nil
        else { return nil }
        context[key] = value
      }
      return .context(context)
    },
    "context put": BuiltIn("context, key:string, value | context, keys:list, value") {
      _, arguments in
      guard let context = arguments.context(0) else { return nil }
      if case .list(let keys) = arguments[1] {
        return put(arguments[2], at: keys[...], in: context).map { .context($0) }
      }
      return put(arguments[2], at: [arguments[1]], in: context).map { .context($0) }
    },
    "context merge": BuiltIn("contexts", isVariadic: false) { _, arguments in
      guard let contexts = arguments.list(0) else { return nil }
      var merged = FEELContext()
      for context in contexts {
        guard case .context(let context) = context else { return nil }
        for (name, value) in context.entries { merged[name] = value }
      }
      return .context(merged)
    },
  ]

  /// A context with a value put at the end of a path of keys.
  private static func put(
    _ value: FEELValue, at keys: ArraySlice<FEELValue>, in context: FEELContext
  ) -> FEELContext? {
    guard case .string(let key)? = keys.first else { return nil }
    var changed = context
    if keys.count == 1 {
      changed[key] = value
      return changed
    }
    guard case .context(let inner)? = context[key],
      let put = put(value, at: keys.dropFirst(), in: inner)
    else { return nil }
    changed[key] = .context(put)
    return changed
  }
}
