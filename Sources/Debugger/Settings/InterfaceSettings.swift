import SkipGram

/// Settings of how things are shown; none is part of what a run computes.
package struct InterfaceSettings: Equatable, Sendable {
  /// Significant digits of numbers in the transcript.
  package var precision = 8
  /// Whether ASCII spellings stand for symbols and line drawing.
  package var ascii = false
  package var color = ColorChoice.auto
  /// Whether figures that differ from run to run are printed: seconds, words per second; `nil` where
  /// nothing was chosen.
  package var timing: Bool?
  /// How gradients with respect to vectors are laid out where the derivation is printed.
  package var convention = LayoutConvention.denominator
  /// The most any score is moved by in `check`, and the relative difference it lets pass; the
  /// defaults are justified where the check is made.
  package var checkStep = GradientCheck.Options().step
  package var checkTolerance = GradientCheck.Options().tolerance
  /// What is seen of the panes.
  package var screen = ScreenSettings()

  /// The memory that going back may take, in MiB.
  package var historyMemory = 512
  /// The file that gets a line for every window applied; `nil` for none.
  package var log: String?
  /// How many windows there are to a line of the log.
  package var logEvery = 1

  package init() {}
}
