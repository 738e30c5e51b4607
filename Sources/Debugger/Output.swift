import DequeModule

/// The effects that the host has not taken yet.
final class Output {
  private var effects = Deque<Effect>()
  /// Whether displays must be printed again.
  var displaysAreStale = false

  var isEmpty: Bool { effects.isEmpty }

  /// Adds an effect.
  func add(_ effect: Effect) {
    effects.append(effect)
  }

  /// Removes the effects after the first ones.
  func removeAll(after count: Int) {
    effects.removeLast(effects.count - count)
  }

  var count: Int { effects.count }

  /// Drops text that was not taken.
  ///
  /// - Returns: Whether there was any.
  func dropText() -> Bool {
    let before = effects.count
    effects.removeAll { if case .print = $0 { true } else { false } }
    return effects.count < before
  }

  /// Takes the next effects.
  ///
  /// - Parameter limit: The bytes of text beyond which no more are taken.
  /// - Returns: The effects, in order.
  func take(textLimit limit: Int) -> [Effect] {
    var taken: [Effect] = []
    var bytes = 0
    while bytes < limit, let effect = effects.popFirst() {
      if case .print(let text) = effect { bytes += text.utf8.count }
      taken.append(effect)
    }
    return taken
  }
}
