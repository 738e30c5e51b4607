import Debugger
import Foundation
import Word2Vec

/// Measures training on one thread beside the programs that people use.
func measureTraining() async throws -> [Figure] {
  try await measureTraining("kjv", rounds: 5) + measureTraining("t30", rounds: 3)
}

/// Another program that trains, and how its speed is taken.
private struct Rival {
  let name: String
  let command: [String]
  /// Whether it prints the time of training; else its whole time counts, reading included.
  let tellsSeconds: Bool
}

/// The programs that can be run on a corpus.
private func rivals(_ corpus: String) -> [Rival] {
  var rivals: [Rival] = []
  if let python = Prepared.python.path, let scripts = Prepared.scripts.path {
    rivals.append(
      Rival(
        name: "gensim", command: [python, scripts + "/gensim_training.py", corpus],
        tellsSeconds: true))
  }
  if let word2vec = Prepared.word2vec.path {
    rivals.append(
      Rival(
        name: "word2vec.c, with reading",
        command: [
          word2vec, "-train", corpus, "-output", "/dev/null", "-cbow", "0", "-size", "100",
          "-window", "5", "-negative", "5", "-hs", "0", "-sample", "1e-3", "-alpha", "0.025",
          "-min-count", "5", "-threads", "1", "-iter", "1", "-binary", "1",
        ], tellsSeconds: false))
  }
  if let fasttext = Prepared.fasttext.path {
    rivals.append(
      Rival(
        name: "fastText, with reading and writing",
        command: [
          fasttext, "skipgram", "-input", corpus, "-output", NSTemporaryDirectory() + "fasttext",
          "-dim", "100", "-ws", "5", "-neg", "5", "-t", "1e-3", "-lr", "0.025", "-minCount", "5",
          "-thread", "1", "-epoch", "1", "-minn", "0", "-maxn", "0", "-bucket", "0",
        ], tellsSeconds: false))
  }
  return rivals
}

private func measureTraining(_ name: String, rounds: Int) async throws -> [Figure] {
  let path = try Prepared.corpus(name)
  let rivals = rivals(path)
  var figures = rivals.map {
    Figure(what: "negative sampling, \(name)", unit: "words/s", reference: $0.name)
  }
  var shared = Figure(
    what: "negative sampling, \(name), draws window", unit: "words/s", reference: "draws pair")
  var run = Figure(
    what: "negative sampling, \(name), `continue`", unit: "words/s", reference: "no debugger")
  for _ in 0..<rounds {
    let readWatch = Stopwatch()
    let corpus = try corpus(at: path, .raw, minimumCount: 5)
    let reading = readWatch.seconds
    let words = Double(corpus.tokens.count)
    let training = secondsOfTraining(corpus, draws: .pair)
    shared.values.append(words / secondsOfTraining(corpus, draws: .window))
    shared.references.append(words / training)
    run.values.append(words / (try secondsOfContinue(corpus)))
    run.references.append(words / training)
    for (index, rival) in rivals.enumerated() {
      let outcome = try await CommandLineTool(command: rival.command).run()
      let seconds = rival.tellsSeconds ? try outcome.number("seconds") : outcome.seconds
      figures[index].values.append(words / (rival.tellsSeconds ? training : training + reading))
      figures[index].references.append(words / seconds)
    }
  }
  return figures + [shared, run]
}

/// Trains for one epoch with the settings that word2vec.c made usual.
private func secondsOfTraining(_ corpus: Corpus, draws: DrawSharing) -> Double {
  var trainer = Trainer(corpus: corpus, hyperparameters: .usual(draws: draws))
  let watch = Stopwatch()
  while !trainer.isFinished { _ = trainer.step() }
  return watch.seconds
}

/// Trains for one epoch in a session, which keeps checkpoints for going back.
private func secondsOfContinue(_ corpus: Corpus) throws -> Double {
  let session = Session(corpus: corpus, hyperparameters: .usual(draws: .pair))
  let watch = Stopwatch()
  try session.runOrFail("continue")
  return watch.seconds
}

extension Hyperparameters {
  /// One epoch with the settings that word2vec.c made usual.
  fileprivate static func usual(draws: DrawSharing) -> Hyperparameters {
    var hyperparameters = Hyperparameters()
    hyperparameters.objective = .negativeSampling
    hyperparameters.dimension = 100
    hyperparameters.radius = 5
    hyperparameters.dynamicRadius = true
    hyperparameters.negatives = 5
    hyperparameters.subsample = 1e-3
    hyperparameters.learningRate = 0.025
    hyperparameters.epochs = 1
    hyperparameters.initialisation = .word2vec
    hyperparameters.draws = draws
    return hyperparameters
  }
}

/// Reads a corpus as the program does.
func corpus(at path: String, _ tokenization: Tokenization, minimumCount: Int) throws -> Corpus {
  let reader = try CorpusReader(path: path, tokenization: tokenization)
  return try reader.read(minimumCount: minimumCount)
}
