import Glibc
import RandomCases
import Testing
import Word2Vec

/// How a student might do the exercise, with room for each mistake.
private struct Student {
  let sample: RandomCase
  let objective: Objective
  let mistake: GradientMistake?

  var gradients: StudentGradients {
    var centers = sample.center
    var outsides = sample.outside
    if mistake == .outsideAndCenterSwapped { swap(&centers, &outsides) }
    let v = centers[sample.centerWord]
    let words = outsides.indices
    var gradCenter = v.map { _ in 0.0 }
    var gradOutside = outsides.map { $0.map { _ in 0.0 } }

    func score(_ word: Int) -> Double {
      var sum = 0.0
      for index in v.indices { sum += outsides[word][index] * v[index] }
      return sum
    }
    /// Adds `delta u_w` to the one gradient and `delta v_c` to the other.
    func add(_ word: Int, _ delta: Double) {
      for index in v.indices {
        gradCenter[index] += delta * outsides[word][index]
        gradOutside[word][index] += delta * v[index]
      }
    }
    func predictions() -> [Double] {
      let exponentials = words.map { exp(score($0)) }
      let total = exponentials.reduce(0, +)
      return exponentials.map { $0 / total }
    }

    if mistake == .multiHot {
      let yhat = predictions()
      for word in words { add(word, yhat[word] - (sample.outsideWords.contains(word) ? 1 : 0)) }
    } else {
      var seen: Set<Int> = []
      for (observed, drawn) in zip(sample.outsideWords, sample.draws) {
        if mistake == .duplicatesCountedOnce, objective == .softmax,
          !seen.insert(observed).inserted
        {
          continue
        }
        switch objective {
        case .softmax:
          for (word, yhat) in predictions().enumerated() {
            let y = word == observed && mistake != .missingMinusOne ? 1.0 : 0
            if mistake == .centerVectorMissing, word != observed {
              for index in v.indices {
                gradCenter[index] += yhat * outsides[word][index]
                gradOutside[word][index] += yhat
              }
            } else {
              add(word, yhat - y)
            }
          }
        case .negativeSampling:
          let y = mistake == .missingMinusOne ? 0.0 : 1
          add(observed, 1 / (1 + exp(-score(observed))) - y)
          var negatives = drawn
          if mistake == .positiveAmongDraws { negatives.append(observed) }
          if mistake == .duplicatesCountedOnce { negatives = Array(Set(negatives)) }
          for word in negatives { add(word, 1 / (1 + exp(-score(word)))) }
        }
      }
    }
    let factor =
      mistake == .signFlipped
      ? -1 : mistake == .meanOverPairs ? 1 / Double(sample.outsideWords.count) : 1
    return StudentGradients(
      center: gradCenter.map { factor * $0 },
      outside: Dictionary(
        uniqueKeysWithValues: gradOutside.enumerated().map {
          ($0.offset, $0.element.map { factor * $0 })
        }))
  }
}

@Suite("Diagnosis")
struct DiagnosisTests {
  private static func mistakes(_ objective: Objective) -> [GradientMistake] {
    GradientMistake.allCases.filter {
      switch $0 {
      case .centerVectorMissing, .multiHot: objective == .softmax
      case .positiveAmongDraws: objective == .negativeSampling
      default: true
      }
    }
  }

  private func diagnosis(
    _ student: StudentGradients, _ sample: RandomCase, _ objective: Objective
  ) -> Diagnosis {
    Diagnosis(of: student, update: sample.update(objective), parameters: sample.parameters)
  }

  /// A window in which no two mistakes give the same numbers.
  private func tellingWindow(_ seed: Int) -> RandomCase {
    var sample = RandomCase(
      seed: seed, .init(words: 8...8, dimensions: [3, 5], negatives: 0...0))
    sample.outsideWords = [1, 2, 1, 4]
    sample.draws = [[3, 5, 3], [1, 6, 6], [5, 0, 2], [1, 1, 7]]
    return sample
  }

