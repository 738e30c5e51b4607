import SkipGram

/// All settings at once, to be changed as a whole or not at all.
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

/// How a text becomes a vocabulary.
package struct TextSettings: Equatable, Sendable {
  /// How lines are taken apart into words.
  package var tokenization = Tokenization.words
  /// The least count of a word in the vocabulary; `nil` leaves the choice to the corpus's size.
  package var minimumCount: Int?

  package init() {}
}
