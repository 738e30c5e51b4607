import Debugger
import Glibc
import Testing
import Word2Vec

/// A window computed from parameters by the formulas of the derivation, as plainly as possible.
///
/// Nothing of the library but the window, the draws and the components of the matrices is used.
private struct Reference {
  var v: [[Double]]
  var u: [[Double]]
  let center: Int
  let outside: [Int]
  let draws: [[Int]]
  let eta: Double
  let isSoftmax: Bool
  let isPairwise: Bool

  init(_ session: Session) {
    let words = 0..<session.corpus.vocabulary.count
    let components = 0..<session.hyperparameters.dimension
    v = words.map { word in
      components.map { Double(session.run.parameters.center[word, $0]) }
    }
    u = words.map { word in
      components.map { Double(session.run.parameters.outside[word, $0]) }
    }
    let update = session.run.trainer.makeUpdate()
    center = Int(update.center)
    outside = update.outside.map { Int($0) }
    draws = update.outside.indices.map { pair in update.draws[pair].map { Int($0) } }
    eta = session.hyperparameters.learningRate
    isSoftmax = session.hyperparameters.objective == .softmax
    isPairwise = session.hyperparameters.update == .pair
  }

  var dimension: Int { v[0].count }
  var z: [Double] { u.map { row in dot(row, v[center]) } }
  var yhat: [Double] {
    let partition = z.reduce(0) { $0 + exp($1) }
    return z.map { exp($0) / partition }
  }

  func loss(_ pair: Int) -> Double {
    if isSoftmax { return -log(yhat[outside[pair]]) }
    return draws[pair].reduce(-log(sigma(z[outside[pair]]))) { $0 - log(sigma(-z[$1])) }
  }

  var loss: Double { outside.indices.reduce(0) { $0 + loss($1) } }

  /// The coefficient of `v_c` in `∂F/∂u_w`.
  func coefficient(_ word: Int, _ pair: Int) -> Double {
    let isObserved = word == outside[pair]
    if isSoftmax { return yhat[word] - (isObserved ? 1 : 0) }
    let times = Double(draws[pair].filter { $0 == word }.count)
    return times * (1 - sigma(-z[word])) - (isObserved ? 1 - sigma(z[word]) : 0)
  }

  func outsideGradient(_ word: Int, _ pair: Int) -> [Double] {
    v[center].map { coefficient(word, pair) * $0 }
  }

  func centerGradient(_ pair: Int) -> [Double] {
    (0..<dimension).map { component in
      u.indices.reduce(0) { $0 + coefficient($1, pair) * u[$1][component] }
    }
  }

  func outsideGradient(_ word: Int) -> [Double] {
    sum(outside.indices.map { outsideGradient(word, $0) })
  }

  func centerGradient(of word: Int) -> [Double] {
    word == center
      ? sum(outside.indices.map { centerGradient($0) }) : [Double](repeating: 0, count: dimension)
  }

  /// `J` after the update, all pairs at once or one after the other.
  var lossAfter: Double {
    var after = self
    let groups = isPairwise ? outside.indices.map { [$0] } : [Array(outside.indices)]
    for group in groups {
      let before = after
      for pair in group {
        add(-eta, before.centerGradient(pair), to: &after.v[center])
        for word in u.indices { add(-eta, before.outsideGradient(word, pair), to: &after.u[word]) }
      }
    }
    return after.loss
  }

  private func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
    for index in sum.indices { sum[index] += factor * vector[index] }
  }

  private func sum(_ vectors: [[Double]]) -> [Double] {
    vectors.reduce([Double](repeating: 0, count: dimension)) { zip($0, $1).map { $0 + $1 } }
  }

  private func sigma(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}

