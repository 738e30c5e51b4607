import Word2Vec

/// A small section of a session file, with its coding.
struct SessionSection: Sendable {
  let name: String
  /// Whether every file contains it.
  var isAlwaysThere = true
  /// Whether programs that do not know it must refuse the file.
  var isRequired = true
  /// Encodes its content; an optional section without content is omitted.
  let write: @Sendable (SavedSession, inout BinaryEncoder) -> Void
  let read: @Sendable (inout SavedSession, inout BinaryDecoder) throws -> Void
}

extension SessionSection {
  /// All small sections, in the order of writing and reading.
  static let all: [SessionSection] = [
    SessionSection(
      name: "corpus",
      write: { saved, encoder in
        saved.writeSource(to: &encoder)
        encoder.append(saved.textByteCount)
        encoder.append(saved.textHash)
        encoder.append(saved.words)
      },
      read: { saved, decoder in
        try saved.readSource(from: &decoder)
        try saved.readTextIdentity(from: &decoder)
        try saved.readWordCount(from: &decoder)
      }),
    SessionSection(
      name: "settings",
      write: { saved, encoder in
        let values = SavedSession.savedSettings.compactMap { setting in
          setting.text(saved.settings).map { (name: setting.name, text: $0) }
        }
        encoder.append(values) { encoder, value in
          encoder.append(value.name)
          encoder.append(value.text)
        }
      },
      read: { saved, decoder in
        let limit = SessionFormat.nameLimit
        let values = try decoder.list("the settings") { decoder in
          let name = try decoder.string("the name of a setting", atMost: limit)
          return (name: name, text: try decoder.string(name, atMost: limit))
        }
        for (name, text) in values { try saved.set(name, to: text) }
      }),
    SessionSection(
      name: "position",
      write: { saved, encoder in
        encoder.append(saved.number)
        encoder.append(saved.position.epoch)
        encoder.append(saved.position.token)
        encoder.append(saved.hasInitialParameters)
      },
      read: { saved, decoder in
        try saved.readPosition(from: &decoder)
        try saved.readOrigin(from: &decoder)
      }),
    SessionSection(
      name: "window", isAlwaysThere: false,
      write: { if !$0.overrides.isEmpty { $0.writeOverrides(to: &$1) } },
      read: { try $0.readOverrides(from: &$1) }),
    SessionSection(
      name: "omissions", isAlwaysThere: false,
      write: { if !$0.omissions.isEmpty { $1.append(omissions: $0.omissions) } },
      read: { saved, decoder in
        let coding = HistoryDecoder(
          words: saved.words, dimension: saved.hyperparameters.dimension)
        saved.omissions = try coding.omissions(from: &decoder)
      }),
    SessionSection(
      name: "losses", isAlwaysThere: false, isRequired: false,
      write: { saved, encoder in
        if !saved.recentLosses.isEmpty { encoder.append(saved.recentLosses) { $0.append($1) } }
      },
      read: { try $0.readLosses(from: &$1) }),
    SessionSection(
      name: "divergence", isAlwaysThere: false, isRequired: false,
      write: { saved, encoder in
        guard let divergence = saved.divergence else { return }
        encoder.append(divergence: divergence)
      },
      read: { $0.divergence = try SavedSession.divergence(from: &$1) }),
    SessionSection(
      name: "breakpoints", isAlwaysThere: false,
      write: { if !$0.breakpoints.isEmpty { $1.append($0.breakpoints) } },
      read: { $0.breakpoints = try $1.string("the breakpoints") }),
    SessionSection(
      name: "arithmetic", isAlwaysThere: false, isRequired: false,
      write: { saved, encoder in
        if let arithmetic = saved.arithmetic { encoder.append(arithmetic) }
      },
      read: { $0.arithmetic = try $1.unsigned("the arithmetic") }),
    SessionSection(
      name: "history", isAlwaysThere: false, isRequired: false,
      write: { saved, encoder in
        guard let history = saved.history else { return }
        encoder.append(history: history.saved)
        encoder.append(tally: history.tally)
        encoder.append(losses: history.losses)
        encoder.append(history.hasOrigin)
      },
      read: { saved, decoder in
        var coding = HistoryDecoder(
          words: saved.words, dimension: saved.hyperparameters.dimension)
        saved.history = SavedSession.RecordedHistory(
          saved: try coding.history(from: &decoder), tally: try coding.tally(from: &decoder),
          losses: try coding.losses(from: &decoder),
          hasOrigin: try decoder.flag("whether the first parameters are in the file"))
        saved.unknownSetting = saved.unknownSetting ?? coding.unknownSetting
      }),
  ]
}
