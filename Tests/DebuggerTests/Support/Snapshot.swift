import SkipGram

@testable import Debugger

/// Everything a failed command has to leave as it was.
struct Snapshot: Equatable {
  let parameters: UInt64
  let number: Int
  let position: Position
  let interventions: Interventions
  let settings: SettingsDraft
  let plots: PlotChoices
  let recordEnd: Int
  let entries: Int
  let stops: String
  let values: Int
  let passedPairs: Int

  init(_ session: Session) {
    parameters = session.trainer.parameters.hash()
    number = session.trainer.number
    position = session.trainer.position
    interventions = session.trainer.interventions
    settings = session.settings
    plots = session.plots
    recordEnd = session.timeline.end
    entries = session.timeline.entries.count
    stops = session.stopTable()
    values = session.valueHistory.count
    passedPairs = session.passedPairs
  }
}
