import DecisionTables
import TableSamples
import Testing

@Suite struct `Proving decision tables` {
  @Test func `a partition has no gap and no overlap, and each rule is reached`() throws {
    for table in [try table(volume, ["LOW": 300]), try table(mode)] {
      let proof = table.proof()
      #expect(proof.isPartition)
      #expect(proof.unreached.isEmpty)
    }
  }

  @Test func `a gap comes with facts that no rule answers`() throws {
    let table = try table(mode.replacing("M2,high,yes", with: "M2,mid,yes"))
    let proof = table.proof()
    #expect(
      proof.gaps.map(\.witness)
        == [[NamedValue("volume", .word("high")), NamedValue("known", .word("yes"))]])
    #expect(proof.overlaps.map(\.rules) == [["M2", "M4"]])
  }

  @Test func `between limits that do not meet lies a gap, and on a shared limit an overlap`() throws
  {
    let gap = try table(volume.replacing("[$LOW..3000)", with: "($LOW..3000)"), ["LOW": 300])
    #expect(gap.proof().gaps.map(\.witness) == [[NamedValue("calls", .number(300))]])
    let overlap = try table(volume.replacing("[0..$LOW)", with: "[0..$LOW]"), ["LOW": 300])
    #expect(overlap.proof().overlaps.map(\.rules) == [["V1", "V2"]])
    #expect(overlap.proof().overlaps.first?.region.witness == [NamedValue("calls", .number(300))])
  }

  @Test func `between whole numbers that follow each other lies no gap`() throws {
    let closed = volume.replacing("[0..$LOW)", with: "[0..299]")
    let whole = closed.replacing("number>=0?", with: "integer>=0?")
    #expect(try table(whole, ["LOW": 300]).proof().isPartition)
    #expect(
      try table(closed, ["LOW": 300]).proof().gaps.map(\.witness) == [
        [NamedValue("calls", .number(299.5))]
      ])
  }

  @Test func `null is a value of its own that a table can forget`() throws {
    let forgetful = volume.split(separator: "\n").dropLast().joined(separator: "\n")
    #expect(
      try table(forgetful, ["LOW": 300]).proof().gaps.map(\.witness) == [
        [NamedValue("calls", .null)]
      ])
  }

  @Test func `a budget that runs out is no proof`() throws {
    let proof = try table(mode).proof(budget: 3)
    #expect(!proof.isExhaustive)
    #expect(!proof.isPartition)
  }

  /// Every table of two columns and two rules over a small domain, against plain enumeration.
  @Test func `the proof agrees with asking every combination of facts`() throws {
    let cells = ["-", "a", "b", "a|c", "not(b)", "not(a|b|c)"]
    let values = ["a", "b", "c"].map(FactValue.word)
    for index in 0..<(6 * 6 * 6 * 6) {
      let picks = [index % 6, index / 6 % 6, index / 36 % 6, index / 216].map { cells[$0] }
      let table = try table(
        """
        decision,d
        hit,UNIQUE
        role,in,in,out
        name,x,y,z
        domain,a|b|c,a|b|c,text
        R1,\(picks[0]),\(picks[1]),one
        R2,\(picks[2]),\(picks[3]),two
        """)
      var hasGap = false
      var hasOverlap = false
      for x in values {
        for y in values {
          do throws(EvaluationFailure) {
            _ = try table.evaluate(["x": x, "y": y])
          } catch {
            switch error {
            case .noRule: hasGap = true
            case .severalRules: hasOverlap = true
            case .factMissing, .factOutside: Issue.record("\(error)")
            }
          }
        }
      }
      let proof = table.proof()
      #expect(proof.gaps.isEmpty == !hasGap, "\(picks)")
      #expect(proof.overlaps.isEmpty == !hasOverlap, "\(picks)")
    }
  }
}
