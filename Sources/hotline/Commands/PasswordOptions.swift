import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import ReviewRuns

/// Where a command gets passwords from.
struct PasswordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      words(
        """
        Read passwords from this file of mode 600, one per line; - for standard input. Without it \
        they are asked for. Passwords are not taken as options: every user of a machine can read \
        the command lines of others.
        """,
        """
        从该文件读取密码（权限 600，每行一个），- 表示标准输入；默认在终端上询问。密码不能写在命令\
        行上：本机其他用户看得到命令行。
        """), valueName: "file"),
    completion: .file())
  var passwordFile: String?

  /// Where passwords come from.
  func source(_ terminal: Terminal) -> PasswordSource {
    if let passwordFile { return PasswordSource(file: passwordFile) }
    return PasswordSource { question, read in
      guard Environment.isInputWatched else {
        throw ValidationError(
          words(
            "--password-file: needed where nobody is at the terminal to be asked",
            "--password-file：终端前无人可问时必须加上"))
      }
      try terminal.asksSecretly(question, read)
    }
  }
}

extension Actor {
  /// The account that runs the program, and the clock of the machine.
  static var current: Actor {
    Actor(account: Environment.account(), clock: { Environment.now() })
  }
}

/// What users type of accounts.
enum AccountName {
  /// The name of an account of the operating system.
  static func argument(_ text: String) throws -> String {
    let isName =
      (1...32).contains(text.utf8.count) && text.first != "-"
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }
    guard isName else {
      throw ValidationError(
        words(
          "\(text): not the name of an account: up to 32 letters, digits and signs",
          "\(text)：不是账户名：最多 32 个字母、数字或符号"))
    }
    return text
  }

  /// A name, a unit or a reason: on one line, and not empty.
  static func text(_ text: String) throws -> String {
    let isText =
      text.contains { !$0.isWhitespace } && text.count <= 200
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard isText else {
      throw ValidationError(
        words("expected 1 to 200 characters on one line", "应为 1 至 200 个字符，写在一行内"))
    }
    return text
  }

  /// Roles with commas between.
  static func roles(_ text: String) throws -> Set<UserRole> {
    guard let roles = UserRole.roles(in: text) else {
      let names = UserRole.allCases.map(\.rawValue)
      throw ValidationError(
        words(
          "expected some of \(names.joined(separator: ", "))",
          "应为 \(names.joined(separator: "、")) 中的一个或几个"))
    }
    return roles
  }
}
