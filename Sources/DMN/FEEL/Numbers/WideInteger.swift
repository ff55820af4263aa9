/// A whole number from zero up, of any size, in groups of nine decimal digits.
struct WideInteger: Sendable, Hashable {
  /// The groups, the lowest first; the highest is not zero, and zero has none.
  private(set) var groups: [UInt64]

  static let base: UInt64 = 1_000_000_000
  static let zero = WideInteger(groups: [])
  static let one = WideInteger(1)

  init(_ value: UInt128) {
    groups = []
    var rest = value
    while rest > 0 {
      groups.append(UInt64(rest % UInt128(Self.base)))
      rest /= UInt128(Self.base)
    }
  }

  private init(groups: [UInt64]) {
    self.groups = groups
    while self.groups.last == 0 { self.groups.removeLast() }
  }

  var isZero: Bool { groups.isEmpty }

  /// How many decimal digits it has; zero has none.
  var digitCount: Int {
    groups.last.map { (groups.count - 1) * 9 + String($0).utf8.count } ?? 0
  }

  /// The number where it has at most 38 digits; more are cut off above.
  var small: UInt128 {
    groups.reversed().reduce(0) { $0 &* UInt128(Self.base) &+ UInt128($1) }
  }

  /// Ten to a power.
  static func power(_ count: Int) -> WideInteger { one.timesTen(toThe: count) }

  private static let powers: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]

  func timesTen(toThe count: Int) -> WideInteger {
    guard count > 0, !isZero else { return self }
    var shifted = [UInt64](repeating: 0, count: count / 9)
    shifted.reserveCapacity(shifted.count + groups.count + 1)
    let factor = Self.powers[count % 9]
    var carry: UInt64 = 0
    for group in groups {
      let total = group * factor + carry
      carry = total / Self.base
      shifted.append(total % Self.base)
    }
    shifted.append(carry)
    return WideInteger(groups: shifted)
  }

  /// The number without its last digits.
  func dropping(_ count: Int) -> WideInteger {
    guard count / 9 < groups.count else { return .zero }
    let whole = WideInteger(groups: Array(groups[(count / 9)...]))
    return count % 9 == 0 ? whole : whole.divided(by: Self.powers[count % 9]).quotient
  }

  static func + (left: WideInteger, right: WideInteger) -> WideInteger {
    let (long, short) =
      left.groups.count >= right.groups.count
      ? (left.groups, right.groups) : (right.groups, left.groups)
    var sum = long
    var carry: UInt64 = 0
    for index in long.indices {
      let total = long[index] + (index < short.count ? short[index] : 0) + carry
      carry = total >= base ? 1 : 0
      sum[index] = total - carry * base
    }
    if carry > 0 { sum.append(carry) }
    return WideInteger(groups: sum)
  }

  /// The difference; the right number must not be the larger one.
  static func - (left: WideInteger, right: WideInteger) -> WideInteger {
    var difference = left.groups
    var borrow: UInt64 = 0
    for index in difference.indices {
      let taken = (index < right.groups.count ? right.groups[index] : 0) + borrow
      borrow = difference[index] < taken ? 1 : 0
      difference[index] = difference[index] + borrow * base - taken
    }
    return WideInteger(groups: difference)
  }

  static func * (left: WideInteger, right: WideInteger) -> WideInteger {
    guard !left.isZero, !right.isZero else { return .zero }
    var product = [UInt64](repeating: 0, count: left.groups.count + right.groups.count)
    for (place, factor) in left.groups.enumerated() where factor > 0 {
      var carry: UInt64 = 0
      for (offset, other) in right.groups.enumerated() {
        let total = product[place + offset] + factor * other + carry
        carry = total / base
        product[place + offset] = total % base
      }
      product[place + right.groups.count] += carry
    }
    return WideInteger(groups: product)
  }

  /// The quotient, rounded down, and what is left; the divisor must not be zero.
  func divided(by divisor: WideInteger) -> (quotient: WideInteger, rest: WideInteger) {
    guard self >= divisor else { return (.zero, self) }
    guard divisor.groups.count > 1 else {
      let (quotient, rest) = divided(by: divisor.groups[0])
      return (quotient, WideInteger(UInt128(rest)))
    }
    return dividedAtLength(by: divisor)
  }

  /// The quotient and rest of a division by a number below the base.
  func divided(by divisor: UInt64) -> (quotient: WideInteger, rest: UInt64) {
    var quotient = groups
    var rest: UInt64 = 0
    for index in groups.indices.reversed() {
      let part = rest * Self.base + groups[index]
      quotient[index] = part / divisor
      rest = part % divisor
    }
    return (WideInteger(groups: quotient), rest)
  }

  /// Long division (Knuth, The Art of Computer Programming, 4.3.1, algorithm D).
  private func dividedAtLength(
    by divisor: WideInteger
  ) -> (quotient: WideInteger, rest: WideInteger) {
    let base = Self.base
    let scale = base / (divisor.groups[divisor.groups.count - 1] + 1)
    let lower = (divisor * WideInteger(UInt128(scale))).groups
    var upper = (self * WideInteger(UInt128(scale))).groups
    while upper.count <= groups.count { upper.append(0) }
    let length = lower.count
    let (top, next) = (lower[length - 1], lower[length - 2])
    var quotient = [UInt64](repeating: 0, count: upper.count - length)
    for place in quotient.indices.reversed() {
      let head = upper[place + length] * base + upper[place + length - 1]
      var (digit, rest) = head.quotientAndRemainder(dividingBy: top)
      while digit >= base
        || (rest < base && digit * next > rest * base + upper[place + length - 2])
      {
        digit -= 1
        rest += top
      }
      var borrow: UInt64 = 0
      for index in 0..<length {
        let taken = digit * lower[index] + borrow
        let low = taken % base
        let held = upper[place + index]
        borrow = taken / base + (held < low ? 1 : 0)
        upper[place + index] = held < low ? held + base - low : held - low
      }
      if upper[place + length] < borrow {
        digit -= 1
        var carry: UInt64 = 0
        for index in 0..<length {
          let total = upper[place + index] + lower[index] + carry
          carry = total >= base ? 1 : 0
          upper[place + index] = total - carry * base
        }
      }
      upper[place + length] = 0
      quotient[place] = digit
    }
    return (WideInteger(groups: quotient), WideInteger(groups: upper).divided(by: scale).quotient)
  }

  /// The square root, rounded down, by Newton's method from above.
  var squareRoot: WideInteger {
    guard !isZero else { return .zero }
    var root = rootFromAbove
    while true {
      let next = (root + divided(by: root).quotient).divided(by: 2).quotient
      guard next < root else { return root }
      root = next
    }
  }
}

extension WideInteger {
  /// A number a little above the square root.
  private var rootFromAbove: WideInteger {
    guard digitCount > 20 else { return .power((digitCount + 1) / 2) }
    let drop = (digitCount - 17) / 2 * 2
    let head = Double(dropping(drop).small + 1).squareRoot()
    return WideInteger(UInt128(head * 1000 * (1 + 1e-12)) + 1).timesTen(toThe: drop / 2 - 3)
  }
}

extension WideInteger: Comparable {
  static func < (left: WideInteger, right: WideInteger) -> Bool {
    guard left.groups.count == right.groups.count else {
      return left.groups.count < right.groups.count
    }
    for (mine, theirs) in zip(left.groups.reversed(), right.groups.reversed())
    where mine != theirs { return mine < theirs }
    return false
  }
}
