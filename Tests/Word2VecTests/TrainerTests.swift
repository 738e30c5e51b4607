import RandomCases
import Testing
import Word2Vec

@Suite("A run of updates")
struct TrainerTests {
  /// A run on a text of 150 words, which fill several chunks of the softmax kernel's sweep.
  private func trainer(
    seed: Int, _ adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Trainer {
    var random = TestRandom(seed: seed)
    var text = (0..<150).map { "w\($0)" }.joined(separator: " ") + "\n"
    for _ in 0..<40 {
      text +=
        (0..<6).map { _ in "w\(Int.random(in: 0..<150, using: &random))" }
        .joined(separator: " ") + "\n"
    }
    let corpus = try CorpusReader(
      bytes: Array(text.utf8), source: .standardInput, tokenization: .words
    ).read(minimumCount: 1)
    var hyperparameters = Hyperparameters()
    hyperparameters.dimension = [1, 5, 16, 20][seed % 4]
    adjust(&hyperparameters)
    return Trainer(corpus: corpus, hyperparameters: hyperparameters)
  }

  @Test(
    "Vectors looked at one by one are those of parameters as a whole, and looking changes nothing",
    arguments: 1...4, Objective.allCases)
  func vectors(seed: Int, objective: Objective) throws {
    for order in UpdateOrder.allCases {
      let adjust: (inout Hyperparameters) -> Void = {
        $0.objective = objective
        $0.update = order
      }
      var trainer = try trainer(seed: seed, adjust)
      var undisturbed = try self.trainer(seed: seed, adjust)
      for step in 0..<60 {
        _ = trainer.step()
        _ = undisturbed.step()
        let isPending = trainer.hasPendingUpdate
        #expect(isPending == (objective == .softmax))
        let words = 0..<trainer.corpus.vocabulary.count
        let vectors = Side.allCases.map { side in words.map { trainer.vector(side, $0) } }
        // Only now and then is everything settled, and updates follow on each other between.
        guard step % 3 == 0 else { continue }
        let isStillPending = trainer.hasPendingUpdate
        #expect(isStillPending == isPending)
        trainer.settle()
        for (side, vectors) in zip(Side.allCases, vectors) {
          let settled = trainer.parameters.withMatrix(side) { matrix in
            words.map { matrix.vector($0) }
          }
          #expect(vectors == settled)
        }
        let isPendingNow = trainer.hasPendingUpdate
        #expect(!isPendingNow)
      }
      trainer.settle()
      undisturbed.settle()
      #expect(trainer.parameters.hash() == undisturbed.parameters.hash())
    }
  }

  @Test("The pending update at hand is the one made anew, and becomes the last", arguments: 1...8)
  func updates(seed: Int) throws {
    var trainer = try trainer(seed: seed) {
      $0.objective = seed > 6 ? .softmax : .negativeSampling
      $0.dynamicRadius = seed % 2 == 0
      $0.draws = seed > 2 ? .window : .pair
      $0.update = seed > 4 ? .pair : .window
      $0.decay = .linear
    }
    let words = 0..<trainer.corpus.vocabulary.count
    for step in 0..<100 {
      if step % 7 == 3 { trainer.overrides.redraws = 1 }
      if step % 11 == 5 { trainer.overrides.draws = [0: [1, 2, 3]] }
      let update = trainer.makeUpdate()
      let expectedLoss = loss(of: update, at: trainer.parameters)
      let pendingLoss = trainer.pendingLoss()
      #expect(pendingLoss == expectedLoss)
      let observed = words.filter { trainer.pendingWindowHasOutside($0) }
      #expect(Set(observed) == Set(update.outside.map { Int($0) }))
      var updated = trainer.parameters.copy()
      var kernel = Kernel()
      let expected = kernel.apply(update, to: &updated)
      let outcome = trainer.step()
      trainer.settle()
      #expect(outcome == expected && trainer.parameters.hash() == updated.hash())
      let centers = words.filter { trainer.lastUpdateTouched(.center, $0) }
      #expect(centers == [Int(update.center)])
      let outside = words.filter { trainer.lastUpdateTouched(.outside, $0) }
      let isSoftmax = update.objective == .softmax
      #expect(outside == (isSoftmax ? Array(words) : update.touchedWords.sorted()))
    }
  }

  @Test(
    "An inserted window shifts neither draws nor radius of those after it",
    arguments: DrawSharing.allCases)
  func insertion(sharing: DrawSharing) throws {
    let adjust: (inout Hyperparameters) -> Void = {
      $0.objective = .negativeSampling
      $0.dynamicRadius = true
      $0.draws = sharing
    }
    var trainer = try trainer(seed: 2, adjust)
    var undisturbed = try self.trainer(seed: 2, adjust)
    for step in 0..<60 {
      if step % 20 == 7 {
        trainer.overrides.window = Window(
          center: 1, outside: [.init(word: 2, offset: nil)], radius: 1, place: nil)
        let inserted = trainer.makeUpdate()
        #expect(inserted.draws != undisturbed.makeUpdate().draws)
        _ = trainer.step()
      }
      #expect(trainer.makeUpdate() == undisturbed.makeUpdate())
      _ = trainer.step()
      _ = undisturbed.step()
    }
    #expect(trainer.number == undisturbed.number + 3)
  }

  @Test("A run can be given up where no token survives, and goes on as if it had not been")
  func searching() throws {
    // A window has thousands of epochs without one before it.
    let adjust: (inout Hyperparameters) -> Void = {
      $0.subsample = 1e-10
      $0.epochs = 30_000
    }
    var trainer = try trainer(seed: 1, adjust)
    var undisturbed = try self.trainer(seed: 1, adjust)
    var givenUp = 0
    for step in 0..<8 {
      let (number, position) = (trainer.number, trainer.position)
      var checks = 0
      do {
        try trainer.prepareStep(
          cancellation: Cancellation {
            checks += 1
            if checks > step % 2 { throw GivenUp() }
          })
      } catch {
        givenUp += 1
        #expect(trainer.number == number && trainer.position == position)
        trainer.prepareStep()
      }
      let isFound = trainer.isNextWindowFound
      #expect(isFound)
      _ = trainer.step()
      _ = undisturbed.step()
      #expect(trainer.position == undisturbed.position)
    }
    #expect(givenUp > 0)
    trainer.settle()
    undisturbed.settle()
    #expect(trainer.parameters.hash() == undisturbed.parameters.hash())
  }

  @Test("An update under other settings is the one the trainer would make under them")
  func otherSettings() throws {
    var trainer = try trainer(seed: 3) { $0.objective = .negativeSampling }
    trainer.overrides.draws = [1: [4, 5]]
    trainer.overrides.redraws = 2
    let own = trainer.hyperparameters
    let update = trainer.makeUpdate()
    #expect(trainer.makeUpdate(under: own) == update)
    var other = own
    other.objective = .softmax
    other.update = .pair
    other.negatives = 3
    other.power = 0.25
    other.learningRate = 0.5
    other.draws = .window
    let changed = trainer.makeUpdate(under: other)
    #expect(changed != update && trainer.makeUpdate() == update)
    trainer.set(other)
    #expect(trainer.makeUpdate() == changed)
  }

  /// Thrown by a test where a user would interrupt.
  private struct GivenUp: Error {}

  @Test(
    "A window pair by pair, made in advance or given up on the way, is the same bit for bit",
    arguments: 1...4)
  func advance(seed: Int) throws {
    let adjust: (inout Hyperparameters) -> Void = {
      $0.objective = .softmax
      $0.update = .pair
    }
    var trainer = try trainer(seed: seed, adjust)
    var undisturbed = try self.trainer(seed: seed, adjust)
    var givenUp = 0
    for step in 0..<60 {
      var looks = step % 8
      do {
        let cancellation = Cancellation {
          looks -= 1
          if looks < 0 { throw GivenUp() }
        }
        try trainer.prepareStep(cancellation: cancellation)
      } catch is GivenUp {
        givenUp += 1
      }
      if step % 5 == 0 {
        trainer.settle()
        undisturbed.settle()
        let (hash, expected) = (trainer.parameters.hash(), undisturbed.parameters.hash())
        #expect(hash == expected)
      }
      if step % 3 == 0 { trainer.prepareStep() }
      if step == 30 {
        // An update computed at other parameters is discarded.
        trainer.withMutableMatrix(.outside) { $0[3, 0] = 0.5 }
        undisturbed.withMutableMatrix(.outside) { $0[3, 0] = 0.5 }
      }
      let (outcome, expected) = (trainer.step(), undisturbed.step())
      #expect(outcome == expected)
    }
    #expect(givenUp > 30)
    trainer.settle()
    undisturbed.settle()
    let (hash, expected) = (trainer.parameters.hash(), undisturbed.parameters.hash())
    #expect(hash == expected)
  }

  @Test(
    "Training takes the steps that one takes alone, for some windows, epochs or all",
    arguments: Objective.allCases, UpdateOrder.allCases)
  func train(objective: Objective, order: UpdateOrder) throws {
    let adjust: (inout Hyperparameters) -> Void = {
      $0.objective = objective
      $0.update = order
      $0.epochs = 3
    }
    var trainer = try trainer(seed: 2, adjust)
    var undisturbed = try self.trainer(seed: 2, adjust)
    func expectSame(_ result: TrainingResult) {
      var sum = 0.0
      for _ in 0..<result.windows { sum += undisturbed.step().loss }
      undisturbed.settle()
      #expect(result.isFinite)
      #expect(result.meanLoss == sum / Double(result.windows))
      let (hash, expected) = (trainer.parameters.hash(), undisturbed.parameters.hash())
      #expect(hash == expected)
    }
    let some = trainer.train(windows: 7)
    #expect(some.windows == 7)
    expectSame(some)
    expectSame(trainer.train(epochs: 1))
    let epoch = trainer.position.epoch
    #expect(epoch == 1)
    expectSame(trainer.train())
    let isFinished = trainer.isFinished
    #expect(isFinished)
    let none = trainer.train()
    #expect(none.windows == 0 && none.meanLoss.isNaN)
  }

  @Test("Training that is cancelled keeps the updates applied until then, and can go on")
  func cancelledTraining() throws {
    var trainer = try trainer(seed: 1)
    var undisturbed = try self.trainer(seed: 1)
    var checks = 0
    #expect(throws: GivenUp.self) {
      try trainer.train(
        cancellation: Cancellation {
          checks += 1
          if checks == 20 { throw GivenUp() }
        })
    }
    let number = trainer.number
    #expect(0 < number && number < 20)
    trainer.train(windows: 20)
    undisturbed.train(windows: number + 20)
    let (hash, expected) = (trainer.parameters.hash(), undisturbed.parameters.hash())
    #expect(hash == expected)
  }

  @Test("Training ends with the window after which something is not finite")
  func divergedTraining() throws {
    var trainer = try trainer(seed: 1) { $0.learningRate = 1e30 }
    let result = trainer.train()
    let number = trainer.number
    #expect(!result.isFinite && result.windows == number)
    let isFinished = trainer.isFinished
    #expect(!isFinished)
  }

  @Test("The trace of the pending window has its loss, and changes nothing", arguments: 1...4)
  func trace(seed: Int) throws {
    var trainer = try trainer(seed: seed) {
      $0.objective = seed % 2 == 0 ? .softmax : .negativeSampling
    }
    for _ in 0..<5 {
      let trace = trainer.trace()
      let (number, window) = (trainer.number, trainer.window)
      let (update, loss) = (trainer.makeUpdate(), trainer.pendingLoss())
      #expect(trace.number == number && trace.window == window)
      #expect(trace.update == update && trace.loss == loss)
      _ = trainer.step()
    }
  }
}
