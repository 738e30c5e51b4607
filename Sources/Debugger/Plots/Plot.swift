/// A picture of numbers: declared once, read by `plot`, `export`, help, completion and the panes.
package struct Plot: Sendable {
  /// What `plot` and `export` call it.
  package let name: String
  /// The pane that shows it.
  package let pane: Pane
  /// Its arguments, one form after the other, as help shows them.
  package let arguments: [String]
  /// What is seen in it, in a few words.
  package let summary: String
  /// What a user would get wrong, in whole sentences.
  package let details: String
  /// Commands to try.
  package let examples: [String]
  /// What completion offers for its arguments.
  let completions: [Command.ArgumentKind]
  /// The choices its arguments make, checked; nothing is changed yet.
  let choices: @Sendable (PlotInvocation) throws -> PlotChoices

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

  /// What has been chosen so far.
  var choices: PlotChoices { session.plots }

  /// The first argument, if it is a keyword and not a word in quotes.
  var keyword: String? { arguments.first.flatMap { $0.isQuoted ? nil : $0.text } }

  /// The arguments after a keyword, of which there are at most `limit`.
  func rest(atMost limit: Int) throws -> ArraySlice<CommandArgument> {
    let rest = arguments.dropFirst()
    if rest.count > limit, let extra = rest.dropFirst(limit).first { throw unexpected(extra) }
    return rest
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

  /// Nothing chosen, where nothing can be.
  func none() throws -> PlotChoices {
    if let first = arguments.first { throw unexpected(first) }
    return choices
  }
}
