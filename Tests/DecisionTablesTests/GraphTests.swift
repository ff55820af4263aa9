import DecisionTables
import TableSamples
import Testing

@Suite struct `Graphs of decision tables` {
  let tables: [DecisionTable]

  init() throws {
    tables = [try table(mode), try table(volume, ["LOW": 300])]
  }

  @Test func `a table is asked behind those whose outputs it needs`() throws {
    let graph = try DecisionGraph(tables)
    #expect(graph.tables.map(\.name) == ["volume", "mode"])
    #expect(graph.facts.keys.sorted() == ["calls", "known"])
    let outcome = try graph.evaluate(["calls": .number(5000), "known": .word("yes")])
    #expect(outcome.values["mode"] == .word("DUAL"))
    #expect(outcome.steps.map(\.rule.id) == ["V3", "M2"])
  }

  @Test func `a fact that no rule on the way asked about is not used`() throws {
    let graph = try DecisionGraph(tables)
    let quiet = try graph.evaluate(["calls": .number(5), "known": .word("yes")])
    #expect(quiet.grounds(of: ["mode"]).facts == ["calls"])
    #expect(quiet.grounds(of: ["mode"]).steps.map(\.rule.id) == ["V1", "M1"])
    let busy = try graph.evaluate(["calls": .number(5000), "known": .word("yes")])
    #expect(busy.grounds(of: ["mode"]).facts == ["calls", "known"])
  }

  @Test func `tables that wait for each other are refused by name`() throws {
    let circular = try table(
      """
      decision,fame
      hit,UNIQUE
      role,in,out
      name,mode,known
      domain,FULL|DUAL|PERSON,yes|no
      F1,-,yes
      """)
    #expect(
      throws: TablesUnusable([
        TableComplaint(.cycle(tables: ["fame", "mode"]), at: [at(1, 2), at(1, 2)])
      ])
    ) { try DecisionGraph(tables + [circular]) }
  }

  @Test func `two tables that give one output are refused`() throws {
    let second = try table(mode.replacing("decision,mode", with: "decision,mode2"))
    #expect(
      throws: TablesUnusable([
        TableComplaint(.outputTwice(name: "mode"), at: [at(4, 4), at(4, 4)])
      ])
    ) { try DecisionGraph(tables + [second]) }
  }

  @Test func `a value that the next table does not expect is refused`() throws {
    let narrow = try table(
      mode.replacing("low|mid|high|unknown", with: "low|mid|high")
        .replacing("mid|unknown", with: "mid"))
    #expect(
      throws: TablesUnusable([
        TableComplaint(
          .valueNotAccepted(column: "volume", found: "unknown", expected: "low, mid, high"),
          at: [at(5, 2), at(5, 3)])
      ])
    ) { try DecisionGraph([narrow, tables[1]]) }
  }

  @Test func `a rule is dead where the tables before it never give what it asks for`() throws {
    let counted = try table(
      volume.replacing("number>=0?", with: "number>=0").replacing("V4,null,unknown,d", with: "")
        .replacing(">=3000,high", with: ">=3000,unknown"), ["LOW": 300])
    let reach = try DecisionGraph([tables[0], counted]).reach()
    #expect(reach.isExhaustive)
    #expect(reach.rules["mode"] == ["M1", "M4"])
    #expect(reach.values["mode"] == [.word("FULL"), .word("PERSON")])
  }

  @Test func `with a fact held fixed only what follows from it is reached`() throws {
    let reach = try DecisionGraph(tables).reach(limiting: ["calls": [.number(5)]])
    #expect(reach.values["mode"] == [.word("FULL")])
    let held = try DecisionGraph(tables).reach(limiting: ["volume": [.word("high")]])
    #expect(held.rules["mode"] == ["M2", "M3"])
  }
}
