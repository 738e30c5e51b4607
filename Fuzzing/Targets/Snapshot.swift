import Debugger
import Runs
import Word2Vec

/// Everything a failed command has to leave as it was.
package struct Snapshot: Equatable {
  private let parameters: UInt64
  private let number: Int
  private let position: Position
  private let overrides: WindowOverrides
  private let settings: SettingsDraft
  private let plots: PlotChoices
  private let history: Range<Int>
  private let edits: Int
  private let losses: [UInt64]
  /// The breakpoints with their hits, and the commands that set them again.
  private let breakpoints: [String]
  private let displays: [String]
  private let values: Int
  private let passedPairs: Int

  package init(_ session: Session) {
    parameters = session.run.parameters.hash()
    number = session.run.number
    position = session.run.position
    overrides = session.run.overrides
    settings = session.settings
    plots = session.plots
    history = session.run.history.start..<session.run.history.end + 1
    edits = session.run.history.entries.count
    losses = session.run.tally.recentLosses.map(\.bitPattern)
    breakpoints = [session.breakpoints.table, session.breakpoints.script]
    displays = session.displays.all.map(\.text)
    values = session.valueHistory.count
    passedPairs = session.pending.passedPairs
  }
}
