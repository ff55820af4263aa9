import Testing

@testable import LocalFiles

@Suite struct `Fingerprints` {
  @Test func `the processor and libsodium agree, however the bytes are cut`() {
    var state: UInt64 = 1
    let bytes = (0..<10_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 56)
    }
    for size in [0, 1, 55, 56, 63, 64, 65, 119, 128, 1000, 10_000] {
      var sodium = Fingerprint(onProcessor: false)
      sodium.update(bytes[..<size])
      for piece in [1, 7, 64, 100, 4096] {
        var own = Fingerprint()
        for start in stride(from: 0, to: size, by: piece) {
          own.update(bytes[start..<min(size, start + piece)])
        }
        #expect(own.hex == sodium.hex, "\(size) bytes in pieces of \(piece)")
      }
    }
  }

  @Test func `the words of a text are those of its fingerprint`() {
    for size in 0...260 {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      let words = Fingerprint.words(of: bytes).map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
      }
      #expect(words.joined() == Fingerprint.hex(of: bytes), "\(size) bytes")
      #expect(Fingerprint.hex(Fingerprint.digest(of: bytes)) == words.joined())
    }
  }

  @Test func `lines are hashed like texts of their own, and the whole like one text`() {
    var state: UInt64 = 7
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    for count in [0, 1, 2, 3, 7, 100] {
      for largest in [1, 70, 200, 3000] {
        var whole: [UInt8] = []
        var beside = Fingerprint()
        var slow = Fingerprint(onProcessor: false)
        for _ in 0..<3 {
          var text: [UInt8] = []
          var ends: [Int] = []
          var digests: [UInt8] = []
          for _ in 0..<count {
            let line = (0..<random(largest)).map { _ in UInt8(random(256)) }
            text += line
            ends.append(text.count)
            digests += Fingerprint.digest(of: line)
          }
          whole += text
          #expect(Fingerprint.digests(of: text, endingAt: ends) == digests)
          #expect(beside.update(text, endingAt: ends) == digests)
          #expect(slow.update(text, endingAt: ends) == digests)
          // What is taken in between lines stays in its place.
          beside.update(whole.suffix(5))
          slow.update(whole.suffix(5))
          whole += whole.suffix(5)
        }
        #expect(beside.hex == Fingerprint.hex(of: whole), "\(count) lines up to \(largest)")
        #expect(slow.hex == beside.hex)
      }
    }
  }

  @Test func `the fingerprint of abc is the one the standard prints`() {
    #expect(
      Fingerprint.hex(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