  @Test("Each mistake is named, alone", arguments: GradientMistake.allCases, 0..<40)
  func named(mistake: GradientMistake, seed: Int) {
    let sample = tellingWindow(seed)
    for objective in Objective.allCases where Self.mistakes(objective).contains(mistake) {
      let wrong = Student(sample: sample, objective: objective, mistake: mistake).gradients
      let result = diagnosis(wrong, sample, objective)
      #expect(result.verdict == .mistakes([mistake]), "\(objective) in \(sample)")
      #expect(result.firstDifference != nil)
    }
  }

  @Test(
    "One gradient alone is enough, where it shows the mistake", arguments: GradientMistake.allCases,
    0..<20)
  func oneGradient(mistake: GradientMistake, seed: Int) {
    let sample = tellingWindow(seed)
    for objective in Objective.allCases where Self.mistakes(objective).contains(mistake) {
      let wrong = Student(sample: sample, objective: objective, mistake: mistake).gradients
      let outside = StudentGradients(center: nil, outside: wrong.outside)
      #expect(diagnosis(outside, sample, objective).verdict == .mistakes([mistake]))
      let center = StudentGradients(center: wrong.center, outside: nil)
      // ∂J/∂v_c has no v_c to forget.
      let verdict: Diagnosis.Verdict =
        mistake == .centerVectorMissing ? .correct : .mistakes([mistake])
      #expect(diagnosis(center, sample, objective).verdict == verdict)
    }
  }

