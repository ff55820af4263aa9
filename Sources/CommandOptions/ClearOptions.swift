package import ArgumentParser
import Console
import HotlineModel
package import Reports

/// The options of commands that can show personal data in clear.
package struct ClearOptions: ParsableArguments {
  /// The options as they are where nobody gives any.
  package init() {}

  @Flag(
    help: words(
      """
      Show personal data in clear; requires --because and --by, and is written to the audit \
      trail.
      """,
      "显示个人信息明文；须写明 --because 和 --by，并记入审计记录。"))
  package var showValues = false

  @Option(help: words("What the clear text is needed for.", "查看明文的用途。"))
  package var because: String?

  @Option(name: .customLong("by"), help: words("Who looks at it.", "查看人。"))
  package var signer: String?

  /// The look asked for; `nil` where values stay masked.
  package var view: ClearView? {
    showValues
      ? ClearView(signer: signer ?? "", purpose: because ?? "", at: Environment.now()) : nil
  }
}
