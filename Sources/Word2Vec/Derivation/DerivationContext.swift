/// The numbers of a window for a section of the derivation to be evaluated on.
///
/// It keeps the results of the ``WindowTrace`` apart from the inputs of the literal formulas. Both are
/// copied from the parameters, so a context does not change when training continues.
public struct DerivationContext: Sendable {
  /// The section it was made for.
  package let section: DerivationSection
  /// The pair of lines about one pair, counted from 0.
  package let pair: Int
  let shown: ReportedValues
  let plain: FormulaInputs
}

extension DerivationContext {
  /// A budget of some tens of milliseconds a line, in exponentials.
  public static let standardBudget = 4_000_000

  /// The numbers of an update's window.
  ///
  /// - Parameters:
  ///   - section: The section to be evaluated.
  ///   - update: The pending update, with its draws under either objective.
  ///   - window: The pending window.
  ///   - number: Its number in the run; it decides which parameters a sampled line checks.
  ///   - parameters: `V` and `U`.
  ///   - pair: The pair of lines about one pair, counted from 0.
  ///   - word: The word of lines about another word; by default the likeliest that fits.
  ///   - argument: `x` of the logistic function's lines; by default `u_oᵀv_c`.
  ///   - budget: How many exponentials the central differences of one line may cost. Where all
  ///     components would cost more, the first ones are differenced, and the line reports it.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  /// - Precondition: `pair` is a pair of the window.
  /// - Complexity: O(*W*·*d*) time and memory where softmax is involved.
  public init<E>(
    _ section: DerivationSection, of update: Update, window: Window, number: Int,
    parameters: borrowing Parameters, pair: Int = 0, word: Int? = nil, argument: Double? = nil,
    budget: Int = standardBudget, cancellation: Cancellation<E> = .never
  ) throws(E) {
    precondition(update.outside.indices.contains(pair), "no such pair")
    var update = update
    if update.draws.pairCount != update.outside.count {
      update.draws = NegativeDraws(update.outside.map { _ in [] })
    }
    let objectives = section.objectives(pending: update.objective)
    let traces = try objectives.map { (objective) throws(E) in
      try WindowTrace(
        of: update.under(objective), window: window, number: number, parameters: parameters,
        cancellation: cancellation)
    }
    let scores = traces.lazy.compactMap(\.softmax?.scores).first
    let choice = WordChoice(
      update: update, pair: pair, asked: word, vocabularySize: parameters.words,
      score: scores.map { scores in { scores[$0] } })
    self.section = section
    self.pair = pair
    plain = try FormulaInputs(
      update: update, radius: window.radius, parameters: parameters, pair: pair, x: argument,
      everyWord: objectives.contains(where: \.readsWholeVocabulary), choice: choice,
      random: Randomness(seed: 0, for: .check).keyed(by: number), budget: budget,
      cancellation: cancellation)
    shown = ReportedValues(
      traces: traces, objective: update.objective, pair: pair,
      observed: Int(update.outside[pair]), choice: choice, x: plain.x)
  }

  /// The word that a line is about besides the pair's own, if any.
  ///
  /// - Parameter line: A line of the section.
  /// - Returns: The index of the word.
  public func word(of line: DerivationLine) -> Int? {
    line.word.flatMap { plain.choice[$0] }
  }
}
