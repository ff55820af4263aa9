package import ArgumentParser
import CommandHelp
package import Console
package import Findings
import HotlineModel
package import MergerRuns
import ReviewRuns

extension Language: ExpressibleByArgument {}
extension ColourChoice: ExpressibleByArgument {}

/// The options that every command has.
package struct CommonOptions: ParsableArguments {
  /// The options as they are where nobody gives any.
  package init() {}

  @Option(
    name: .customShort("C"),
    help: ArgumentHelp(
      words(
        "The workspace; by default HOTLINE_WORKSPACE, else the nearest folder above.",
        "工作区；默认用 HOTLINE_WORKSPACE，未设置则向上找最近的工作区。"), valueName: "folder"),
    completion: .directory)
  package var workspace: String?

  @Option(help: words("The language of the output: zh or en.", "输出语言：zh 或 en。"))
  package var lang: Language?

  @Option(help: words("Colours: auto, always or never.", "颜色：auto（自动）、always（总是）或 never（从不）。"))
  package var color: ColourChoice = .auto

  @Flag(name: .shortAndLong, help: words("Print nothing but errors.", "只输出错误。"))
  package var quiet = false

  @Flag(
    help: words(
      "Do not show output that is longer than the screen in a pager.",
      "输出超过一屏时不分页。"))
  package var noPager = false

  /// The terminal as asked for.
  package var terminal: Terminal {
    var terminal = Terminal(language: lang, colour: color, isQuiet: quiet, isPaged: !noPager)
    terminal.workspaceToName = workspace.flatMap(Self.nameNeeded)
    return terminal
  }

  /// The workspace that is meant where `-C` names none; `nil` where there is none.
  private static var unnamedFolder: String? {
    if let named = Environment.value("HOTLINE_WORKSPACE"), !named.isEmpty { return named }
    return Workspace.folder(above: Environment.currentFolder())
  }

  /// A workspace's folder where a command would not find it without its name.
  package static func nameNeeded(of workspace: String) -> String? {
    unnamedFolder.map { Workspace.isSameFolder($0, workspace) } == true ? nil : workspace
  }

  /// The workspace's folder, wherever the command was started.
  package func workspaceFolder() -> String { Self.folder(named: workspace) }

  /// The folder of the workspace that is meant where `-C` names one, or none.
  package static func folder(named workspace: String?) -> String {
    workspace ?? unnamedFolder ?? Environment.currentFolder()
  }

  /// Does what a command does, and turns what went wrong into words and an exit code.
  package func run(_ body: (Terminal) throws -> Void) throws {
    let terminal = self.terminal
    let notices = Notices()
    defer { FindingPrinter(terminal: terminal).print(notices.findings) }
    do {
      try Notices.$current.withValue(notices) { try body(terminal) }
    } catch let unusable as Unusable {
      FindingPrinter(terminal: terminal).print(unusable.findings)
      throw ExitCode(unusable.findings.first?.code.entry.exitCode ?? 1)
    } catch {
      throw Self.ending(error, terminal)
    }
  }

  /// How a command ends that met what nobody foresaw: its kind is said, never its words, which may
  /// hold personal values.
  private static func ending(_ error: any Error, _ terminal: Terminal) -> any Error {
    if error is ExitCode || error is ValidationError || error is CleanExit { return error }
    let finding = Finding(
      .unexpected(reason: "\(type(of: error))"), at: SourceLocation(file: "hotline"))
    FindingPrinter(terminal: terminal).print([finding])
    return ExitCode(finding.code.entry.exitCode)
  }

  /// Does what a command does over time, and turns what went wrong into words and an exit code.
  package func run(_ body: (Terminal) async throws -> Void) async throws {
    let terminal = self.terminal
    let notices = Notices()
    defer { FindingPrinter(terminal: terminal).print(notices.findings) }
    do {
      try await Notices.$current.withValue(notices) { try await body(terminal) }
    } catch let unusable as Unusable {
      FindingPrinter(terminal: terminal).print(unusable.findings)
      let code = unusable.findings.first?.code
      if code == .interrupted, let signal = Interruption.signal { throw ExitCode(128 + signal) }
      throw ExitCode(code?.entry.exitCode ?? 1)
    } catch {
      throw Self.ending(error, terminal)
    }
  }

  /// What the command under way does, for the roles that it needs; `nil` where it needs none.
  private static var action: UserAction? {
    let walk = CommandLineWalk(movedBehindCommand(Array(CommandLine.arguments.dropFirst())))
    return CommandRights.action(
      of: walk.command.path.dropFirst().joined(separator: " "), options: walk.options)
  }

  /// Opens the workspace that the command was started for, where whoever started it has a role for
  /// what the command does: the one place that asks.
  package func openWorkspace() throws -> Workspace {
    let workspace = try Workspace(
      workspaceFolder(), keys: Environment.auditKeys, today: Environment.now().date)
    try Access.check(Self.action, by: Environment.account(), in: workspace)
    return workspace
  }

  /// Opens the workspace that the command was started for; `nil` where none was named and none is
  /// there.
  package func openWorkspaceIfAny() throws -> Workspace? {
    workspace != nil || Self.unnamedFolder != nil ? try openWorkspace() : nil
  }

  /// Does what a command does in the workspace it was started for.
  package func inWorkspace(_ body: (Workspace, Terminal) throws -> Void) throws {
    try run { terminal in
      let workspace = try openWorkspace()
      defer { FindingPrinter(terminal: terminal).print(workspace.noticed) }
      try body(workspace, terminal)
    }
  }

  /// Does what a command does over time in the workspace it was started for.
  package func inWorkspace(_ body: (Workspace, Terminal) async throws -> Void) async throws {
    try await run { terminal in
      let workspace = try openWorkspace()
      defer { FindingPrinter(terminal: terminal).print(workspace.noticed) }
      try await body(workspace, terminal)
    }
  }

  /// `hotline -C DIR status` as `hotline status -C DIR`.
  package static func movedBehindCommand(_ arguments: [String]) -> [String] {
    let withValue = ["-C", "--lang", "--color"]
    var leading: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      if withValue.contains(first), rest.count > 1 {
        leading += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if ["-q", "--quiet", "--no-pager"].contains(first)
        || withValue.contains(where: { first.hasPrefix($0 + "=") })
      {
        leading.append(first)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard !rest.isEmpty else { return [] }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + leading + Array(rest[end...])
  }
}
