import Testing

@testable import Word2Vec

/// Lines of words, each a letter: `a` is the most frequent.
private func corpus(_ text: String, minimumCount: Int? = nil) throws -> Corpus {
  try CorpusReader(bytes: Array(text.utf8), source: .bundled("test"), tokenization: .raw)
    .read(minimumCount: minimumCount)
}

/// Lines of up to 30 words out of 20, and one long line; the first words are the most frequent.
private func randomText(seed: Int) -> String {
  let random = Randomness(seed: 5, for: .check).keyed(by: seed)
  return (0..<20).map { line in
    let random = random.keyed(by: line)
    let length = random.integer(below: line == 10 ? 2500 : 30)
    return (0..<length).map { index in
      let unit = random.keyed(by: index).unit
      return "w\(Int(unit * unit * unit * 20))"
    }.joined(separator: " ")
  }.joined(separator: "\n")
}

/// The windows of an epoch by definition: filter every sentence, then look around each word.
private func referenceWindows(
  _ corpus: Corpus, _ hyperparameters: Hyperparameters, epoch: Int
) -> [Window] {
  var windows: [Window] = []
  let vocabulary = corpus.vocabulary
  for sentence in 0..<corpus.sentenceCount {
    let range = corpus.tokenRange(ofSentence: sentence)
    let retained = range.filter { token in
      let word = Int(corpus.tokens[token])
      guard word < vocabulary.count else { return false }
      guard hyperparameters.subsample > 0, epoch < hyperparameters.epochs else { return true }
      let f = Double(vocabulary.occurrences(of: word)) / Double(vocabulary.keptTokens)
      let t = hyperparameters.subsample
      let keep = min(1, (t / f).squareRoot() + t / f)
      return Randomness(seed: hyperparameters.seed, for: .subsampling).keyed(by: epoch)
        .keyed(by: token).unit < keep
    }
    guard retained.count >= 2 else { continue }
    for (slot, token) in retained.enumerated() {
      let radius =
        hyperparameters.dynamicRadius
        ? 1
          + Randomness(seed: hyperparameters.seed, for: .radius).keyed(by: epoch)
          .keyed(by: token).integer(below: hyperparameters.radius)
        : hyperparameters.radius
      let near = max(0, slot - radius)...min(retained.count - 1, slot + radius)
      let outside = near.filter { $0 != slot }
      windows.append(
        Window(
          center: Int(corpus.tokens[token]),
          outside: outside.map {
            Window.Outside(word: Int(corpus.tokens[retained[$0]]), offset: $0 - slot)
          },
          radius: radius,
          place: Window.Place(
            epoch: epoch, sentence: sentence, positionInSentence: token - range.lowerBound,
            token: token)))
    }
  }
  return windows
}

@Suite struct CorpusWindowTests {
  @Test(arguments: 0..<6, [0, 0.001, 0.02])
  func `the cursor meets the windows of the definition`(seed: Int, subsample: Double) throws {
    var hyperparameters = Hyperparameters()
    hyperparameters.radius = [1, 2, 5, 20][seed % 4]
    hyperparameters.dynamicRadius = seed % 2 == 1
    hyperparameters.subsample = subsample
    hyperparameters.epochs = 2
    hyperparameters.seed = UInt64(seed)
    let corpus = try corpus(randomText(seed: seed), minimumCount: 1 + 20 * (seed % 3))
    var expected: [Window] = []
    for epoch in 0..<4 {
      expected += referenceWindows(corpus, hyperparameters, epoch: epoch)
    }
    var cursor = WindowCursor(corpus: corpus, hyperparameters: hyperparameters)
    #expect(firstMismatch(&cursor, expected, from: 0, count: expected.count) == nil)
    #expect(cursor.position.epoch == 4)
    // A cursor put anywhere continues as if it had started at the beginning.
    let random = Randomness(seed: 3, for: .check).keyed(by: seed)
    for trial in 0..<20 {
      let position = Position(
        epoch: random.keyed(by: trial).integer(below: 4),
        token: random.keyed(by: trial).keyed(by: 1).integer(below: corpus.tokens.count))
      let start = expected.firstIndex { window in
        window.place.map { Position(epoch: $0.epoch, token: $0.token) >= position } ?? false
      }
      guard let start else { continue }
      cursor.seek(to: position)
      let count = min(30, expected.count - start)
      #expect(firstMismatch(&cursor, expected, from: start, count: count) == nil)
    }
  }

