import Word2Vec

@testable import Debugger

/// Everything a failed command has to leave as it was.
struct Snapshot: Equatable {
  let parameters: UInt64
  let number: Int
  let position: Position
  let overrides: WindowOverrides
  let settings: SettingsDraft
  let plots: PlotChoices
  let recordEnd: Int
  let entries: Int
  let stops: String
  let values: Int
  let passedPairs: Int

  init(_ session: Session) {
    parameters = session.run.parameters.hash()
    number = session.run.number
    position = session.run.position
    overrides = session.run.overrides
    settings = session.settings
    plots = session.plots
    recordEnd = session.run.history.end
    entries = session.run.history.entries.count
    stops = session.breakpoints.table
    values = session.valueHistory.count
    passedPairs = session.pending.passedPairs
  }
}
