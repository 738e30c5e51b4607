import Foundation
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

/// Long computations check whether the user interrupts.
@Suite("Ctrl-C within a command")
struct InterruptTests {
  @Test("Parameters are copied and made in parts, and given up between them")
  func parameters() throws {
    let settings = Hyperparameters()
    let made = Parameters(words: 100_000, hyperparameters: settings)
    var parts = 0
    func goesOn(for most: Int) -> Cancellation<Interruption> {
      parts = 0
      return Cancellation { () throws(Interruption) in
        parts += 1
        if parts > most { throw Interruption() }
      }
    }
    let copyHash = try made.copy(cancellation: goesOn(for: .max)).hash()
    #expect(copyHash == made.hash())
    #expect(parts > 4)
    #expect(throws: Interruption.self) { _ = try made.copy(cancellation: goesOn(for: 3)) }
    #expect(parts == 4)
    let againHash = try Parameters(
      words: 100_000, hyperparameters: settings, cancellation: goesOn(for: .max)
    ).hash()
    #expect(againHash == made.hash())
    #expect(throws: Interruption.self) {
      _ = try Parameters(words: 100_000, hyperparameters: settings, cancellation: goesOn(for: 3))
    }
    #expect(parts == 4)
    let counts = (1...200_000).map { 200_000 / $0 }
    let noise = try NoiseDistribution(counts: counts, power: 0.75, cancellation: goesOn(for: .max))
    #expect(parts > 8)
    #expect(noise.probabilities == NoiseDistribution(counts: counts, power: 0.75).probabilities)
    #expect(throws: Interruption.self) {
      _ = try NoiseDistribution(counts: counts, power: 0.75, cancellation: goesOn(for: 8))
    }
  }

  @Test("A run applies no window and takes no checkpoint any more")
  func run() throws {
    let session = try testSession()
    session.run.checkpointInterval = 1
    session.interrupt(before: 5)
    let effects = session.apply("continue")
    #expect(session.run.number == 5)
    #expect(session.run.history.checkpoints.count == 5)
    #expect("\(effects)".contains("interrupted"))
    _ = session.interrupt()
    #expect(!session.isBusy)
  }

  /// Commands in an order in which each has something to do, under both objectives.
  private static func commands(in folder: TemporaryFolder) -> [String] {
    [
      "step", "stepi", "step 5", "continue 1", "until step >= 12", "break the", "back 3",
      "goto 10", "reverse-continue", "delete", "goto 2", "print J", "print lossAfter", "print yhat",
      "print cat - dog + mat", "whatif", "whatif eta 1", "check", "check all", "compare 3",
      "nearest cat", "nearest cat 5", "list 3", "analogy cat dog mat", "why cat dog", "terms",
      "derive", "derive window",
      "derive table", "derive next", "info window", "info model", "set update pair",
      "print lossAfter", "stepi", "step", "back 1", "step",
      "whatif", "export \(folder.file("p.m"))", "why cat dog", "set update window", "toggle",
      "toggle",
      "plot projection", "plot yhat", "plot eta", "export \(folder.file("w.json"))",
      "export \(folder.file("w.csv"))", "export \(folder.file("w.tex"))",
      "export \(folder.file("w.m"))", "save vectors \(folder.file("v.txt"))",
      "load vectors \(folder.file("v.txt"))", "step 3", "back 2", "back", "back", "step", "back 1",
      "continue 3", "reverse-continue", "step 9", "why cat dog", "back 2",
      "save session \(folder.file("s.sgdbs"))", "load session \(folder.file("s.sgdbs"))", "step 3",
      "back 2", "reverse-continue", "run", "set seed 2", "set dimension 9", "set init word2vec",
    ]
  }

  @Test(
    "A command that is interrupted leaves the session as it was, or before another window of the run",
    arguments: Objective.allCases)
  func everyLook(objective: Objective) throws {
    let (folder, otherFolder) = (try TemporaryFolder(), try TemporaryFolder())
    let session = try testSession { $0.objective = objective }
    let other = try testSession { $0.objective = objective }
    var looksLeft = Int.max
    session.interrupt {
      looksLeft -= 1
      return looksLeft < 0
    }
    /// - Returns: Whether the line was interrupted at a look, before its end.
    func interrupt(_ line: String, afterLooks looks: Int) -> Bool {
      looksLeft = looks
      defer { looksLeft = .max }
      _ = session.run(line)
      guard session.isBusy else { return false }
      _ = session.interrupt()
      return true
    }
    var interruptions = 0
    for (line, otherLine) in zip(Self.commands(in: folder), Self.commands(in: otherFolder)) {
      let here = session.runState
      let number = session.run.number
      var isDone = false
      for looks in [0, 1, 2, 3, 5, 8, 13, 21] where !isDone {
        isDone = !interrupt(line, afterLooks: looks)
        if isDone { break }
        interruptions += 1
        #expect(!session.isBusy)
        if session.run.number != number {
          other.output("goto \(session.run.number)")
          #expect(session.runState == other.runState, "\(line) after \(looks) looks")
          session.output("goto \(number)")
          other.output("goto \(number)")
        }
        #expect(session.runState == here, "\(line) after \(looks) looks")
      }
      if !isDone { session.output(line) }
      other.output(otherLine)
      #expect(session.runState == other.runState, "\(line)")
    }
    #expect(interruptions > 100)
  }

  @Test("A state that was given up while it was copied back is whole again afterwards")
  func loan() throws {
    let session = try testSession()
    session.run.checkpointInterval = 1
    session.output("step 9")
    session.output("goto 5")
    let five = session.runState
    session.output("goto 9")
    let nine = session.runState
    var checks = 0
    session.interrupt {
      checks += 1
      return checks > 1
    }
    #expect("\(session.apply("goto 5"))".contains("interrupted on the way to window 5"))
    _ = session.interrupt()
    #expect(session.runState == five)
    // Another interruption leaves it as it was.
    #expect("\(session.apply("step 4"))".contains("the session stays as it was"))
    _ = session.interrupt()
    #expect(session.runState == five)
    session.letFinish()
    session.output("step 4")
    #expect(session.runState == nine)
    session.output("goto 5")
    #expect(session.runState == five)
  }

  @Test("Vectors of the record are written again in parts, the last of them before anybody looks")
  func edits() throws {
    let folder = try TemporaryFolder()
    let words = (0..<9000).map { "word\($0)" }.joined(separator: " ")
    let session = try testSession(words) { $0.dimension = 400 }
    session.run.checkpointInterval = 1
    session.output("save vectors \(folder.file("v.bin"))")
    session.output("step 2")
    session.output("load vectors \(folder.file("v.bin"))")
    session.output("load vectors \(folder.file("v.bin")) --outside")
    let edited = session.runState
    session.output("step")
    let after = session.runState
    session.output("display v[word0][0]")
    var looksLeft = Int.max
    session.interrupt {
      looksLeft -= 1
      return looksLeft < 0
    }
    // Forward to the window, back to the state kept there, and back by way of the windows before.
    for (start, line) in [("goto 1", "step"), ("goto 1", "goto 2"), ("goto 3", "back")] {
      var interruptions = 0
      for looks in 0..<1000 {
        session.output(start)
        let here = session.runState
        looksLeft = looks
        var effects = session.run(line)
        let isOver = !session.isBusy && !session.run.hasPendingEdits
        effects += session.interrupt()
        looksLeft = .max
        if isOver { break }
        guard session.run.number != here.number else { continue }
        interruptions += 1
        #expect(session.run.hasPendingEdits)
        #expect(!"\(effects)".contains("1: v[word0][0]"))
        if looks % 2 == 0 {
          try session.run.applyPendingEdits()
        } else {
          session.output("print J")
        }
        #expect(!session.run.hasPendingEdits)
        #expect(session.runState == edited)
      }
      // Each matrix has seven parts.
      #expect(interruptions >= 14)
      #expect(session.runState == edited)
      session.output("step")
      #expect(session.runState == after)
    }
  }

  @Test("A text whose parameters are being made is not loaded")
  func load() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("text.txt")
    try "one two three".write(toFile: path, atomically: true, encoding: .utf8)
    let session = try testSession()
    let here = session.runState
    session.interrupt { true }
    #expect("\(session.apply("load \(path)"))".contains("the session stays as it was"))
    #expect(session.isBusy)
    _ = session.interrupt()
    #expect(!session.isBusy)
    #expect(session.runState == here)
    session.letFinish()
    session.output("load \(path)")
    #expect(session.corpus.tokens.count == 3)
  }

  @Test("A long text is printed in pieces; Ctrl-C drops the rest")
  func output() throws {
    let words = (0..<9000).map { "word\($0)" }.joined(separator: " ")
    let session = try testSession(words) { $0.dimension = 2 }
    func text(_ effects: [Effect]) -> String {
      effects.map { if case .print(let text) = $0 { text } else { "" } }.joined(separator: "\n")
    }
    let whole = session.output("nearest word1 9000")
    #expect(whole.split(separator: "\n").count == 8999)
    var pieces = [text(session.apply("nearest word1 9000"))]
    while session.isBusy { pieces.append(text(session.advance())) }
    #expect(pieces.count > 2)
    #expect(pieces.allSatisfy { $0.utf8.count < 100_000 })
    #expect(pieces.joined(separator: "\n") == whole)

    let first = text(session.apply("print yhat"))
    #expect(first.hasPrefix("$1 = ["))
    #expect(session.isBusy)
    #expect(text(session.interrupt()) == "interrupted")
    #expect(!session.isBusy)
    #expect(session.output("print 7") == "$2 = 7")
    // While it is being made nothing has been printed yet.
    var (looks, most) = (0, Int.max)
    session.interrupt {
      looks += 1
      return looks > most
    }
    session.output("nearest word1 9000")
    (looks, most) = (0, looks - 3)
    let message = text(session.apply("nearest word1 9000"))
    #expect(message == "nearest word1 9000: interrupted; the session stays as it was")
  }

  @Test("A step under tried settings that is given up drops nothing of the record")
  func tried() throws {
    let session = try testSession {
      $0.objective = .softmax
      $0.update = .pair
    }
    session.output("step 8")
    session.output("back 3")
    let here = session.runState
    var looksLeft = 0
    session.interrupt {
      looksLeft -= 1
      return looksLeft < 0
    }
    var looks = 0
    while session.run.number == here.number {
      #expect(session.runState == here)
      #expect(session.run.history.end == 8 && session.run.history.entries.isEmpty)
      looksLeft = looks
      looks += 1
      _ = session.apply("with eta 0.5 -- step")
      _ = session.interrupt()
    }
    #expect(looks > 5)
    #expect(session.run.history.end == here.number + 1)
  }

  @Test("A record whose first state was given up begins before the next command")
  func record() throws {
    let folder = try TemporaryFolder()
    let session = try testSession { $0.dimension = 2000 }
    session.output("save session \(folder.file("a.sgdbs"))")
    try folder.removeHistory(from: "a.sgdbs")
    session.output("load session \(folder.file("a.sgdbs"))")
    session.output("set history-memory 0")
    session.output("step 3")
    var checks = 0
    session.interrupt {
      checks += 1
      return checks > 1
    }
    _ = session.apply("set history-memory 1")
    _ = session.interrupt()
    #expect(session.interface.historyMemory == 1)
    #expect(session.run.history.isWithoutBeginning)
    #expect("\(session.apply("step 2"))".contains("the session stays as it was"))
    _ = session.interrupt()
    #expect(session.run.number == 3)
    session.letFinish()
    let here = session.runState
    session.output("step 2")
    session.output("back 2")
    #expect(session.runState == here)
  }

  @Test("why is given up while its replay is being made")
  func why() throws {
    let session = try testSession()
    session.output("step 10")
    let here = session.runState
    session.interrupt { true }
    _ = session.apply("why cat dog")
    #expect(session.isBusy)
    _ = session.interrupt()
    session.letFinish()
    #expect(session.output("why cat dog").contains("windows 0 to 10"))
    #expect(session.runState == here)
  }
}
