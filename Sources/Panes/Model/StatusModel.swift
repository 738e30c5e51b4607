import Debugger
import Runs
import Word2Vec

/// The position and the settings of the session, in the words of the status line.
struct StatusModel: Sendable {
  /// A piece of the line.
  struct Item: Equatable, Sendable {
    var text: String
    /// Items of the least importance leave first where width is short.
    var importance: Int
    var style = Style.status
  }

  /// From left to right.
  private(set) var items: [Item] = []
  /// `J` of the pending window.
  let loss: Double
  /// `J` of the latest windows, oldest first.
  let recentLosses: [Double]
  private let glyphs: Glyphs

  init(_ reader: SessionReader) {
    let (run, corpus, window) = (reader.session.run, reader.session.corpus, reader.window)
    let (trace, hyperparameters) = (window.trace, window.hyperparameters)
    glyphs = window.glyphs
    loss = trace.loss
    recentLosses = Array(run.tally.recentLosses.suffix(60))
    if let divergence = run.divergence { add(divergence.description, 12, .alarm) }
    add(
      fitted(displayText(corpus.name.utf8), columns: 24, ellipsis: glyphs[.ellipsis]), 5)
    if run.isFinished {
      add("end of training", 10, .notice)
    } else {
      add("epoch \(grouped(run.position.epoch + 1))/\(grouped(hyperparameters.epochs))", 4)
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
    if !run.overrides.draws.isEmpty { add("forced draws", 8, .notice) }
    if run.overrides.redraws > 0 {
      add("redraw \(run.overrides.redraws)", 8, .notice)
    }
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
  }

  private mutating func add(_ text: String, _ importance: Int, _ style: Style = .status) {
    items.append(Item(text: glyphs.spelled(text), importance: importance, style: style))
  }
}
