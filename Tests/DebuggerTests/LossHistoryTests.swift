import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The losses of the record")
struct LossHistoryTests {
  @Test("A long run keeps few windows, old ones fewer, and means count every one")
  func thinning() {
    var history = LossHistory()
    var losses: [Double] = []
    var sum = 0.0
    for window in 0..<200_000 {
      // Whole numbers, so that sums are exact.
      let loss = Double((window * 7919) % 1000)
      history.add(window, loss: loss, sumBefore: sum)
      losses.append(loss)
      sum += loss
    }
    #expect(history.entries.count <= 8192 && history.entries.count > 4000)
    #expect(history.entries.first?.window == 0 && history.entries.last?.window == 199_999)
    let gaps = zip(history.entries, history.entries.dropFirst()).map { $1.window - $0.window }
    #expect(gaps.last == 1 && gaps[0] > 1)
    for index in stride(from: 0, to: history.entries.count, by: 97) {
      let entry = history.entries[index]
      #expect(entry.loss == losses[entry.window])
      for stretch in [1, 10, 5000] {
        let start = history.entries.first { $0.window > entry.window - stretch }?.window ?? 0
        let range = losses[min(start, entry.window)...entry.window]
        #expect(
          history.mean(upTo: index, stretch: stretch)
            == range.reduce(0, +) / Double(range.count))
      }
    }
  }

  @Test("Replaying adds nothing; a change drops the losses after it")
  func replay() throws {
    let session = try Session.ofRoyals()
    session.outcome("step 20")
    let entries = session.run.losses.entries
    #expect(entries.map(\.window) == Array(0..<20))
    session.outcome("goto 5")
    #expect(session.run.losses.entries == entries)
    session.outcome("step 3")
    #expect(session.run.losses.entries == entries)
    session.outcome("goto 5")
    session.outcome("set eta 0.5")
    #expect(session.run.losses.entries == Array(entries[..<5]))
    session.outcome("step 2")
    #expect(session.run.losses.entries[5] == entries[5])
    #expect(session.run.losses.entries[6] != entries[6])
    session.outcome("run")
    #expect(session.run.losses.entries.isEmpty)
  }

  @Test("J is that of the window before its update, as printed")
  func values() throws {
    let session = try Session.ofRoyals { $0.objective = .negativeSampling }
    for window in 0..<10 {
      let loss = session.pending.trace(.never).loss
      session.outcome("step")
      let entry = try #require(session.run.losses.entries.last)
      #expect(entry.window == window)
      // The kernel's scores are Float32.
      #expect((entry.loss - loss).magnitude < 1e-5 * loss)
    }
  }

  @Test("Marks say where settings, vectors and windows were changed and where breakpoints stopped")
  func marks() throws {
    let session = try Session.ofRoyals()
    for line in [
      "step 2", "set eta 0.2", "step", "set var v[king][0] = 1", "step", "window king : queen",
      "step", "break queen", "continue",
    ] { session.outcome(line) }
    let marks = session.runMarks
    #expect(marks.prefix(3).map(\.mark) == [.settings, .vectors, .window])
    #expect(marks.prefix(3).map(\.window) == [2, 3, 4])
    #expect(marks.last?.mark == .stop && marks.last?.window == session.run.number)
    session.outcome("goto 3")
    session.outcome("set eta 0.3")
    #expect(session.runMarks.allSatisfy { $0.window <= 3 })
  }
}
