import DecisionTables
import TableSamples
import Testing

@Suite struct `Proving graphs of decision tables` {
  /// Calls may be uncounted and fame unknown; `MISS` guesses where fame is unknown.
  let guessing = """
    decision,mode
    hit,UNIQUE
    role,in,in,out
    name,volume,known,mode
    domain,low|mid|high|unknown,yes|no|unknown,FULL|DUAL|PERSON
    M1,low,-,FULL
    M2,high,not(no),DUAL
    M3,high,no,PERSON
    M4,mid|unknown,-,PERSON
    """

  func proof(_ mode: String) throws -> GraphProof {
    let graph = try DecisionGraph([try table(mode), try table(volume, ["LOW": 300])])
    var diagrams = GraphDiagrams(try CodedGraph(graph))
    return diagrams.proof(
      of: [Outcome("mode", undecided: [.word("PERSON")])], unknown: [.word("unknown"), .null])
  }

  @Test func `a definite answer that an unknown fact could change is a hidden guess`() throws {
    let proof = try proof(guessing)
    #expect(proof.isExhaustive && proof.holes.isEmpty && proof.unreached.isEmpty)
    let guess = try #require(proof.hiddenGuesses.first)
    #expect(proof.hiddenGuesses.count == 1)
    #expect(guess.rule.id == "M2")
    #expect(guess.fact == "known")
    #expect(guess.known == .word("no"))
    #expect(guess.knownAnswer == .word("PERSON"))
    #expect(guess.regions.map(\.words) == ["volume high, known unknown"])
    #expect(guess.count == 2)
  }

  @Test func `split so that the unknown goes to a person, the guess is gone`() throws {
    let proof = try proof(
      guessing.replacing("M2,high,not(no)", with: "M2,high,yes")
        .replacing("M3,high,no", with: "M3,high,no|unknown"))
    #expect(proof.hiddenGuesses.isEmpty)
    #expect(proof.needlessQuestions.isEmpty)
    #expect(proof.combinations == 21)
  }

  @Test func `a question to a person that no answer would change is needless`() throws {
    let proof = try proof(
      guessing.replacing("M1,low,-,FULL", with: "M1,low,yes|no,FULL\nM5,low,unknown,PERSON")
        .replacing("not(no)", with: "yes").replacing("M3,high,no", with: "M3,high,no|unknown"))
    #expect(proof.hiddenGuesses.isEmpty)
    #expect(proof.needlessQuestions.map(\.rule.id) == ["M5"])
    #expect(proof.needlessQuestions.first?.knownAnswer == .word("FULL"))
  }

  /// A proof of a table by places; all that no rule names get one answer.
  func proof(elsewhere answer: String, known: Set<String> = []) throws -> GraphProof {
    let graph = try DecisionGraph([
      try table(
        """
        decision,mode
        hit,UNIQUE
        role,in,out
        name,place,mode
        domain,text,FULL|DUAL|PERSON
        R1,440604|440605,FULL
        R2,not(440604|440605),\(answer)
        """)
    ])
    var diagrams = GraphDiagrams(try CodedGraph(graph))
    return diagrams.proof(
      of: [Outcome("mode", undecided: [.word("PERSON")])],
      unknown: [.word("unknown"), DecisionTable.anyOtherText], known: known)
  }

  @Test func `a text that no rule names may be one that nobody knows`() throws {
    let guess = try #require(try proof(elsewhere: "DUAL").hiddenGuesses.first)
    #expect(guess.rule.id == "R2" && guess.fact == "place")
    #expect(guess.known == .word("440604") && guess.knownAnswer == .word("FULL"))
    #expect(try proof(elsewhere: "FULL").hiddenGuesses.isEmpty)
    #expect(try proof(elsewhere: "DUAL", known: ["place"]).hiddenGuesses.isEmpty)
  }

  @Test func `a person asked about places that no rule names is asked for known ones too`() throws {
    let proof = try proof(elsewhere: "PERSON")
    #expect(proof.hiddenGuesses.isEmpty && proof.needlessQuestions.isEmpty)
  }

  @Test func `a graph that is too large for its budget is not proven`() throws {
    let graph = try DecisionGraph([try table(guessing), try table(volume, ["LOW": 300])])
    var diagrams = GraphDiagrams(try CodedGraph(graph), budget: ProofBudget(states: 3))
    let proof = diagrams.proof(of: [Outcome("mode", undecided: [])], unknown: [])
    #expect(!proof.isExhaustive)
    #expect(proof.heaviest.map(\.table) == ["mode", "volume"])
    // One state for the only fact of the volume, one for its output, and one of the mode fits.
    #expect(proof.heaviest.map(\.states) == [2, 1])
  }

  @Test func `an invariant is broken with the facts that break it, or holds in all its cases`()
    throws
  {
    let graph = try DecisionGraph([try table(guessing), try table(volume, ["LOW": 300])])
    var diagrams = GraphDiagrams(try CodedGraph(graph))
    func clause(_ name: String, _ cell: String) throws -> GraphInvariant.Clause {
      GraphInvariant.Clause(
        name: name,
        condition: try Condition(
          reading: cell, of: name, domain: try #require(graph.domains[name]), parameters: [:],
          at: at(1, 1)))
    }
    let holds = diagrams.proof(
      of: GraphInvariant(
        id: "I1", when: [try clause("calls", "<300")], must: [try clause("mode", "FULL")]))
    #expect(holds.cases == 6)
    #expect(holds.broken == 0)
    let breaks = diagrams.proof(
      of: GraphInvariant(
        id: "I2", when: [try clause("volume", "high")], must: [try clause("mode", "DUAL")]))
    #expect(breaks.cases == 6)
    #expect(breaks.broken == 2)
    #expect(
      breaks.witness == [NamedValue("calls", .number(3000)), NamedValue("known", .word("no"))])
    #expect(
      breaks.answers == [NamedValue("volume", .word("high")), NamedValue("mode", .word("PERSON"))])
  }

  @Test func `two graphs differ where one limit was moved, and nowhere else`() throws {
    let old = try DecisionGraph([try table(mode), try table(volume, ["LOW": 300])])
    let new = try DecisionGraph([try table(mode), try table(volume, ["LOW": 100])])
    let difference = try #require(try old.difference(to: new, in: ["mode"]))
    #expect(difference.regions.count == 1)
    let region = difference.regions[0]
    #expect(region.before == [NamedValue("mode", .word("FULL"))])
    #expect(region.after == [NamedValue("mode", .word("PERSON"))])
    #expect(region.regions.map(\.words) == ["volume low"])
    #expect(try #require(try old.difference(to: old, in: ["mode"])).regions.isEmpty)
  }

  @Test func `rules that are one too many are told, by how they stand to each other`() throws {
    let table = try table(
      guessing.replacing("M3,high,no,PERSON", with: "M3,high,no,PERSON\nM5,high,yes,DUAL")
        .replacing("M4,mid|unknown,-", with: "M4,mid,-,PERSON\nM6,unknown,-"))
    let found = table.comparisons().map { ($0.kind, $0.rules.map(\.id)) }
    #expect(found.count == 2)
    #expect(found.contains { $0.0 == .subsumed && $0.1 == ["M5", "M2"] })
    #expect(
      found.contains {
        $0.0 == .mergeable(column: "volume", cell: "mid|unknown") && $0.1 == ["M4", "M6"]
      })
  }
}
