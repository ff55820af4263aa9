/// Goes through all combinations of facts at once, table by table.
///
/// After each table only what later tables ask for is kept, and combinations that agree in it are
/// one state with a count. Several lanes run side by side: they share all facts but those that a
/// lane holds to a value of its own, so that what one fact changes is seen directly.
struct GraphSweep {
  /// Facts that a lane holds, as positions among the variables with their codes.
  typealias Lane = [Int: UInt16]

  /// What a table answers to one state.
  struct Visit {
    /// The table's position in the graph.
    let table: Int
    /// How many combinations of facts it stands for.
    let count: Int
    /// Where it stands, for `GraphSweep.facts(of:)`.
    let trace: Trace
  }

  /// A way back to the facts that a state came from.
  struct Trace {
    fileprivate let state: Int
    fileprivate let choice: Int
    fileprivate let layer: Int
  }

  /// The states in front of one table.
  private struct Layer {
    /// The codes of all variables in all lanes, state after state.
    var codes: [UInt16] = []
    var counts: [Int] = []
    var parents: [Int] = []
    var choices: [Int] = []
    /// The facts that the table asks for first: a choice is a number of these digits.
    var digits: [Digit] = []
  }

  let graph: CodedGraph
  let lanes: [Lane]
  /// For facts, as positions among the variables: the only codes they are taken to have.
  let limits: [Int: [UInt16]]
  /// What is still asked for behind the last table.
  let kept: Set<Int>
  private let width: Int
  private var budget: Int
  private var layers: [Layer] = []
  /// Whether everything was looked at.
  private(set) var isExhaustive = true
  /// How many answers of tables were looked up.
  private(set) var lookups = 0

  init(
    _ graph: CodedGraph, lanes: [Lane] = [[:]], limits: [Int: [UInt16]] = [:],
    keeping kept: Set<Int> = [], budget: Int
  ) {
    self.graph = graph
    self.lanes = lanes
    self.limits = limits
    self.kept = kept
    self.budget = budget
    width = graph.variables.count
  }

  /// Goes through all tables; `see` is told every answer: where it stands, by lane the rule that
  /// answers (or `none` or `several`), and by lane the codes of all variables known so far.
  ///
  /// - Returns: the number of combinations of facts that got an answer from every table.
  mutating func run(_ see: (Visit, [Int16], [UInt16], GraphSweep) -> Void) -> Int {
    var layer = Layer()
    layer.codes = [UInt16](repeating: 0, count: width * lanes.count)
    layer.counts = [1]
    layer.parents = [-1]
    layer.choices = [0]
    var known: Set<Int> = []
    for index in graph.tables.indices {
      let table = graph.tables[index]
      let facts = Set(table.inputs.filter { $0 < graph.factCount }).subtracting(known)
      layer.digits = facts.sorted().map(digit)
      known.formUnion(facts)
      layers.append(layer)
      guard let next = step(index, see) else {
        isExhaustive = false
        return 0
      }
      layer = next
    }
    return layer.counts.reduce(0, +)
  }

  /// The states behind a table; `nil` where the budget is spent, or where a state does not fit.
  private mutating func step(
    _ index: Int, _ see: (Visit, [Int16], [UInt16], GraphSweep) -> Void
  ) -> Layer? {
    let table = graph.tables[index]
    guard let key = StateKey(graph, needed(behind: index), lanes) else { return nil }
    let (layer, size) = (layers[index], width * lanes.count)
    let choices = layer.digits.reduce(1) { $0 * $1.base }
    var next = Layer()
    var places: [UInt128: Int] = [:]
    var codes: [UInt16] = []
    var rules = [Int16](repeating: 0, count: lanes.count)
    for state in layer.counts.indices {
      codes = Array(layer.codes[state * size..<(state + 1) * size])
      for choice in 0..<choices {
        guard budget > 0 else { return nil }
        budget -= lanes.count
        lookups += lanes.count
        set(layer.digits, choice, after: choice > 0, &codes)
        var isAnswered = true
        for lane in lanes.indices {
          let rule = table.rule(for: codes, from: lane * width)
          rules[lane] = rule
          guard rule >= 0 else {
            isAnswered = false
            continue
          }
          let given = table.given[Int(rule)]
          for output in table.outputs.indices {
            codes[lane * width + table.outputs[output]] = given[output]
          }
        }
        let trace = Trace(state: state, choice: choice, layer: index)
        see(Visit(table: index, count: layer.counts[state], trace: trace), rules, codes, self)
        guard isAnswered else { continue }
        let packed = key.packed(codes)
        if let place = places[packed] {
          next.counts[place] += layer.counts[state]
        } else {
          places[packed] = next.counts.count
          next.counts.append(layer.counts[state])
          next.parents.append(state)
          next.choices.append(choice)
          next.codes += codes
        }
      }
    }
    return next
  }

