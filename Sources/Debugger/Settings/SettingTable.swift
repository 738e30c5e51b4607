import Word2Vec

extension Setting {
  /// Every setting, in the order `show` lists them.
  package static let all: [Setting] = training + rebuilding + interface

  private static let training: [Setting] = [
    Setting("objective", .training, "the loss of a pair", .choice, \.hyperparameters.objective),
    Setting(
      "eta", .training, "the learning rate η",
      .number("a number from 0 to 1e38") { 0...1e38 ~= $0 },
      \.hyperparameters.learningRate),
    Setting(
      "radius", .training, "the window radius m: offsets -m to m", .integer(1...10_000),
      \.hyperparameters.radius),
    Setting(
      "negatives", .training, "negative draws per pair, K", .integer(0...10_000),
      \.hyperparameters.negatives),
    Setting(
      "update", .training, "apply a window's gradients at once or pair by pair",
      .choice, \.hyperparameters.update),
    Setting(
      "draws", .training, "draw negatives per pair or once per window", .choice,
      \.hyperparameters.draws),
    Setting(
      "collision", .training, "redraw or skip a draw equal to the observed word", .choice,
      \.hyperparameters.collision),
    Setting(
      "power", .training, "the exponent of counts in the noise distribution",
      .number("a number from 0 to 8") { 0...8 ~= $0 }, \.hyperparameters.power),
    Setting(
      "dynamic-radius", .training, "draw each window's radius from 1 to m", .toggle,
      \.hyperparameters.dynamicRadius),
    Setting(
      "decay", .training, "decay of η over the planned epochs", .choice, \.hyperparameters.decay),
    Setting(
      "epochs", .training, "planned passes over the corpus", .integer(1...1_000_000),
      \.hyperparameters.epochs),
  ]

  private static let rebuilding: [Setting] = [
    Setting(
      "dimension", .rebuilding, "components of a vector, d", .integer(1...10_000),
      \.hyperparameters.dimension),
    Setting(
      "seed", .rebuilding, "the key of all randomness", .integer(0...UInt64(Int.max)),
      \.hyperparameters.seed),
    Setting(
      "init", .rebuilding, "distribution of the initial parameters", .choice,
      \.hyperparameters.initialisation),
    Setting(
      "min-count", .rebuilding, "the least count of a word in the vocabulary",
      .optional(.integer(1...Int.max)), \.text.minimumCount,
      standard: { $0.corpus.vocabulary.minimumCount }),
    Setting(
      "subsample", .rebuilding, "the threshold t of keeping frequent words; 0 keeps all",
      .number("a number, at least 0") { $0 >= 0 }, \.hyperparameters.subsample),
    Setting("tokens", .rebuilding, "how lines are split into words", .choice, \.text.tokenization),
  ]

  private static let interface: [Setting] = [
    Setting(
      "precision", .interface, "significant digits in the transcript; 17 shows all",
      .integer(1...17), \.interface.precision),
    Setting(
      "ascii", .interface, "spell symbols in ASCII", .toggle, \.interface.ascii),
    Setting("color", .interface, "use colours", .choice, \.interface.color),
    Setting(
      "timing", .interface, "print seconds and words/s",
      .optional(.toggle), \.interface.timing, standard: \.measuresTime),
    Setting(
      "check-step", .interface, "largest change of a score in `check`",
      .number("a number above 0, at most 1") { $0 > 0 && $0 <= 1 }, \.interface.checkStep),
    Setting(
      "check-tolerance", .interface, "relative difference that `check` accepts",
      .number("a number above 0") { $0 > 0 }, \.interface.checkTolerance),
    Setting(
      "convention", .interface, "print gradients as columns or rows in the derivation",
      .choice, \.interface.convention),
    Setting(
      "layout", .interface, "arrangement of panes", .layout, \.interface.screen.layout),
    Setting(
      "history-memory", .interface, "memory limit of the history, in MiB", .integer(0...1_000_000),
      \.interface.historyMemory),
    Setting(
      "log", .interface, "CSV file with a line per window applied", .file, \.interface.log,
      needsTrust: true),
    Setting(
      "log-every", .interface, "number of windows per line of the log", .integer(1...Int.max),
      \.interface.logEvery),
    Setting(
      "pager", .interface, "open answers taller than the transcript over the panes", .toggle,
      \.interface.pager),
    Setting(
      "confirm", .interface, "ask before a file is overwritten or a long run lost",
      .optional(.toggle), \.interface.confirm, needsTrust: true, standard: \.host.isAtPrompt),
    Setting(
      "trust", .interface, "let commands read and write any file; off cannot be undone",
      .toggle, \.interface.trust, needsTrust: true),
    Setting(
      "focus", .interface, "the pane that scroll keys move", .choice,
      \.interface.screen.wantedFocus),
    Setting(
      "mouse", .interface, "use clicks and the wheel in panes", .toggle,
      \.interface.screen.mouse),
  ]
}
