import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The attribution of a value")
struct AttributionTests {
  @Test("why A B lists the windows that moved v_A·u_B, and leaves the session as it is")
  func pair() throws {
    let session = try testSession()
    session.run.checkpointInterval = 100
    session.output("step 40")
    session.output("back 7")
    session.output("stepi")
    let here = session.runState
    let update = session.pending.passedPairs
    let text = session.output("why cat sat")
    #expect(session.runState == here)
    #expect(session.pending.passedPairs == update)
    #expect(session.run.history.end == 40)
    #expect(text.contains("windows 0 to 40"))
    #expect(text.contains("the [cat] *sat* on the mat"))
    #expect(text.contains("center, observed"))
    #expect(text.contains("they agree to Float32 rounding"))
  }

  @Test("A single vector's windows say how its word takes part, and mark it")
  func rows() throws {
    let session = try testSession()
    session.output("step 40")
    let centers = session.output("why v[cat]")
    #expect(centers.contains("center"))
    #expect(centers.contains("the [cat] sat on the mat"))
    #expect(!centers.contains("observed"))
    #expect(!centers.contains("in ŷ"))
    let outside = session.output("why u[sat]")
    #expect(outside.contains("observed"))
    #expect(outside.contains("the [cat] *sat* on the mat"))
    #expect(!outside.contains("center"))
    session.output("toggle")
    session.output("step 10")
    #expect(session.output("why u[sat] from 40").contains("drawn"))
    let two = session.output("why cos(cat, dog)")
    #expect(two.contains("cat center"))
    #expect(two.contains("dog center"))
  }

  @Test("The changes match the states of the run and add up", arguments: 1...3)
  func sum(seed: Int) throws {
    let session = try testSession {
      $0.objective = .negativeSampling
      $0.seed = UInt64(seed)
    }
    session.output("step 20")
    session.output("set var u[sat][1] = 50")
    session.output("step 20")
    session.output("set precision 17")
    var values: [Double] = []
    for number in 0...40 {
      session.output("goto \(number)")
      let value = try Expression("dot(v[cat], u[sat])", in: session).value(in: session)
      guard case .scalar(let number) = value else { return }
      values.append(number)
    }
    let text = session.output("why cat sat from 5 to 20")
    #expect(text.contains("the value went from \(exactly(values[5])) to"))
    let invocation = session.output("why dot(v[cat], u[sat])")
    #expect(invocation.contains("edited"))
    #expect(
      invocation.contains("went from \(exactly(values[0])) to \(exactly(values[40]))"))
  }

  @Test("Vectors and other expressions of parameters have an attribution too")
  func expressions() throws {
    let session = try testSession()
    session.output("step 30")
    #expect(session.output("why v[cat]").contains("‖change‖"))
    #expect(session.output("why u[sat]").contains("they agree"))
    #expect(session.output("why cos(v[cat], v[dog]) from 3").contains("windows 3 to 30"))
    #expect(session.output("why norm(v[cat]) - count(cat)").contains("they agree"))
  }

  @Test("A wrong query is refused")
  func refusals() throws {
    let session = try testSession()
    #expect(
      session.outcome("why cat dog").failure?.contains("no applied windows") == true)
    session.output("step 5")
    #expect(session.outcome("why cat dog from").failure?.contains("a window after `from`") == true)
    #expect(session.outcome("why J").failure?.contains("depends on the pending window") == true)
    #expect(
      session.outcome("why norm(v[center])").failure?.contains("depends on the pending") == true)
    #expect(session.outcome("why v[cat][0] > 1").failure?.contains("a condition") == true)
    #expect(session.outcome("why cat horse").failure?.contains("unknown word 'horse'") == true)
    #expect(session.outcome("why cat dog to 9").failure?.contains("not in the history") == true)
    #expect(session.outcome("why").failure?.contains("missing") == true)
  }

  @Test("The largest changes are kept, in order")
  func largest() {
    var attribution = Attribution(from: [0], keeping: 2)
    for (number, value) in [1.0, -2, -2, 5, 5.5].enumerated() {
      attribution.add([value], before: number) { .edit }
    }
    #expect(attribution.rows.map(\.number) == [3, 1])
    #expect(attribution.rows.map(\.change) == [[7], [-3]])
    #expect(attribution.count == 4)
    #expect(attribution.sum == [5.5])
    #expect(attribution.total == [5.5])
  }
}
