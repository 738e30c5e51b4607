import Word2Vec

/// All settings, changed together or not at all.
package struct SettingsDraft: Equatable, Sendable {
  package var hyperparameters = Hyperparameters()
  package var text = TextSettings()
  package var interface = InterfaceSettings()

  /// The defaults.
  package init() {}

  init(hyperparameters: Hyperparameters, text: TextSettings, interface: InterfaceSettings) {
    self.hyperparameters = hyperparameters
    self.text = text
    self.interface = interface
  }
}

/// The settings that turn a text into a vocabulary.
package struct TextSettings: Equatable, Sendable {
  /// How lines are split into words.
  package var tokenization = Tokenization.words
  /// The least count of a word in the vocabulary; `nil` chooses by the size of the corpus.
  package var minimumCount: Int?

  package init() {}
}
