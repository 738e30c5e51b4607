import Debugger

/// The arguments of the program, with `-x` and `-ex` taken out in the order they were typed; the
/// library for flags keeps no order between two options.
struct StartCommandScan {
  /// The commands, in order.
  private(set) var commands: [StartCommand] = []
  /// All other arguments, in order.
  private(set) var others: [String] = []

  /// - Parameter arguments: The arguments without the program's name.
  /// - Throws: `UsageError` if the last option has no value.
  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        others += [argument] + rest
        return
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count > 0, let kind = Self.kinds[String(parts[0])] else {
        others.append(argument)
        continue
      }
      guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
        throw UsageError("\(argument) needs \(kind.wants) after it.")
      }
      commands.append(kind.make(value))
    }
  }

  private struct Kind: Sendable {
    var wants: String
    var make: @Sendable (String) -> StartCommand
  }

  /// As gdb, with one hyphen or two.
  private static let kinds: [String: Kind] = {
    let file = Kind(wants: "the name of a file of commands", make: { .file(path: $0) })
    let line = Kind(wants: "a command, as -ex \"step 3\"", make: { .line($0) })
    return ["-x": file, "--x": file, "-ex": line, "--ex": line]
  }()
}
