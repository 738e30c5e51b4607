import TestSupport
import Testing

@testable import Debugger

@Suite("The tour")
struct TourTests {
  @Test("Typing its commands leads to its end")
  func wholeTour() throws {
    let session = try Session.start(SessionOptions())
    var text = session.succeed("tour")
    for (number, step) in TourStep.all.enumerated() {
      #expect(session.tourStep == number)
      #expect(text.contains("\(number + 1)/\(TourStep.all.count)"))
      #expect(text.contains("▸ "))
      text = session.succeed(step.line)
      for line in text.split(separator: "\n") where line.contains("(tour: ") {
        Issue.record("\(step.line) is not taken for what it is")
      }
    }
    #expect(session.tourStep == nil)
    #expect(!session.succeed("where").contains("tour"))
  }

  @Test("Its text fits into 80 columns")
  func lines() throws {
    let session = try Session.start(SessionOptions())
    let texts =
      [session.succeed("tour")]
      + TourStep.all.enumerated().map { $1.invitation(number: $0 + 1) }
      + (try TourStep.all.map { wrapped(try $0.explanation(session)) })
    for line in texts.joined(separator: "\n").split(separator: "\n") {
      #expect(columnWidth(of: String(line)) <= 76, "\(line)")
    }
  }

  @Test("Other commands work meanwhile, and it repeats its prompt")
  func otherCommands() throws {
    let session = try Session.start(SessionOptions())
    session.succeed("tour")
    #expect(session.succeed("print J").contains("(tour: type: load fruit)"))
    #expect(session.tourStep == 0)
    #expect(session.outcome("print (").text == "")
    session.succeed("lo  fruit")
    #expect(session.tourStep == 1)
  }

  @Test("Steps can be skipped, and the tour ended")
  func skipping() throws {
    let session = try Session.start(SessionOptions())
    #expect(session.outcome("tour next").failure != nil)
    #expect(session.outcome("tour off").failure != nil)
    session.succeed("tour")
    for _ in TourStep.all { session.succeed("tour next") }
    #expect(session.tourStep == nil)
    session.succeed("tour", "tour off")
    #expect(session.tourStep == nil)
  }

  @Test("Enter repeats `step` where the tour asks for Enter")
  func enter() throws {
    let session = try Session.start(SessionOptions())
    session.succeed("tour")
    for step in TourStep.all.prefix(while: { $0.request == nil }) { session.succeed(step.line) }
    let number = try #require(session.tourStep)
    session.succeed("")
    #expect(session.tourStep == number + 1)
  }
}
