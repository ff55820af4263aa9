/// How one argument of a command is written for a shell.
package enum ShellWord {
  /// The argument as a shell reads it back: bare where that is safe, else between marks.
  ///
  /// Characters beyond ASCII stay bare. No backslash is written, and the result of an argument
  /// without control characters holds none that the argument does not hold.
  package static func quoted(_ argument: String) -> String {
    let isBare =
      !argument.isEmpty && !argument.hasPrefix("~") && argument.unicodeScalars.allSatisfy(isPlain)
    return isBare ? argument : "'" + argument.replacing("'", with: "'\"'\"'") + "'"
  }

  /// The argument with every character for which `needsCode` holds written as the bytes of its
  /// UTF-8, between the marks `$'` and `'`, as bash and zsh read them.
  package static func quoted(
    _ argument: String, coding needsCode: (Unicode.Scalar) -> Bool
  ) -> String {
    guard argument.unicodeScalars.contains(where: needsCode) else { return quoted(argument) }
    let parts = argument.unicodeScalars.map { scalar in
      if needsCode(scalar) || scalar == "'" || scalar == "\\" {
        return Array(String(scalar).utf8).map { byte in
          let digits = String(byte, radix: 16, uppercase: true)
          return "\\x" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
      }
      return String(scalar)
    }
    return "$'" + parts.joined() + "'"
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_./:=@%+,".unicodeScalars.contains(scalar)
    }
    return !scalar.properties.isWhitespace
  }
}
