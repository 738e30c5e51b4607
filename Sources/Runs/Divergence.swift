/// The point where training produced the first number that is not finite.
package struct Divergence: Equatable, Sendable {
  /// The number of the window whose update produced it.
  package let window: Int
  /// The first parameter that is not finite, as `u[king][2]`; `nil` if only the loss is not.
  package let parameter: String?

  package init(window: Int, parameter: String?) {
    self.window = window
    self.parameter = parameter
  }
}
