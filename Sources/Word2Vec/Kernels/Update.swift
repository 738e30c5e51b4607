import Algorithms

/// One update of the parameters, fully determined: the kernel's input.
public struct Update: Equatable, Sendable {
  /// The center word `c`, an index.
  public var center: Int32 = 0
  /// The observed word of each pair, left to right.
  public var outside: [Int32] = []
  /// The negative draws of each pair; without meaning under softmax.
  public var draws = NegativeDraws()
  /// The loss of a pair.
  public var objective = Objective.softmax
  /// When gradients are applied.
  public var order = UpdateOrder.window
  /// The learning rate `η` of this update.
  public var learningRate = 0.0

  /// An update of nothing, to be filled in.
  package init() {}

  /// An update of a window.
  ///
  /// - Parameters:
  ///   - center: The center word `c`.
  ///   - outside: The observed word of each pair, left to right.
  ///   - draws: The negative draws of each pair; none under softmax.
  ///   - objective: The loss of a pair.
  ///   - order: When gradients are applied.
  ///   - learningRate: `η`.
  public init(
    center: Int, outside: [Int], draws: NegativeDraws, objective: Objective, order: UpdateOrder,
    learningRate: Double
  ) {
    self.center = Int32(center)
    self.outside = outside.map { Int32($0) }
    self.draws = draws
    self.objective = objective
    self.order = order
    self.learningRate = learningRate
  }

  /// The same update under another objective.
  func under(_ objective: Objective) -> Update {
    var update = self
    update.objective = objective
    return update
  }

  /// The update of one pair alone.
  package func pair(_ pair: Int) -> Update {
    var update = self
    update.outside = [outside[pair]]
    update.draws = objective.hasDraws ? draws.only(pair) : NegativeDraws()
    update.order = .window
    return update
  }

  /// The words whose outside vectors negative sampling changes, each once, in order of appearance.
  package var touchedWords: [Int] {
    Array(
      outside.indices.flatMap { [outside[$0]] + draws[$0] }.lazy.map { Int($0) }.uniqued())
  }
}
