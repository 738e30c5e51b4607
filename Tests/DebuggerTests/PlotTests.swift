import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Plots")
struct PlotTests {
  @Test("Every plot is listed, explained, and shown by its name and a prefix", arguments: Plot.all)
  func table(plot: Plot) throws {
    let session = try Session.ofRoyals()
    #expect(session.succeed("plot").contains(plot.summary))
    let help = session.succeed("help plots").replacing("\n", with: " ")
    for usage in plot.usage { #expect(help.contains(usage)) }
    #expect(session.outcome("plot \(plot.name)").effects == [.show(plot.pane)])
    #expect(session.outcome("plot \(plot.name.prefix(1))").effects == [.show(plot.pane)])
    #expect(
      session.outcome("export \(plot.name) a.svg").effects
        == [.export(.pane(plot.pane), path: "a.svg")])
    for example in plot.examples {
      // Examples speak of the bundled text.
      let fruit = Session(corpus: try Session.defaultCorpus())
      #expect(fruit.outcome(example).failure == nil, "\(example)")
    }
  }

  @Test("In panes a plot becomes the pane in focus", arguments: Plot.all)
  func panes(plot: Plot) throws {
    let session = try Session.ofRoyals()
    session.host.hasPanes = true
    #expect(session.outcome("plot \(plot.name)").effects.isEmpty)
    #expect(session.screen.focus == plot.pane)
    #expect(session.screen.layout.name == "plots")
  }

  @Test(
    "A wrong argument is named, and nothing is chosen",
    arguments: [
      ("plot projecton", "did you mean 'projection'?"), ("plot \"\"", "unknown plot ''"),
      ("plot yhat 3", "'3' is not expected"), ("plot heat quen", "did you mean 'queen'?"),
      ("plot loss log 3", "'3' is not expected"), ("plot loss last", "how many windows"),
      ("plot loss last 1", "a whole number, at least 2"),
      ("plot projection zoom", "in, out or a factor"), ("plot projection zoom 0", "0.1 to 10000"),
      ("plot projection zoom nan", "0.1 to 10000"), ("plot projection zoom 2 3", "'3'"),
      ("plot projection pan", "left, right, up or down"), ("plot projection pan north", "'north'"),
      ("plot projection follow", "a word is missing"),
      ("plot projection follow quen", "did you mean 'queen'?"),
      ("plot projection words 0", "from 1 to 10000"), ("plot projection words king quen", "quen"),
      ("plot projection fit 1", "'1'"), ("plot projection king", "second axis"),
      ("plot projection king queen sea", "'sea'"), ("plot projection u pca king", "'king'"),
      ("plot projection king J", "'J' is a number"), ("plot projection king-king sea", "direction"),
      ("plot projection king-quen sea", "queen"), ("export heap a.svg", "did you mean 'heat'?"),
      ("export heat a.json", "extension"),
    ])
  func wrong(line: String, part: String) throws {
    let session = try Session.ofRoyals()
    session.outcome("plot projection u zoom 1")
    let before = session.plots
    let failure = try #require(session.outcome(line).failure)
    #expect(failure.contains(part), "\(failure)")
    #expect(session.plots == before)
  }

  @Test("Completion offers plots, their arguments, and words where allowed")
  func completion() throws {
    let session = try Session.ofRoyals()
    func candidates(_ line: String) -> [String] {
      session.completions(in: line, at: line.utf8.count).candidates
    }
    #expect(Set(candidates("plot ")).isSuperset(of: Plot.all.map(\.name)))
    #expect(candidates("plot pro") == ["projection"])
    #expect(candidates("plot projection zo") == ["zoom"])
    #expect(candidates("plot projection follow qu") == ["queen"])
    #expect(candidates("plot heat ki") == ["king"])
    #expect(candidates("plot loss l") == ["last", "linear", "log"])
    #expect(candidates("plot yhat ").isEmpty)
    #expect(candidates("export proj").contains("projection"))
  }

  @Test("A heat map has the rows of the window or of chosen words, with their gradients")
  func heat() throws {
    for objective in Objective.allCases {
      let session = try Session.ofRoyals { $0.objective = objective }
      session.outcome("step 3")
      let record = session.pending.trace(.never)
      let rows = try session.heatRows()
      #expect(rows.map(\.word) == [record.window.center] + record.involvedWords)
      #expect(rows[0].vector == record.centerVector && rows[0].gradient == record.centerGradient)
      for row in rows.dropFirst() {
        #expect(row.vector == session.run.parameters.outside.vector(row.word))
        #expect(row.gradient == record.outsideGradient(row.word))
      }
      session.outcome("plot heat king sea")
      #expect(try session.heatRows().map(\.side) == [.center, .outside, .center, .outside])
      session.outcome("plot heat window")
      #expect(try session.heatRows().count == rows.count)
    }
  }

  @Test("The curve over η passes through J, through J after the step, and has its least inside")
  func eta() throws {
    for objective in Objective.allCases {
      let session = try Session.ofRoyals { $0.objective = objective }
      session.outcome("step 5")
      let curve = session.pending.etaCurve(.never)
      #expect((curve.points[0].loss - session.pending.trace(.never).loss).magnitude < 1e-12)
      #expect(curve.present.rate == 0.1)
      #expect((curve.present.loss - session.pending.preview(.never).lossAfter).magnitude < 1e-5)
      #expect(curve.points.allSatisfy { $0.loss >= curve.least.loss })
      #expect(curve.slope == session.pending.trace(.never).squaredGradientNorm)
      #expect(curve.points.last.map { $0.rate > curve.least.rate } ?? false)
    }
  }

  @Test("ŷ after the step is that of the next window's parameters", arguments: UpdateOrder.allCases)
  func predictionAfter(order: UpdateOrder) throws {
    for objective in Objective.allCases {
      let session = try Session.ofRoyals {
        $0.objective = objective
        $0.update = order
      }
      session.outcome("step 4")
      let change = session.pending.predictionChange(.never)
      let center = session.pending.trace(.never).window.center
      #expect(change.before == session.pending.forward(.never).probabilities)
      #expect(change.order.sorted() == Array(change.before.indices))
      for (a, b) in zip(change.order, change.order.dropFirst()) {
        #expect(change.before[a] >= change.before[b])
      }
      for (word, place) in change.observed { #expect(change.order[place] == word) }
      #expect(
        Set(change.observed.map(\.word)) == Set(session.pending.trace(.never).pairs.map(\.outside)))
      session.outcome("step")
      let after = SoftmaxForward(center: center, parameters: session.run.parameters)
      for (a, b) in zip(change.after, after.probabilities) { #expect((a - b).magnitude < 1e-6) }
    }
  }

  @Test("Draws are counted window by window, and going back takes them back")
  func draws() throws {
    let session = try Session.ofRoyals()
    session.outcome("step 3")
    #expect(session.run.tally.draws.isEmpty)
    session.outcome("set objective negative-sampling")
    var counts = [Int](repeating: 0, count: session.corpus.vocabulary.count)
    var history = [counts]
    for _ in 0..<20 {
      for word in session.pending.trace(.never).pairs.flatMap(\.draws) { counts[word] += 1 }
      history.append(counts)
      session.outcome("step")
      #expect(session.run.tally.draws == counts)
    }
    session.outcome("goto 10")
    #expect(session.run.tally.draws == history[7])
    session.outcome("toggle")
    session.outcome("step")
    #expect(session.run.tally.draws == history[7])
    session.outcome("run")
    #expect(session.run.tally.draws.isEmpty)
  }
}
