import Glibc
import RandomCases
import Testing

@testable import Word2Vec

@Suite("Derivation")
struct DerivationTests {
  private static let names: [DerivationSection: [String]] = [
    .sigma: ["sigma.1", "sigma.2", "sigma.3", "sigma.4", "sigma.5"],
    .softmax: [
      "softmax.center.1", "softmax.center.2", "softmax.center.2.printed", "softmax.center.3",
      "softmax.center.4", "softmax.center.4.printed", "softmax.center.5",
      "softmax.center.5.printed", "softmax.outside.A1", "softmax.outside.A2",
      "softmax.outside.A3", "softmax.outside.B1", "softmax.outside.B2", "softmax.outside.B3",
      "softmax.outside.B3.printed", "convention.printed",
    ],
    .negative: [
      "negative.center.1", "negative.center.2", "negative.center.3", "negative.outside.A",
      "negative.outside.B", "negative.outside.B.printed", "convention.printed",
    ],
    .window: [
      "window.loss", "window.outside", "window.outside.printed", "window.center", "window.zero",
    ],
    .table: [
      "table.1", "table.1.printed", "table.2", "table.2.printed.1", "table.2.printed.2",
      "table.2.printed.3", "table.3", "table.3.printed", "table.4", "table.4.printed.1",
      "table.4.printed.2", "table.4.printed.3", "table.5", "table.5.printed.1",
      "table.5.printed.2", "table.6", "table.6.printed.1", "table.6.printed.2", "table.7",
      "convention.printed",
    ],
  ]

  private func context(
    _ section: DerivationSection, _ sample: RandomCase, _ objective: Objective, pair: Int = 0,
    word: Int? = nil, argument: Double? = nil, budget: Int = 10_000_000
  ) -> DerivationContext {
    DerivationContext(
      section, of: sample.update(objective), window: sample.window, number: 0,
      parameters: sample.parameters, pair: pair, word: word, argument: argument, budget: budget)
  }

