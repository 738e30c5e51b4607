import Word2Vec

/// A window with its draws and its parameters, all at random.
package struct RandomCase: CustomStringConvertible {
  package let seed: Int
  /// `V` and `U`, every component a Float32.
  package var center: [[Double]]
  package var outside: [[Double]]
  package var centerWord: Int
  package var outsideWords: [Int]
  /// How many draws a pair has, if there is another word to draw.
  package let negatives: Int
  /// The draws of each pair; none is the pair's observed word.
  package var draws: [[Int]]

  /// The options of a random case.
  package struct Limits {
    package var words: ClosedRange<Int>
    package var dimensions: [Int]
    package var pairs: ClosedRange<Int>
    package var negatives: ClosedRange<Int>
    /// The components of vectors lie between this and its negative.
    package var magnitude: Double

    package init(
      words: ClosedRange<Int> = 1...12, dimensions: [Int] = [1, 2, 3, 5, 8, 16, 17],
      pairs: ClosedRange<Int> = 1...6, negatives: ClosedRange<Int> = 0...6, magnitude: Double = 1
    ) {
      self.words = words
      self.dimensions = dimensions
      self.pairs = pairs
      self.negatives = negatives
      self.magnitude = magnitude
    }
  }

  package init(seed: Int, _ limits: Limits = Limits()) {
    var random = TestRandom(seed: seed)
    let words = Int.random(in: limits.words, using: &random)
    let dimension = limits.dimensions.randomElement(using: &random) ?? 1
    func matrix() -> [[Double]] {
      (0..<words).map { _ in
        (0..<dimension).map { _ in
          Double(Float(Double.random(in: -limits.magnitude...limits.magnitude, using: &random)))
        }
      }
    }
    self.seed = seed
    center = matrix()
    outside = matrix()
    centerWord = Int.random(in: 0..<words, using: &random)
    // Words from the first few only, so that repeated ones and the center word are common.
    let pool = max(1, min(words, Int.random(in: 1...words, using: &random)))
    outsideWords = (0..<Int.random(in: limits.pairs, using: &random)).map { _ in
      Int.random(in: 0..<pool, using: &random)
    }
    let negatives = Int.random(in: limits.negatives, using: &random)
    self.negatives = negatives
    draws = outsideWords.map { observed in
      let others = (0..<words).filter { $0 != observed }
      guard !others.isEmpty else { return [] }
      return (0..<negatives).map { _ in others.randomElement(using: &random) ?? 0 }
    }
  }

  package var description: String {
    "seed \(seed): W \(words), d \(dimension), \(centerWord) | \(outsideWords), draws \(draws)"
  }

  package var words: Int { center.count }
  package var dimension: Int { center[0].count }

  package var parameters: Parameters {
    var parameters = Parameters(words: words, dimension: dimension)
    for word in 0..<words {
      parameters.center.setVector(word, to: center[word])
      parameters.outside.setVector(word, to: outside[word])
    }
    return parameters
  }

  package var window: Window {
    Window(
      center: centerWord,
      outside: outsideWords.map { Window.Outside(word: $0, offset: nil) },
      radius: max(1, (outsideWords.count + 1) / 2), place: nil)
  }

  /// Draws that all pairs share, the first words more often than others.
  package var sharedDraws: NegativeDraws {
    var hyperparameters = Hyperparameters()
    hyperparameters.draws = .window
    hyperparameters.negatives = negatives
    let noise = NoiseDistribution(counts: (0..<words).map { 100 / ($0 + 1) + 1 }, power: 0.75)
    let sampler = NegativeSampler(noise: noise, hyperparameters: hyperparameters)
    return sampler.draws(for: outsideWords.map { Int32($0) }, window: .handMade(number: seed))
  }

  package func update(
    _ objective: Objective, order: UpdateOrder = .window, draws sharing: DrawSharing = .pair,
    learningRate: Double = 0.1
  ) -> Update {
    Update(
      center: centerWord, outside: outsideWords,
      draws: sharing == .pair ? NegativeDraws(draws) : sharedDraws,
      objective: objective, order: order, learningRate: learningRate)
  }

  /// The same case at other parameters.
  package func moved(to parameters: borrowing Parameters) -> RandomCase {
    var moved = self
    for word in 0..<words {
      moved.center[word] = parameters.center.vector(word)
      moved.outside[word] = parameters.outside.vector(word)
    }
    return moved
  }

  package func trace(_ objective: Objective) -> WindowTrace {
    WindowTrace(of: update(objective), window: window, number: 0, parameters: parameters)
  }
}
