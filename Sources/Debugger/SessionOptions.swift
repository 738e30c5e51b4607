/// What a session starts from: the corpus, the initial settings, the commands to run first.
package struct SessionOptions: Sendable {
  /// A text file, a session file, the name of a bundled corpus, or `-` for standard input; the
  /// default corpus if `nil`.
  package var corpus: String?
  /// Settings in the order they are made, each a name and a value as `set` takes them.
  package var settings: [InitialSetting] = []
  /// A file of the initial center vectors `V`.
  package var vectors: String?
  /// A file of the initial outside vectors `U`.
  package var outsideVectors: String?
  /// The user's own commands, run before all others; `nil` if they are not wanted.
  package var initFile: String?
  /// Commands to run before the first prompt, in order.
  package var commands: [StartCommand] = []
  /// Whether the program ends after `commands`.
  package var isBatch = false
  /// Whether there are no panes.
  package var isPlain = false
  /// Whether commands are typed at a prompt.
  package var hasPrompt = false
  /// Whether to colour.
  package var color = ColorChoice.auto
  /// Whether only ASCII can be shown.
  package var usesASCII = false

  package init() {}
}

/// A setting as it is typed.
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

/// Whether to colour what is shown.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// As the terminal can, unless `NO_COLOR` is set.
  case auto
  case always
  case never
}

/// Why the arguments of the program make no sense; any other error is one of files.
package struct UsageError: Error, CustomStringConvertible {
  /// What was typed, what is wrong, and what to try.
  package var description: String

  package init(_ description: String) {
    self.description = description
  }
}
