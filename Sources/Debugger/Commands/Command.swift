/// A command: declared once, read by the parser, help, completion and the reference.
package struct Command: Sendable {
  /// Where help lists it.
  package enum Group: String, CaseIterable, Sendable {
    case running = "Running"
    case looking = "Looking"
    case changing = "Changing"
    case files = "Files"
    case screen = "Screen"
    case help = "Help"
  }

  /// What completion offers for an argument.
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
    /// What is exported, or the file if that says it.
    case exported
    case plot
    /// What the plot named before takes.
    case plotArgument
    case layout
    case pane
    /// Panes joined by `+` and `/`.
    case panes
    case choice([String])
    /// The number of a breakpoint or watchpoint.
    case stop
    /// What any of these offers.
    indirect case either([ArgumentKind])
  }

  package let name: String
  package let abbreviations: [String]
  /// How it is typed, as `step [N]`.
  package let usage: String
  /// What it does, in one line.
  package let summary: String
  /// What a user would get wrong, in whole sentences.
  package let details: String
  /// Commands to try.
  package let examples: [String]
  package let group: Group
  /// What completion offers, argument by argument; the last kind serves all further ones.
  package let arguments: [ArgumentKind]
  /// Whether Enter on an empty line runs it again.
  package let repeats: Bool
  let run: @Sendable (Invocation) throws -> Void

  init(
    _ name: String, _ abbreviations: [String] = [], usage: String, group: Group,
    summary: String, details: String = "", examples: [String] = [],
    arguments: [ArgumentKind] = [], repeats: Bool = false,
    run: @escaping @Sendable (Invocation) throws -> Void
  ) {
    self.name = name
    self.abbreviations = abbreviations
    self.usage = usage
    self.summary = summary
    self.details = details
    self.examples = examples
    self.group = group
    self.arguments = arguments
    self.repeats = repeats
    self.run = run
  }

  private static let byName = all.sorted { $0.name < $1.name }

  /// The command a name stands for: a whole name, an abbreviation, or an unambiguous prefix.
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
  /// Where `text` starts in the line, in UTF-8 bytes.
  let offset: Int
  /// The whole line as typed.
  let line: String

  /// The arguments in words.
  func arguments() throws -> [CommandArgument] {
    try splitArguments(text)
  }

  /// The arguments, of which there are at most `limit`.
  func arguments(atMost limit: Int) throws -> [CommandArgument] {
    let arguments = try arguments()
    if arguments.count > limit { throw unexpected(arguments[limit]) }
    return arguments
  }

  /// The only argument, a whole number from 1 on, or a default.
  func count(default standard: Int) throws -> Int {
    guard let argument = try arguments(atMost: 1).first else { return standard }
    return try integer(argument, from: 1, "a whole number from 1 on")
  }

  /// An argument as a whole number.
  func integer(_ argument: CommandArgument, from least: Int, _ expected: String) throws -> Int {
    guard let number = Int(argument.text), number >= least else {
      throw CommandError.badNumber(argument.text, expected: expected)
    }
    return number
  }

  /// That an argument is missing.
  func missing(_ what: String) -> CommandError {
    .missingArgument(command: command.name, what: what, usage: command.usage)
  }

  /// That an argument is one too many.
  func unexpected(_ argument: CommandArgument) -> CommandError {
    .unexpectedArgument(command: command.name, argument: argument.text, usage: command.usage)
  }
}
