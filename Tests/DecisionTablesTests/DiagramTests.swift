import TableSamples
import Testing

@testable import DecisionTables

@Suite struct `Decision diagrams` {
  @Test func `tuples that are forgotten leave the others where they were`() {
    var table = TupleTable()
    func tuple(_ number: Int32) -> ArraySlice<Int32> { [number % 7, number / 7, number][...] }
    for number: Int32 in 0..<1_000 {
      #expect(table.number(of: tuple(number)) == (Int(number), true))
    }
    table.keepFirst(300)
    #expect(table.count == 300 && table.words.count == 900)
    for number: Int32 in 0..<300 {
      #expect(table.number(of: tuple(number)) == (Int(number), false))
    }
    for number: Int32 in 300..<600 { #expect(table.number(of: tuple(number + 9_000)).isNew) }
    #expect(table[299] == tuple(299) && table[300] == tuple(9_300))
  }

  @Test func `equal functions have one node, and a fact that changes nothing is not asked`() {
    var diagrams = DecisionDiagrams(codes: [2, 3], within: ProofBudget())
    let low = diagrams.fact(at: 1)
    #expect(diagrams.fact(at: 1) == low)
    #expect(diagrams.node([0, low, low]) == low)
    let walk = DiagramWalk(diagrams, from: low)
    #expect(walk.values.map { walk.count(of: $0) } == [2, 2, 2])
    #expect(walk.codes(leadingTo: 2) == [0, 2])
  }

  /// Each table asks whether two facts are alike, and for the table before it.
  func pairs(_ count: Int) throws -> CodedGraph {
    let tables = try (1...count).map { index in
      let before = index > 1 ? "p\(index + 99 - 1)" : "start"
      return try table(
        """
        decision,p\(index + 99)
        hit,UNIQUE
        role,in,in,in,out
        name,\(before),x\(index),y\(index),p\(index + 99)
        domain,same|differ,a|b|c,a|b|c,same|differ
        R1,differ,-,-,differ
        R2,same,a,a,same
        R3,same,b,b,same
        R4,same,c,c,same
        R5,same,a,b|c,differ
        R6,same,b,a|c,differ
        R7,same,c,a|b,differ
        """)
    }
    return try CodedGraph(DecisionGraph(tables))
  }

  @Test func `facts that are needed together are asked together`() throws {
    // Asked x by x and then y by y, there would be 3^12 combinations to remember.
    var diagrams = GraphDiagrams(try pairs(12), budget: ProofBudget(states: 2_000))
    let proof = diagrams.proof(of: [], unknown: [])
    #expect(proof.isExhaustive && proof.holes.isEmpty && proof.unreached.isEmpty)
    #expect(proof.combinations == 2 * 282_429_536_481)
  }

  @Test func `more combinations than a number can say are the largest number`() throws {
    var diagrams = GraphDiagrams(try pairs(40))
    #expect(diagrams.proof(of: [], unknown: []).combinations == .max)
    func clause(_ name: String, _ word: String) throws -> GraphInvariant.Clause {
      GraphInvariant.Clause(
        name: name,
        condition: try Condition(
          reading: word, of: name, domain: .words(["same", "differ"]), parameters: [:],
          at: at(1, 1)))
    }
    let proof = diagrams.proof(
      of: GraphInvariant(
        id: "I", when: [try clause("p139", "differ")], must: [try clause("start", "differ")]))
    #expect(proof.cases == .max && proof.broken == .max)
    #expect(proof.witness.count == 81)
    // Alike in all of 39 pairs in 3^39 ways, which still fit.
    diagrams = GraphDiagrams(try pairs(39))
    let alike = diagrams.proof(
      of: GraphInvariant(
        id: "I", when: [try clause("p138", "same")], must: [try clause("start", "same")]))
    #expect(alike.cases == 4_052_555_153_018_976_267)
    #expect(alike.broken == 0)
  }
}
