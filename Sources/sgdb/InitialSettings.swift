import ArgumentParser
import Debugger

/// The flags that are settings; their values are judged by the table of settings, not here.
struct InitialSettings: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "softmax or negative-sampling.",
    completion: .list(["softmax", "negative-sampling"]))
  var objective: String?

  @Option(parsing: .unconditional, help: "Components of a vector, d.")
  var dimension: String?

  @Option(parsing: .unconditional, help: "Outside words on each side of the center, m.")
  var radius: String?

  @Option(parsing: .unconditional, help: "Negative draws for each pair, K.")
  var negatives: String?

  @Option(parsing: .unconditional, help: "The learning rate.")
  var eta: String?

  @Option(parsing: .unconditional, help: "Passes over the corpus.")
  var epochs: String?

  @Option(parsing: .unconditional, help: "What all randomness follows from.")
  var seed: String?

  @Option(
    name: .customLong("init"), parsing: .unconditional,
    help: "How vectors start: uniform or word2vec.", completion: .list(["uniform", "word2vec"]))
  var initialisation: String?

  @Option(parsing: .unconditional, help: "Drop words that occur less often.")
  var minCount: String?

  @Option(parsing: .unconditional, help: "Subsample words more frequent than this; 0 is off.")
  var subsample: String?

  @Option(
    parsing: .unconditional, help: "How text is split: words or raw.",
    completion: .list(["words", "raw"]))
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

extension ColorChoice: ExpressibleByArgument {}
