package import HotlineModel

/// The scripts by which a person does by hand what `apply`, `flip` and `rollback` do.
///
/// Each stops where the switch refuses: `kamcmd` ends with 0 then, so that its text is looked at.
package struct StagedScript {
  private let target: KamailioSwitch

  /// The scripts of a switch.
  package init(_ target: KamailioSwitch) {
    self.target = target
  }

  /// Loads a generation from two files beside the script, and looks whether memory has it.
  ///
  /// - Parameters:
  ///   - generation: the generation that is not live.
  ///   - table: the snapshot of its table.
  ///   - script: the file of statements.
  ///   - list: the file of addresses, and what is in it.
  /// - Returns: the script.
  package func loading(
    _ generation: Generation, table: String, script: String, list: (name: String, rows: AddressList)
  ) -> String {
    let replacing = KamailioSwitch.command(
      replacing: target.description.addressList, with: list.rows.text)
    return text(
      [
        "\(target.channel.line(of: replacing)) < \(list.name)", ask(["dispatcher.reload"]),
        target.description.database.command(running: script, through: target.channel),
      ]
        + KamailioSwitch.kinds.map { ask(["htable.reload", "\($0)_\(generation.rawValue)"]) }
        + looking(at: generation, table: table, list.rows))
  }

  /// Makes a generation live, where memory has its table and its addresses.
  ///
  /// - Parameters:
  ///   - generation: the generation.
  ///   - table: the snapshot of its table; `nil` where it does not say so.
  ///   - list: the addresses of the switch.
  ///   - statement: the file of the statement.
  /// - Returns: the script.
  package func makingLive(
    _ generation: Generation, table: String?, _ list: AddressList, statement: String
  ) -> String {
    text(
      looking(at: generation, table: table, list) + [
        target.description.database.command(running: statement, through: target.channel),
        ask(["htable.sets", "ctl", "active", generation.rawValue]),
      ])
  }

  /// The statement that writes the pointer.
  package func statement(makingLive generation: Generation) -> String {
    KamailioSwitch.pointerStatement(generation)
  }

  private func looking(
    at generation: Generation, table: String?, _ list: AddressList
  ) -> [String] {
    var lines: [String] = []
    if let table {
      let row = "s:\(SwitchSnapshot.Tables.manifestKey)"
      lines += [ask(["htable.get", "num_\(generation.rawValue)", row]), "has \(table)"]
    }
    let addresses = Set(list.rows(of: generation).map(\.uri)).sorted()
    return lines + [ask(["dispatcher.list"])] + addresses.map { "has '\($0)'" }
  }

  private func ask(_ words: [String]) -> String {
    "ask \(target.channel.line(of: target.control.command(words)))"
  }

  private func text(_ lines: [String]) -> String {
    """
    #!/bin/sh
    set -e
    cd "$(dirname "$0")"
    # kamcmd ends with 0 where the switch refuses: what it says decides.
    ask() {
      answer=$("$@" 2>&1) || { printf '%s\\n' "$answer" >&2; exit 1; }
      case $answer in
        error:*) printf '%s\\n' "$answer" "refused: run this script again" >&2; exit 1 ;;
      esac
    }
    # Whether the last answer holds a text.
    has() {
      case $answer in
        *"$1"*) ;;
        *) echo "the switch does not have $1: run 1-load.sh again" >&2; exit 1 ;;
      esac
    }

    """ + lines.map { $0 + "\n" }.joined() + "echo done\n"
  }
}
