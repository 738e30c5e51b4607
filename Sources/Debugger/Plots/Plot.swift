/// A picture of numbers: declared once, read by `plot`, `export`, help, completion and the panes.
package struct Plot: Sendable {
  /// What `plot` and `export` call it.
  package let name: String
  /// The pane that shows it.
  package let pane: Pane
  /// Its arguments, one form after the other, as help shows them.
  package var arguments = [""]
  /// What is seen in it, in a few words.
  package let summary: String
  /// What a user would get wrong, in whole sentences.
  package let details: String
  /// Commands to try.
  package let examples: [String]
  /// What completion offers for its arguments.
  var completions: [Command.ArgumentKind] = []
  /// Makes the choices that its arguments name, checked; none if there are none to name.
  var choose: @Sendable (PlotInvocation, inout PlotChoices) throws -> Void = { plot, _ in
    try plot.requireCount(atMost: 0)
  }

  /// Every plot, in the order help lists them.
  package static let all: [Plot] = [projection, heat, loss, yhat, eta, samples]

  /// The plot of a name, exact or as an unambiguous prefix.
  package static func named(_ name: String) throws -> Plot {
    try lookUp(name, in: all, kind: .plot, by: \.name)
  }

  /// Its usage as one line for each form.
  package var usage: [String] {
    arguments.map { $0.isEmpty ? "plot \(name)" : "plot \(name) \($0)" }
  }
}

/// What the user has chosen to see in plots; none of it is part of the record.
package struct PlotChoices: Equatable, Sendable {
  package var projection = ProjectionChoices()
  /// The words of the heat map; `nil` for those of the window.
  package var heatWords: [[UInt8]]?
  package var loss = LossChoices()

  package init() {}
}

/// The arguments of a plot about to be chosen.
struct PlotInvocation {
  let invocation: Invocation
  let plot: Plot
  let arguments: ArraySlice<CommandArgument>

  var session: Session { invocation.session }

  /// The first argument, if it is a keyword and not a word in quotes.
  var keyword: String? { arguments.first.flatMap { $0.isQuoted ? nil : $0.text } }

  /// Refuses arguments after the first few.
  func requireCount(atMost limit: Int) throws {
    if let extra = arguments.dropFirst(limit).first { throw unexpected(extra) }
  }

  /// The one argument after a keyword; `what` names it where it is missing.
  func value(_ what: String) throws -> CommandArgument {
    try requireCount(atMost: 2)
    guard let argument = arguments.dropFirst().first else { throw missing(what) }
    return argument
  }

  /// That an argument makes no sense there.
  func unexpected(_ argument: CommandArgument) -> CommandError {
    .unexpectedArgument(
      command: "plot", argument: argument.text, usage: plot.usage.joined(separator: "  |  "))
  }

  /// That an argument is missing.
  func missing(_ what: String) -> CommandError {
    .missingArgument(
      command: "plot", what: what, usage: plot.usage.joined(separator: "  |  "))
  }
}
