import Word2Vec

/// The code of the article "The gradients of one window".
func showGradients() throws {
  let corpus = try CorpusReader(text: "apple pie is sweet and plum pie is sweet").read()
  var settings = Hyperparameters()
  settings.dimension = 4
  var trainer = Trainer(corpus: corpus, hyperparameters: settings)
  trainer.train(windows: 3)
  let trace = trainer.trace()

  let name = corpus.vocabulary.name
  print("window \(trace.number), center \(name(trace.window.center))")
  for pair in trace.pairs {
    print("  outside \(name(pair.outside)), F \(rounded(pair.loss)) nats")
  }
  print("J \(rounded(trace.loss)) nats")
  print("∂J/∂v_c", trace.centerGradient.map(rounded))
  for word in trace.involvedWords {
    print("∂J/∂u[\(name(word))]", trace.outsideGradient(word).map(rounded))
  }

  let check = GradientCheck(of: trace, .all, parameters: trainer.parameters)
  print("\(check.checkedCount) of \(check.parameterCount) parameters checked:", check.verdict)

  let derivation = DerivationContext(
    .softmax, of: trace.update, window: trace.window, number: trace.number,
    parameters: trainer.parameters)
  for line in derivation.evaluate().prefix(4) {
    print(line.verdict == .holds ? "✓" : "✗", line.line.text(in: .denominator))
  }

  let mine = try StudentGradients.parse(
    Array("gradCenter = \(trace.centerGradient.map { -$0 })".utf8),
    vocabulary: corpus.vocabulary, dimension: settings.dimension)
  let diagnosis = Diagnosis(of: mine, update: trace.update, parameters: trainer.parameters)
  if case .mistakes(let mistakes) = diagnosis.verdict {
    print(mistakes.map(\.explanation))
  }

  let result = trainer.step()
  trainer.settle()
  let center = trainer.parameters.vector(of: trace.window.center)
  let change = zip(center, trace.centerVector).map {
    rounded(($0 - $1) / trace.update.learningRate)
  }
  print("J \(rounded(result.loss)) nats; change of v_c over η", change)
}
