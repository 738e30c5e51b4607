import Foundation
import RandomCases
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Session files")
struct SessionFileTests {
  /// A session with something of everything pending.
  private func prepared() throws -> Session {
    let session = try testSession { $0.objective = .negativeSampling }
    for line in [
      "set decay linear", "set power 0.5", "step 7", "window cat : dog bird",
      "negatives 2 = the mat", "break sat if step > 3", "commands", "print J", "end",
    ] {
      session.output(line)
    }
    return session
  }

  @Test("A loaded session goes on with the same bits as the one saved")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let session = try prepared()
    session.output("save session \(folder.file("a.sgdbs"))")
    let other = try testSession("x y z")
    #expect(other.output("load session \(folder.file("a.sgdbs"))").contains("window 7"))
    #expect(other.runState == session.runState)
    #expect(other.run.tally.recentLosses == session.run.tally.recentLosses)
    #expect(other.breakpoints.all.map(\.script) == session.breakpoints.all.map(\.script))
    #expect(other.corpus.text == session.corpus.text)
    for _ in 0..<4 {
      session.output("continue")
      other.output("continue")
      #expect(other.runState == session.runState)
    }
    other.output("goto 7")
    session.output("goto 7")
    #expect(other.runState == session.runState)
    for line in ["back 5", "step", "branch 1", "goto 7"] {
      session.output(line)
      other.output(line)
      #expect(other.runState == session.runState, "\(line)")
    }
  }

  @Test("A file carries every branch, edit and omission; going back and asking why work as before")
  func history() throws {
    let folder = try TemporaryFolder()
    let vectors = folder.file("v.txt")
    for origin in ["", "load vectors \(vectors)"] {
      let session = try testSession { $0.objective = .negativeSampling }
      session.output("save vectors \(vectors)")
      for line in [
        origin, "step 5", "set eta 0.2", "set var v[cat][1] = 3", "step 9", "goto 4",
        "omit word dog", "omit pair the cat", "omit window 6..8", "omit sentence 1", "step 20",
        "branch name other", "goto 2", "load vectors \(vectors) --outside", "window cat : dog",
        "step 12", "break cat", "step 3",
      ] where !line.isEmpty {
        session.succeed(line)
      }
      session.output("save session \(folder.file("a.sgdbs"))")
      let other = try testSession("x y z")
      other.output("load session \(folder.file("a.sgdbs"))")
      #expect(other.runState == session.runState)
      for line in [
        "info branches", "info omitted", "reverse-continue", "diff 1", "back 3", "why cat dog",
        "branch other", "info branches", "info omitted", "reverse-continue", "branch 1", "goto 3",
        "step 4", "branch 3", "branch delete 2", "why norm(v[cat])", "plot loss",
      ] {
        #expect(other.output(line) == session.output(line), "\(line)")
        #expect(other.runState == session.runState, "\(line)")
      }
    }
  }

  @Test("A file of another arithmetic begins at its window, and that is said")
  func arithmetic() throws {
    let folder = try TemporaryFolder()
    let session = try prepared()
    session.output("omit word bird")
    session.output("save session \(folder.file("a.sgdbs"))")
    var file = try SessionFileEditor(try folder.bytes("a.sgdbs"))
    file.encode("arithmetic") { $0.append(Arithmetic.fingerprint ^ 1) }
    _ = try folder.write(file.bytes, to: "a.sgdbs")
    let other = try testSession("x y z")
    let text = other.output("load session \(folder.file("a.sgdbs"))")
    #expect(text.contains("another arithmetic") && text.contains("begins at window 7"))
    #expect(other.runState == session.runState)
    #expect(other.outcome("back").failure?.contains("begins at window 7") == true)
  }

  @Test("load takes a session by its extension, and so does the program's argument")
  func byExtension() throws {
    let folder = try TemporaryFolder()
    let session = try prepared()
    let file = folder.file("a.sgdbs")
    session.output("save session \(file)")
    let other = try testSession("x y z")
    other.output("load \(file)")
    #expect(other.runState == session.runState)
    var options = SessionOptions()
    options.corpus = file
    options.settings = [InitialSetting(name: "eta", value: "0.25")]
    let started = try Session.start(options)
    while started.isBusy { _ = started.advance() }
    #expect(started.hyperparameters.learningRate == 0.25)
    #expect(started.run.number == 7)
    #expect(!started.isStarting)
  }

  @Test("A file cut off anywhere, or with a bit turned anywhere, is refused; the session stays")
  func damage() throws {
    let folder = try TemporaryFolder()
    let session = try prepared()
    session.output("save session \(folder.file("a.sgdbs"))")
    let bytes = try folder.bytes("a.sgdbs")
    let other = try testSession()
    other.output("step 3")
    let before = other.runState
    for length in [0, 1, 7, 8, 20, 24, 40, bytes.count / 2, bytes.count - 1] {
      let file = try folder.write(bytes.prefix(length), to: "b.sgdbs")
      let message = try #require(other.outcome("load \(file)").failure)
      #expect(message.contains(length < 8 ? "not a session file" : "truncated"), "\(length)")
    }
    var random = TestRandom(seed: 1)
    for _ in 0..<60 {
      var damaged = bytes
      let place = Int.random(in: 24..<bytes.count, using: &random)
      damaged[place] ^= 1 << Int.random(in: 0..<8, using: &random)
      let file = try folder.write(damaged, to: "b.sgdbs")
      #expect(other.outcome("load \(file)").failure?.contains("damaged") == true, "byte \(place)")
    }
    let longer = try folder.write(bytes + [0], to: "b.sgdbs")
    #expect(other.outcome("load \(longer)").failure?.contains("damaged") == true)
    #expect(other.runState == before)
  }

  @Test("Newer and foreign files are refused")
  func otherFiles() throws {
    let folder = try TemporaryFolder()
    let session = try prepared()
    session.output("save session \(folder.file("a.sgdbs"))")
    var bytes = try folder.bytes("a.sgdbs")
    bytes[8] = 9
    let newer = try folder.write(bytes, to: "b.sgdbs")
    #expect(session.outcome("load \(newer)").failure?.contains("version 9") == true)
    let text = try folder.write("a text of words\n", to: "c.sgdbs")
    #expect(session.outcome("load \(text)").failure?.contains("not a session file") == true)
    #expect(
      session.outcome("load session \(folder.path)").failure?.contains("not a session file") == true
    )
    let missing = session.outcome("load session \(folder.file("none"))").failure
    #expect(missing?.contains("cannot be read") == true)
  }

  @Test("A session whose corpus has changed or is gone is refused, naming the file")
  func corpora() throws {
    let folder = try TemporaryFolder()
    let text = "the cat sat on the mat\n"
    let corpus = try folder.write(text, to: "corpus.txt")
    let session = try testSession()
    session.output("load \(corpus)")
    session.output("step 4")
    session.output("save session \(folder.file("a.sgdbs"))")
    let here = session.runState
    session.output("load fox")
    session.output("load \(folder.file("a.sgdbs"))")
    #expect(session.runState == here)

    _ = try folder.write("the Cat sat on the mat\n", to: "corpus.txt")
    let changed = try #require(session.outcome("load \(folder.file("a.sgdbs"))").failure)
    #expect(changed.contains("has changed") && changed.contains("corpus.txt"))
    try FileManager.default.removeItem(atPath: corpus)
    let missing = try #require(session.outcome("load \(folder.file("a.sgdbs"))").failure)
    #expect(missing.contains("is missing") && missing.contains("corpus.txt"))
    #expect(session.runState == here)
  }

  @Test("A bundled corpus is kept by its name")
  func bundled() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    session.output("load fox")
    session.output("step 4")
    session.output("save session \(folder.file("a.sgdbs"))")
    #expect(try folder.bytes("a.sgdbs").count < 20_000)
    let here = session.runState
    session.output("run")
    session.output("load session \(folder.file("a.sgdbs"))")
    #expect(session.runState == here)
    #expect(session.corpus.name == "fox")
  }
}
