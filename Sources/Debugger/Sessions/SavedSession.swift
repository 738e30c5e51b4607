import Runs
import SkipGram

/// What a session file says of a session, apart from the matrices and an embedded text.
struct SavedSession {
  /// Where the text of the corpus came from; the path of a file is absolute.
  var source: CorpusSource
  var textByteCount: Int
  var textHash: UInt64
  /// Whether the text itself is in the file.
  var embedsText: Bool
  var text: TextSettings
  var hyperparameters: Hyperparameters
  /// The vocabulary size `W`.
  var words: Int
  var number: Int
  var position: Position
  var interventions: Interventions
  var recentLosses: [Double]
  var divergence: Divergence?
  /// Whether window 0 of the run had the initial parameters of its settings.
  var hasInitialParameters: Bool
  /// Commands that make the breakpoints again.
  var breakpoints: String

  /// Bytes of the text in the file.
  var embeddedByteCount: Int { embedsText ? textByteCount : 0 }
  /// Bytes of both matrices in the file.
  var matrixByteCount: Int { 2 * words * hyperparameters.dimension * MemoryLayout<Float>.stride }
}

extension SavedSession {
  /// What there is to say of a session.
  init(_ session: Session) {
    let corpus = session.corpus
    source = corpus.source
    if case .file(let path) = source { source = .file(absolutePath(path)) }
    textByteCount = corpus.byteCount
    textHash = corpus.contentHash
    embedsText = source == .standardInput
    text = session.text
    hyperparameters = session.hyperparameters
    words = corpus.vocabulary.count
    number = session.run.number
    position = session.run.position
    interventions = session.run.interventions
    recentLosses = Array(session.run.tally.recentLosses)
    divergence = session.run.divergence
    let edits = session.run.history.edits(at: 0).contains(where: \.changesParameters)
    hasInitialParameters = session.run.history.hasInitialParameters && !edits
    breakpoints = session.breakpoints.script
  }

  // MARK: Bytes

  func encode(to encoder: inout BinaryEncoder) {
    let (kind, name) =
      switch source {
      case .file(let path): ("file", path)
      case .standardInput: ("standard input", "")
      case .bundled(let name): ("bundled", name)
      }
    encoder.append(kind)
    encoder.append(name)
    encoder.append(textByteCount)
    encoder.append(textHash)
    encoder.append(embedsText)
    encoder.append(text.tokenization.rawValue)
    encoder.append(text.minimumCount) { $0.append($1) }
    Self.encode(hyperparameters, to: &encoder)
    encoder.append(words)
    encoder.append(number)
    encoder.append(position.epoch)
    encoder.append(position.token)
    Self.encode(interventions, to: &encoder)
    encoder.append(recentLosses) { $0.append($1) }
    encoder.append(divergence) { encoder, divergence in
      encoder.append(divergence.window)
      encoder.append(divergence.parameter) { $0.append($1) }
    }
    encoder.append(hasInitialParameters)
    encoder.append(breakpoints)
  }

  init(from decoder: inout BinaryDecoder) throws {
    let kind = try decoder.string()
    let name = try decoder.string()
    switch kind {
    case "file": source = .file(name)
    case "standard input": source = .standardInput
    case "bundled": source = .bundled(name)
    default: throw BinaryDecoder.Invalid()
    }
    textByteCount = try decoder.integer(in: 0...)
    textHash = try decoder.unsigned()
    embedsText = try decoder.flag()
    text = TextSettings()
    text.tokenization = try decoder.choice()
    text.minimumCount = try decoder.optional { try $0.integer(in: 1...) }
    hyperparameters = try Self.hyperparameters(from: &decoder)
    let wordRange = 0..<Int(Int32.max)
    words = try decoder.integer(in: wordRange)
    number = try decoder.integer(in: 0...)
    position = Position(
      epoch: try decoder.integer(in: 0...), token: try decoder.integer(in: wordRange))
    interventions = try Self.interventions(from: &decoder, words: words)
    recentLosses = try decoder.list { try $0.double() }
    divergence = try decoder.optional {
      Divergence(
        window: try $0.integer(in: 0...), parameter: try $0.optional { try $0.string() })
    }
    hasInitialParameters = try decoder.flag()
    breakpoints = try decoder.string()
    guard decoder.isAtEnd else { throw BinaryDecoder.Invalid() }
  }

  private static func encode(_ settings: Hyperparameters, to encoder: inout BinaryEncoder) {
    encoder.append(settings.objective.rawValue)
    encoder.append(settings.dimension)
    encoder.append(settings.radius)
    encoder.append(settings.negatives)
    encoder.append(settings.learningRate)
    encoder.append(settings.epochs)
    encoder.append(settings.seed)
    encoder.append(settings.initialisation.rawValue)
    encoder.append(settings.update.rawValue)
    encoder.append(settings.draws.rawValue)
    encoder.append(settings.collision.rawValue)
    encoder.append(settings.power)
    encoder.append(settings.dynamicRadius)
    encoder.append(settings.subsample)
    encoder.append(settings.decay.rawValue)
  }

  private static func hyperparameters(
    from decoder: inout BinaryDecoder
  ) throws -> Hyperparameters {
    var settings = Hyperparameters()
    settings.objective = try decoder.choice()
    settings.dimension = try decoder.integer(in: 1...1_000_000)
    settings.radius = try decoder.integer(in: 1...1_000_000)
    settings.negatives = try decoder.integer(in: 0...1_000_000)
    settings.learningRate = try decoder.double()
    settings.epochs = try decoder.integer(in: 1...)
    settings.seed = try decoder.unsigned()
    settings.initialisation = try decoder.choice()
    settings.update = try decoder.choice()
    settings.draws = try decoder.choice()
    settings.collision = try decoder.choice()
    settings.power = try decoder.double()
    settings.dynamicRadius = try decoder.flag()
    settings.subsample = try decoder.double()
    settings.decay = try decoder.choice()
    return settings
  }

  private static func encode(_ interventions: Interventions, to encoder: inout BinaryEncoder) {
    encoder.append(interventions.window) { encoder, window in
      encoder.append(window.center)
      encoder.append(window.outside) { $0.append($1.word) }
      encoder.append(window.radius)
    }
    encoder.append(interventions.draws.sorted { $0.key < $1.key }) { encoder, draws in
      encoder.append(draws.key)
      encoder.append(draws.value) { $0.append($1) }
    }
    encoder.append(interventions.redraws)
  }

  private static func interventions(
    from decoder: inout BinaryDecoder, words: Int
  ) throws -> Interventions {
    var interventions = Interventions()
    interventions.window = try decoder.optional { decoder in
      Window(
        center: try decoder.integer(in: 0..<words),
        outside: try decoder.list {
          Window.Outside(word: try $0.integer(in: 0..<words), offset: nil)
        },
        radius: try decoder.integer(in: 1...), place: nil)
    }
    let draws = try decoder.list { decoder in
      (
        try decoder.integer(in: 0...), try decoder.list { try $0.integer(in: 0..<words) }
      )
    }
    interventions.draws = Dictionary(draws) { $1 }
    interventions.redraws = try decoder.integer(in: 0...)
    return interventions
  }
}
