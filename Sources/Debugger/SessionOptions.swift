/// The options of a session: corpus, initial settings, first commands.
package struct SessionOptions: Sendable {
  /// A text file, a session file, the name of a bundled corpus, or `-` for standard input; the
  /// default corpus if `nil`.
  package var corpus: String?
  /// Settings in order, as `set` takes them.
  package var settings: [InitialSetting] = []
  /// A file of the initial center vectors `V`.
  package var vectors: String?
  /// A file of the initial outside vectors `U`.
  package var outsideVectors: String?
  /// The init file, run before all other commands; `nil` for none.
  package var initFile: String?
  /// Commands to run before the first prompt, in order.
  package var commands: [StartCommand] = []
  /// Whether no command may write files, or read them outside the folder of its script.
  package var isUntrusted = false
  /// Whether the program ends after `commands`.
  package var isBatch = false
  /// Whether there are no panes.
  package var isPlain = false
  /// Whether commands are typed at a prompt.
  package var hasPrompt = false
  /// The use of colours.
  package var color = ColorChoice.auto
  /// Whether symbols are spelled in ASCII.
  package var usesASCII = false

  package init() {}
}

/// A setting as typed.
package struct InitialSetting: Equatable, Sendable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// Commands given on the program's command line.
package enum StartCommand: Equatable, Sendable {
  /// A script.
  case file(path: String)
  /// One command.
  case line(String)
}

/// The use of colours.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// If the terminal can, unless `NO_COLOR` is set.
  case auto
  case always
  case never
}

/// An error in the arguments of the program.
package struct UsageError: Error, CustomStringConvertible {
  /// The message for the user.
  package var description: String

  package init(_ description: String) {
    self.description = description
  }
}
