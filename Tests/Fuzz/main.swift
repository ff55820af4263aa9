import Glibc

/// `Fuzz TARGET CORPUS… [libFuzzer's flags]`: coverage-guided tests of what reads foreign bytes.
///
/// A target hands bytes to a reader and holds it to what must be true of any bytes; a finding is a
/// trap, a broken law, or a run without end. `make fuzz` runs all of them.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The target that the command line names.
private enum Chosen {
  static let target = FuzzTargets.all[CommandLine.arguments.dropFirst().first ?? ""]
}

guard Chosen.target != nil else {
  print("usage: Fuzz \(FuzzTargets.all.keys.sorted().joined(separator: "|")) CORPUS… [-runs=N …]")
  exit(64)
}
// libFuzzer reads every word behind the program's name: the target's name is put in that place.
var count = CommandLine.argc - 1
var words = unsafe CommandLine.unsafeArgv.advanced(by: 1)
exit(
  unsafe runDriver(&count, &words) { start, count in
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    Chosen.target?(bytes)
    return 0
  })
