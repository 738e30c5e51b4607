extension Plot {
  static let heat = Plot(
    name: "heat", pane: .heat, arguments: ["", "WORD…", "window"],
    summary: "rows of V and U beside their gradients, as a heat map",
    details: """
      The rows are those of the window: v_c, then u_w of the observed and drawn words; or v_w and \
      u_w of the words named. A sign and a digit, or a triangle, repeat the colour; parameters and \
      gradients have a scale each.
      """,
    examples: ["plot heat", "plot heat apple pie"],
    completions: [.word, .choice(["window"])],
    choose: { plot, choices in
      if plot.arguments.isEmpty { return }
      if plot.arguments.count == 1, plot.keyword == "window" {
        choices.heatWords = nil
      } else {
        for argument in plot.arguments { _ = try plot.session.word(argument) }
        choices.heatWords = plot.arguments.map(\.bytes)
      }
    })

  static let yhat = Plot(
    name: "yhat", pane: .yhat,
    summary: "ŷ over the vocabulary, before and after this step",
    details: """
      Words are sorted by ŷ before the step; a stroke leads from ŷ before to ŷ after it. \
      Observed words and the most probable ones are named. Under negative sampling ŷ is what the \
      same vectors would predict by the softmax.
      """,
    examples: ["plot yhat"])

  static let eta = Plot(
    name: "eta", pane: .eta,
    summary: "J of this window against η, along its gradient",
    details: """
      J(θ - η∇J) for this window and its draws, in double precision, with the line that the \
      gradient predicts. The current η and the η of least J are marked.
      """,
    examples: ["plot eta"])

  static let samples = Plot(
    name: "samples", pane: .samples,
    summary: "the noise distribution against the draws of this run",
    details: """
      For each word its share of all draws in the windows applied so far, and its probability in \
      the noise distribution. A draw equal to the observed word is drawn again or skipped, so \
      frequent words are drawn slightly less often than their probability.
      """,
    examples: ["plot samples", "set objective negative-sampling"])

  static let loss = Plot(
    name: "loss", pane: .lossPlot, arguments: ["[linear|log] [last N|all]"],
    summary: "J window by window over the history, and its running mean",
    details: """
      Old windows are thinned out, but the mean counts all. Marks under the axis show changed \
      settings (s), written vectors (v), hand-made windows or draws (w) and breakpoints that stopped \
      the run (b). The current position is marked; `goto N` moves it.
      """,
    examples: ["plot loss", "plot loss log", "plot loss last 500"],
    completions: [.choice(["all", "last", "linear", "log"])],
    choose: { plot, choices in
      var arguments = plot.arguments
      while let argument = arguments.popFirst() {
        switch argument.text {
        case "linear": choices.loss.isLogarithmic = false
        case "log": choices.loss.isLogarithmic = true
        case "all": choices.loss.last = nil
        case "last":
          guard let count = arguments.popFirst() else {
            throw plot.missing("how many windows (a whole number, at least 2)")
          }
          choices.loss.last = try plot.invocation.integer(
            count, from: 2, "a whole number, at least 2")
        default: throw plot.unexpected(argument)
        }
      }
    })
}

/// The range and scale of the loss plot.
package struct LossChoices: Equatable, Sendable {
  package var isLogarithmic = false
  /// The number of latest windows to show; `nil` for all.
  package var last: Int?

  package init() {}
}
