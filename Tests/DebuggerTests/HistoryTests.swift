import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The history")
struct HistoryTests {
  private func checkpoint(of run: Run) -> Checkpoint {
    Checkpoint(of: run, parameters: run.parameters.copy())
  }

  private func edit(bytes: Int) -> Edit {
    .assignment(
      Assignment(
        side: .center, word: 0, component: nil,
        values: Array(repeating: 0, count: bytes / MemoryLayout<Double>.stride)))
  }

  /// The memory of edits that is never too much.
  private let allowance = 1 << 20

  @Test("Edits may take a mebibyte beyond the limit and a kept beginning, and no byte more")
  func memoryOfEdits() throws {
    let origin = checkpoint(of: try testSession().run)
    var history = History(.kept(origin), at: 0)
    _ = history.add(edit(bytes: allowance), at: 0, meanLoss: nil)
    var isLost = history.fit(into: origin.byteCount, at: 0)
    #expect(!isLost)
    _ = history.add(edit(bytes: 8), at: 0, meanLoss: nil)
    isLost = history.fit(into: origin.byteCount + 8, at: 0)
    #expect(!isLost)
    isLost = history.fit(into: origin.byteCount, at: 0)
    #expect(isLost && history.isWithoutBeginning)
  }

  @Test("Edits that stay when the beginning is dropped may take a mebibyte, and no byte more")
  func memoryOfLaterEdits() throws {
    for (bytes, end) in [(allowance, 5), (allowance + 8, 2)] {
      var history = History(.kept(checkpoint(of: try testSession().run)), at: 0)
      history.count(rows: 1, arrivingAt: 5)
      _ = history.add(edit(bytes: bytes), at: 5, meanLoss: nil)
      let isLost = history.fit(into: 0, at: 2)
      #expect(isLost && history.start == 2 && history.end == end)
      #expect(history.entries.count == (end == 5 ? 1 : 0))
    }
  }

  @Test("The cost of a replay counts rows read and written, from the checkpoint restored")
  func cost() throws {
    let run = try testSession().run
    var history = History(.initial(run.hyperparameters))
    history.count(rows: 7, arrivingAt: 1)
    #expect(history.cost == 14 && history.costSinceCheckpoint == 14)
    history.move(to: nil)
    #expect(history.cost == 0 && history.costSinceCheckpoint == 0)
    _ = try run.applyUpdates(atMost: 3)
    let checkpoint = checkpoint(of: run)
    history.move(to: checkpoint)
    #expect(history.cost == run.history.cost && history.cost > 0)
    #expect(history.costSinceCheckpoint == 0)
  }

  @Test("The nearest checkpoint is the last at or before a window, else the beginning")
  func nearestCheckpoint() throws {
    let run = try testSession().run
    var history = History(.initial(run.hyperparameters))
    _ = try run.applyUpdates(atMost: 3)
    history.add(checkpoint(of: run), memory: .max)
    #expect(history.checkpoint(atOrBefore: 2) == nil)
    #expect(history.checkpoint(atOrBefore: 3)?.number == 3)
    #expect(history.checkpoint(atOrBefore: 9)?.number == 3)
  }

  @Test("An edit before later windows begins a branch, which keeps the edits of its window")
  func edits() throws {
    let run = try testSession().run
    var history = History(.initial(run.hyperparameters))
    for window in 1...5 { history.count(rows: 1, arrivingAt: window) }
    #expect(history.windowsToEdit(after: 0) == .max)
    var begun = (0..<2).map { _ in history.add(edit(bytes: 8), at: 5, meanLoss: nil) }
    #expect(history.windowsToEdit(after: 2) == 3)
    #expect(history.windowsToEdit(after: 5) == .max)
    for window in 6...8 { history.count(rows: 1, arrivingAt: window) }
    begun.append(history.add(edit(bytes: 8), at: 5, meanLoss: nil))
    #expect(Array(history.edits(at: 5)).count == 3 && history.end == 5)
    begun.append(history.add(edit(bytes: 8), at: 2, meanLoss: nil))
    #expect(begun.map { $0?.branch } == [nil, nil, 2, 3] && begun.last??.windows == 5)
    #expect(history.branches.map(\.end) == [8, 5, 2])
    #expect(history.entries.map(\.window) == [2])
  }

  @Test("Starting over keeps settings changed since, where the history begins with a checkpoint")
  func startOver() throws {
    let session = try testSession()
    let folder = try TemporaryFolder()
    let file = folder.file("start.sgdbs")
    session.succeed("set var v[the][0] = 0.5")
    session.succeed("save session \(file)")
    session.succeed("load session \(file)")
    let bits = session.run.parameters.hash()
    session.succeed("step 3")
    session.succeed("set eta 0.5")
    let stops = session.stopCount
    session.succeed("run")
    #expect(session.stopCount == stops + 1)
    #expect(session.hyperparameters.learningRate == 0.5)
    #expect(session.run.number == 0 && session.run.parameters.hash() == bits)
  }

  @Test("Going to the window at hand, or on from a checkpoint, restores nothing")
  func nothingRestored() throws {
    let session = try testSession()
    let run = session.run
    run.checkpointInterval = 1
    session.succeed("step 3")
    #expect(run.history.checkpoint(atOrBefore: 3)?.number == 3)
    var revision = run.parameterRevision
    try run.go(to: 3) {
    } betweenWindows: { _ in
    }
    #expect(run.parameterRevision == revision)
    revision = run.parameterRevision
    try run.go(to: 4) {
    } betweenWindows: { _ in
    }
    #expect(run.number == 4 && run.parameterRevision == revision + 1)
  }

  @Test("Vectors written other than by updates are counted")
  func writes() throws {
    let session = try testSession()
    session.succeed("step 2")
    #expect(session.run.writeCount == 0)
    session.succeed("set var v[the][0] = 0")
    session.succeed("step")
    #expect(session.run.writeCount == 1)
  }
}
