import ArgumentParser
import CommandHelp
import CommandOptions
import Console
import HotlineModel

/// The program: verbs move the merger forward, nouns let you look.
@main
struct Hotline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hotline",
    abstract: words(
      "Move government hotlines onto 12345 without losing a call or a ticket.",
      "把政务热线归并到 12345，不丢一个电话、一张工单。"),
    usage: words(
      "hotline [-C DIR] [--lang zh|en] [--color auto|always|never] [-q] COMMAND …",
      "hotline [-C 文件夹] [--lang zh|en] [--color auto|always|never] [-q] 命令 …"),
    version: ProgramVersion.text,
    groupedSubcommands: [
      CommandGroup(
        name: words("Start", "开始"),
        subcommands: [InitCommand.self, StatusCommand.self, DoctorCommand.self]),
      CommandGroup(
        name: words("Import", "导入"),
        subcommands: [
          SniffCommand.self, PreviewCommand.self, ImportCommand.self, MappingCommand.self,
          BatchCommand.self, QuarantineCommand.self, ReconcileCommand.self,
          AttachmentsCommand.self, ProvinceCommand.self,
        ]),
      CommandGroup(
        name: words("Decide", "决定"),
        subcommands: [
          ClassifyCommand.self, DecideCommand.self, NumberCommand.self, PolicyCommand.self,
          ChecklistCommand.self, RegisterCommand.self, SurveyCommand.self, MeasureCommand.self,
          ReportCommand.self,
        ]),
      CommandGroup(
        name: words("Sign", "签认"),
        subcommands: [SignCommand.self, UnsignCommand.self, UserCommand.self]),
      CommandGroup(
        name: words("Cut over", "割接"),
        subcommands: [
          RouteCommand.self, SwitchCommand.self, PlanCommand.self, ApplyCommand.self,
          CutoverCommand.self, VerifyCommand.self, RollbackCommand.self,
        ]),
      CommandGroup(
        name: words("Hand over", "交付"), subcommands: [ExportCommand.self]),
      CommandGroup(name: words("Show", "查看"), subcommands: [ServeCommand.self]),
      CommandGroup(
        name: words("Keep house", "维护"),
        subcommands: [
          LedgerCommand.self, ExplainCommand.self, HelpCommand.self, CompletionCommand.self,
        ]),
    ])

  /// Names the program to what explains its commands, once.
  static let isNamed: Void = ExplainedProgram.name(
    ExplainedProgram(
      Hotline.self, version: ProgramVersion.number, title: ProgramVersion.name,
      shared: {
        [
          (words("Listing", "列表输出"), ListingOptions.self),
          (words("Personal data in clear", "查看明文"), ClearOptions.self),
          (words("Common options", "通用选项"), CommonOptions.self),
        ]
      }))

  /// Lets the common options stand before the command as well as behind it.
  static func main() async {
    Self.isNamed
    let line = Array(CommandLine.arguments.dropFirst())
    if line.first == Candidates.request { return Candidates.print(for: line.dropFirst()) }
    let arguments = CommonOptions.movedBehindCommand(line)
    var running: (any ParsableCommand.Type)?
    do {
      var command = try await asyncParseAsRoot(arguments)
      running = type(of: command)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      Streams.settle()
    } catch {
      ProgramEnding.leave(with: error, arguments: arguments, running: running)
    }
  }
}
