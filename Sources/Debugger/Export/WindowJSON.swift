import Runs
import Word2Vec

extension Session {
  /// Writes the pending window as JSON, schema `sgdb.window/1`.
  ///
  /// The text is written piece by piece, so that memory is bounded for a large vocabulary.
  func writeWindowJSON(to write: @escaping (String) throws -> Void) throws {
    let trace = try trace()
    let preview = try preview()
    let applied = preview.applied
    var json = JSONWriter(write)
    try json.object { json in
      try json.string("schema", "sgdb.window/1")
      try json.string("objective", trace.update.objective.rawValue)
      try json.string("update", trace.update.order.rawValue)
      try json.string("draws", hyperparameters.draws.rawValue)
      try json.integer("number", trace.number)
      try json.integer("epoch", run.position.epoch)
      try json.integer("sentence", trace.window.place?.sentence)
      try json.integer("position", trace.window.place?.positionInSentence)
      try json.integer("radius", trace.window.radius)
      try json.number("eta", trace.update.learningRate)
      try json.integer("dimension", trace.centerVector.count)
      try json.integer("vocabularySize", corpus.vocabulary.count)
      try json.string("center", spelling(trace.window.center))
      try json.vector("v_c", trace.centerVector)
      if let forward = trace.softmax {
        try json.object("yhat") { json in
          for (word, probability) in forward.probabilities.enumerated() {
            try json.number(spelling(word), probability)
          }
        }
        try json.vector("expected", forward.expected)
      }
      try json.array("pairs") { json in
        for (index, pair) in trace.pairs.enumerated() {
          try writePair(
            pair, applied: applied.isEmpty ? nil : applied[index],
            hasDraws: trace.update.objective.hasDraws, to: &json)
        }
      }
      try json.number("loss", trace.loss)
      try json.vector("gradCenter", trace.centerGradient)
      try json.object("coefficients") { json in
        for word in trace.coefficients.words {
          try json.number(spelling(word), trace.coefficients[word])
        }
      }
      try json.object("gradOutside") { json in
        for word in trace.involvedWords {
          try json.vector(spelling(word), trace.outsideGradient(word))
        }
      }
      try json.number("lossAfter", preview.lossAfter)
    }
    try write("\n")
  }

  private func writePair(
    _ pair: PairTrace, applied: UpdatePreview.Applied?, hasDraws: Bool, to json: inout JSONWriter
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