  @Test("Every row has its place and its name", arguments: DerivationSection.allCases)
  func table(section: DerivationSection) {
    let names = section.lines.map(\.name)
    for name in names {
      #expect(
        Self.names[section]?.contains(name) == true,
        "the line '\(name)' is not among the names of \(section) in this test")
    }
    #expect(names == Self.names[section])
    for line in section.lines {
      #expect((line.erratum != nil) == line.name.contains(".printed"))
      #expect(!line.symbols.isEmpty && !line.tolerance.reason.isEmpty)
      for convention in LayoutConvention.allCases {
        let latex = line.latex(in: convention)
        #expect(!line.text(in: convention).contains("†") && !latex.contains("†"))
        let opened = latex.count { $0 == "{" }
        let closed = latex.count { $0 == "}" }
        let isPlain = latex.unicodeScalars.allSatisfy(\.isASCII)
        #expect(opened == closed && isPlain, "\(line.name)")
      }
    }
  }

  @Test("Every objective has its section and its lines in the closing table")
  func objectives() {
    for objective in Objective.allCases {
      let isInTable = DerivationSection.table.lines.contains {
        if case .window(objective) = $0.subject { true } else { false }
      }
      #expect(isInTable, "the closing table has no line about \(objective.rawValue)")
      let lines = DerivationSection(objective).lines
      #expect(!lines.isEmpty, "the derivation has no section about \(objective.rawValue)")
      for line in lines {
        if case .pair(let other) = line.subject {
          #expect(other == objective, "\(line.name) is in the section of \(objective.rawValue)")
        }
      }
    }
  }

  @Test("The convention transposes gradients and nothing else")
  func conventions() throws {
    let line = try #require(
      DerivationSection.softmax.lines.first { $0.name == "softmax.center.5" })
    #expect(line.text(in: .denominator) == "= Σ_w ŷ_w u_w - u_o")
    #expect(line.text(in: .numerator) == "= Σ_w ŷ_w u_wᵀ - u_oᵀ")
    #expect(line.latex(in: .numerator) == #"= \sum_w \hat{y}_w u_w^{\top} - u_o^{\top}"#)
    #expect(line.shapeText(in: .denominator) == "[d, 1]")
    #expect(line.shapeText(in: .numerator) == "[1, d]")
  }

  /// Evaluates a section on many windows; returns how often each line got which verdict.
  private func survey(_ section: DerivationSection) -> [String: (
    holds: Int, fails: Int, inapplicable: Int
  )] {
    var counts: [String: (holds: Int, fails: Int, inapplicable: Int)] = [:]
    for seed in 0..<150 {
      var limits = RandomCase.Limits()
      limits.magnitude = [0.3, 1, 2.5][seed % 3]
      let sample = RandomCase(seed: seed, limits)
      for objective in Objective.allCases {
        let pair = seed % sample.outsideWords.count
        for evaluated in context(section, sample, objective, pair: pair).evaluate() {
          let line = evaluated.line
          switch evaluated.verdict {
          case .holds: counts[line.name, default: (0, 0, 0)].holds += 1
          case .fails: counts[line.name, default: (0, 0, 0)].fails += 1
          case .inapplicable: counts[line.name, default: (0, 0, 0)].inapplicable += 1
          }
          if line.erratum == nil, evaluated.verdict == .fails {
            let reason = evaluated.refutation?.text { "\($0)" } ?? ""
            Issue.record(
              "\(line.name): \(reason), off by \(evaluated.distance ?? .nan), allowed \(evaluated.tolerance), pair \(pair) of \(sample)"
            )
          }
          if line.erratum != nil { checkErratum(evaluated, sample, pair) }
        }
      }
    }
    return counts
  }

  /// An error of the notes is refuted by numbers, or inapplicable where it coincides or does not apply.
  private func checkErratum(_ evaluated: EvaluatedLine, _ sample: RandomCase, _ pair: Int) {
    let name = evaluated.line.name
    switch evaluated.verdict {
    case .holds: Issue.record("the erratum \(name) holds in \(sample)")
    case .fails:
      #expect(evaluated.refutation?.reason == evaluated.line.erratum?.reason)
      let given = evaluated.refutation?.given
      let due = evaluated.refutation?.due
      if evaluated.line.shape == .layout {
        #expect(evaluated.refutation?.shapes != nil)
      } else if evaluated.distance != nil {
        #expect(given != nil && due != nil && given != due)
      }
    case .inapplicable(let reason):
      if let distance = evaluated.distance {
        #expect(reason == evaluated.line.erratum?.coincidence && distance <= evaluated.tolerance)
      } else {
        #expect(reason != evaluated.line.erratum?.coincidence)
      }
    }
    // Where shapes decide, when an erratum coincides is known beforehand.
    if name == "convention.printed" {
      #expect((evaluated.verdict == .fails) == (sample.dimension > 1))
    }
    if name == "window.outside.printed" {
      #expect((evaluated.verdict == .fails) == (sample.words != sample.window.radius))
    }
    // One pair's gradient is the window's where there is no other pair.
    if name.hasPrefix("table"), sample.outsideWords.count == 1,
      [
        "table.1.printed", "table.2.printed.3", "table.3.printed", "table.5.printed.2",
        "table.6.printed.2",
      ].contains(name)
    {
      #expect(evaluated.verdict != .fails, "\(name) in \(sample)")
    }
  }

  @Test(
    "Every row holds on random windows, every erratum is refuted on some",
    arguments: DerivationSection.allCases)
  func rows(section: DerivationSection) {
    let counts = survey(section)
    for line in section.lines {
      let (holds, fails, inapplicable) = counts[line.name] ?? (0, 0, 0)
      if line.erratum == nil {
        #expect(
          holds > 200 && fails == 0, "\(line.name): \(holds) hold, \(inapplicable) inapplicable")
      } else {
        #expect(
          fails > 100 && holds == 0, "\(line.name): \(fails) refuted, \(inapplicable) inapplicable")
      }
    }
  }

  @Test(
    "The logistic function's rows hold at any x", arguments: [-900, -300, -40, -3.3, 0, 2, 37, 800])
  func sigma(x: Double) {
    let sample = RandomCase(seed: 1)
    for line in context(.sigma, sample, .softmax, argument: x).evaluate() {
      let isSquare = ["sigma.2", "sigma.3"].contains(line.line.name)
      if x < -709 || x < -354 && isSquare {
        guard case .inapplicable(let reason) = line.verdict else {
          Issue.record("\(line.line.name) at \(x): \(line.verdict)")
          continue
        }
        #expect(reason.contains("overflows"))
      } else {
        #expect(line.verdict == .holds, "\(line.line.name) at \(x)")
      }
    }
  }

  @Test(
    "Where literal formulas overflow, rows report it and never fail",
    arguments: DerivationSection.allCases)
  func overflow(section: DerivationSection) {
    for seed in 0..<60 {
      let sample = RandomCase(
        seed: seed, .init(dimensions: [1, 4], magnitude: seed % 2 == 0 ? 25 : 90))
      for objective in Objective.allCases {
        for line in context(section, sample, objective).evaluate() where line.line.erratum == nil {
          #expect(line.verdict != .fails, "\(line.line.name) in \(sample)")
        }
      }
    }
  }

  @Test("No literal row applies at scores of twenty thousand", arguments: Objective.allCases)
  func extremes(objective: Objective) {
    var sample = RandomCase(seed: 1, .init(words: 4...4, dimensions: [2], pairs: 2...2))
    sample.draws = [[3], [3]]
    sample.center = sample.center.map { _ in [100, 100] }
    sample.outside = sample.outside.map { _ in objective == .softmax ? [100, 100] : [-100, -100] }
    for section in [DerivationSection(objective), .window] {
      for line in context(section, sample, objective).evaluate() {
        guard line.line.shape != .layout else { continue }
        guard case .inapplicable(let reason) = line.verdict else {
          Issue.record("\(line.line.name): \(line.verdict)")
          continue
        }
        #expect(reason.contains("overflows at the score"), "\(line.line.name): \(reason)")
      }
    }
  }

  @Test("Rows hold where U is zero or vectors are tiny", arguments: DerivationSection.allCases)
  func smallNumbers(section: DerivationSection) {
    for seed in 0..<20 {
      var sample = RandomCase(seed: seed, .init(words: 3...30, magnitude: 0.005))
      if seed % 2 == 0 { sample.outside = sample.outside.map { $0.map { _ in 0 } } }
      for objective in Objective.allCases {
        for line in context(section, sample, objective).evaluate() where line.line.erratum == nil {
          #expect(line.verdict != .fails, "\(line.line.name) in \(sample)")
        }
      }
    }
  }

  @Test("No row applies to parameters that are not finite", arguments: DerivationSection.allCases)
  func notFinite(section: DerivationSection) {
    var sample = RandomCase(seed: 2, .init(words: 4...4))
    sample.center[sample.centerWord][0] = .nan
    for line in context(section, sample, .softmax).evaluate() where line.line.shape != .layout {
      #expect(line.verdict == .inapplicable("a parameter here is not a finite number"))
    }
  }

  private func verdict(
    _ name: String, _ section: DerivationSection, _ sample: RandomCase, word: Int? = nil,
    objective: Objective = .negativeSampling
  ) -> EvaluatedLine.Verdict? {
    context(section, sample, objective, word: word).evaluate().first { $0.line.name == name }?
      .verdict
  }

  @Test("A row without a word reports why")
  func inapplicableReason() {
    var sample = RandomCase(seed: 3, .init(words: 4...4))
    sample.outsideWords = [1, 2]
    sample.draws = [[], []]
    #expect(
      verdict("negative.outside.B", .negative, sample)
        == .inapplicable("K = 0: the pair has no draws"))
    #expect(verdict("table.4", .table, sample) == .inapplicable("K = 0: the window has no draws"))
    #expect(verdict("negative.center.3", .negative, sample) == .holds)
    sample.draws = [[2, 3], [1, 1]]
    #expect(
      verdict("negative.outside.B", .negative, sample, word: 0)
        == .inapplicable("the chosen word is not drawn in this pair"))
    #expect(verdict("negative.outside.B", .negative, sample, word: 3) == .holds)
    #expect(
      verdict("softmax.outside.B3", .softmax, sample, word: 1)
        == .inapplicable("the chosen word is the observed one; see case A"))
    #expect(verdict("softmax.outside.B3", .softmax, sample, word: 2) == .holds)
    #expect(
      verdict("table.2", .table, sample, word: 2)
        == .inapplicable("the chosen word is observed in the window; see row 1"))
    sample.draws = [[0, 2, 3], [0, 1, 3]]
    #expect(
      verdict("negative.outside.B.printed", .negative, sample)
        == .inapplicable("every other word was drawn exactly once"))
    #expect(
      verdict("table.4.printed.2", .table, sample)
        == .inapplicable("every word is observed or drawn"))

    let one = RandomCase(seed: 3, .init(words: 1...1))
    #expect(
      verdict("softmax.outside.B1", .softmax, one) == .inapplicable("no word but the observed one"))
    #expect(verdict("table.7", .table, one) == .inapplicable("no other parameter"))
  }

  @Test("A wrong number on the shown side is caught")
  func wrongShown() {
    let sample = RandomCase(
      seed: 4, .init(words: 8...8, dimensions: [4], pairs: 3...3, negatives: 3...3))
    var other = sample
    other.center[sample.centerWord][2] += 0.25
    for section in DerivationSection.allCases where section != .sigma {
      for objective in Objective.allCases {
        let right = context(section, sample, objective)
        let wrong = DerivationContext(
          section: section, pair: 0, shown: context(section, other, objective).shown,
          plain: right.plain)
        var caught: [String] = []
        for line in wrong.evaluate() where line.verdict == .fails && line.line.erratum == nil {
          caught.append(line.line.name)
        }
        let reading = section.lines.filter { line in
          ([line.left].compactMap(\.self) + line.right).contains {
            if case .shown = $0 { true } else { false }
          }
        }
        #expect(!caught.isEmpty && caught == reading.map(\.name))
      }
    }
  }

  @Test("A small budget is stated and still holds", arguments: Objective.allCases)
  func coverage(objective: Objective) {
    let sample = RandomCase(
      seed: 5, .init(words: 12...12, dimensions: [16], pairs: 4...4, negatives: 5...5))
    for section in DerivationSection.allCases {
      for line in context(section, sample, objective, budget: 60).evaluate() {
        if line.line.erratum == nil { #expect(line.verdict == .holds, "\(line.line.name)") }
      }
    }
    let lines = context(.window, sample, objective, budget: 200).evaluate()
    #expect(lines[1].coverage?.contains("components") == true)
    #expect(lines[4].coverage?.contains("sampled") == true)
    #expect(
      context(.window, sample, .softmax).evaluate()[4].coverage == "all 176 parameters")
  }

  /// No literal formula may name a function that computes the numbers of the trace.
  ///
  /// The types see to it already: a formula is given plain numbers only. What is left to check is
  /// that none calls a function of the module by name.
  @Test("No literal formula uses the functions being explained")
  func literalFormulas() throws {
    let tests = #filePath.split(separator: "/").dropLast(3)
    let folder = "/" + tests.joined(separator: "/") + "/Sources/Word2Vec/Derivation/"
    let forbidden = [
      "logistic(", "logLogistic(", "SoftmaxForward", "WindowTrace", "PairTrace", "NegativeTerm",
      "softmaxLoss", "negativeSamplingLoss", "weightedSumOfRows", "scoresOfAllWords", "dot(",
      "loss(of:", "trace(",
    ]
    for file in ["Sigma", "Softmax", "Negative", "Window", "Table"] {
      let source = try #require(contents(of: folder + file + "Lines.swift"))
      var pieces: [Substring] = [source[...]]
      for mark in ["DerivationLine(", ".formula {", ".shown {", "  /// "] {
        pieces = pieces.flatMap { piece in
          var rest = piece
          var parts: [Substring] = []
          while let index = firstIndex(of: mark, in: rest.dropFirst()) {
            parts.append(rest[..<index])
            rest = rest[index...]
          }
          return parts + [rest]
        }
      }
      for piece in pieces where !piece.hasPrefix(".shown {") {
        for name in forbidden {
          #expect(firstIndex(of: name, in: piece) == nil, "\(name) in \(file): \(piece)")
        }
      }
    }
  }

  private func firstIndex(of mark: String, in text: Substring) -> Substring.Index? {
    text.indices.first { text[$0...].hasPrefix(mark) }
  }

  private func contents(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var byte = getc(file)
    while byte != EOF {
      bytes.append(UInt8(byte))
      byte = getc(file)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
