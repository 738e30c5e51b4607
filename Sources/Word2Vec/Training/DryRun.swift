/// An update computed on copies of the vectors it touches; the real parameters do not change.
///
/// The copy has few rows under negative sampling. Under softmax, where an update touches every
/// word, it is a whole copy.
package struct DryRun: ~Copyable {
  /// The copied parameters; row `i` belongs to word `words[i]`, or to word `i` if that is nil.
  private var parameters: Parameters
  private let words: [Int]?
  private let update: Update
  private var kernel = Kernel()

  /// A dry run of an update, not yet applied.
  package init<E>(
    of update: Update, at parameters: borrowing Parameters, cancellation: Cancellation<E> = .never
  ) throws(E) {
    guard var touched = update.objective.definition.changedWords(of: update) else {
      self.parameters = try parameters.copy(cancellation: cancellation)
      words = nil
      self.update = update
      return
    }
    if !touched.contains(Int(update.center)) { touched.append(Int(update.center)) }
    let rows = Dictionary(uniqueKeysWithValues: touched.enumerated().map { ($1, $0) })
    func row(_ word: Int32) -> Int { rows[Int(word)] ?? 0 }
    self.parameters = parameters.subset(touched)
    words = touched
    self.update = Update(
      center: row(update.center), outside: update.outside.map(row),
      draws: update.draws.mapped(row),
      objective: update.objective, order: update.order, learningRate: update.learningRate)
  }

  /// Applies the whole update.
  package mutating func apply<E>(cancellation: Cancellation<E> = .never) throws(E) {
    try cancellation.check()
    _ = try kernel.apply(update, to: &parameters, cancellation: cancellation)
    try cancellation.check()
  }

  /// Applies one pair of the update alone, as update order `pair` does.
  package mutating func apply(pair: Int) {
    _ = kernel.apply(update.pair(pair), to: &parameters)
  }

  /// `J` of the window at the copied parameters, in nats.
  package func loss<E>(cancellation: Cancellation<E> = .never) throws(E) -> Double {
    try Word2Vec.loss(of: update, at: parameters, cancellation: cancellation)
  }

  /// `ŷ` of a center word at the copied parameters, shape `[W]`; words that the update does not
  /// touch have their vectors in `parameters`, the real ones.
  package func probabilities<E>(
    center: Int, others parameters: borrowing Parameters, cancellation: Cancellation<E> = .never
  ) throws(E) -> [Double] {
    let v = vector(.center, center) ?? parameters.center.vector(center)
    func scores(_ outside: borrowing Matrix) throws(E) -> [Double] {
      try scoresOfAllWords(against: v, outside: outside, cancellation: cancellation)
    }
    var z = try words == nil ? scores(self.parameters.outside) : scores(parameters.outside)
    for (row, word) in (words ?? []).enumerated() {
      z[word] = dot(self.parameters.outside.vector(row), v)
    }
    let logPartition = logPartition(of: z)
    return z.map { .exp($0 - logPartition) }
  }

  /// One pair's loss and `∂F/∂v_c` at the copied parameters.
  package func pair<E>(
    _ pair: Int, cancellation: Cancellation<E> = .never
  ) throws(E) -> (loss: Double, centerGradient: [Double]) {
    let single = update.pair(pair)
    let observed = Window.Outside(word: Int(single.outside[0]), offset: nil)
    let window = Window(
      center: Int(single.center), outside: [observed], radius: 1, place: nil)
    let trace = try WindowTrace(
      of: single, window: window, number: 0, parameters: parameters, cancellation: cancellation)
    return (trace.loss, trace.centerGradient)
  }

  /// A word's copied vector, or `nil` if the update does not touch the word.
  package func vector(_ side: Side, _ word: Int) -> [Double]? {
    guard let row = words.map({ $0.firstIndex(of: word) }) ?? word else { return nil }
    return parameters.withMatrix(side) { $0.vector(row) }
  }
}
