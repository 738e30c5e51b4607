/// A command: declared once, read by the parser, help, completion and the reference.
package struct Command: Sendable {
  /// The section of `help` that lists it.
  package enum Group: String, CaseIterable, Sendable {
    case running = "Running"
    case looking = "Looking"
    case changing = "Changing"
    case files = "Files"
    case screen = "Screen"
    case help = "Help"
  }

  /// A kind of argument, for completion.
  package enum ArgumentKind: Equatable, Sendable {
    case command
    case setting
    case settingValue
    case word
    case expression
    case file
    case corpus
    case preset
    case topic
    /// What to export, or the file if its extension tells.
    case exported
    case plot
    /// An argument of the plot named before.
    case plotArgument
    case layout
    case pane
    /// Panes joined by `+` and `/`.
    case panes
    case choice([String])
    /// The number or name of a branch.
    case branch
    /// The number of a breakpoint or watchpoint.
    case stop
    /// Any of several kinds.
    indirect case either([ArgumentKind])
  }

  package let name: String
  package var abbreviations: [String] = []
  /// Its syntax, as `step [N]`.
  package let usage: String
  package let group: Group
  /// A one-line description, in the imperative.
  package let summary: String
  /// Further description, in whole sentences.
  package var details = ""
  /// Commands to try.
  package var examples: [String] = []
  /// The kinds of its arguments, for completion; the last applies to all further ones.
  package var arguments: [ArgumentKind] = []
  /// Whether Enter on an empty line runs it again.
  package var repeats = false
  /// Whether a lesson runs it by itself, instead of asking the reader to type it.
  var playsByItself = false
  let run: @Sendable (Invocation) throws -> Void

  private static let byName = all.sorted { $0.name < $1.name }

  /// The command of a name, an abbreviation or an unambiguous prefix.
  package static func named(_ name: String) throws -> Command {
    try lookUp(name, in: byName, kind: .command, by: \.name, abbreviations: \.abbreviations)
  }
}

/// A command about to run: the session and its arguments.
struct Invocation {
  let session: Session
  let command: Command
  /// Everything after the command's name, without a comment.
  let text: String
  /// The start of ``text`` in the line, in UTF-8 bytes.
  let offset: Int
  /// The whole line as typed.
  let line: String

  /// The arguments in words.
  func arguments() throws -> [CommandArgument] {
    try splitArguments(text)
  }

  /// The arguments, at most `limit`.
  func arguments(atMost limit: Int) throws -> [CommandArgument] {
    let arguments = try arguments()
    if arguments.count > limit { throw unexpected(arguments[limit]) }
    return arguments
  }

  /// The arguments, to be read from left to right.
  func reader() throws -> ArgumentReader {
    ArgumentReader(invocation: self, rest: try arguments()[...])
  }

  /// The only argument, named in the error if it is missing.
  func argument(_ what: String) throws -> CommandArgument {
    guard let argument = try arguments(atMost: 1).first else { throw missing(what) }
    return argument
  }

  /// The only argument, a whole number of at least 1, or a default.
  func count(default standard: Int) throws -> Int {
    try arguments(atMost: 1).first.map { try count($0) } ?? standard
  }

  /// An argument as a whole number, at least 1.
  func count(_ argument: CommandArgument) throws -> Int {
    try integer(argument, from: 1, "a whole number, at least 1")
  }

  /// An argument as the number of a window.
  func window(_ argument: CommandArgument) throws -> Int {
    try integer(argument, from: 0, "the number of a window, from 0")
  }

  /// The text of the arguments from a byte on.
  func text(from start: Int) -> String {
    String(decoding: Array(text.utf8)[start...], as: UTF8.self)
  }

  /// An argument as a whole number.
  func integer(_ argument: CommandArgument, from least: Int, _ expected: String) throws -> Int {
    guard let number = Int(argument.text), number >= least else {
      throw CommandError.badNumber(argument.text, expected: expected)
    }
    return number
  }

  /// The error for a missing argument.
  func missing(_ what: String) -> CommandError {
    .missingArgument(command: command.name, what: what, usage: command.usage)
  }

  /// The error for an unexpected argument.
  func unexpected(_ argument: CommandArgument) -> CommandError {
    .unexpectedArgument(command: command.name, argument: argument.text, usage: command.usage)
  }
}

/// The arguments of a command, read from left to right.
struct ArgumentReader {
  fileprivate let invocation: Invocation
  /// The arguments not read yet.
  var rest: ArraySlice<CommandArgument>

  /// Reads an argument; `nil` at the end.
  mutating func next() -> CommandArgument? { rest.popFirst() }

  /// Reads an argument, named in the error if it is missing.
  mutating func next(_ what: String) throws -> CommandArgument {
    guard let argument = rest.popFirst() else { throw invocation.missing(what) }
    return argument
  }

  /// Reads a keyword if it comes next.
  ///
  /// - Returns: Whether it did.
  mutating func take(_ keyword: String) -> Bool {
    guard let argument = rest.first, argument.isKeyword(keyword) else { return false }
    rest.removeFirst()
    return true
  }

  /// Refuses further arguments.
  func end() throws {
    if let extra = rest.first { throw invocation.unexpected(extra) }
  }
}

extension CommandArgument {
  /// Whether it is a keyword, which is never in quotes.
  func isKeyword(_ keyword: String) -> Bool { !isQuoted && text == keyword }
}
