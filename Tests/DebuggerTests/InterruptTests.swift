import Foundation
import SkipGram
import Testing

@testable import Debugger

/// What takes long and cannot be sliced asks whether the user wants it to end.
@Suite("Ctrl-C within a slice")
struct InterruptTests {
  @Test("Parameters are copied and made in parts, and given up between them")
  func parameters() {
    let settings = Hyperparameters()
    let made = Parameters(words: 100_000, hyperparameters: settings)
    var parts = 0
    func goesOn(for most: Int) -> () -> Bool {
      parts = 0
      return {
        parts += 1
        return parts <= most
      }
    }
    let copyHash = made.copy(while: goesOn(for: .max))?.hash
    #expect(copyHash == made.hash)
    #expect(parts > 4)
    let copyIsGivenUp = made.copy(while: goesOn(for: 3)) == nil
    #expect(copyIsGivenUp)
    #expect(parts == 4)
    let againHash =
      Parameters(words: 100_000, hyperparameters: settings, while: goesOn(for: .max))?.hash
    #expect(againHash == made.hash)
    let makingIsGivenUp =
      Parameters(words: 100_000, hyperparameters: settings, while: goesOn(for: 3)) == nil
    #expect(makingIsGivenUp)
    // Each of the two matrices asks before it begins.
    #expect(parts <= 5)
  }

  @Test("A run applies no window and takes no checkpoint any more")
  func run() throws {
    let session = try testSession()
    session.checkpointInterval = 1
    var isInterrupted = false
    session.isInterrupted = { isInterrupted }
    _ = session.apply("continue")
    _ = session.advance(work: 5)
    #expect(session.trainer.number == 5)
    let checkpoints = session.timeline.checkpoints.count
    isInterrupted = true
    _ = session.advance(work: 100)
    #expect(session.trainer.number == 5)
    #expect(session.timeline.checkpoints.count == checkpoints)
    #expect("\(session.interrupt())".contains("interrupted"))
  }

  @Test("A text whose parameters are being made is not loaded")
  func load() throws {
    let folder = try TestFolder()
    let path = folder.file("text.txt")
    try "one two three".write(toFile: path, atomically: true, encoding: .utf8)
    let session = try testSession()
    let here = session.standing
    session.isInterrupted = { true }
    _ = session.apply("load \(path)")
    for _ in 0..<100 { _ = session.advance(work: 1 << 20) }
    #expect(session.isBusy)
    #expect("\(session.interrupt())".contains("the session stays as it was"))
    #expect(!session.isBusy)
    #expect(session.standing == here)
    session.isInterrupted = { false }
    session.output("load \(path)")
    #expect(session.corpus.tokens.count == 3)
  }

  @Test("why is given up while its replay is being made")
  func why() throws {
    let session = try testSession()
    session.output("step 10")
    let here = session.standing
    session.isInterrupted = { true }
    _ = session.apply("why cat dog")
    for _ in 0..<3 { _ = session.advance(work: 100) }
    #expect(session.isBusy)
    #expect("\(session.interrupt())".contains("interrupted"))
    session.isInterrupted = { false }
    #expect(session.output("why cat dog").contains("windows 0 to 10"))
    #expect(session.standing == here)
  }
}
