import SkipGram

/// Settings of how things are shown; none is part of what a run computes.
package struct InterfaceSettings: Equatable, Sendable {
  /// Significant digits of numbers in the transcript.
  package var precision = 8
  /// Whether ASCII spellings stand for symbols and line drawing.
  package var ascii = false
  package var color = ColorChoice.auto
  /// Whether figures that differ from run to run are printed: seconds, words per second.
  package var timing = true
  /// How gradients with respect to vectors are laid out where the derivation is printed.
  package var convention = LayoutConvention.denominator
  /// The most any score is moved by in `check`, and the relative difference it lets pass; the
  /// defaults are justified where the check is made.
  package var checkStep = GradientCheck.Options().step
  package var checkTolerance = GradientCheck.Options().tolerance
  /// The layout of the panes.
  package var layout = PaneLayout.step
  /// The pane that scroll keys move.
  package var focus = Pane.scores

  /// The memory that going back may take, in MiB.
  package var historyMemory = 512
  /// The file that gets a line for every window applied; `nil` for none.
  package var log: String?
  /// How many windows there are to a line of the log.
  package var logEvery = 1

  package init() {}
}

/// A pane of the screen.
package enum Pane: String, CaseIterable, Sendable {
  /// The sentence with the window marked.
  case corpus
  /// Scores with ŷ, or σ and draws.
  case scores
  /// ∂J/∂v_c with its terms.
  case center
  /// ∂J/∂u_w with their coefficients.
  case outside
  /// The loss now, after, and over time.
  case loss
  /// The derivation's lines, checked.
  case derivation
  /// Expressions shown at every stop.
  case display
  /// Words as points in the plane.
  case projection
  /// Rows of V and U, and their gradients.
  case heat
  /// J over the record.
  case lossPlot = "loss-plot"
  /// ŷ before and after the step.
  case yhat
  /// J of the window against η.
  case eta
  /// The noise distribution against the draws.
  case samples
  /// What commands printed.
  case transcript
}

/// Which panes share the screen.
package enum PaneLayout: String, CaseIterable, Sendable {
  /// All panes.
  case step
  /// Corpus, scores and transcript.
  case scores
  /// Corpus, both gradients and transcript.
  case gradients
  /// Corpus, the derivation beside scores and center gradient, and transcript.
  case derivation
  /// All panes but the outside gradients, and the displays.
  case debug
  /// The projection beside other plots, and transcript.
  case plots
  /// The transcript alone.
  case transcript
}
