import ArgumentParser
import HotlineModel
import Reports

/// The options of commands that can show personal data in clear.
struct ClearOptions: ParsableArguments {
  @Flag(
    help: """
      Show personal data in clear; requires --because and --by, and is written to the audit trail.
      """)
  var showValues = false

  @Option(help: "What the clear text is needed for.")
  var because: String?

  @Option(name: .customLong("by"), help: "Who looks at it.")
  var signer: String?

  /// The look asked for; `nil` where values stay masked.
  var view: ClearView? {
    showValues
      ? ClearView(signer: signer ?? "", purpose: because ?? "", at: Environment.now()) : nil
  }
}
