/// Where the commands of line mode come from.
protocol CommandSource {
  /// Waits for the next command.
  func next() -> CommandInput
}

/// The result of waiting for a command.
enum CommandInput: Equatable {
  case line(String)
  case end
  /// The user has interrupted a question of the session.
  case interrupted
  /// Nothing more can be read, for a reason.
  case unusable(String)
  /// A signal has come that ends the program.
  case killed(Int32)
}
