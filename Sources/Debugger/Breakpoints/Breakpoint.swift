import SkipGram

/// A place or a condition that ends a run: a breakpoint or a watchpoint.
struct Breakpoint {
  /// What it stops at.
  enum Trigger {
    /// Windows centred on a word; `nil` if the corpus does not have it.
    case center(Int?)
    /// Windows with a word outside; `nil` if the corpus does not have it.
    case outside(Int?)
    /// The window of a number.
    case window(Int)
    /// Any window at which its condition holds.
    case anyWindow
    /// An expression: a condition becoming true, or another value changing.
    case watch(Expression)
  }

  /// Its number, from 1, as commands name it.
  let number: Int
  /// As `info breakpoints` and `save breakpoints` write it, without a condition.
  let text: String
  /// The word it is about, which another corpus numbers differently.
  let word: [UInt8]?
  var trigger: Trigger
  var condition: Expression?
  let isTemporary: Bool
  var isEnabled = true
  /// How many further hits pass without a stop.
  var ignored = 0
  var hits = 0
  /// Commands to run when it stops.
  var commands: [String] = []
}

/// Why a run has stopped.
struct StopReason {
  /// The number of the breakpoint or watchpoint.
  let number: Int
  /// The message for the user.
  let message: String
}

extension Breakpoint {
  /// Breakpoint or watchpoint.
  var kind: String {
    if case .watch = trigger { return "watchpoint" }
    return isTemporary ? "temporary breakpoint" : "breakpoint"
  }

  /// Kind and number, as `breakpoint 1`.
  var title: String { "\(kind) \(number)" }

  /// Where it stops, as `break` takes it.
  var place: String {
    [text, condition.map { "if \($0.text)" } ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The commands that make it again.
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
