import Debugger
import Runs
import SkipGram

/// Where the session stands, in the words of the status line.
struct StatusModel: Sendable {
  /// A piece of the line.
  struct Item: Equatable, Sendable {
    var text: String
    /// Items of the least importance leave first where width is short.
    var importance: Int
    var role = Role.status
  }

  /// From left to right.
  private(set) var items: [Item] = []
  /// `J` of the pending window.
  let loss: Double
  /// `J` of the latest windows, oldest first.
  let recentLosses: [Double]

  /// The status at a window; the epoch is counted from 0, and `nil` at the end of training.
  init(
    _ window: WindowModel, corpus: Corpus, epoch: Int?, overrides: WindowOverrides,
    divergence: Divergence?, recentLosses: some Sequence<Double>
  ) {
    let (trace, glyphs) = (window.trace, window.glyphs)
    let hyperparameters = window.hyperparameters
    loss = trace.loss
    self.recentLosses = Array(recentLosses)
    add(
      fitted(displayText(corpus.name.utf8), columns: 24, ellipsis: glyphs[.ellipsis]), 5)
    if let epoch {
      add("epoch \(grouped(epoch + 1))/\(grouped(hyperparameters.epochs))", 4)
    } else {
      add("end of training", 10, .notice)
    }
    if let place = trace.window.place {
      add("sentence \(grouped(place.sentence + 1))/\(grouped(corpus.sentenceCount))", 3)
    } else {
      add("hand-made window", 9, .notice)
    }
    add("window \(grouped(trace.number))", 9)
    if window.isWithinPairs {
      add("pair \(window.passedPairs)/\(trace.pairs.count)", 11, .notice)
    }
    if !overrides.draws.isEmpty { add("forced draws", 8, .notice) }
    if overrides.redraws > 0 { add("redraw \(overrides.redraws)", 8, .notice) }
    add(hyperparameters.objective.rawValue, 7)
    add("η \(formatted(trace.update.learningRate, digits: 4))", 6)
    let radius = trace.window.radius
    add(
      hyperparameters.dynamicRadius && trace.window.place != nil
        ? "m \(radius) of \(hyperparameters.radius)" : "m \(hyperparameters.radius)", 2)
    if hyperparameters.objective.hasDraws {
      add("K \(hyperparameters.negatives)", 2)
      if hyperparameters.draws != .pair { add("draws \(hyperparameters.draws.rawValue)", 3) }
    }
    add("d \(hyperparameters.dimension)", 1)
    add("W \(grouped(window.vocabulary.count))", 0)
    if hyperparameters.update != .window { add("update \(hyperparameters.update.rawValue)", 5) }
    items = items.map { item in
      var item = item
      item.text = glyphs.spelled(item.text)
      return item
    }
    if let divergence {
      items.insert(
        Item(
          text: glyphs.spelled(divergence.description), importance: 12, role: .alarm), at: 0)
    }
  }

  private mutating func add(_ text: String, _ importance: Int, _ role: Role = .status) {
    items.append(Item(text: text, importance: importance, role: role))
  }
}
