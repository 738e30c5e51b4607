import Testing

@testable import Debugger

extension Command: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}

extension Setting: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}

extension HelpTopic: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}