/// The value of every symbol at a window, in several spellings.
private func references(_ session: Session) throws -> [String: [(String, ExpressionValue)]] {
  let window = Reference(session)
  let king = try index(of: "king", in: session)
  let the = try index(of: "the", in: session)
  let observed = window.outside[0]
  let name = session.corpus.vocabulary.name(of: observed)
  let place = session.run.window.place
  let last = window.outside.count
  let y = window.u.indices.map { $0 == observed ? 1.0 : 0 }
  return [
    "W": [("W", .scalar(Double(window.u.count)))],
    "d": [("d", .scalar(3))],
    "K": [("K", .scalar(5))],
    "radius": [("radius", .scalar(2))],
    "m": [("m", .scalar(2))],
    "eta": [("eta", .scalar(window.eta))],
    "step": [("step", .scalar(Double(session.run.number)))],
    "epoch": [("epoch", .scalar(Double(place?.epoch ?? -1)))],
    "sentence": [("sentence", .scalar(Double(place?.sentence ?? -1)))],
    "center": [("center", .word(window.center))],
    "outside": [
      ("outside", .words(window.outside)), ("outside[\(last)]", .word(window.outside[last - 1])),
    ],
    "negative": window.isSoftmax
      ? []
      : [
        ("negative[1]", .words(window.draws[0])), ("negative[1][2]", .word(window.draws[0][1])),
        ("negative[\(last)][5]", .word(window.draws[last - 1][4])),
        ("v[negative[1][2]]", .vector(window.v[window.draws[0][1]])),
      ],
    "v": [
      ("v[king]", .vector(window.v[king])), ("v[king][1]", .scalar(window.v[king][1])),
      ("v[center]", .vector(window.v[window.center])),
      ("v[outside[1]]", .vector(window.v[observed])),
    ],
    "u": [
      ("u[king]", .vector(window.u[king])), ("u[king][2]", .scalar(window.u[king][2])),
      ("u[center]", .vector(window.u[window.center])),
    ],
    "v_c": [("v_c", .vector(window.v[window.center]))],
    "u_o": [("u_o[1]", .vector(window.u[observed]))],
    "z": [
      ("z", .vector(window.z)), ("z[king]", .scalar(window.z[king])),
      ("z[center]", .scalar(window.z[window.center])),
      ("dot(u[king], v_c)", .scalar(window.z[king])),
    ],
    "yhat": [
      ("yhat", .vector(window.yhat)), ("yhat[king]", .scalar(window.yhat[king])),
      ("yhat[outside[1]]", .scalar(window.yhat[observed])),
      ("exp(z[king]) / sum(exp(z))", .scalar(window.yhat[king])), ("sum(yhat)", .scalar(1)),
    ],
    "y": [
      ("y[1]", .vector(y)), ("y[1][\"\(name)\"]", .scalar(1)), ("y[1][outside[1]]", .scalar(1)),
    ],
    "F": [
      ("F[1]", .scalar(window.loss(0))), ("F[\(last)]", .scalar(window.loss(last - 1))),
    ],
    "J": [("J", .scalar(window.loss))],
    "lossAfter": [("lossAfter", .scalar(window.lossAfter))],
    "grad.v": [
      ("grad.v[center]", .vector(window.centerGradient(of: window.center))),
      ("grad.v[king]", .vector(window.centerGradient(of: king))),
      ("grad.v[the][0]", .scalar(window.centerGradient(of: the)[0])),
    ],
    "grad.u": [
      ("grad.u[king]", .vector(window.outsideGradient(king))),
      ("grad.u[outside[1]]", .vector(window.outsideGradient(observed))),
    ],
    "grad.center": [("grad.center[1]", .vector(window.centerGradient(0)))],
    "grad.outside": [
      ("grad.outside[1][king]", .vector(window.outsideGradient(king, 0))),
      ("grad.outside[1][outside[1]]", .vector(window.outsideGradient(observed, 0))),
      ("grad.outside[1][the][2]", .scalar(window.outsideGradient(the, 0)[2])),
    ],
  ]
}

/// Whether two values are the same up to rounding; `lossAfter` is rounded to Float32 on its way.
private func agree(_ a: ExpressionValue, _ b: ExpressionValue, tolerance: Double) -> Bool {
  func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= tolerance * max(1, abs(b)) }
  return switch (a, b) {
  case (.scalar(let a), .scalar(let b)): near(a, b)
  case (.vector(let a), .vector(let b)): a.count == b.count && zip(a, b).allSatisfy(near)
  default: a == b
  }
}

@Test(
  "Every symbol has the value of its formula, at many windows",
  arguments: Objective.allCases, UpdateOrder.allCases)
private func symbols(objective: Objective, order: UpdateOrder) throws {
  let session = try expressionSession(
    "set objective \(objective.rawValue)", "set update \(order.rawValue)")
  for _ in 0..<6 {
    let references = try references(session)
    for symbol in Symbol.all {
      #expect(
        references[symbol.name] != nil,
        "the symbol '\(symbol.name)' has no formula here to compare it with; add it to references")
    }
    #expect(Set(references.keys).subtracting(Symbol.all.map(\.name)) == [])
    for (name, rows) in references {
      for (text, expected) in rows {
        let value = try value(text, in: session)
        #expect(
          agree(value, expected, tolerance: name == "lossAfter" ? 1e-5 : 1e-12),
          "\(text) = \(value), not \(expected)")
      }
    }
    _ = session.run("step")
  }
}

@Test("Names of symbols and functions are unique, and each symbol has help")
private func names() {
  let names =
    Symbol.all.flatMap { [$0.name] + $0.aliases }
    + ExpressionFunction.all.flatMap { [$0.name] + $0.aliases }
  #expect(Set(names).count == names.count)
  for symbol in Symbol.all {
    #expect(!symbol.meaning.isEmpty && symbol.help.contains(symbol.usage))
  }
}

@Test("A symbol without its subscripts shows its usage", arguments: Symbol.all.map(\.name))
private func missingBrackets(_ name: String) throws {
  let session = try expressionSession("set objective negative-sampling")
  let symbol = try #require(Symbol.all.first { $0.name == name })
  guard !symbol.subscripts.isEmpty else {
    _ = try value(name, in: session)
    return
  }
  #expect(failure(of: name, in: session)?.reason == .missingSubscript(name, usage: symbol.usage))
}

@Test("Every function has a value for the arguments of its usage")
private func functions() throws {
  let session = try expressionSession()
  for function in ExpressionFunction.all {
    for usage in function.usage.split(separator: " or ") {
      var text = String(usage)
      for (argument, example) in [
        ("(a, b)", "(king, queen)"), ("(a)", "(king)"), ("(x, y)", "(1, 2)"), ("(x)", "(1)"),
        ("(w)", "(king)"),
      ] where text.hasSuffix(argument) {
        text = text.dropLast(argument.count) + example
      }
      #expect(try value(text, in: session).kind == .scalar, "\(text)")
    }
  }
}
