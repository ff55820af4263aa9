import Glibc

/// The program in which a person reads what is longer than the screen: `HOTLINE_PAGER`, `PAGER`,
/// else `less`.
struct Pager {
  private let command: String

  /// - Returns: `nil` where nobody wants one: an empty name, or `cat`.
  init?() {
    let names = ["HOTLINE_PAGER", "PAGER"]
    command = names.lazy.compactMap(Environment.value).first ?? "less"
    if command.allSatisfy(\.isWhitespace) || command == "cat" { return nil }
  }

  /// Shows a text and waits until the person has quit.
  ///
  /// - Returns: whether the pager was there; if not, nothing was shown.
  func show(_ bytes: [UInt8]) -> Bool {
    // As git does: colours pass, what fits is printed and left on the screen.
    unsafe setenv("LESS", "FRX", 0)
    unsafe setenv("LESSCHARSET", "utf-8", 0)
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return false }
    // The pager handles the keys; quitting it early is not an error of ours.
    let handlers = [SIGINT, SIGQUIT, SIGPIPE].map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in handlers { _ = signal(number, handler) } }
    let process = start(reading: ends[0], not: ends[1])
    close(ends[0])
    guard let process else {
      close(ends[1])
      return false
    }
    Self.write(bytes, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    // How a shell says that there is no such program.
    return ![126, 127].contains((status >> 8) & 0xFF)
  }

  /// Starts the pager; `nil` where there is none of that name.
  private func start(reading input: Int32, not output: Int32) -> pid_t? {
    // Words alone are a program and its arguments; anything else is for a shell to read.
    let isPlain = command.allSatisfy { $0.isLetter || $0.isNumber || " /-_.=+:,".contains($0) }
    let words =
      isPlain ? command.split(separator: " ").map(String.init) : ["/bin/sh", "-c", command]
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    unsafe posix_spawn_file_actions_addclose(&actions, input)
    unsafe posix_spawn_file_actions_addclose(&actions, output)
    var defaults = sigset_t()
    unsafe sigemptyset(&defaults)
    for signal in [SIGINT, SIGQUIT, SIGPIPE] { unsafe sigaddset(&defaults, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process: pid_t = 0
    guard let program = unsafe arguments.first ?? nil else { return nil }
    let failed = unsafe posix_spawnp(
      &process, program, &actions, &attributes, &arguments, environ)
    return failed == 0 ? process : nil
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
