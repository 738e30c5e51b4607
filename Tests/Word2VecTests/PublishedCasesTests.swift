import Testing
import Word2Vec

/// The arrays of the sanity checks in Stanford CS224n, assignment 2 (2019 to 2023), words a to e.
@Suite("Published cases")
struct PublishedCasesTests {
  private static let center: [[Double]] = [
    [-0.9673571403949328, -0.021826408701617506, 0.25247528752360726],
    [0.7366302928338292, -0.48088686664411984, -0.47552458734406944],
    [-0.2732364450393794, 0.1253806234717907, 0.9537408161340624],
    [-0.5671377366706175, -0.2717822946659313, -0.777489017253781],
    [-0.5960945928820293, 0.7795665962055106, 0.19221643638711614],
  ]
  private static let outside: [[Double]] = [
    [-0.6831809040518332, -0.04200518936997692, 0.7290400650203748],
    [0.18289106803498664, 0.7609858689117064, -0.6224559137398544],
    [-0.615178735138841, 0.5147623987134095, -0.5971388420658905],
    [-0.3386707358650964, -0.8096653430991654, -0.4793163515390485],
    [-0.5262952865514944, -0.781904076158553, 0.33412465793520896],
  ]

  private func expect(
    _ objective: Objective, outsideWords: [Int], draws: [[Int]], loss: Double,
    centerGradient: [Double], outsideGradients: [[Double]]
  ) {
    var parameters = Parameters(words: 5, dimension: 3)
    for word in 0..<5 {
      parameters.center.setVector(word, to: Self.center[word])
      parameters.outside.setVector(word, to: Self.outside[word])
    }
    let trace = WindowTrace(
      of: Update(
        center: 2, outside: outsideWords, draws: NegativeDraws(draws), objective: objective,
        order: .window, learningRate: 0.1),
      window: Window(
        center: 2, outside: outsideWords.map { Window.Outside(word: $0, offset: nil) },
        radius: 3, place: nil),
      number: 0, parameters: parameters)
    func agree(_ a: [Double], _ b: [Double]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude < 1e-6 }
    }
    #expect((trace.loss - loss).magnitude < 1e-6)
    #expect(agree(trace.centerGradient, centerGradient))
    for word in 0..<5 {
      #expect(agree(trace.outsideGradient(word), outsideGradients[word]), "word \(word)")
    }
  }

  @Test("Softmax: c | a b e d b c")
  func softmax() {
    expect(
      .softmax, outsideWords: [0, 1, 4, 3, 1, 2], draws: [], loss: 11.16610900153398,
      centerGradient: [-1.26947339, -1.36873189, 2.45158957],
      outsideGradients: [
        [-0.41045956, 0.18834851, 1.43272264],
        [0.38202831, -0.17530219, -1.33348241],
        [0.07009355, -0.03216399, -0.24466386],
        [0.09472154, -0.04346509, -0.33062865],
        [-0.13638384, 0.06258276, 0.47605228],
      ])
  }

  @Test("Negative sampling: c | a b, ten draws each")
  func negativeSampling() {
    expect(
      .negativeSampling, outsideWords: [0, 1],
      draws: [[3, 2, 2, 4, 1, 3, 1, 3, 1, 1], [2, 4, 0, 0, 0, 0, 4, 4, 2, 4]],
      loss: 16.15119285363322,
      centerGradient: [-4.54650789, -1.85942252, 0.76397441],
      outsideGradients: [
        [-0.69148188, 0.31730185, 2.41364029],
        [-0.22716495, 0.10423969, 0.79292674],
        [-0.45528438, 0.20891737, 1.58918512],
        [-0.31602611, 0.14501561, 1.10309954],
        [-0.80620296, 0.36994417, 2.81407799],
      ])
  }
}
