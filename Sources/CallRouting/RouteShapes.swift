package import HotlineModel

extension RoutingTable {
  /// Makes equal shapes of routes one shape.
  ///
  /// - Parameters:
  ///   - routes: the routes.
  ///   - isApart: whether calls go on to a number, or it is protected: a call may come back to it,
  ///     so that no other route shares its shape.
  static func internShapes(of routes: inout [Route], apart isApart: (HotlineNumber) -> Bool) {
    var shapes: [[RouteShape.Stage]: RouteShape] = [:]
    for position in routes.indices {
      let stages = routes[position].shape.stages
      if isApart(routes[position].number) {
        routes[position].share(RouteShape(stages: stages))
        continue
      }
      let shape = shapes[stages] ?? RouteShape(id: shapes.count, stages: stages)
      shapes[stages] = shape
      routes[position].share(shape)
    }
  }
}

/// Values cached per `RouteShape`.
package struct ShapeCache<Value> {
  private var values: [Int: Value] = [:]

  /// An empty cache.
  package init() {}

  /// The value of a shape; it is made where the shape has none yet, or is shared by no other route.
  package mutating func value(
    for shape: RouteShape, make: () throws -> Value
  ) rethrows -> Value {
    if let known = shape.id.flatMap({ values[$0] }) { return known }
    let made = try make()
    if let id = shape.id { values[id] = made }
    return made
  }
}

extension RoutingTable {
  /// A value for each route, in their order, cached per `RouteShape`.
  ///
  /// - Parameter make: asks the stages of a route; it must not ask its number, the names of its
  ///   lines or its places, in which routes of one shape differ.
  /// - Returns: the values.
  func perShape<Value>(_ make: (Route) throws -> Value) rethrows -> [Value] {
    var cache = ShapeCache<Value>()
    return try routes.map { route in try cache.value(for: route.shape) { try make(route) } }
  }
}