  @Test("A mistake in one gradient is named beside a correct other one", arguments: 0..<20)
  func oneWrong(seed: Int) {
    let sample = tellingWindow(seed)
    for objective in Objective.allCases {
      let right = Student(sample: sample, objective: objective, mistake: nil).gradients
      for mistake in Self.mistakes(objective) {
        let wrong = Student(sample: sample, objective: objective, mistake: mistake).gradients
        let mixed = StudentGradients(center: right.center, outside: wrong.outside)
        #expect(diagnosis(mixed, sample, objective).verdict == .mistakes([mistake]))
      }
      let flipped = Student(sample: sample, objective: objective, mistake: .signFlipped).gradients
      let mean = Student(sample: sample, objective: objective, mistake: .meanOverPairs).gradients
      let both = StudentGradients(center: flipped.center, outside: mean.outside)
      #expect(
        diagnosis(both, sample, objective).verdict
          == .separateMistakes(center: [.signFlipped], outside: [.meanOverPairs]))
    }
  }

  @Test(
    "On any window, a mistake that shows is among those named",
    arguments: Objective.allCases, 0..<150)
  func anyWindow(objective: Objective, seed: Int) {
    let sample = RandomCase(seed: seed)
    let right = Student(sample: sample, objective: objective, mistake: nil).gradients
    #expect(diagnosis(right, sample, objective).verdict == .correct, "\(sample)")
    for mistake in Self.mistakes(objective) {
      let wrong = Student(sample: sample, objective: objective, mistake: mistake).gradients
      let result = diagnosis(wrong, sample, objective)
      switch result.verdict {
      case .correct:
        // The window does not show it: the numbers are the same.
        let numbers = zip(
          (wrong.center ?? []) + (0..<sample.words).flatMap { wrong.outside?[$0] ?? [] },
          (right.center ?? []) + (0..<sample.words).flatMap { right.outside?[$0] ?? [] })
        let largest = numbers.reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
        #expect(largest < 1e-3, "\(mistake) in \(sample)")
      case .mistakes(let named): #expect(named.contains(mistake), "\(mistake) in \(sample)")
      default: Issue.record("\(mistake): \(result.verdict) in \(sample)")
      }
    }
  }

  @Test("Two mistakes the window cannot tell apart are both named")
  func ambiguous() {
    // Drawn once each, never observed twice: one ŷ for two words, halved, is the mean.
    var sample = RandomCase(seed: 3, .init(words: 6...6, dimensions: [4]))
    sample.outsideWords = [2, 2]
    let wrong = Student(sample: sample, objective: .softmax, mistake: .meanOverPairs).gradients
    #expect(
      diagnosis(wrong, sample, .softmax).verdict
        == .mistakes([.duplicatesCountedOnce, .meanOverPairs, .multiHot]))
  }

  @Test("Correct gradients in Float32 or eight decimals are never accused", arguments: 0..<300)
  func neverAccused(seed: Int) {
    var limits = RandomCase.Limits(dimensions: [1, 2, 8, 50], negatives: 0...10)
    limits.magnitude = [0.005, 0.1, 1, 5][seed % 4]
    let sample = RandomCase(seed: seed, limits)
    for objective in Objective.allCases {
      let trace = sample.trace(objective)
      func given(_ round: (Double) -> Double) -> StudentGradients {
        StudentGradients(
          center: trace.centerGradient.map(round),
          outside: Dictionary(
            uniqueKeysWithValues: (0..<sample.words).map {
              ($0, trace.outsideGradient($0).map(round))
            }))
      }
      #expect(diagnosis(given { $0 }, sample, objective).verdict == .correct)
      #expect(diagnosis(given { Double(Float($0)) }, sample, objective).verdict == .correct)
      let decimals = given { ($0 * 1e8).rounded() / 1e8 }
      #expect(diagnosis(decimals, sample, objective).verdict == .correct, "\(sample)")
      #expect(
        diagnosis(float32(sample, objective), sample, objective).verdict == .correct, "\(sample)")
    }
  }

  /// The gradients computed in Float32 throughout.
  private func float32(_ sample: RandomCase, _ objective: Objective) -> StudentGradients {
    let v = sample.center[sample.centerWord].map { Float($0) }
    let u = sample.outside.map { $0.map { Float($0) } }
    let z = u.map { row in zip(row, v).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
    var coefficients = [Float](repeating: 0, count: u.count)
    switch objective {
    case .softmax:
      let highest = z.max() ?? 0
      let exponentials = z.map { expf($0 - highest) }
      let total = exponentials.reduce(0, +)
      for observed in sample.outsideWords {
        for word in u.indices { coefficients[word] += exponentials[word] / total }
        coefficients[observed] -= 1
      }
    case .negativeSampling:
      for (observed, drawn) in zip(sample.outsideWords, sample.draws) {
        coefficients[observed] += 1 / (1 + expf(-z[observed])) - 1
        for word in drawn { coefficients[word] += 1 / (1 + expf(-z[word])) }
      }
    }
    var center = v.map { _ in Float(0) }
    for word in u.indices {
      for index in v.indices { center[index] += coefficients[word] * u[word][index] }
    }
    return StudentGradients(
      center: center.map { Double($0) },
      outside: Dictionary(
        uniqueKeysWithValues: u.indices.map { word in
          (word, v.map { Double(coefficients[word] * $0) })
        }))
  }

  @Test("Numbers that no mistake explains are shown where they first differ")
  func unknown() {
    let sample = tellingWindow(1)
    var given = Student(sample: sample, objective: .softmax, mistake: nil).gradients
    let due = given.outside?[4]?[2] ?? 0
    given.outside?[4]?[2] = due + 0.01
    let result = diagnosis(given, sample, .softmax)
    #expect(result.verdict == .unknown)
    #expect(result.firstDifference?.part == .outside && result.firstDifference?.word == 4)
    #expect(result.firstDifference?.component == 2)
    #expect(result.firstDifference?.given == due + 0.01)
    given.center?[0] = .nan
    #expect(diagnosis(given, sample, .softmax).firstDifference?.part == .center)
  }

  @Test("A row given as one number is taken for every component")
  func scalarRows() {
    let sample = tellingWindow(2)
    let trace = sample.trace(.softmax)
    let wrong = StudentGradients(
      center: nil, outside: [0: [4 * (trace.softmax?.probabilities[0] ?? 0)]])
    #expect(diagnosis(wrong, sample, .softmax).verdict == .mistakes([.centerVectorMissing]))
  }
}

@Suite("Student's gradients")
struct StudentGradientsTests {
  private let vocabulary: Vocabulary

  init() throws {
    vocabulary = try CorpusReader(
      bytes: Array("king king king the the don't".utf8), source: .bundled("test"),
      tokenization: .raw
    ).read(minimumCount: 1).vocabulary
  }

  private func parse(_ text: String) throws -> StudentGradients {
    try StudentGradients.parse(Array(text.utf8), vocabulary: vocabulary, dimension: 2)
  }

