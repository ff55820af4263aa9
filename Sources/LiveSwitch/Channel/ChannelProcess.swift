import Glibc

/// A command that runs beside this program; it is ended where it is dropped before its end.
final class ChannelProcess {
  /// Why a command gave no answer.
  enum Failure: Error {
    case notStarted(Int32)
    case late
    case tooLong

    /// In words.
    var words: String {
      switch self {
      case .notStarted(let number): unsafe String(cString: strerror(number))
      case .late: "no answer in time"
      case .tooLong: "an answer of more than 256 MiB"
      }
    }
  }

  private static let mostBytes = 256 << 20
  private let process: pid_t
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  private var hasEnded = false

  /// Starts a command.
  init(_ words: [String], environment: [String: String]) throws(Failure) {
    // Sockets, since writing to a pipe that nobody reads would end this program.
    var ends: [[Int32]] = []
    for _ in 0..<3 {
      var pair: [Int32] = [-1, -1]
      let kind = Int32(SOCK_STREAM.rawValue) | Self.closedOnExec
      guard unsafe socketpair(AF_UNIX, kind, 0, &pair) == 0 else {
        let number = errno
        for pair in ends { pair.forEach { close($0) } }
        throw .notStarted(number)
      }
      ends.append(pair)
    }
    let (started, number) = Self.spawn(words, environment, ends.map { $0[1] })
    for pair in ends { close(pair[1]) }
    guard let started else {
      for pair in ends { close(pair[0]) }
      throw .notStarted(number)
    }
    process = started
    (input, output, errors) = (ends[0][0], ends[1][0], ends[2][0])
    for end in [input, output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    if !hasEnded {
      kill(-process, SIGTERM)
      var status: Int32 = 0
      unsafe waitpid(process, &status, 0)
    }
    for end in [input, output, errors] where end >= 0 { close(end) }
  }

  private static let closedOnExec = Int32(SOCK_CLOEXEC.rawValue)

  private static func spawn(
    _ words: [String], _ environment: [String: String], _ ends: [Int32]
  ) -> (pid_t?, Int32) {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    for (target, end) in ends.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, end, Int32(target))
    }
    // A group of its own: Ctrl-C ends this program, which then ends the command in its own order.
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    // Signals that this program blocks or ignores are the command's own business.
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    // Of two variables with one name the first counts.
    var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") }
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      unsafe variables.append(strdup(entry))
      unsafe next += 1
    }
    unsafe variables.append(nil)
    defer {
      unsafe arguments.forEach { unsafe free($0) }
      unsafe variables.forEach { unsafe free($0) }
    }
    var process: pid_t = 0
    guard let program = unsafe arguments[0] else { return (nil, EINVAL) }
    let number = unsafe posix_spawnp(
      &process, program, &actions, &attributes, &arguments, &variables)
    return (number == 0 ? process : nil, number)
  }

  /// Gives the command its input, and waits for its end.
  func output(
    of text: [UInt8], within limit: Duration
  ) throws(Failure) -> CommandChannel.Output {
    let deadline = ContinuousClock.now + limit
    var rest = text[...]
    var (said, complained): ([UInt8], [UInt8]) = ([], [])
    if rest.isEmpty { endInput() }
    while output >= 0 || errors >= 0 {
      try wait(until: deadline, forInput: !rest.isEmpty)
      rest = give(rest)
      if rest.isEmpty { endInput() }
      output = Self.take(from: output, into: &said)
      errors = Self.take(from: errors, into: &complained)
      if said.count > Self.mostBytes { throw .tooLong }
    }
    let code = try end(by: deadline)
    return CommandChannel.Output(
      code: code, text: String(decoding: said, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }

  /// The first line that the command writes; `nil` where it ends without one.
  func firstLine(within limit: Duration) throws(Failure) -> String? {
    let deadline = ContinuousClock.now + limit
    var said: [UInt8] = []
    while output >= 0 {
      try wait(until: deadline, forInput: false)
      output = Self.take(from: output, into: &said)
      if let end = said.firstIndex(of: UInt8(ascii: "\n")) {
        return String(decoding: said[..<end], as: UTF8.self)
      }
    }
    return nil
  }

  private func wait(until deadline: ContinuousClock.Instant, forInput: Bool) throws(Failure) {
    let left = deadline - ContinuousClock.now
    guard left > .zero else { throw .late }
    var waited = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    if forInput { waited.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
    let parts = left.components
    let milliseconds = parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000
    let count = unsafe poll(&waited, nfds_t(waited.count), Int32(clamping: milliseconds + 1))
    if count == 0 { throw .late }
  }

  /// Writes what the command reads at once; returns what is left.
  private func give(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if bytes.isEmpty { return bytes }
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe send(input, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
    }
    if count >= 0 { return bytes.dropFirst(count) }
    // Nobody reads any more: the command ends, and says why.
    return errno == EAGAIN || errno == EINTR ? bytes : []
  }

  private func endInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Reads what is there; -1 where the command has closed it.
  private static func take(from end: Int32, into bytes: inout [UInt8]) -> Int32 {
    if end < 0 { return end }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(end, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        return end
      } else {
        close(end)
        return -1
      }
    }
  }

  /// Waits for the command's end, and gives its exit code.
  private func end(by deadline: ContinuousClock.Instant) throws(Failure) -> Int32 {
    var status: Int32 = 0
    while true {
      let ended = unsafe waitpid(process, &status, WNOHANG)
      if ended == process { break }
      if ended < 0, errno != EINTR { break }
      guard ContinuousClock.now < deadline else { throw .late }
      usleep(1_000)
    }
    hasEnded = true
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
