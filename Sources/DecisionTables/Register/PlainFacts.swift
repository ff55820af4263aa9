import CDeciding

/// Decides rows that hold nothing unusual, many at a time; `RegisterDecider` decides all others, and says
/// what a row is.
///
/// The weights of codes, the words of columns and the answers of tables, as `deciding_shim.h` asks for
/// them. They are made once and never change.
@safe final class PlainFacts: @unchecked Sendable {
  private let columns: UnsafeMutableBufferPointer<hotline_column>
  private let words: UnsafeMutableBufferPointer<hotline_word>
  private let numbers: UnsafeMutableBufferPointer<hotline_number>
  private let prefixes: UnsafeMutableBufferPointer<hotline_prefixes>
  private let digits: UnsafeMutableBufferPointer<Int>
  private let tables: UnsafeMutableBufferPointer<hotline_table>
  private let weights: UnsafeMutableBufferPointer<UInt32>
  private let answers: UnsafeMutableBufferPointer<Int16>
  private let facts: hotline_facts
  private let isWide: Int32

  /// What there is to know of a register's rows; `nil` where they are not decided here: where a row of
  /// one column could be an empty line, with more than eight tables, and with words that no
  /// multiplication tells apart.
  ///
  /// - Parameters:
  ///   - graph: the tables.
  ///   - columns: by column of the register, the position of the fact that it holds.
  ///   - table: the codes of cells.
  ///   - derived: facts that follow from the cells of another's column.
  ///   - fixed: the codes of facts that are the same for all rows.
  ///   - isWide: whether the processor's wide registers are used, where it has them.
  init?(
    _ graph: CodedGraph, columns: [Int?], _ table: CodeTable, _ derived: [FactDerivation],
    fixed: [Int: UInt16], isWide: Bool = true
  ) {
    guard columns.count > 1, let weighed = WeighedTables(graph) else { return nil }
    var plain = PlainColumns()
    for (place, fact) in columns.enumerated() {
      guard let fact else { continue }
      let first = weighed.firstWeights[fact]
      guard plain.add(place, fact, table, firstWeight: first) else { return nil }
    }
    var digits: [Int] = []
    let prefixes = derived.map { fact in
      let places = (digits.count, digits.count + fact.rules.next.count)
      digits += fact.rules.next + fact.rules.fitting
      return (fact, places, weighed.firstWeights[fact.fact])
    }
    var weights = weighed.weights
    var derivations = unsafe [hotline_prefixes]()
    let kept = unsafe Self.kept(digits)
    for (fact, places, first) in prefixes {
      let firstWeight = weights.count
      weights += fact.codes.map { weighed.weights[first + Int($0)] }
      unsafe derivations.append(
        hotline_prefixes(
          next: UnsafePointer(kept.baseAddress.map { unsafe $0 + places.0 }),
          fitting: UnsafePointer(kept.baseAddress.map { unsafe $0 + places.1 }),
          place: UInt32(fact.column), first_weight: UInt32(firstWeight),
          other: UInt32(weights.count - 1)))
    }
    let start = fixed.reduce(weighed.start) {
      $0 &+ weighed.weights[weighed.firstWeights[$1.key] + Int($1.value)]
    }
    unsafe self.digits = kept
    unsafe self.columns = Self.kept(plain.columns)
    unsafe words = Self.kept(plain.words)
    unsafe numbers = Self.kept(plain.numbers)
    unsafe self.prefixes = Self.kept(derivations)
    unsafe tables = Self.kept(weighed.tables)
    unsafe self.weights = Self.kept(weights.flatMap { sum in sum.indices.map { sum[$0] } })
    unsafe answers = Self.kept(weighed.answers)
    unsafe facts = hotline_facts(
      columns: UnsafePointer(self.columns.baseAddress), words: UnsafePointer(words.baseAddress),
      numbers: UnsafePointer(numbers.baseAddress),
      prefixes: UnsafePointer(self.prefixes.baseAddress),
      tables: UnsafePointer(tables.baseAddress),
      weights: UnsafePointer(self.weights.baseAddress),
      answers: UnsafePointer(answers.baseAddress), width: columns.count,
      column_count: plain.columns.count, prefix_count: derivations.count,
      table_count: weighed.tables.count,
      start: (
        start[0], start[1], start[2], start[3], start[4], start[5], start[6], start[7]
      ))
    self.isWide = isWide ? hotline_is_wide() : 0
  }

  deinit {
    unsafe columns.deallocate()
    unsafe words.deallocate()
    unsafe numbers.deallocate()
    unsafe prefixes.deallocate()
    unsafe digits.deallocate()
    unsafe tables.deallocate()
    unsafe weights.deallocate()
    unsafe answers.deallocate()
  }

  private static func kept<Element>(
    _ elements: [Element]
  ) -> UnsafeMutableBufferPointer<Element> {
    let kept = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = unsafe kept.initialize(fromContentsOf: elements)
    return unsafe kept
  }

  /// Decides rows from a place on, where one begins, up to the first that is not plain or has no
  /// room.
  ///
  /// - Returns: where the first row begins that was not decided.
  func decide(
    _ bytes: Span<UInt8>, from start: Int, into rows: inout DecidedRows
  ) -> Int {
    guard bytes.count < Int(Int32.max) else { return start }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe rows.fill { out in
        unsafe withUnsafePointer(to: facts) { facts in
          unsafe hotline_decide(bytes.baseAddress, start, bytes.count, facts, &out, isWide)
        }
      }
    }
  }
}
