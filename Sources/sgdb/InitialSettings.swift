import ArgumentParser
import Debugger

/// The flags that are settings; their values are judged by the table of settings, not here.
struct InitialSettings: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "softmax or negative-sampling.",
    completion: choices("objective"))
  var objective: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Components of a vector, d.", valueName: "n"))
  var dimension: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Outside words on each side of the center, m.", valueName: "m"))
  var radius: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Negative draws for each pair, K.", valueName: "n"))
  var negatives: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The learning rate.", valueName: "x"))
  var eta: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Passes over the corpus.", valueName: "n"))
  var epochs: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The seed of all randomness.", valueName: "n")
  )
  var seed: String?

  @Option(
    name: .customLong("init"), parsing: .unconditional,
    help: "How vectors start: uniform or word2vec.", completion: choices("init"))
  var initialisation: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Drop words that occur less often.", valueName: "n")
  )
  var minCount: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Subsample words more frequent than this; 0 is off.", valueName: "t"))
  var subsample: String?

  @Option(
    parsing: .unconditional, help: "How text is split: words or raw.",
    completion: choices("tokens"))
  var tokens: String?

  /// The settings that were typed.
  var typed: [InitialSetting] {
    let values = [
      ("objective", objective), ("dimension", dimension), ("radius", radius),
      ("negatives", negatives), ("eta", eta), ("epochs", epochs), ("seed", seed),
      ("init", initialisation), ("min-count", minCount), ("subsample", subsample),
      ("tokens", tokens),
    ]
    return values.compactMap { name, value in
      value.map { InitialSetting(name: name, value: $0) }
    }
  }
}

/// Completion of the choices there are for a setting.
private func choices(_ setting: String) -> CompletionKind {
  .list((try? Setting.named(setting))?.candidates(SettingsDraft()) ?? [])
}

extension ColorChoice: ExpressibleByArgument {}
