import DMN
import DecisionTables
import TableSamples
import Testing

@Suite struct `Writing decision models` {
  private static let disposition = """
    decision,disposition,处置
    hit,UNIQUE
    role,in,in,out,out,note
    name,mode,seats,number,rank,clause
    domain,FULL|DUAL|PERSON,some|none,cancel|keep|hold,number?,
    P1,FULL,some,cancel,1,53号 <二>
    P2,FULL,none,cancel,null,"x"
    P3,not(FULL),-,keep,2,& more
    """
  private static let escort = """
    decision,escort
    hit,UNIQUE
    role,in,in,out
    name,number,rank,escort
    domain,cancel|keep|hold,number?,yes|no
    E1,cancel,not([1..2)|null),no
    E2,cancel,[1..2)|null,yes
    E3,not(cancel),-,no
    """

  private func graph() throws -> DecisionGraph {
    try DecisionGraph([
      table(volume, ["LOW": 300]), table(mode), table(Self.disposition), table(Self.escort),
    ])
  }

  private func written() throws -> String {
    try graph().dmn(name: "policy", namespace: "urn:hotline:test")
  }

  @Test(.enabled(if: TestKit.isPresent, "OMG's schemas are not beside the project"))
  func `what is written is valid against the schema of DMN 1 3`() throws {
    let schema =
      TestKit.folder.split(separator: "/").dropLast().map { "/" + $0 }.joined()
      + "/dmn-xsd/DMN13.xsd"
    #expect(SchemaCheck.result(of: try written(), against: schema) == 0)
    let broken = try written().replacing("<decisionTable", with: "<decisionTables")
      .replacing("</decisionTable>", with: "</decisionTables>")
    #expect(SchemaCheck.result(of: broken, against: schema) != 0)
  }

  @Test func `what is written decides as the sheets do, for every fact`() throws {
    let graph = try graph()
    let file = ModelFile(path: "policy.dmn", bytes: Array(try written().utf8))
    let model = try DecisionModel(reading: file)
    var count = 0
    for calls: FactValue in [.null, .number(0), .number(299.5), .number(300), .number(3000)] {
      for known in ["yes", "no"] {
        for seats in ["some", "none"] {
          let facts: [String: FactValue] = [
            "calls": calls, "known": .word(known), "seats": .word(seats),
          ]
          let expected = try graph.evaluate(facts)
          let inputs = facts.map { DecisionModel.Input(name: $0.key, value: feel($0.value)) }
          for table in graph.tables {
            let answer = model.decide(table.name, inputs: inputs)
            #expect(answer.faults == [], "\(table.name) \(facts)")
            for output in table.outputs {
              #expect(
                part(answer.value, output.name, of: table) == expected.values[output.name],
                "\(table.name) \(facts)")
              count += 1
            }
          }
        }
      }
    }
    #expect(count == 100)
  }

  @Test func `the same tables give the same bytes`() throws {
    #expect(try written() == written())
  }

  private func feel(_ value: FactValue) -> FEELValue {
    switch value {
    case .word(let word): .string(word)
    case .number(let number): FEELNumber(text: String(number)).map { .number($0) } ?? .null
    case .null: .null
    }
  }

  private func part(_ value: FEELValue, _ name: String, of table: DecisionTable) -> FactValue? {
    switch value {
    case .context(let context): context[name].flatMap { part($0, name, of: table) }
    case .string(let word): .word(word)
    case .number(let number): Double(number.text).map { .number($0) }
    case .null: .null
    default: nil
    }
  }
}
