import Word2Vec

/// The code of the article "A first training".
func trainFirst() throws {
  let text = """
    the king rules the land from his castle
    the queen rules the land from her castle
    a man walks to his house on the road
    a woman walks to her house on the road
    the king is a man and his son is a prince
    the queen is a woman and her daughter is a princess
    the prince walks to his castle
    the princess walks to her castle
    """
  let corpus = try CorpusReader(text: text).read()
  try corpus.requireWindow()
  print("\(corpus.tokens.count) tokens, \(corpus.vocabulary.count) words")

  var settings = Hyperparameters()
  settings.objective = .negativeSampling
  settings.dimension = 16
  settings.radius = 3
  settings.learningRate = 0.05
  settings.epochs = 200
  var trainer = Trainer(corpus: corpus, hyperparameters: settings)

  let first = trainer.train(epochs: 1)
  let rest = trainer.train()
  print("first epoch: \(first.windows) windows, mean J \(rounded(first.meanLoss)) nats")
  print("the rest: \(rest.windows) windows, mean J \(rounded(rest.meanLoss)) nats")

  func word(_ name: String) -> Int? { corpus.vocabulary.index(of: name.utf8) }
  guard let king = word("king"), let queen = word("queen"), let man = word("man"),
    let woman = word("woman")
  else { return }

  let vector = trainer.parameters.vector(of: king)
  for neighbour in trainer.parameters.nearest(to: vector, excluding: [king], count: 3) {
    print(corpus.vocabulary.name(of: neighbour.word), rounded(neighbour.cosine))
  }

  let similarity = trainer.parameters.similarity(of: king, and: queen)
  print("king and queen: \(rounded(similarity))")
  let answers = trainer.parameters.analogy(man, king, woman, in: .sum, count: 3)
  print("man is to king as woman is to", answers.map { corpus.vocabulary.name(of: $0.word) })
}
