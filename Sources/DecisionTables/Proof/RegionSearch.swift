/// Cuts the space of a table's codes into regions that no rule's border crosses.
///
/// A region that no rule touches is a gap; in one that all rules touching it cover, exactly these
/// rules answer. Every other region is cut in two where that separates most, which finds again the
/// tree that a table was once made from. The problem is hard in the number of columns: the search
/// stops when its budget is spent, and says so.
///
/// Source: after Calvanese et al., "Semantics and Analysis of DMN Decision Tables" (2016).
struct RegionSearch {
  /// By column: a range of codes.
  typealias Region = [Range<Int>]

  private let coded: CodedTable
  private var budget: Int
  /// The most gaps and sets of overlapping rules that are kept.
  private let limit: Int

  /// Regions that no rule answers.
  private(set) var gaps: [Region] = []
  /// How many gaps there are, kept or not.
  private(set) var gapCount = 0
  /// Rules that answer together, with the first region where they do.
  private(set) var overlaps: [RuleSet: Region] = [:]
  /// Rules that answer somewhere with no other beside them.
  private(set) var alone: RuleSet
  /// Rules that answer somewhere.
  private(set) var reached: RuleSet
  /// Whether everything was looked at.
  private(set) var isExhaustive = true
  /// How many regions were looked at.
  private(set) var regions = 0

  init(_ coded: CodedTable, budget: Int, limit: Int = .max) {
    self.coded = coded
    self.budget = budget
    self.limit = limit
    reached = RuleSet(count: coded.table.rules.count)
    alone = reached
  }

  mutating func run() {
    let whole = coded.codes.map { 0..<$0.count }
    guard !whole.contains(where: \.isEmpty) else { return }
    visit(whole, coded.possibleRules)
  }

  private mutating func visit(_ region: Region, _ rules: [Int]) {
    guard budget > 0 else {
      isExhaustive = false
      return
    }
    budget -= 1
    regions += 1
    guard !rules.isEmpty else {
      gapCount += 1
      if gaps.count < limit { gaps.append(region) }
      return
    }
    guard let cut = bestCut(of: region, rules) else {
      record(rules, region)
      return
    }
    let whole = region[cut.column]
    for half in [whole.lowerBound..<cut.code, cut.code..<whole.upperBound] {
      var part = region
      part[cut.column] = half
      visit(part, rules.filter { touches(coded.ranges[$0][cut.column], half) })
    }
  }

  private func touches(_ ranges: [Range<Int>], _ half: Range<Int>) -> Bool {
    for range in ranges {
      if range.lowerBound >= half.upperBound { return false }
      if range.upperBound > half.lowerBound { return true }
    }
    return false
  }

  private mutating func record(_ rules: [Int], _ region: Region) {
    var set = RuleSet(count: coded.table.rules.count)
    for rule in rules { set.insert(rule) }
    reached.formUnion(set)
    if rules.count == 1 { alone.formUnion(set) }
    if rules.count > 1, overlaps.count < limit, overlaps[set] == nil { overlaps[set] = region }
  }

  /// Where the region is cut best; `nil` where every rule covers all of it.
  private func bestCut(of region: Region, _ rules: [Int]) -> (column: Int, code: Int)? {
    var best: (column: Int, code: Int)?
    var bestCost = Int.max
    for column in region.indices where region[column].count > 1 {
      let whole = region[column]
      // By border: how many rules begin there, how many have ended there, whether one is there.
      var begins = [Int](repeating: 0, count: whole.count + 1)
      var ended = [Int](repeating: 0, count: whole.count + 1)
      var isBorder = [Bool](repeating: false, count: whole.count + 1)
      var hasBorder = false
      for rule in rules {
        var first = Int.max
        var last = 0
        for range in coded.ranges[rule][column] {
          let lower = max(range.lowerBound, whole.lowerBound) - whole.lowerBound
          let upper = min(range.upperBound, whole.upperBound) - whole.lowerBound
          guard lower < upper else { continue }
          first = min(first, lower)
          last = upper
          if lower > 0 { isBorder[lower] = true }
          if upper < whole.count { isBorder[upper] = true }
          hasBorder = hasBorder || lower > 0 || upper < whole.count
        }
        begins[first] += 1
        ended[last] += 1
      }
      guard hasBorder else { continue }
      var left = 0
      var gone = 0
      for border in 1..<whole.count {
        left += begins[border - 1]
        gone += ended[border]
        guard isBorder[border] else { continue }
        let right = rules.count - gone
        let cost = 4 * (left + right) + max(left, right)
        if cost < bestCost {
          bestCost = cost
          best = (column, whole.lowerBound + border)
        }
      }
    }
    return best
  }
}
