import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports
import ReviewRuns

struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: words(
      "Enter the people who may change and sign things (用户).",
      "用户：登记可以办理和签认的人员及其角色。"),
    subcommands: [
      Add.self, List.self, Set.self, Password.self, Close.self, Roles.self,
    ])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: words("Enter a user.", "登记用户。"),
      discussion: words(
        """
        The first user has to be an admin and is entered without a password; each further one is \
        entered by an admin with the admin's password. Users set their own passwords with \
        hotline user password. From the first user on, every command asks for a role.
        """,
        """
        第一个用户必须是管理员，登记时不需要密码；此后由管理员凭本人密码登记。各用户用 \
        hotline user password 设置自己的密码。登记第一个用户之后，各命令都按角色放行。
        """))

    @Argument(
      help: words("The account of the operating system.", "操作系统账户。"),
      transform: AccountName.argument)
    var account: String

    @Option(help: words("The person's name.", "姓名。"), transform: AccountName.text)
    var name: String

    @Option(help: words("The person's unit.", "单位。"), transform: AccountName.text)
    var unit: String

    @Option(
      help: words(
        "The roles, with commas between; see hotline user roles.", "角色，用逗号分隔；见 hotline user roles。"),
      completion: .list(UserRole.allCases.map(\.rawValue)), transform: AccountName.roles)
    var roles: Swift.Set<UserRole>

    @OptionGroup var secret: PasswordOptions
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try UserCommand.change(common, result) {
        try $0.add(account, person: name, unit: unit, roles: roles, passwords: secret.source($1))
      }
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: words("Change the name, unit or roles of a user.", "变更用户的姓名、单位或角色。"))

    @Argument(help: words("The account.", "账户。"), transform: AccountName.argument)
    var account: String

    @Option(help: words("The person's name.", "姓名。"), transform: AccountName.text)
    var name: String?

    @Option(help: words("The person's unit.", "单位。"), transform: AccountName.text)
    var unit: String?

    @Option(
      help: words("All roles from now on, with commas between.", "今后的全部角色，用逗号分隔。"),
      completion: .list(UserRole.allCases.map(\.rawValue)), transform: AccountName.roles)
    var roles: Swift.Set<UserRole>?

    @OptionGroup var secret: PasswordOptions
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
      if name == nil, unit == nil, roles == nil {
        throw ValidationError(
          words("name what changes: --name, --unit or --roles", "须写明变更内容：--name、--unit 或 --roles"))
      }
    }

    func run() throws {
      try UserCommand.change(common, result) {
        try $0.set(account, person: name, unit: unit, roles: roles, passwords: secret.source($1))
      }
    }
  }

  struct Password: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "password",
      abstract: words(
        "Set your own password, or have another user set a new one.", "设置自己的密码，或重置他人的密码。"),
      discussion: words(
        """
        For your own account: asks for the password you have and for the new one, of 12 characters \
        or more. For another account, as an admin: removes its password and its lock; its owner \
        then sets a new one. With --password-file, one line for each password that is asked for.
        """,
        """
        本人账户：先输入现有密码，再输入新密码，至少 12 个字符。他人账户（限管理员）：清除其密码\
        和锁定，由本人重新设置。使用 --password-file 时，按提问顺序每行一个密码。
        """))

    @Argument(
      help: words("The account; by default your own.", "账户；默认为本人。"),
      transform: AccountName.argument)
    var account: String?

    @OptionGroup var secret: PasswordOptions
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try UserCommand.change(common, result) {
        try $0.setPassword(of: account ?? Environment.account(), passwords: secret.source($1))
      }
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "close",
      abstract: words(
        "Close a user, whose signatures stay.", "停用用户；其已有的签认保持有效。"))

    @Argument(help: words("The account.", "账户。"), transform: AccountName.argument)
    var account: String

    @Option(help: words("Why.", "原因。"), transform: AccountName.text)
    var because: String

    @OptionGroup var secret: PasswordOptions
    @OptionGroup var result: ResultOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try UserCommand.change(common, result) {
        try $0.close(account, because: because, passwords: secret.source($1))
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: words("The users and their roles.", "列出用户及其角色。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let now = Environment.now()
        let accounts = try UserRun(workspace, by: .current).accounts()
        try UserListing.users(accounts, at: now).print(
          listing, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Roles: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "roles", abstract: words("What each role may do.", "列出各角色的权限。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.run { terminal in
        try UserListing.roles.print(listing, workspace: nil, on: terminal)
      }
    }
  }

  /// Changes a user, and prints him as he is then.
  private static func change(
    _ common: CommonOptions, _ result: ResultOptions,
    _ body: (UserRun, Terminal) throws -> Account
  ) throws {
    try common.inWorkspace { workspace, terminal in
      let user = try body(UserRun(workspace, by: .current), terminal)
      let state = user.state(at: Environment.now())
      if result.json {
        terminal.output(
          user.json(at: Environment.now()), schema: "hotline/user.change/1",
          workspace: workspace.folder)
      } else {
        terminal.output(
          """
          \(user.name)  \(user.person)  \(user.unit)  \
          \(user.roles.words.text(in: terminal.language))  \(state.words.text(in: terminal.language))
          """)
      }
      if state == .passwordMissing {
        terminal.next(
          NextStep(
            "help", "user", "password",
            words: Words("\(user.name) sets a password", "请 \(user.name) 设置密码")))
      }
    }
  }
}
