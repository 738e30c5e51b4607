@testable import Debugger

extension Session {
  /// The value of an expression that has to have one.
  func value(_ text: String) throws -> ExpressionValue {
    try Expression(text, in: self).value(in: self)
  }

  /// The value of a scalar expression.
  func scalar(_ text: String) throws -> Double {
    guard case .scalar(let number) = try value(text) else { throw WrongKind() }
    return number
  }

  /// The value of a vector expression.
  func vector(_ text: String) throws -> [Double] {
    guard case .vector(let vector) = try value(text) else { throw WrongKind() }
    return vector
  }
}

struct WrongKind: Error {}
