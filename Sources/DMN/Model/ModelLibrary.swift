/// The models that are loaded together: one and those that it imports.
struct ModelLibrary: Sendable {
  var elements: [ElementKey: ModelElement] = [:]
  /// Item definitions by name, for each model.
  var types: [[String: FEELType]] = []

  /// A type that a model defines, or one it imports under `name.type`.
  func type(named name: String, model: Int) -> FEELType? {
    model < types.count ? types[model][name] : nil
  }
}
