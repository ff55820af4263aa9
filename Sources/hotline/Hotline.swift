import ArgumentParser

@main
struct Hotline: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Move government hotlines onto 12345 without losing a call or a ticket.")
}
