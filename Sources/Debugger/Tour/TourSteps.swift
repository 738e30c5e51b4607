extension TourStep {
  /// The steps of the tour whose commands exist.
  package static let all: [TourStep] = (beginning + differences + training).filter { step in
    ParsedLine(step.line).map { (try? Command.named($0.name)) != nil } ?? true
  }

  private static let beginning: [TourStep] = [
    TourStep(
      reason:
        "A text is read one window at a time: a center word, and the words around it. Let us take a "
        + "small text about fruit, animals and vehicles.",
      line: "load fruit"
    ) { session in
      "The session is before window 0, with random vectors. Nothing has been learned yet: "
        + "everything on screen belongs to the next update. The corpus line shows "
        + "the center word in brackets and its outside words numbered."
    },
    TourStep(
      reason:
        "Each outside word makes a pair with the center, and each pair has a loss F: the surprise at "
        + "seeing that word. Their sum is J.",
      line: "info window"
    ) { session in
      "This window has \(try session.trace().pairs.count) pairs and J = \(session.number(try session.trace().loss)) "
        + "nats. The scores pane shows every word's score z, the product of its outside vector with "
        + "the center vector; the observed words are marked."
    },
    TourStep(
      reason: "Which way should the center vector move? Its gradient is a sum of terms.",
      line: "terms center"
    ) { _ in
      "Under softmax each pair adds what the model expected, Σ ŷ_w u_w, minus what it saw, u_o. "
        + "The share is the part of the sum that a term contributes; all shares add up to 100 %. The "
        + "gradient panes show the same sums."
    },
    TourStep(reason: "Now apply the update: every vector moves against its gradient.", line: "step")
    {
      session in
      guard let update = session.lastUpdate else { return "The window has been applied." }
      return "J of that window went from \(session.number(update.trace.loss)) to "
        + "\(session.number(update.lossAfter)). The first-order figure is the prediction of the "
        + "gradient alone; the difference is curvature. The session is now before the next window, "
        + "and changes on screen are marked."
    },
    TourStep(
      reason: "Enter on an empty line repeats a command.",
      line: "step",
      request: "press Enter (or type: step)"
    ) { session in
      "That was window \(grouped(session.run.number - 1)). Each update lowers the loss of its own window "
        + "(mostly); the loss pane shows the course of J."
    },
    TourStep(reason: "Was that step of the right length?", line: "whatif") { _ in
      "Nothing was applied. As η grows, J after the update first falls as the straight line "
        + "predicts, then less, and at last it rises: the step was too long."
    },
    TourStep(reason: "Any step can be undone.", line: "back") { _ in
      "Not by subtracting gradients, which would leave rounding errors, but by restoring a "
        + "checkpoint and replaying: parameters are the same, bit for bit. `step` goes forward again."
    },
  ]

  private static let differences: [TourStep] = [
    TourStep(
      reason:
        "Softmax predicts one of all words, and so changes every outside vector. Negative sampling "
        + "only distinguishes a few. Same window, same vectors:", line: "toggle"
    ) { session in
      "No ŷ any more: for each pair the observed word and K = \(session.hyperparameters.negatives) "
        + "drawn words, each with σ of its score. J is \(session.number(try session.trace().loss)) now, but "
        + "it is another function: do not compare the two."
    },
    TourStep(reason: "Which words were drawn?", line: "negatives") { _ in
      "A word drawn twice counts twice. Draws are keyed by place in the corpus, pair and number: "
        + "toggling or redrawing never changes what later windows draw. `negatives redraw` draws again, "
        + "`negatives 1 = WORD…` forces a pair's."
    },
    TourStep(reason: "Back to softmax.", line: "toggle") { session in
      "J is \(session.number(try session.trace().loss)) again: showing numbers changes nothing."
    },
    TourStep(reason: "Where do these formulas come from?", line: "derive") { _ in
      "Every line of the derivation with this window's numbers, each computed by its own formula and "
        + "compared with the line above. `derive next` walks through them; `derive table` sums up."
    },
    TourStep(reason: "Trust no formula: compare gradients with differences of J.", line: "check") {
      _ in
      "Each parameter was moved a little both ways, and J computed from scratch. Analytic and "
        + "numeric gradients agree to many digits."
    },
    TourStep(
      reason: "Expressions reach every number. How alike are the vectors of two words?",
      line: "print cos(apple, peach)"
    ) { _ in
      "A word alone means its center vector. The value is kept as $1. TAB completes words and "
        + "symbols, and `help expressions` has the whole language."
    },
  ]

  private static let training: [TourStep] = [
    TourStep(reason: "Stop where something interesting happens:", line: "break outside sweet") {
      _ in
      "Runs stop before every window that has \"sweet\" outside. Conditions work too: "
        + "break if J > 15."
    },
    TourStep(reason: "Run.", line: "continue") { session in
      "The run stopped before window \(grouped(session.run.number)). Ctrl-C would have stopped it too. "
        + "`reverse-continue` runs backwards to the previous stop."
    },
    TourStep(reason: "Enough of that breakpoint.", line: "delete") { _ in
      "`info breakpoints` now lists none."
    },
    TourStep(reason: "Which words are near apple after these few steps?", line: "nearest apple 4") {
      _ in
      "Any: random vectors have random neighbours."
    },
    TourStep(reason: "Plan more passes over the text.", line: "set epochs 20") { _ in
      "A training setting: it applies from here on and is part of the history, so going back "
        + "restores it. `help set` lists all settings."
    },
    TourStep(reason: "Train to the end.", line: "continue") { session in
      "\(grouped(session.run.number)) updates. The mean J is lower than at first, not zero: many words "
        + "can follow each word."
    },
    TourStep(reason: "And now?", line: "nearest apple 4") { _ in
      "Words in similar contexts have moved the same way: fruit is near fruit, although the model "
        + "was never told what fruit is."
    },
    TourStep(reason: "That was the tour. All commands, with what they do:", line: "help") { _ in
      "See `help COMMAND` for each. Go on with `preset softmax-by-hand`, with a pencil, or load a "
        + "text: load FILE."
    },
  ]
}
