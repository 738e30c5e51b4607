import Word2Vec

extension RandomCase {
  /// Where the kernel's update of the window is not the trace's to Float32 rounding.
  ///
  /// Pair by pair, every pair is held to the trace at the parameters it finds, and the bits of
  /// all of them together to those of one after another.
  ///
  /// - Parameter update: An update of the window.
  /// - Returns: The first number that differs and the case it is in; nil if none does.
  package func disagreement(_ update: Update) -> String? {
    switch update.order {
    case .window: disagreementAtOnce(update)
    case .pair: disagreementPairByPair(update)
    }
  }

  private func disagreementAtOnce(_ update: Update) -> String? {
    var updated = parameters
    let trace = WindowTrace(of: update, window: window, number: 0, parameters: updated)
    let bound = RoundingBound(self, trace)
    var kernel = Kernel()
    let result = kernel.apply(update, to: &updated)
    guard result.isFinite else { return "not finite: \(description(of: update))" }

    func compare(
      _ name: @autoclosure () -> String, _ value: Double, _ exact: Double, _ bound: Double
    ) -> String? {
      (value - exact).magnitude <= bound
        ? nil : "\(name()) is \(value), not \(exact) ± \(bound): \(description(of: update))"
    }
    if let found = compare("J", result.loss, trace.loss, bound.loss) { return found }
    let rate = update.learningRate
    for word in 0..<words {
      let gradient = trace.outsideGradient(word)
      let new = updated.outside.vector(word)
      for index in 0..<dimension {
        let exact = outside[word][index] - rate * gradient[index]
        let found = compare("u_\(word)[\(index)]", new[index], exact, bound.outside[word][index])
        if let found { return found }
      }
      if word != centerWord, updated.center.vector(word) != center[word] {
        return "v_\(word) is another: \(description(of: update))"
      }
    }
    let new = updated.center.vector(centerWord)
    for index in 0..<dimension {
      let exact = trace.centerVector[index] - rate * trace.centerGradient[index]
      if let found = compare("v_c[\(index)]", new[index], exact, bound.center[index]) {
        return found
      }
    }
    return nil
  }

  private func disagreementPairByPair(_ update: Update) -> String? {
    var together = parameters
    var separate = parameters
    var kernel = Kernel()
    let result = kernel.apply(update, to: &together)
    for pair in outsideWords.indices {
      var single = moved(to: separate)
      single.outsideWords = [outsideWords[pair]]
      let update = update.pair(pair)
      if let found = single.disagreement(update) { return found }
      _ = kernel.apply(update, to: &separate)
    }
    guard together.hash() == separate.hash() else {
      return "not the bits of one pair after another: \(description(of: update))"
    }
    // The loss reported is J at the parameters the update found.
    let trace = WindowTrace(of: update, window: window, number: 0, parameters: parameters)
    guard (result.loss - trace.loss).magnitude <= RoundingBound(self, trace).loss else {
      return "J is \(result.loss), not \(trace.loss): \(description(of: update))"
    }
    return nil
  }

  private func description(of update: Update) -> String {
    let draws = outsideWords.indices.map { update.draws[$0] }
    return """
      \(update.objective), update \(update.order), eta \(update.learningRate), seed \(seed), \
      W \(words), d \(dimension), \(centerWord) | \(outsideWords), draws \(draws)
      """
  }
}
