import Hummingbird

/// The least that Hummingbird does for a request: the measure of what a page costs beside it.
@main
struct Hello {
  static func main() async throws {
    let router = Router()
    router.get("/") { _, _ in "hello\n" }
    let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8080
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
    try await application.runService()
  }
}