  /// Which variables are asked for behind a table.
  private func needed(behind index: Int) -> Set<Int> {
    graph.tables[(index + 1)...].reduce(kept) { $0.union($1.inputs) }
      .intersection(
        graph.tables[...index].reduce(Set()) { $0.union($1.inputs).union($1.outputs) })
  }

  // MARK: Facts that are asked for the first time

  private func digit(_ fact: Int) -> Digit {
    // A fact that lanes hold has one code in each of them.
    let isHeld = lanes.contains { $0[fact] != nil }
    let tried =
      isHeld ? [0] : limits[fact] ?? graph.variables[fact].codes.indices.map { UInt16($0) }
    return Digit(
      fact: fact, places: lanes.indices.map { $0 * width + fact },
      codes: tried.flatMap { code in lanes.map { $0[fact] ?? code } })
  }

  /// Gives facts the codes of a choice; where they have those of the choice before, only the facts
  /// that differ are touched.
  private func set(_ digits: [Digit], _ choice: Int, after isNext: Bool, _ codes: inout [UInt16]) {
    var rest = choice
    for digit in digits {
      let value = rest % digit.base
      digit.set(to: value, &codes)
      // Only a digit that begins anew carries into the next one.
      if isNext, value != 0 { return }
      rest /= digit.base
    }
  }

  /// Facts that lead to an answer; facts nobody had asked for by then are left out.
  func facts(of trace: Trace, lane: Int = 0) -> [NamedValue] {
    var codes = [UInt16](repeating: 0, count: width * lanes.count)
    var known: Set<Int> = []
    var (state, choice, layer) = (trace.state, trace.choice, trace.layer)
    while layer >= 0 {
      set(layers[layer].digits, choice, after: false, &codes)
      known.formUnion(layers[layer].digits.map(\.fact))
      (state, choice, layer) = (
        layers[layer].parents[state], layers[layer].choices[state], layer - 1
      )
    }
    return known.sorted().map { fact in
      NamedValue(
        graph.variables[fact].name,
        graph.variables[fact].values[Int(codes[lane * width + fact])])
    }
  }
}

/// A fact as a digit of a mixed-radix counter: its values are the codes it has in all lanes.
private struct Digit {
  let fact: Int
  /// Where its code stands, lane by lane.
  let places: [Int]
  /// Value by value, and in each lane by lane.
  let codes: [UInt16]
  /// How many values it has.
  var base: Int { codes.count / places.count }

  func set(to value: Int, _ state: inout [UInt16]) {
    let first = value * places.count
    for lane in places.indices { state[places[lane]] = codes[first + lane] }
  }
}

/// What must be told apart of a state, packed into one number.
private struct StateKey {
  /// Positions among the codes of all lanes.
  private let positions: [Int]
  /// How many bits each takes.
  private let bits: [Int]

  /// `nil` where a state has more than 128 bits.
  init?(_ graph: CodedGraph, _ needed: Set<Int>, _ lanes: [GraphSweep.Lane]) {
    var positions: [Int] = []
    var bits: [Int] = []
    for variable in needed.sorted() {
      // Lanes share the facts that none of them holds.
      let isShared =
        variable < graph.factCount && !lanes.contains { $0[variable] != nil }
      for lane in lanes.indices where lane == 0 || !isShared {
        positions.append(lane * graph.variables.count + variable)
        let last = graph.variables[variable].codes.count - 1
        bits.append(Int.bitWidth - max(last, 0).leadingZeroBitCount)
      }
    }
    guard bits.reduce(0, +) <= 128 else { return nil }
    self.positions = positions
    self.bits = bits
  }

  func packed(_ codes: [UInt16]) -> UInt128 {
    var key: UInt128 = 0
    for index in positions.indices {
      key = key << UInt128(bits[index]) | UInt128(codes[positions[index]])
    }
    return key
  }
}
