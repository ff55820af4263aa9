import Findings
import Glibc
package import HotlineModel

/// Asks a switch what it would do with calls: OPTIONS requests to its test listener, which rings no
/// desk.
package struct TestCaller {
  /// A call that is asked about.
  package struct Call: Hashable, Sendable {
    /// The number as it is dialled.
    package let dialled: String
    /// When, in seconds since 1970.
    package let second: Int
    /// The sets of the sheet that count as down.
    package let down: [Int]

    /// A call that is asked about.
    package init(dialled: String, second: Int, down: [Int] = []) {
      (self.dialled, self.second, self.down) = (dialled, second, down)
    }
  }

  /// What the switch would do.
  package struct Answer: Hashable, Sendable {
    /// `desks Q-12345`, `own`, `released A-1`: the script's words.
    package let answer: String
    /// The first address that would be tried; empty for none.
    package let address: String
    /// The generation that answered.
    package let generation: String
  }

  private let listener: SwitchDescription.TestListener
  private let name: String

  /// A caller of a switch's test listener.
  package init(_ listener: SwitchDescription.TestListener, of name: String) {
    (self.listener, self.name) = (listener, name)
  }

  /// How many requests are under way at once.
  private static let window = 64
  /// How often an unanswered request is sent again, and how long each is waited for.
  private static let (attempts, patience) = (4, Duration.milliseconds(500))

  /// What the switch would do with calls by the tables of a generation, in their order.
  ///
  /// - Throws: `Unusable` with `HL5401` where the listener does not answer.
  package func answers(to calls: [Call], by generation: Generation) throws -> [Answer] {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw unanswered(unsafe String(cString: strerror(errno))) }
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(listener.port).bigEndian)
    unsafe inet_pton(AF_INET, listener.host, &address.sin_addr)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket, $0, size)
      }
    }
    guard connected == 0 else { throw unanswered(unsafe String(cString: strerror(errno))) }
    var answers = [Answer?](repeating: nil, count: calls.count)
    var first = 0
    while first < calls.count {
      let group = first..<min(first + Self.window, calls.count)
      try ask(calls, in: group, generation, socket, &answers)
      first = group.upperBound
    }
    return answers.compactMap(\.self)
  }

  private func ask(
    _ calls: [Call], in group: Range<Int>, _ generation: Generation, _ socket: Int32,
    _ answers: inout [Answer?]
  ) throws {
    for _ in 0..<Self.attempts {
      for index in group where answers[index] == nil {
        let request = Array(text(of: calls[index], index, generation).utf8)
        _ = unsafe request.withUnsafeBytes { unsafe send(socket, $0.baseAddress, $0.count, 0) }
      }
      let deadline = ContinuousClock.now + Self.patience
      while group.contains(where: { answers[$0] == nil }), let text = receive(socket, by: deadline)
      {
        guard let (index, answer) = Self.answer(in: text), group.contains(index) else { continue }
        answers[index] = answer
      }
      if group.allSatisfy({ answers[$0] != nil }) { return }
    }
    throw unanswered("no answer from udp:\(listener.host):\(listener.port)")
  }

  private func unanswered(_ reason: String) -> Unusable {
    Unusable(
      .switchUnreachable(found: name, command: "OPTIONS", reason: reason),
      at: SourceLocation(file: name))
  }

  private func text(of call: Call, _ index: Int, _ generation: Generation) -> String {
    let process = getpid()
    let down = call.down.map(String.init).joined(separator: ",")
    return """
      OPTIONS sip:\(call.dialled)@\(listener.host):\(listener.port) SIP/2.0\r
      Via: SIP/2.0/UDP \(listener.host);rport;branch=z9hG4bK-\(process)-\(index)\r
      From: <sip:hotline@\(listener.host)>;tag=\(process)\r
      To: <sip:\(call.dialled)@\(listener.host)>\r
      Call-ID: \(process)-\(index)\r
      CSeq: \(index + 1) OPTIONS\r
      Max-Forwards: 10\r
      X-Route-Gen: \(generation.rawValue)\r
      X-Route-At: \(call.second)\r
      \(down.isEmpty ? "" : "X-Route-Down: \(down)\r\n")Content-Length: 0\r
      \r\n
      """
  }

  private func receive(_ socket: Int32, by deadline: ContinuousClock.Instant) -> String? {
    let left = deadline - ContinuousClock.now
    guard left > .zero else { return nil }
    var waited = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0)]
    let milliseconds = left.components.attoseconds / 1_000_000_000_000_000
    guard unsafe poll(&waited, 1, Int32(clamping: milliseconds + 1)) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
  }

  /// Which request a reply answers, and what it says.
  static func answer(in text: String) -> (index: Int, answer: Answer)? {
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    guard let status = lines.first, status.hasPrefix("SIP/2.0 ") else { return nil }
    var fields: [String: String] = [:]
    for line in lines.dropFirst().prefix(while: { !$0.isEmpty }) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[line[..<colon].lowercased()] = String(value)
    }
    guard let index = fields["cseq"]?.split(separator: " ").first.flatMap({ Int($0) }) else {
      return nil
    }
    let code = status.dropFirst(8).prefix(3)
    let answer = code == "200" ? fields["x-route-answer"] : nil
    return (
      index - 1,
      Answer(
        answer: answer ?? "reply \(code)", address: fields["x-route-address"] ?? "",
        generation: fields["x-route-gen"] ?? "")
    )
  }
}
