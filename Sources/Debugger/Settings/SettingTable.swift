import SkipGram

extension Setting {
  /// Every setting, in the order `show` lists them.
  package static let all: [Setting] = training + rebuilding + interface

  private static let training: [Setting] = [
    choice("objective", .training, "the loss of a pair", \.hyperparameters.objective),
    number(
      "eta", .training, "the learning rate η", "a number from 0 to 1e38",
      \.hyperparameters.learningRate
    ) { 0...1e38 ~= $0 },
    integer(
      "radius", .training, "the window radius m: offsets -m to m", 1...10_000,
      \.hyperparameters.radius),
    integer(
      "negatives", .training, "negative draws per pair, K", 0...10_000,
      \.hyperparameters.negatives),
    choice(
      "update", .training, "whether a window's gradients are applied at once or pair by pair",
      \.hyperparameters.update),
    choice("draws", .training, "which pairs share negative draws", \.hyperparameters.draws),
    choice(
      "collision", .training, "what a draw equal to the observed word becomes",
      \.hyperparameters.collision),
    number(
      "power", .training, "the exponent of counts in the noise distribution",
      "a number from 0 to 8", \.hyperparameters.power
    ) { 0...8 ~= $0 },
    toggle(
      "dynamic-radius", .training, "whether each window draws its radius from 1 to m",
      \.hyperparameters.dynamicRadius),
    choice("decay", .training, "how η falls over the planned epochs", \.hyperparameters.decay),
    integer(
      "epochs", .training, "planned passes over the corpus", 1...1_000_000,
      \.hyperparameters.epochs),
  ]

  private static let rebuilding: [Setting] = [
    integer(
      "dimension", .rebuilding, "components of a vector, d", 1...10_000,
      \.hyperparameters.dimension),
    Setting(
      name: "seed", kind: .rebuilding, summary: "the key of all randomness",
      values: .integer(0...Int.max), get: { "\($0.hyperparameters.seed)" },
      put: { draft, value in
        if case .integer(let seed) = value { draft.hyperparameters.seed = UInt64(seed) }
      }),
    choice(
      "init", .rebuilding, "how initial parameters are chosen", \.hyperparameters.initialisation),
    Setting(
      name: "min-count", kind: .rebuilding, summary: "the least count of a word in the vocabulary",
      values: .integer(1...Int.max), get: { "\($0.corpus.vocabulary.minimumCount)" },
      put: { draft, value in
        if case .integer(let count) = value { draft.text.minimumCount = count }
      }),
    number(
      "subsample", .rebuilding, "the threshold t of keeping frequent words; 0 keeps all",
      "a number from 0 on", \.hyperparameters.subsample
    ) { $0 >= 0 },
    choice("tokens", .rebuilding, "how lines become words", \.text.tokenization),
  ]

  private static let interface: [Setting] = [
    integer(
      "precision", .interface, "significant digits in the transcript; 17 shows all", 1...17,
      \.interface.precision),
    toggle("ascii", .interface, "whether ASCII spellings stand for symbols", \.interface.ascii),
    choice("color", .interface, "whether the screen has colours", \.interface.color),
    Setting(
      name: "timing", kind: .interface,
      summary: "whether figures that differ from run to run are printed",
      values: .choice(["off", "on"]), get: { $0.measuresTime ? "on" : "off" },
      put: { draft, value in
        if case .choice(let text) = value { draft.interface.timing = text == "on" }
      }),
    number(
      "check-step", .interface, "the most any score is moved by in `check`",
      "a number above 0, at most 1", \.interface.checkStep
    ) { $0 > 0 && $0 <= 1 },
    number(
      "check-tolerance", .interface, "the relative difference that `check` lets pass",
      "a number above 0", \.interface.checkTolerance
    ) { $0 > 0 },
    choice(
      "convention", .interface, "whether the derivation prints gradients as columns or rows",
      \.interface.convention),
    Setting(
      name: "layout", kind: .interface, summary: "which panes share the screen", values: .layout,
      get: { $0.screen.layout.name },
      put: { draft, value in
        if case .layout(let layout) = value { draft.interface.screen.show(layout) }
      }),
    integer(
      "history-memory", .interface, "memory for going back, in MiB", 0...1_000_000,
      \.interface.historyMemory),
    Setting(
      name: "log", kind: .interface, summary: "a CSV file with a line for every window applied",
      values: .file, get: { $0.interface.log ?? "off" },
      put: { draft, value in
        if case .file(let path) = value { draft.interface.log = path }
      }),
    integer(
      "log-every", .interface, "windows to a line of the log", 1...Int.max, \.interface.logEvery),
    choice(
      "focus", .interface, "the pane that scroll keys move", \.interface.screen.wantedFocus),
    toggle(
      "mouse", .interface, "whether clicks and the wheel are for the panes",
      \.interface.screen.mouse),
  ]

  private static func choice<T: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ kind: Kind, _ summary: String,
    _ path: WritableKeyPath<SettingsDraft, T> & Sendable
  ) -> Setting where T.RawValue == String {
    Setting(
      name: name, kind: kind, summary: summary, values: .choice(T.allCases.map(\.rawValue)),
      get: { $0.settings[keyPath: path].rawValue },
      put: { draft, value in
        if case .choice(let text) = value, let choice = T(rawValue: text) {
          draft[keyPath: path] = choice
        }
      })
  }

  private static func toggle(
    _ name: String, _ kind: Kind, _ summary: String,
    _ path: WritableKeyPath<SettingsDraft, Bool> & Sendable
  ) -> Setting {
    Setting(
      name: name, kind: kind, summary: summary, values: .choice(["off", "on"]),
      get: { $0.settings[keyPath: path] ? "on" : "off" },
      put: { draft, value in
        if case .choice(let text) = value { draft[keyPath: path] = text == "on" }
      })
  }

  private static func integer(
    _ name: String, _ kind: Kind, _ summary: String, _ range: ClosedRange<Int>,
    _ path: WritableKeyPath<SettingsDraft, Int> & Sendable
  ) -> Setting {
    Setting(
      name: name, kind: kind, summary: summary, values: .integer(range),
      get: { "\($0.settings[keyPath: path])" },
      put: { draft, value in
        if case .integer(let number) = value { draft[keyPath: path] = number }
      })
  }

  private static func number(
    _ name: String, _ kind: Kind, _ summary: String, _ expected: String,
    _ path: WritableKeyPath<SettingsDraft, Double> & Sendable,
    accepting accepts: @escaping @Sendable (Double) -> Bool
  ) -> Setting {
    Setting(
      name: name, kind: kind, summary: summary, values: .number(expected, accepts),
      get: { exactly($0.settings[keyPath: path]) },
      put: { draft, value in
        if case .number(let number) = value { draft[keyPath: path] = number }
      })
  }
}
