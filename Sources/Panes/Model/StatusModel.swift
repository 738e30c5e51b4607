import Debugger
import SkipGram

/// Where the session stands, in the words of the status line.
struct StatusModel {
  /// A piece of the line.
  struct Item: Equatable {
    var text: String
    /// Items of the least importance leave first where width is short.
    var importance: Int
    var role = Role.status
  }

  /// From left to right.
  private(set) var items: [Item] = []

  init(_ model: ScreenModel) {
    let session = model.session
    let record = model.record
    let hyperparameters = session.hyperparameters
    let name = displayText(session.corpus.name.utf8)
    add(fitted(name, columns: 24, ellipsis: model.glyphs[.ellipsis]), 5)
    if session.trainer.isFinished {
      add("end of training", 10, .notice)
    } else {
      let epoch = session.trainer.position.epoch + 1
      add("epoch \(grouped(epoch))/\(grouped(hyperparameters.epochs))", 4)
    }
    if let place = record.window.place {
      let sentences = grouped(session.corpus.sentenceCount)
      add("sentence \(grouped(place.sentence + 1))/\(sentences)", 3)
    } else {
      add("hand-made window", 9, .notice)
    }
    add("window \(grouped(record.number))", 9)
    if model.isWithinPairs {
      add("pair \(session.passedPairs)/\(record.pairs.count)", 11, .notice)
    }
    let interventions = session.trainer.interventions
    if !interventions.draws.isEmpty { add("forced draws", 8, .notice) }
    if interventions.redraws > 0 { add("redraw \(interventions.redraws)", 8, .notice) }
    add(hyperparameters.objective.rawValue, 7)
    add("η \(formatted(record.update.learningRate, digits: 4))", 6)
    let radius = record.window.radius
    add(
      hyperparameters.dynamicRadius && record.window.place != nil
        ? "m \(radius) of \(hyperparameters.radius)" : "m \(hyperparameters.radius)", 2)
    if hyperparameters.objective == .negativeSampling {
      add("K \(hyperparameters.negatives)", 2)
      if hyperparameters.draws != .pair { add("draws \(hyperparameters.draws.rawValue)", 3) }
    }
    add("d \(hyperparameters.dimension)", 1)
    add("W \(grouped(session.corpus.vocabulary.count))", 0)
    if hyperparameters.update != .window { add("update \(hyperparameters.update.rawValue)", 5) }
    items = items.map { item in
      var item = item
      item.text = model.glyphs.spelled(item.text)
      return item
    }
    if let divergence = session.divergence {
      items.insert(
        Item(
          text: model.glyphs.spelled(divergence.description), importance: 12, role: .alarm), at: 0)
    }
  }

  private mutating func add(_ text: String, _ importance: Int, _ role: Role = .status) {
    items.append(Item(text: text, importance: importance, role: role))
  }
}
