import ArgumentParser
import CommandOptions
import Console

/// Prints the script that makes a shell complete the program's command lines.
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: words("Print the script for completion in a shell.", "输出命令行补全脚本。"),
    discussion: words(
      """
      The shell then completes commands, options and values: mappings, lines, batches, quarantined \
      records, policies, codes. For one session: source <(hotline completion bash).
      """,
      """
      补全命令、选项和取值：映射、热线、批次、隔离记录、规则表、问题代码。只在当前会话启用：\
      source <(hotline completion bash)。
      """))

  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh }

  @Argument(help: words("The shell: bash or zsh.", "命令解释器：bash 或 zsh。"))
  var shell: Shell

  @OptionGroup var common: CommonOptions

  func run() {
    let script = shell == .bash ? CompletionScripts.bash : CompletionScripts.zsh
    common.terminal.output(document: script)
  }
}
