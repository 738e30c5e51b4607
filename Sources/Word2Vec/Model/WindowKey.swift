/// The key of a window's randomness.
///
/// Windows of the corpus are keyed by their place in it, so that one inserted or left out before them
/// changes none of their draws.
package enum WindowKey: Equatable, Sendable {
  /// A window of the corpus, by the position of its center.
  case corpus(Position)
  /// A hand-made window, by its number in the run.
  case handMade(number: Int)
}

extension Randomness {
  /// An epoch that no window of the corpus is in.
  private static let handMadeEpoch = -1

  /// The randomness left after absorbing the key of a window.
  @inline(__always)
  func keyed(by window: WindowKey) -> Randomness {
    switch window {
    case .corpus(let position): keyed(by: position.epoch).keyed(by: position.token)
    case .handMade(let number): keyed(by: Self.handMadeEpoch).keyed(by: number)
    }
  }
}
