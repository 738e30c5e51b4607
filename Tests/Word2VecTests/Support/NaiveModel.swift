import Glibc
import RandomCases
import Word2Vec

/// The losses by definition, sharing nothing with the module under test.
struct NaiveModel {
  var center: [[Double]]
  var outside: [[Double]]

  init(_ sample: RandomCase) {
    center = sample.center
    outside = sample.outside
  }

  func score(_ word: Int, _ centerWord: Int) -> Double {
    var sum = 0.0
    for index in outside[word].indices { sum += outside[word][index] * center[centerWord][index] }
    return sum
  }

  /// `J`, in nats, for scores that `exp` can take.
  func loss(_ sample: RandomCase, _ objective: Objective) -> Double {
    var total = 0.0
    switch objective {
    case .softmax:
      var partition = 0.0
      for word in outside.indices { partition += exp(score(word, sample.centerWord)) }
      for observed in sample.outsideWords {
        total += log(partition) - score(observed, sample.centerWord)
      }
    case .negativeSampling:
      for (observed, draws) in zip(sample.outsideWords, sample.draws) {
        total += log(1 + exp(-score(observed, sample.centerWord)))
        for drawn in draws { total += log(1 + exp(score(drawn, sample.centerWord))) }
      }
    }
    return total
  }

  /// `∂J/∂ξ` for a component of a vector, by a five-point central difference.
  ///
  /// At a step of 10⁻³ in the scores the rule's own error is below 10⁻¹² of the scores' sensitivity;
  /// rounding of a loss around 10 adds about 10⁻¹².
  func derivative(
    _ sample: RandomCase, _ objective: Objective, _ component: WritableKeyPath<NaiveModel, Double>
  ) -> Double {
    let largest = (center + outside).joined().reduce(1) { max($0, $1.magnitude) }
    let step = 1e-3 / largest
    func at(_ steps: Double) -> Double {
      var moved = self
      moved[keyPath: component] += steps * step
      return moved.loss(sample, objective)
    }
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
  }
}