  private func message(_ text: String) -> String {
    do {
      return "\(try parse(text))"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "Every usual way to write them is read",
    arguments: [
      #"{"gradCenter": [1, -2.5], "gradOutside": {"king": [3, 4], "don't": [5e0, 6]}}"#,
      #"{"gradOutside": {"don't": [5, 6], "king": [3, 4]}, "pairs": [{"gradCenter": [9, 9]}], "gradCenter": [1, -2.5], "sentence": null}"#,
      "gradCenter = [ 1.  -2.5 ]\ngradOutside[king] = [3. 4.]\ngradOutside[\"don't\"] = [5 6]",
      "gradCenter = array([1., -2.5], dtype=float32)\ngradOutside:\n  king [3. 4.e+00]\n  don't [ 5 6]\n",
      "# my numbers\ngradCenterVec: 1 -2.5\ngradOutside:\nking 3 4\ndon't: 5 6",
      "{'gradCenter': np.array([1, -2.5]), 'gradOutside': {'king': (3, 4), \"don't\": [[5], [6]]}}",
      "gradOutsideVecs = {king: [3 4], don't: [5 6]}; loss = 3.2\ngradCenter\n[[1 -2.5]]",
    ])
  func forms(text: String) throws {
    #expect(
      try parse(text) == StudentGradients(center: [1, -2.5], outside: [0: [3, 4], 2: [5, 6]]))
  }

  @Test("A matrix is in vocabulary order, in as many lines as it takes")
  func matrix() throws {
    let expected = StudentGradients(center: nil, outside: [0: [1, 2], 1: [3, -4], 2: [0.5, 6]])
    #expect(try parse("gradOutside = [[1. 2.]\n [ 3. -4.]\n [0.5 6.]]") == expected)
    #expect(try parse("grad_outside =\n array([[1, 2], [3, -4],\n [0.5, 6]])") == expected)
    #expect(try parse(#"{"gradOutside": [[1, 2], [3, -4], [0.5, 6]]}"#) == expected)
  }

  @Test("Escapes of JSON make words of bytes")
  func escapes() throws {
    let text = #"{"gradOutside": {"k\u0069ng": [1, 2]}}"#
    #expect(try parse(text).outside == [0: [1, 2]])
  }

  @Test("Errors are reported with their line")
  func errors() {
    #expect(message("").hasPrefix("found neither gradCenter nor gradOutside"))
    #expect(message("[1, 2]") == "line 1: expected gradCenter or gradOutside, found [")
    #expect(
      message("gradCenter = [1, 2") == "line 1: expected a number or a list, found the end"
    )
    #expect(message("gradCenter = [1, x]") == "line 1: x is not a number")
    #expect(message("gradCenter = [1, 2, 3]") == "gradCenter has 3 components; a vector here has 2")
    #expect(
      message("\ngradOutside[kinf] = [1, 2]")
        == "line 2: kinf is not in the vocabulary; the nearest word is king")
    #expect(
      message("gradOutside = [[1 2] [3 4]]")
        == "gradOutside has 2 rows; the vocabulary has 3 words, or name each row's word")
    #expect(
      message("gradOutside[the] = [1]\ngradOutside[the] = [1]")
        == "line 2: gradOutside of the is given twice")
    #expect(message("gradCenter = [1 ... 2]").contains("abbreviated"))
    #expect(message("gradCenter = 1 2\ngradCenter = 1 2") == "line 2: gradCenter is given twice")
    #expect(message("gradCenter =" + String(repeating: "[", count: 100_000)).contains("nested"))
    #expect(
      message("gradOutside = 3")
        == "line 1: expected a matrix or rows by word, found a number")
  }

  @Test("No bytes crash the reader", arguments: 0..<20)
  func anyBytes(seed: Int) {
    var random = TestRandom(seed: seed)
    let pieces = [
      "gradCenter", "gradOutside", "[", "]", "{", "}", "(", ")", "=", ":", ",", "\n", " ", "king",
      "1", "-2.5", "\"", "'", "\\u", "\\", "d8", "#", "array(", "...", "\u{0}", "é", "null",
    ]
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        if Int.random(in: 0..<8, using: &random) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        } else {
          bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
        }
      }
      _ = try? StudentGradients.parse(bytes, vocabulary: vocabulary, dimension: 2)
    }
  }
}
