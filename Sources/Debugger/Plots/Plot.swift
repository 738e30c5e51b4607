/// A plot; `plot`, `export`, help, completion and the panes read this table.
package struct Plot: Sendable {
  /// The name in `plot` and `export`.
  package let name: String
  /// The pane that shows it.
  package let pane: Pane
  /// The forms of its arguments, for help.
  package var arguments = [""]
  /// A short description.
  package let summary: String
  /// Details in full sentences.
  package let details: String
  /// Example commands.
  package let examples: [String]
  /// The completions of its arguments.
  var completions: [Command.ArgumentKind] = []
  /// Checks the arguments and applies them to the choices.
  var choose: @Sendable (PlotInvocation, inout PlotChoices) throws -> Void = { plot, _ in
    try plot.requireCount(atMost: 0)
  }

  /// All plots, in the order of help.
  package static let all: [Plot] = [projection, heat, loss, yhat, eta, samples]

  /// The plot with a name or an unambiguous prefix of it.
  package static func named(_ name: String) throws -> Plot {
    try lookUp(name, in: all, kind: .plot, by: \.name)
  }

  /// One line of usage for each form.
  package var usage: [String] {
    arguments.map { $0.isEmpty ? "plot \(name)" : "plot \(name) \($0)" }
  }
}

/// The user's choices for plots; they are not part of a run.
package struct PlotChoices: Equatable, Sendable {
  package var projection = ProjectionChoices()
  /// The words of the heat map; `nil` for the words of the window.
  package var heatWords: [[UInt8]]?
  package var loss = LossChoices()

  package init() {}
}

/// The arguments of a `plot` command.
struct PlotInvocation {
  let invocation: Invocation
  let plot: Plot
  let arguments: ArraySlice<CommandArgument>

  var session: Session { invocation.session }

  /// The first argument, unless it is quoted.
  var keyword: String? { arguments.first.flatMap { $0.isQuoted ? nil : $0.text } }

  /// Throws if there are more arguments than `limit`.
  func requireCount(atMost limit: Int) throws {
    if let extra = arguments.dropFirst(limit).first { throw unexpected(extra) }
  }

  /// The only argument after a keyword; the error names it as `what`.
  func value(_ what: String) throws -> CommandArgument {
    try requireCount(atMost: 2)
    guard let argument = arguments.dropFirst().first else { throw missing(what) }
    return argument
  }

  /// An error for an unexpected argument.
  func unexpected(_ argument: CommandArgument) -> CommandError {
    .unexpectedArgument(
      command: "plot", argument: argument.text, usage: plot.usage.joined(separator: "  |  "))
  }

  /// An error for a missing argument.
  func missing(_ what: String) -> CommandError {
    .missingArgument(
      command: "plot", what: what, usage: plot.usage.joined(separator: "  |  "))
  }
}
