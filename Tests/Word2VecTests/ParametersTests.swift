import Testing

@testable import Word2Vec

@Suite("Parameters")
struct ParametersTests {
  @Test("The first number that is not finite is found, V before U; padding is none")
  func firstNonFinite() {
    var parameters = Parameters(words: 7, dimension: 20)
    #expect(parameters.firstNonFinite == nil)
    // What an overflow leaves behind the last component.
    parameters.center.mutableRow(2)[25] = .nan
    #expect(parameters.firstNonFinite == nil)
    parameters.outside[4, 19] = .infinity
    var place = parameters.firstNonFinite
    #expect(place.map { $0 == (.outside, 4, 19) } == true)
    parameters.center[6, 3] = -.infinity
    parameters.center[6, 1] = .nan
    place = parameters.firstNonFinite
    #expect(place.map { $0 == (.center, 6, 1) } == true)
  }
}
