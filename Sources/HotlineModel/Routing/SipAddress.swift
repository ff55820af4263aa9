/// A SIP address as a switch reads it without quotes: `sip:user@host` or `sip:user@host:port`.
package struct SipAddress: Hashable, Sendable {
  /// What a text lacks to be an address that calls can be sent to.
  package enum Fault: Error, Hashable, Sendable {
    /// It has another form.
    case form
    /// Nothing can be sent to the port, which is given.
    case port(String)
    /// Nothing can be sent to the host, which is given.
    case host(String)
  }

  /// The port where none is written.
  ///
  /// Source: RFC 3261, 19.1.2.
  package static let defaultPort = 5060

  /// What is dialled there: a number or a name.
  package let user: String
  /// The host, in small letters.
  package let host: String
  /// The port, from 1 to 65535.
  package let port: Int

  /// Reads an address.
  ///
  /// - Throws: `Fault` for another form, a port that is none, or a host that cannot exist: `256.1.1.1`,
  ///   `0.0.0.0`, a group of hosts, a name with an empty label.
  package init(_ text: String) throws(Fault) {
    let isPlain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "+-._@:".utf8.contains(byte)
    }
    let parts = text.dropFirst(4).split(separator: "@", omittingEmptySubsequences: false)
    guard isPlain, text.hasPrefix("sip:"), parts.count == 2, !parts[0].isEmpty else { throw .form }
    let ends = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard ends.count <= 2, !ends[0].isEmpty else { throw .form }
    user = String(parts[0])
    host = ends[0].lowercased()
    if ends.count == 2 {
      let digits = ends[1].utf8
      guard digits.count <= 5, digits.first != UInt8(ascii: "0"),
        digits.allSatisfy({ (48...57).contains($0) }), let port = Int(ends[1]),
        (1...65_535).contains(port)
      else { throw .port(String(ends[1])) }
      self.port = port
    } else {
      port = Self.defaultPort
    }
    guard Self.exists(host) else { throw .host(String(ends[0])) }
  }

  /// Where it is sent, however it is written: host and port.
  package var machine: String { "\(host):\(port)" }

  /// Whether a host can exist and be one: a name, or four numbers of a single host.
  private static func exists(_ host: String) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard host.utf8.count <= 253, let last = labels.last,
      labels.allSatisfy({ label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && !label.utf8.contains { "_+".utf8.contains($0) }
      })
    else { return false }
    // What ends in a number is four numbers, and no name.
    guard last.utf8.allSatisfy({ (48...57).contains($0) }) else { return true }
    let numbers = labels.map { label in
      label.utf8.count > 1 && label.hasPrefix("0") ? nil : UInt8(label)
    }
    guard numbers.count == 4, !numbers.contains(nil), let first = numbers[0] else { return false }
    return (1...223).contains(first)
  }
}

extension TargetSet.Member {
  /// The machine that it is on: host and port; the whole text where it is no address.
  package var machine: String { (try? SipAddress(uri))?.machine ?? uri }
}
