import Word2Vec

/// A breakpoint or a watchpoint.
struct Breakpoint {
  /// The windows at which it stops.
  enum Trigger {
    /// Windows centred on a word; `nil` if the corpus lacks it.
    case center(Int?)
    /// Windows with a word outside; `nil` if the corpus lacks it.
    case outside(Int?)
    /// The window of a number.
    case window(Int)
    /// Any window where its condition is true.
    case anyWindow
    /// A condition that becomes true, or another value that changes.
    case watch(Expression)
  }

  /// Its number, from 1, as commands name it.
  let number: Int
  /// As `info breakpoints` and `save breakpoints` write it, without a condition.
  let text: String
  /// The word of the trigger, to find its index in another corpus.
  let word: [UInt8]?
  var trigger: Trigger
  var condition: Expression?
  let isTemporary: Bool
  var isEnabled = true
  /// The number of further hits to ignore.
  var ignored = 0
  var hits = 0
  /// Commands to run at its stops.
  var commands: [String] = []
  /// The trust in the commands.
  var trust = Trust.full
  /// What it waits for, as `a corpus with the word 'pie'`; it does not stop before.
  var awaited: String?
  /// Why its expression has no value, once a run has stopped for that.
  var fault: String?
}

/// The reason of a stop.
struct StopReason {
  /// The number of the breakpoint or watchpoint.
  let number: Int
  /// The message for the user.
  let message: String
}

extension Breakpoint {
  /// The kind, for messages.
  var kind: String {
    if case .watch = trigger { return "watchpoint" }
    return isTemporary ? "temporary breakpoint" : "breakpoint"
  }

  /// Kind and number, as `breakpoint 1`.
  var title: String { "\(kind) \(number)" }

  /// Its place and condition, as `break` takes them.
  var place: String {
    [text, condition.map { "if \($0.text)" } ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// Whether its stops are not printed.
  var isSilent: Bool { commands.first.flatMap { ParsedLine($0) }?.name == "silent" }

  /// Whether it has commands of somebody else's file.
  var hasLimitedCommands: Bool { !commands.isEmpty && trust != .full }

  /// The commands that set it again.
  var script: String {
    var lines: [String] = []
    if case .watch = trigger {
      lines.append("watch \(text)")
      if let condition { lines.append("condition $bpnum \(condition.text)") }
    } else {
      lines.append((isTemporary ? "tbreak " : "break ") + place)
    }
    if ignored > 0 { lines.append("ignore $bpnum \(ignored)") }
    if !isEnabled { lines.append("disable $bpnum") }
    if !commands.isEmpty { lines += ["commands $bpnum"] + commands.map { "  " + $0 } + ["end"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
