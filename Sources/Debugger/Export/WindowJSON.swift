import Runs
import SkipGram

extension Session {
  /// Writes the pending window as JSON, schema `sgdb.window/1`.
  ///
  /// The text is written piece by piece, so that memory is bounded for a large vocabulary.
  func writeWindowJSON(to write: @escaping (String) throws -> Void) throws {
    let record = try trace()
    let dryRun = try dryRun()
    let applied = dryRun.applied
    var json = JSONWriter(write)
    try json.object { json in
      try json.string("schema", "sgdb.window/1")
      try json.string("objective", record.update.objective.rawValue)
      try json.string("update", record.update.order.rawValue)
      try json.string("draws", hyperparameters.draws.rawValue)
      try json.integer("number", record.number)
      try json.integer("epoch", run.position.epoch)
      try json.integer("sentence", record.window.place?.sentence)
      try json.integer("position", record.window.place?.positionInSentence)
      try json.integer("radius", record.window.radius)
      try json.number("eta", record.update.learningRate)
      try json.integer("dimension", record.centerVector.count)
      try json.integer("vocabularySize", corpus.vocabulary.count)
      try json.string("center", spelling(record.window.center))
      try json.vector("v_c", record.centerVector)
      if let forward = record.softmax {
        try json.object("yhat") { json in
          for (word, probability) in forward.probabilities.enumerated() {
            try json.number(spelling(word), probability)
          }
        }
        try json.vector("expected", forward.expected)
      }
      try json.array("pairs") { json in
        for (index, pair) in record.pairs.enumerated() {
          try writePair(
            pair, applied: applied.isEmpty ? nil : applied[index],
            hasDraws: record.update.objective.hasDraws, to: &json)
        }
      }
      try json.number("loss", record.loss)
      try json.vector("gradCenter", record.centerGradient)
      try json.object("coefficients") { json in
        for word in record.coefficients.words {
          try json.number(spelling(word), record.coefficients[word])
        }
      }
      try json.object("gradOutside") { json in
        for word in record.involvedWords {
          try json.vector(spelling(word), record.outsideGradient(word))
        }
      }
      try json.number("lossAfter", dryRun.lossAfter)
    }
    try write("\n")
  }

  private func writePair(
    _ pair: PairRecord, applied: DryRun.Applied?, hasDraws: Bool, to json: inout JSONWriter
  ) throws {
    try json.object { json in
      try json.integer("offset", pair.offset)
      try json.string("outside", spelling(pair.outside))
      try json.vector("u_o", pair.outsideVector)
      try json.number("score", pair.score)
      try json.number("sigma", pair.sigma)
      try json.number("loss", pair.loss)
      try json.vector("gradCenter", pair.centerGradient)
      if hasDraws {
        try json.array("draws") { json in
          for word in pair.draws { try json.string(nil, spelling(word)) }
        }
        try json.array("negatives") { json in
          for term in pair.negatives {
            try json.object { json in
              try json.string("word", spelling(term.word))
              try json.integer("count", term.count)
              try json.vector("u", term.vector)
              try json.number("score", term.score)
              try json.number("sigma", term.sigma)
            }
          }
        }
      }
      if let applied {
        try json.object("applied") { json in
          try json.number("loss", applied.loss)
          try json.vector("gradCenter", applied.centerGradient)
        }
      }
    }
  }

  /// A word, or its displayed form if it is not valid UTF-8.
  private func spelling(_ word: Int) -> String {
    let bytes = corpus.vocabulary.bytes(of: word)
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.elementsEqual(bytes) ? text : corpus.vocabulary.name(of: word)
  }
}
