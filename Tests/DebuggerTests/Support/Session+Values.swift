@testable import Debugger

extension Session {
  /// The value of an expression that has to have one.
  func value(_ text: String) throws -> ExpressionValue {
    try Expression(text, in: self).value(in: self)
  }

  /// The number an expression comes to.
  func scalar(_ text: String) throws -> Double {
    guard case .scalar(let number) = try value(text) else { throw WrongKind() }
    return number
  }

  /// The vector an expression comes to.
  func vector(_ text: String) throws -> [Double] {
    guard case .vector(let vector) = try value(text) else { throw WrongKind() }
    return vector
  }
}

struct WrongKind: Error {}
