import Dispatch
import Synchronization

/// Does the same work on many pieces on all cores, and takes the results in the pieces' order.
///
/// What comes out is the same however many cores there are. At most `width` pieces are under way,
/// so memory does not grow with their number.
///
/// - Parameters:
///   - width: how many pieces may be under way at once.
///   - next: the next piece, `nil` behind the last one; called by the caller's own task.
///   - work: what is done with a piece, on any core.
///   - take: takes the results, one by one, in order, and may keep parts of them; called by the
///     caller's own task.
/// - Throws: what `next` and `take` throw.
package func inOrder<Piece: Sendable, Product: Sendable>(
  width: Int = 4, next: () throws -> Piece?, work: @escaping @Sendable (Piece) -> Product,
  take: (consuming Product) throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (Int, Product).self) { group in
    var given = 0
    var taken = 0
    var waiting: [Int: Product] = [:]
    var isAtEnd = false
    while true {
      while !isAtEnd, given - taken < width {
        guard let piece = try next() else {
          isAtEnd = true
          break
        }
        let number = given
        given += 1
        group.addTask { (number, work(piece)) }
      }
      if isAtEnd, taken == given { return }
      if let product = waiting.removeValue(forKey: taken) {
        taken += 1
        try take(consume product)
      } else if let (number, product) = try await group.next() {
        waiting[number] = product
      }
    }
  }
}

/// Does the same work on each of some pieces on all cores.
///
/// - Returns: the results, in the pieces' order.
package func onAllCores<Piece: Sendable, Product: Sendable>(
  _ pieces: some Sequence<Piece>, _ work: @escaping @Sendable (Piece) -> Product
) async throws -> [Product] {
  var products: [Product] = []
  var rest = pieces.makeIterator()
  try await inOrder(next: { rest.next() }, work: work) { products.append($0) }
  return products
}

/// Does the same work on some pieces on all cores, and waits for it.
///
/// - Parameters:
///   - count: how many pieces there are.
///   - work: what is done with a piece, by its position.
/// - Returns: the results, in the pieces' order.
/// - Throws: what `work` throws for the first of the pieces for which it throws.
package func onAllCores<Product: Sendable>(
  count: Int, _ work: @Sendable (Int) throws -> Product
) throws -> [Product] {
  let results = Mutex([Result<Product, any Error>?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { position in
    let result = Result { try work(position) }
    results.withLock { $0[position] = result }
  }
  return try results.withLock { try $0.compactMap { try $0?.get() } }
}
