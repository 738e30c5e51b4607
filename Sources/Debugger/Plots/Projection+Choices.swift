import Word2Vec

/// The content and the visible part of the projection.
package struct ProjectionChoices: Equatable, Sendable {
  /// The vectors shown as points.
  package enum Vectors: String, CaseIterable, Sendable {
    /// The center vectors, rows of V.
    case v
    /// The outside vectors, rows of U.
    case u
    /// Both matrices in one picture.
    case both
  }

  package var vectors = Vectors.v
  /// Two expressions whose directions are the axes; `nil` for principal components.
  package var axes: [String]?
  /// The number of `plot projection pca` commands; each one fits the plane anew.
  package var fits = 0
  /// The maximum number of words, by frequency.
  package var words = 1000
  /// Words shown and labelled regardless of frequency.
  package var named: [[UInt8]] = []
  /// The magnification; 1 fits all points.
  package var zoom = 1.0
  /// The shift of the center, in parts of the width and height of the fitted picture.
  package var shift = SIMD2<Double>.zero
  /// The word kept at the center.
  package var followed: [UInt8]?

  package init() {}

  /// The range of ``zoom``.
  static let zooms = 0.1...10_000.0

  /// Magnifies by a factor; a factor below 1 zooms out.
  package mutating func zoom(by factor: Double) {
    zoom = min(max(zoom * factor, Self.zooms.lowerBound), Self.zooms.upperBound)
  }

  /// Shows all points again.
  package mutating func fit() {
    zoom = 1
    shift = .zero
    followed = nil
  }
}

extension Plot {
  static let projection = Plot(
    name: "projection", pane: .projection,
    arguments: [
      "[v|u|both] [pca | EXPR EXPR]", "words N|WORD…", "zoom in|out|FACTOR",
      "pan left|right|up|down", "follow WORD|off", "fit",
    ],
    summary: "words as points in the plane: PCA of V or U, or two custom axes",
    details: """
      The plane is spanned by the first two principal components of the words shown. It is kept \
      while it shows at least 90 % of the variance of the best plane, so that only words move; \
      `plot projection pca` fits it anew. Vectors of two components are shown unchanged. \
      With two expressions, such as king-man queen-woman, the coordinates of a word are its products \
      with their unit vectors. The center word is in brackets, observed words have a mark, and \
      trails lead from the positions at the previous stop; if that is more than a window away, only \
      words of the window and named words have trails. PgUp and PgDn zoom if the pane has the focus, \
      Home shows all points again. Write expressions without blanks, and quote a word that looks \
      like a keyword.
      """,
    examples: [
      "plot projection", "plot projection u", "plot projection apple-pie plum-pie",
      "plot projection follow apple", "plot projection zoom 4", "plot projection fit",
    ],
    completions: [
      .choice(["both", "fit", "follow", "pan", "pca", "u", "v", "words", "zoom"]), .word,
    ],
    choose: { try $1.projection.change(by: $0) })
}

extension ProjectionChoices {
  /// Applies the arguments of `plot projection`.
  fileprivate mutating func change(by plot: PlotInvocation) throws {
    switch plot.keyword {
    case "fit":
      try plot.requireCount(atMost: 1)
      fit()
    case "zoom":
      let argument = try plot.value("in, out or a factor")
      switch argument.text {
      case "in": zoom(by: 2)
      case "out": zoom(by: 0.5)
      default:
        guard let factor = Double(argument.text), Self.zooms.contains(factor) else {
          throw CommandError.badNumber(
            argument.text, expected: "in, out or a factor from 0.1 to 10000")
        }
        zoom = factor
      }
    case "pan":
      let argument = try plot.value("left, right, up or down")
      let steps: [String: SIMD2<Double>] = [
        "left": [-0.25, 0], "right": [0.25, 0], "up": [0, 0.25], "down": [0, -0.25],
      ]
      guard let step = steps[argument.text] else { throw plot.unexpected(argument) }
      shift = (shift + step / zoom).clamped(
        lowerBound: SIMD2(repeating: -1), upperBound: SIMD2(repeating: 1))
    case "follow":
      let argument = try plot.value("a word")
      if argument.text == "off", !argument.isQuoted {
        followed = nil
      } else {
        _ = try plot.session.word(argument)
        followed = argument.bytes
        shift = .zero
      }
    case "words":
      let rest = plot.arguments.dropFirst()
      guard let first = rest.first else { throw plot.missing("how many words, or which") }
      if rest.count == 1, !first.isQuoted, let count = Int(first.text) {
        guard 1...10_000 ~= count else {
          throw CommandError.badNumber(first.text, expected: "a whole number from 1 to 10000")
        }
        words = count
      } else {
        for argument in rest { _ = try plot.session.word(argument) }
        named = rest.map(\.bytes)
      }
    default: try chooseAxes(plot)
    }
  }

  private mutating func chooseAxes(_ plot: PlotInvocation) throws {
    var rest = plot.arguments
    if let first = rest.first, !first.isQuoted, let vectors = Vectors(rawValue: first.text) {
      self.vectors = vectors
      rest.removeFirst()
    }
    guard let first = rest.first else { return }
    if first.text == "pca", !first.isQuoted {
      if let extra = rest.dropFirst().first { throw plot.unexpected(extra) }
      axes = nil
      fits += 1
    } else {
      guard rest.count >= 2 else { throw plot.missing("the second axis") }
      if let extra = rest.dropFirst(2).first { throw plot.unexpected(extra) }
      let bytes = Array(plot.invocation.text.utf8)
      axes = try rest.map { argument in
        let text = String(decoding: bytes[argument.range], as: UTF8.self)
        _ = try plot.invocation.pointing(from: argument.range.lowerBound) {
          try plot.session.direction(of: text)
        }
        return text
      }
    }
    fit()
  }
}

extension Session {
  /// The unit vector in the direction of an expression.
  func direction(of text: String) throws -> [Double] {
    let vector: [Double]
    switch try Expression(text, in: self).value(in: self) {
    case .vector(let values): vector = values
    case .word(let word) where word < corpus.vocabulary.count:
      vector = run.parameters.center.vector(word)
    case let value: throw CommandError.other("'\(text)' is \(value.kind); an axis is a vector")
    }
    guard vector.count == run.parameters.dimension else {
      throw CommandError.other(
        "'\(text)' has \(counted(vector.count, "component")), but words have "
          + "\(run.parameters.dimension)")
    }
    let length = norm(vector)
    guard length > 0, length.isFinite else {
      throw CommandError.other(
        "'\(text)' has no direction: its length is \(formatted(length, digits: 4))")
    }
    return vector.map { $0 / length }
  }
}
