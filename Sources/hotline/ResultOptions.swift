import ArgumentParser
import Console

/// The form in which commands print what they did, where that is not a listing.
struct ResultOptions: ParsableArguments {
  @Flag(help: words("Print the result as JSON.", "以 JSON 输出结果。"))
  var json = false
}
