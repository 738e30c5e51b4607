import Runs
import Word2Vec

// The fields of a saved session, grouped as in each version of the format. Every value is checked
// before it is used.

extension SavedSession {
  /// The range of counters, far below overflow.
  private static let counts = 0...(1 << 53)

  // MARK: The corpus

  func writeSource(to encoder: inout BinaryEncoder) {
    let (kind, name) =
      switch source {
      case .file(let path): ("file", path)
      case .standardInput: ("standard input", "")
      case .bundled(let name): ("bundled", name)
      }
    encoder.append(kind)
    encoder.append(name)
  }

  mutating func readSource(from decoder: inout BinaryDecoder) throws {
    let kind = try decoder.string("the source of the corpus", atMost: SessionFormat.nameLimit)
    let name = try decoder.string("the name of the corpus")
    switch kind {
    case "file": source = .file(name)
    case "standard input": source = .standardInput
    case "bundled": source = .bundled(name)
    default:
      throw InvalidField(
        "the source of the corpus", is: kind, expected: "file, standard input or bundled")
    }
  }

  mutating func readTextIdentity(from decoder: inout BinaryDecoder) throws {
    textByteCount = try decoder.integer("the length of the text", in: Self.counts)
    textHash = try decoder.unsigned("the hash of the text")
  }

  mutating func readWordCount(from decoder: inout BinaryDecoder) throws {
    words = try decoder.integer("the number of words", in: 1...Int(Int32.max))
  }

  // MARK: Settings

  /// The settings that are saved.
  static let savedSettings = Setting.all.filter { $0.kind != .interface }

  /// Sets a setting as the `set` command does.
  mutating func set(_ name: String, to text: String) throws {
    guard let setting = Self.savedSettings.first(where: { $0.name == name }) else {
      unknownSetting = unknownSetting ?? name
      return
    }
    do {
      try setting.assign(text, to: &settings)
    } catch {
      throw InvalidField(name, is: text, expected: setting.expected)
    }
  }

  /// A reader of a setting of version 1, as text for `set`; `nil` if the setting has no value.
  private typealias Version1Value = @Sendable (inout BinaryDecoder, String) throws -> String?

  private static let version1Settings: [(name: String, value: Version1Value)] = {
    let text: Version1Value = { try $0.string($1, atMost: SessionFormat.nameLimit) }
    let integer: Version1Value = { "\(Int(bitPattern: UInt(try $0.unsigned($1))))" }
    let unsigned: Version1Value = { "\(try $0.unsigned($1))" }
    let double: Version1Value = { exactly(try $0.double($1)) }
    let flag: Version1Value = { try $0.flag($1) ? "on" : "off" }
    let optionalInteger: Version1Value = { decoder, field in
      try decoder.optional(field) { try integer(&$0, field) } ?? nil
    }
    return [
      ("tokens", text), ("min-count", optionalInteger), ("objective", text),
      ("dimension", integer), ("radius", integer), ("negatives", integer), ("eta", double),
      ("epochs", integer), ("seed", unsigned), ("init", text), ("update", text), ("draws", text),
      ("collision", text), ("power", double), ("dynamic-radius", flag), ("subsample", double),
      ("decay", text),
    ]
  }()

  /// Reads the head of version 1 of the format.
  ///
  /// - Returns: Whether the text of the corpus follows the head.
  mutating func readVersion1(from decoder: inout BinaryDecoder) throws -> Bool {
    try readSource(from: &decoder)
    try readTextIdentity(from: &decoder)
    let embedsText = try decoder.flag("whether the text is in the file")
    for (name, value) in Self.version1Settings {
      if let text = try value(&decoder, name) { try set(name, to: text) }
    }
    try readWordCount(from: &decoder)
    try readPosition(from: &decoder)
    try readOverrides(from: &decoder)
    try readLosses(from: &decoder)
    divergence = try decoder.optional("a divergence", Self.divergence)
    try readOrigin(from: &decoder)
    breakpoints = try decoder.string("the breakpoints")
    return embedsText
  }

  // MARK: The run

  mutating func readPosition(from decoder: inout BinaryDecoder) throws {
    number = try decoder.integer("the number of the window", in: Self.counts)
    position = Position(
      epoch: try decoder.integer("the epoch", in: 0...Int(Int32.max)),
      token: try decoder.integer("the token of the window", in: 0...Int(Int32.max)))
  }

  mutating func readOrigin(from decoder: inout BinaryDecoder) throws {
    hasInitialParameters = try decoder.flag("whether the run began with initial parameters")
  }

  func writeOverrides(to encoder: inout BinaryEncoder) {
    encoder.append(overrides.window) { encoder, window in
      encoder.append(window.center)
      encoder.append(window.outside) { $0.append($1.word) }
      encoder.append(window.radius)
    }
    encoder.append(overrides.draws.sorted { $0.key < $1.key }) { encoder, draws in
      encoder.append(draws.key)
      encoder.append(draws.value) { $0.append($1) }
    }
    encoder.append(overrides.redraws)
  }

  /// Reads the hand-made window and the forced draws, after the number of words.
  mutating func readOverrides(from decoder: inout BinaryDecoder) throws {
    let wordRange = 0...words - 1
    overrides.window = try decoder.optional("a hand-made window") { decoder in
      let center = try decoder.integer("the center word of the hand-made window", in: wordRange)
      let outside = try decoder.list("the outside words of the hand-made window") {
        try $0.integer("an outside word of the hand-made window", in: wordRange)
      }
      if outside.isEmpty { throw InvalidField("the hand-made window has no outside words") }
      // The radius has the range of the setting.
      var settings = SavedSession()
      try settings.set("radius", to: "\(Int(bitPattern: UInt(try decoder.unsigned("radius"))))")
      return Window(
        center: center, outside: outside.map { Window.Outside(word: $0, offset: nil) },
        radius: settings.hyperparameters.radius, place: nil)
    }
    let draws = try decoder.list("the forced draws") { decoder in
      let pair = try decoder.integer("the pair of forced draws", in: 0...Int(Int32.max))
      let words = try decoder.list("the draws of pair \(pair + 1)") {
        try $0.integer("a draw of pair \(pair + 1)", in: wordRange)
      }
      if words.isEmpty { throw InvalidField("pair \(pair + 1) has no forced draws") }
      return (pair, words)
    }
    overrides.draws = Dictionary(draws) { $1 }
    overrides.redraws = try decoder.integer("the number of redraws", in: Self.counts)
  }

  mutating func readLosses(from decoder: inout BinaryDecoder) throws {
    recentLosses = try decoder.list("the recent losses") { try $0.double("a loss") }
    guard recentLosses.count <= RunTally.keptLosses else {
      throw InvalidField(
        "the number of recent losses", is: recentLosses.count,
        expected: "at most \(RunTally.keptLosses)")
    }
  }

  static func divergence(from decoder: inout BinaryDecoder) throws -> Divergence {
    Divergence(
      window: try decoder.integer("the window of the divergence", in: counts),
      parameter: try decoder.optional("a parameter") {
        try $0.string("the parameter of the divergence")
      })
  }
}
