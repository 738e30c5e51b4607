/// How a line of text is split into words.
public enum Tokenization: String, CaseIterable, Sendable {
  /// Runs of non-blank characters, lower-cased, surrounding punctuation stripped, dropped if nothing
  /// is left.
  ///
  /// Blank is Unicode's White_Space; lower-casing maps each scalar separately; punctuation is
  /// ASCII's, and general category P.
  case words
  /// Runs of non-blank characters as they are.
  case raw
}
