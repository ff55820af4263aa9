import ArgumentParser
import Console

/// The form in which commands print what they did, where that is not a listing.
package struct ResultOptions: ParsableArguments {
  /// The options as they are where nobody gives any.
  package init() {}

  @Flag(help: words("Print the result as JSON.", "以 JSON 输出结果。"))
  package var json = false
}
