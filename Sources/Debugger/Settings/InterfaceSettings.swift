import Word2Vec

/// Settings of the display; they never change a run.
package struct InterfaceSettings: Equatable, Sendable {
  /// Significant digits of numbers in the transcript.
  package var precision = 8
  /// Whether symbols and line drawing are spelled in ASCII.
  package var ascii = false
  package var color = ColorChoice.auto
  /// Whether seconds and words per second are printed; `nil` chooses by ``Host/isAtPrompt``.
  package var timing: Bool?
  /// The layout of gradients in the derivation.
  package var convention = LayoutConvention.denominator
  /// The largest change of a score in `check`, and the relative difference that it accepts; see
  /// ``GradientCheck/Options``.
  package var checkStep = GradientCheck.Options().step
  package var checkTolerance = GradientCheck.Options().tolerance
  /// Whether the session asks before something is lost; `nil` asks about typed commands.
  package var confirm: Bool?
  /// Whether commands may write and read any file; without it the commands of all files are limited.
  package var trust = true
  /// Whether an answer that is taller than the transcript opens over the panes.
  package var pager = true
  /// The layout, the focus and the heights of panes.
  package var screen = ScreenSettings()

  /// The memory limit of the history, in MiB.
  package var historyMemory = 512
  /// The log file; `nil` for none.
  package var log: String?
  /// The number of windows per line of the log.
  package var logEvery = 1

  package init() {}
}