  /// The first of some windows that differs from the cursor's; the cursor moves past them.
  private func firstMismatch(
    _ cursor: inout WindowCursor, _ expected: [Window], from start: Int, count: Int
  ) -> Int? {
    var outside = GrowableMemory<Int32>()
    for number in start..<start + count {
      let window = expected[number]
      let pairs = cursor.copyOutside(to: &outside)
      let position = window.place.map { Position(epoch: $0.epoch, token: $0.token) }
      let passed = window.place.map { $0.epoch * cursor.corpus.tokens.count + $0.token }
      guard cursor.window == window, cursor.center == window.center,
        (0..<pairs).map({ Int(outside.start[$0]) }) == window.outside.map(\.word),
        cursor.position == position, cursor.tokensPassed == passed
      else { return number }
      cursor.advance()
    }
    return nil
  }

  @Test(arguments: 0..<4, [0, 0.001])
  func `windows are found by looking at a few tokens at a time`(seed: Int, subsample: Double) throws
  {
    var hyperparameters = Hyperparameters()
    hyperparameters.radius = [1, 2, 5, 20][seed]
    hyperparameters.subsample = subsample
    let corpus = try corpus(randomText(seed: seed))
    var cursor = WindowCursor(corpus: corpus, hyperparameters: hyperparameters)
    var undisturbed = WindowCursor(corpus: corpus, hyperparameters: hyperparameters)
    for number in 0..<3000 {
      var budget = number % 9
      while !cursor.findNext(budget: &budget) {
        #expect(budget == 0)
        budget = 1 + number % 9
        // What has been found so far leaves this window alone.
        #expect(cursor.window == undisturbed.window)
      }
      cursor.advanceToFound()
      undisturbed.advance()
      #expect(cursor.window == undisturbed.window)
    }
  }

  private struct GivenUp: Error {}

  @Test func `epochs in which no token survives can be given up`() throws {
    let corpus = try corpus("a b a b\na b b b")
    var hyperparameters = Hyperparameters()
    hyperparameters.subsample = 1e-300
    hyperparameters.epochs = 300_000
    var checks = 0
    #expect(throws: GivenUp.self) {
      let cursor = try WindowCursor.seeking(
        .start, in: corpus, hyperparameters,
        cancellation: Cancellation {
          checks += 1
          if checks == 3 { throw GivenUp() }
        })
      _ = cursor.position
    }
    let cursor = WindowCursor(corpus: corpus, hyperparameters: hyperparameters)
    #expect(cursor.position == Position(epoch: 300_000, token: 0))
  }

  @Test func `tokens of a range that are retained are those that windows are made of`() throws {
    let corpus = try corpus(randomText(seed: 2), minimumCount: 8)
    for subsample in [0, 0.01] {
      var hyperparameters = Hyperparameters()
      hyperparameters.subsample = subsample
      hyperparameters.epochs = 2
      for epoch in 0...2 {
        let retained = (0..<corpus.sentenceCount).flatMap { sentence in
          let tokens = corpus.retainedTokens(
            in: corpus.tokenRange(ofSentence: sentence), epoch: epoch, hyperparameters)
          return tokens.count >= 2 ? tokens : []
        }
        let windows = referenceWindows(corpus, hyperparameters, epoch: epoch)
        #expect(retained == windows.compactMap(\.place?.token))
      }
    }
  }

  @Test func `after the planned epochs nothing is subsampled`() throws {
    let corpus = try corpus("a a a a b b")
    var hyperparameters = Hyperparameters()
    hyperparameters.subsample = 1e-30
    let cursor = WindowCursor(corpus: corpus, hyperparameters: hyperparameters)
    #expect(cursor.position == Position(epoch: hyperparameters.epochs, token: 0))
    #expect(cursor.tokensPassed == 30)
  }
}
