import Bytes
import HotlineModel

/// Which syntax a file is written in.
///
/// It is the one in which its records have most constantly the same number of fields; names do not
/// matter for it.
struct SyntaxRanking {
  /// The reading in the best syntax.
  let best: SyntaxReading
  /// A reading with another delimiter that has nearly as much for it.
  let rival: SyntaxReading?

  /// Another one so near to the best is reported.
  private static let nearness = 0.85
  /// Shares that differ by less are the same.
  private static let nearly = 0.005

  init(_ sample: SyntaxSample) {
    var readings = sample.delimiters.map { Self.best(of: sample, $0.first, $0.second) }
    for pair in readings where pair.syntax.secondDelimiter != nil {
      let halves = readings.filter { reading in
        reading.syntax.secondDelimiter == nil
          && pair.syntax.delimiterBytes.contains(reading.syntax.delimiter)
      }
      let isPair = halves.allSatisfy { Self.isHalf($0, of: pair) }
      readings.removeAll { reading in
        isPair
          ? halves.contains { $0.syntax == reading.syntax } : reading.syntax == pair.syntax
      }
    }
    // Records have the width of their names: where another reading begins earlier, what comes
    // before them is no title.
    let start = readings.filter { $0.width > 1 && $0.constancy > 0.8 }.map(\.first).min() ?? .max
    func score(_ reading: SyntaxReading) -> Double {
      reading.first > start ? reading.score / 2 : reading.score
    }
    // The first of equals is the more usual one.
    let ranked = readings.enumerated().sorted {
      (score($1.element), $0.offset) < (score($0.element), $1.offset)
    }.map(\.element)
    best = ranked.first ?? sample.read(CSVSyntax())
    rival = ranked.dropFirst().first.flatMap { second in
      second.width > 1 && score(second) > Self.nearness * score(ranked[0]) ? second : nil
    }
  }

  /// Whether one sign separates nothing but what two do: each comes with the other.
  private static func isHalf(_ half: SyntaxReading, of pair: SyntaxReading) -> Bool {
    guard pair.width > 1 else { return false }
    if pair.constancy > half.constancy + 0.02 { return true }
    let isDouble = pair.syntax.delimiter == pair.syntax.secondDelimiter
    return pair.constancy >= half.constancy - 0.02 && pair.first <= half.first
      && half.width == (isDouble ? 2 * pair.width - 1 : pair.width)
  }

  // MARK: - Quotes and escapes

  /// The best reading with one delimiter.
  private static func best(
    of sample: SyntaxSample, _ first: UInt8, _ second: UInt8?
  ) -> SyntaxReading {
    func read(_ quote: CSVSyntax.Quote, _ escape: CSVSyntax.Escape) -> SyntaxReading {
      sample.read(CSVSyntax(delimiter: first, second: second, quote: quote, escape: escape))
    }
    let (hasDouble, hasSingle) = (sample.holds(0x22), sample.holds(0x27))
    let hasBackslash = sample.holds(CSVTokeniser.backslash)
    var best = read(.double, .doubled)
    if hasDouble || hasSingle {
      let none = read(.none, .none)
      if none.constancy > best.constancy + nearly, none.literal > best.quoted { best = none }
      if hasSingle {
        let single = read(.single, .doubled)
        let explains = single.constancy > max(none.constancy, best.constancy) + nearly
        let encloses =
          single.constancy > max(none.constancy, best.constancy) - nearly
          && single.quoted * 2 > single.widths.count
        if explains || encloses, single.quoted > best.quoted { best = single }
      }
    }
    guard hasBackslash else { return best }
    let quotes: [CSVSyntax.Quote] = [.double, .single, .none].filter { quote in
      quote == .none || (quote == .double ? hasDouble : hasSingle)
    }
    for quote in quotes {
      let escaped = read(quote, .backslash)
      let isEqual =
        escaped.constancy > best.constancy - nearly && best.syntax.escape != .backslash
        && quote == best.syntax.quote && sample.escapes(escaped.syntax)
      // Who writes backslashes would have put one before a mark, if it had a meaning.
      let isUnquoted =
        quote == .none && best.syntax.escape == .backslash && best.quoted == 0 && best.stray > 0
        && escaped.constancy >= best.constancy
      if escaped.constancy > best.constancy + nearly || isEqual || isUnquoted { best = escaped }
    }
    return best
  }
}
