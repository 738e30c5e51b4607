import Debugger
import Runs
import Word2Vec

/// A session and a naive run that are given the same commands.
package struct RandomWalk<Random: RandomNumberGenerator> {
  /// The walks of small parameters are this long together.
  package static var commands: Int { 10_200 }

  package let session: Session
  private var run: NaiveRun
  private var random: Random
  /// The commands given, to show how a failure was reached.
  private var log: [String] = []
  /// The first difference, with the commands before it; `nil` while both agree.
  package private(set) var difference: String?
  private var breakpoints: [Breakpoint] = []
  private var memory = 512
  /// The bits of the vectors saved last.
  private var saved: [UInt32]?
  private let folder: ScratchFolder

  private enum Breakpoint {
    case center(Int)
    case outside(Int)
    case window(Int)
    /// A component changes, counted as in the state's bits.
    case watch(Int)
    /// A component is above zero.
    case positive(Int)
  }

  private static var text: String {
    """
    the cat sat on the mat
    the dog sat on the cat
    a bird

    the bird saw a dog and the dog saw the bird
    mat
    on and on
    """
  }

  /// A session and a naive run before window 0.
  ///
  /// - Parameters:
  ///   - random: Chooses the commands.
  ///   - memory: The limit of the history, in MiB; `nil` for the default.
  ///   - interval: The words trained between two checkpoints; `nil` for the default.
  ///   - dimension: The dimension `d`.
  /// - Throws: An error if there is no folder for files.
  package init(_ random: Random, memory: Int?, interval: Int?, dimension: Int = 5) throws {
    self.random = random
    folder = try ScratchFolder()
    let corpus = try CorpusReader(
      bytes: Array(Self.text.utf8), source: .standardInput, tokenization: .words
    ).read()
    var hyperparameters = Hyperparameters()
    hyperparameters.dimension = dimension
    hyperparameters.epochs = 3
    session = Session(corpus: corpus, hyperparameters: hyperparameters)
    session.run.checkpointInterval = interval
    run = NaiveRun(corpus: corpus, hyperparameters: hyperparameters)
    if let memory {
      self.memory = memory
      give("set history-memory \(memory)")
    }
  }

  /// Gives one command to both and compares them.
  ///
  /// - Returns: Whether they agree.
  package mutating func takeStep() -> Bool {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<18: step(1)
    case ..<30: step(Int.random(in: 2...30, using: &random))
    case ..<36: stepThroughPairs()
    case ..<44: goOn()
    case ..<56: goBack()
    case ..<64: goTo()
    case ..<70: goBackToStop()
    case ..<78: setSomething()
    case ..<82: assign()
    case ..<83: Bool.random(using: &random) ? saveVectors() : loadVectors()
    case ..<85: toggle()
    case ..<88: force()
    case ..<90: redraw()
    case ..<94: makeWindow()
    case ..<95: omit()
    case ..<96: changeBranch()
    case ..<98: changeBreakpoints()
    case ..<99: Int.random(in: 0..<3, using: &random) == 0 ? rebuild() : saveAndLoad()
    default: Bool.random(using: &random) ? startOver() : changeMemory()
    }
    compare()
    return difference == nil
  }

  // MARK: Commands

  private var canStep: Bool { !run.state.isFinished || run.state.overrides.window != nil }

  private mutating func step(_ count: Int) {
    let fails = !canStep
    give(count == 1 ? "step" : "step \(count)", fails: fails)
    if fails { return }
    for _ in 0..<count {
      let before = run.state
      run.step()
      if run.state.isFinished || stops(before) { break }
    }
  }

  private mutating func goOn() {
    if breakpoints.isEmpty { changeBreakpoints() }
    let fails = !canStep
    give("continue", fails: fails)
    if fails { return }
    repeat {
      let before = run.state
      run.step()
      if run.state.isFinished || stops(before) { break }
    } while true
  }

  private mutating func stepThroughPairs() {
    let fails = !canStep
    let pairs = run.state.window.outside.count
    give("stepi", fails: fails)
    if fails { return }
    if Bool.random(using: &random), pairs > 1 {
      // The rest of the window at once.
      give("stepi \(pairs - 1)")
      run.step()
    } else if pairs == 1 {
      run.step()
    } else {
      compare()
      give("step")
      run.step()
    }
  }

  private mutating func goBack() {
    let count = Int.random(in: 1...20, using: &random)
    let fails = run.place == 0
    give(count == 1 ? "back" : "reverse-step \(count)", fails: fails)
    if !fails { run.go(to: max(run.start, run.state.number - count)) }
  }

  private mutating func goTo() {
    let beyond = Int.random(in: 0..<5, using: &random) == 0 ? 20 : 0
    let target = Int.random(in: 0...run.end + beyond, using: &random)
    let fails = target < run.start
    give("goto \(target)", fails: fails)
    if fails { return }
    if target <= run.state.number {
      run.go(to: target)
    } else {
      while run.state.number < target, canStep { run.step() }
    }
  }

  private mutating func goBackToStop() {
    let fails = run.place == 0
    give("reverse-continue", fails: fails)
    if fails { return }
    var place = run.place
    repeat {
      place -= 1
      run.go(to: run.start + place)
    } while place > 0 && !stops(run.states[place - 1])
  }

  /// Whether a breakpoint stops at the current state, reached from another.
  private func stops(_ before: NaiveRun.State) -> Bool {
    breakpoints.contains { breakpoint in
      switch breakpoint {
      case .center(let word): run.state.window.center == word
      case .outside(let word): run.state.window.outside.contains { $0.word == word }
      case .window(let number): run.state.number == number
      case .watch(let index): run.state.bits[index] != before.bits[index]
      case .positive(let index): Float(bitPattern: run.state.bits[index]) > 0
      }
    }
  }

  private mutating func changeBreakpoints() {
    if breakpoints.count > 2 || (!breakpoints.isEmpty && Bool.random(using: &random)) {
      give("delete")
      breakpoints.removeAll()
      return
    }
    let word = randomWord()
    let name = session.name(word)
    let side = Bool.random(using: &random) ? Side.center : .outside
    let dimension = run.state.hyperparameters.dimension
    let row = side == .center ? word : run.corpus.vocabulary.count + word
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      give("break \(name)")
      breakpoints.append(.center(word))
    case 1:
      give("break outside \(name)")
      breakpoints.append(.outside(word))
    case 2:
      let number = Int.random(in: 0...run.end + 10, using: &random)
      give("break \(number)")
      breakpoints.append(.window(number))
    case 3:
      give("break if \(side.rawValue)[\(name)][2] > 0")
      breakpoints.append(.positive(row * dimension + 2))
    default:
      give("watch \(side.rawValue)[\(name)][2]")
      breakpoints.append(.watch(row * dimension + 2))
    }
  }

  private mutating func setSomething() {
    var new = run.state.hyperparameters
    func pick<T>(_ values: [T]) -> T { values[Int.random(in: values.indices, using: &random)] }
    let line: String
    switch Int.random(in: 0..<11, using: &random) {
    case 0:
      new.objective = pick(Objective.allCases)
      line = "objective \(new.objective.rawValue)"
    case 1:
      new.learningRate = pick([0, 0.05, 0.1, 0.3])
      line = "eta \(new.learningRate)"
    case 2:
      new.radius = pick([1, 2, 5])
      line = "radius \(new.radius)"
    case 3:
      new.negatives = pick([0, 1, 5])
      line = "negatives \(new.negatives)"
    case 4:
      new.update = pick(UpdateOrder.allCases)
      line = "update \(new.update.rawValue)"
    case 5:
      new.draws = pick(DrawSharing.allCases)
      line = "draws \(new.draws.rawValue)"
    case 6:
      new.collision = pick(Collision.allCases)
      line = "collision \(new.collision.rawValue)"
    case 7:
      new.power = pick([0, 0.5, 0.75, 1])
      line = "power \(new.power)"
    case 8:
      new.dynamicRadius = pick([false, true])
      line = "dynamic-radius \(new.dynamicRadius ? "on" : "off")"
    case 9:
      new.decay = pick(Decay.allCases)
      line = "decay \(new.decay.rawValue)"
    default:
      new.epochs = pick([1, 2, 3, 4])
      line = "epochs \(new.epochs)"
    }
    give("set \(line)")
    if new != run.state.hyperparameters { run.change { $0.set(new) } }
  }

  private mutating func toggle() {
    give("toggle")
    var new = run.state.hyperparameters
    new.objective = new.objective.next
    run.change { $0.set(new) }
  }

  private mutating func assign() {
    let word = randomWord()
    let dimension = run.state.hyperparameters.dimension
    let side = Bool.random(using: &random) ? Side.center : .outside
    let count = Bool.random(using: &random) ? 1 : dimension
    let values = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    let component = Int.random(in: 0..<dimension, using: &random)
    let list = values.map { "\($0)" }.joined(separator: ", ")
    let place = "\(side.rawValue)[\(session.name(word))]" + (count == 1 ? "[\(component)]" : "")
    give("set var \(place) = \(list)")
    run.change { trainer in
      trainer.withMutableMatrix(side) { matrix in
        for (index, value) in values.enumerated() {
          matrix[word, count == 1 ? component : index] = Float(value)
        }
      }
    }
  }

  private mutating func force() {
    let pair = Int.random(in: run.state.window.outside.indices, using: &random)
    let observed = run.state.window.outside[pair].word
    let words = (0..<3).map { _ in randomWord() }.filter { $0 != observed }
    if words.isEmpty { return }
    give("negatives \(pair + 1) = \(words.map { session.name($0) }.joined(separator: " "))")
    run.change { $0.overrides.draws[pair] = words }
  }

  private mutating func redraw() {
    give("negatives redraw")
    run.change {
      $0.overrides.redraws += 1
      $0.overrides.draws.removeAll()
    }
  }

  private mutating func makeWindow() {
    if run.state.overrides.window != nil || Int.random(in: 0..<4, using: &random) == 0 {
      give("window corpus")
      if run.state.overrides != WindowOverrides() {
        run.change { $0.overrides = WindowOverrides() }
      }
      return
    }
    let center = randomWord()
    let outside = (0..<Int.random(in: 1...4, using: &random)).map { _ in randomWord() }
    let names = outside.map { session.name($0) }.joined(separator: " ")
    give("window \(session.name(center)) : \(names)")
    let radius = run.state.hyperparameters.radius
    run.change {
      $0.overrides = WindowOverrides()
      $0.overrides.window = Window(
        center: center, outside: outside.map { Window.Outside(word: $0, offset: nil) },
        radius: radius, place: nil)
    }
  }

  private mutating func rebuild() {
    var new = run.state.hyperparameters
    if Bool.random(using: &random) {
      new.seed = UInt64.random(in: 0...100, using: &random)
      give("set seed \(new.seed)")
    } else {
      new.subsample = [0, 0.01, 0.1][Int.random(in: 0..<3, using: &random)]
      give("set subsample \(new.subsample)")
    }
    if new != run.state.hyperparameters { run.begin(new) }
  }

  private mutating func startOver() {
    give("run")
    run.startOver()
  }

  private mutating func saveAndLoad() {
    let file = folder.file("walk.sgdbs")
    give("save session \(file)")
    if Bool.random(using: &random) { give("load fox") }
    give("load \(file)")
  }

  private mutating func saveVectors() {
    let side = Bool.random(using: &random) ? Side.center : .outside
    give("save vectors \(folder.file("walk.txt"))" + (side == .outside ? " --outside" : ""))
    let bits = run.state.bits
    saved = Array(side == .center ? bits[..<(bits.count / 2)] : bits[(bits.count / 2)...])
  }

  private mutating func loadVectors() {
    guard let saved else { return saveVectors() }
    let side = Bool.random(using: &random) ? Side.center : .outside
    give("load vectors \(folder.file("walk.txt"))" + (side == .outside ? " --outside" : ""))
    run.change { trainer in
      trainer.withMutableMatrix(side) { matrix in
        for (index, bits) in saved.enumerated() {
          matrix[index / matrix.columns, index % matrix.columns] = Float(bitPattern: bits)
        }
      }
    }
  }

  private mutating func changeMemory() {
    memory = [0, 1, 512][Int.random(in: 0..<3, using: &random)]
    give("set history-memory \(memory)")
  }

  private mutating func omit() {
    var new = run.state.omissions
    let word = randomWord()
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      let first = run.state.number + Int.random(in: 0...5, using: &random)
      let last = first + Int.random(in: 0...9, using: &random)
      new.windows.formUnion(RangeSet(first..<last + 1))
      give("omit window \(first)..\(last)")
    case 1:
      let sentence = Int.random(in: 0..<run.corpus.sentenceCount, using: &random)
      new.sentences.formUnion(RangeSet(sentence..<sentence + 1))
      give("omit sentence \(sentence)")
    case 2:
      new.words.insert(word)
      give("omit word \(session.name(word))")
    case 3:
      let other = randomWord()
      let exist = run.corpus.hasSentence(with: word, and: other)
      give("omit pair \(session.name(word)) \(session.name(other))", fails: !exist)
      if exist { new.pairs.insert(.init(center: word, outside: other)) }
    default:
      new = Omissions()
      give("omit off")
    }
    if new != run.state.omissions { run.change { $0.omissions = new } }
  }

  private mutating func changeBranch() {
    let numbers = run.others.keys.sorted() + [run.branch]
    let number = numbers[Int.random(in: numbers.indices, using: &random)]
    if number != run.branch, Int.random(in: 0..<4, using: &random) == 0 {
      let hasChildren = session.run.history.branches.contains { $0.parent == number }
      give("branch delete \(number)", fails: hasChildren)
      if !hasChildren { run.removeBranch(number) }
      return
    }
    give("branch \(number)")
    run.stand(on: number)
  }

  private mutating func randomWord() -> Int {
    Int.random(in: 0..<run.corpus.vocabulary.count, using: &random)
  }

  // MARK: Both

  private mutating func give(_ line: String, fails: Bool = false) {
    log.append(line)
    session.hasFailed = false
    let effects = session.run(line)
    if session.hasFailed != fails { fail("\(line): \(effects)") }
  }

  private mutating func compare() {
    let state = NaiveRun.state(of: session.run, loss: run.state.loss)
    if state != run.state {
      var differences: [String] = []
      if state.number != run.state.number {
        differences.append("number \(state.number), not \(run.state.number)")
      }
      if state.position != run.state.position {
        differences.append("position \(state.position), not \(run.state.position)")
      }
      if state.hyperparameters != run.state.hyperparameters {
        differences.append("settings \(state.hyperparameters), not \(run.state.hyperparameters)")
      }
      if state.overrides != run.state.overrides {
        differences.append("overrides \(state.overrides), not \(run.state.overrides)")
      }
      if state.omissions != run.state.omissions { differences.append("omissions") }
      if state.bits != run.state.bits { differences.append("parameters") }
      if state.window != run.state.window { differences.append("window") }
      fail(differences.joined(separator: "; "))
    }
    if session.run.history.start != run.start || session.run.history.end != run.end {
      fail(
        "record \(session.run.history.start)…\(session.run.history.end), not \(run.start)…\(run.end)"
      )
    }
    let history = session.run.history
    let numbers = (run.others.keys + [run.branch]).sorted()
    if history.branches.map(\.number) != numbers || history.branch.number != run.branch {
      fail("branches \(history.branches.map(\.number)), not \(numbers)")
    }
    for branch in history.others where branch.end != (run.others[branch.number]?.count ?? 0) - 1 {
      fail("branch \(branch.number) ends at \(branch.end)")
    }
    let losses = run.losses.suffix(RunTally.keptLosses)
    if !session.run.tally.recentLosses.elementsEqual(losses) { fail("losses") }
    compareLossHistory()
  }

  /// Requires the loss of every recorded window and the sum of the losses before it.
  private mutating func compareLossHistory() {
    let entries = session.run.losses.entries.filter { $0.window >= run.start }
    let known = entries.map(\.window)
    guard known == Array(run.start..<run.start + known.count), known.count >= run.knownLosses,
      known.count <= run.end
    else {
      fail("losses of windows \(known), at least \(run.knownLosses) of \(run.end)")
      return
    }
    for (entry, state) in zip(entries, run.states.dropFirst())
    where entry.loss.bitPattern != state.loss?.bitPattern {
      fail("J of window \(entry.window) is \(entry.loss), not \(state.loss ?? .nan)")
    }
    for (entry, next) in zip(entries, entries.dropFirst())
    where next.sumBefore.bitPattern != (entry.sumBefore + entry.loss).bitPattern {
      fail("the sum before window \(next.window)")
    }
  }

  private mutating func fail(_ reason: String) {
    guard difference == nil else { return }
    difference = "\(reason); after \(log.suffix(25).joined(separator: "\n"))"
  }
}
