import Corpora
import TestSupport
import Testing

@testable import Debugger

@Suite("Lessons")
struct LessonTests {
  static let all = BundledTexts.lessons.keys.sorted()
  /// Lessons that do not train on the large text.
  static let small = all.filter { name in
    !lines(name).contains { $0.hasPrefix("load royals") }
  }

  private static func lines(_ name: String) -> [String] {
    String(decoding: BundledTexts.lessons[name] ?? [], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// A session that has begun a lesson at a prompt without panes.
  private static func begun(_ name: String) throws -> Session {
    let session = try Session.start(SessionOptions())
    session.host.isAtPrompt = true
    session.interface.confirm = false
    session.succeed("preset \(name)")
    return session
  }

  @Test("A lesson runs to its end without a failing command", arguments: small)
  func runs(name: String) throws {
    let session = try Session.start(SessionOptions())
    let text = session.succeed("preset \(name)")
    #expect(!session.hasFailed)
    for line in Self.lines(name) where !line.isEmpty { #expect(text.contains(line)) }
  }

  @Test("Lessons run in any order")
  func anyOrder() throws {
    let session = try Session.start(SessionOptions())
    for name in Self.small + Self.small.reversed() { session.succeed("preset \(name)") }
  }

  @Test("Every lesson has a title, and `preset` lists it")
  func titles() throws {
    let list = try Session.ofRoyals().succeed("preset")
    for name in BundledTexts.lessons.keys {
      #expect(!BundledTexts.title(ofLesson: name).isEmpty)
      #expect(list.contains(name))
    }
  }

  @Test("Every lesson asks three times at least, and explains each answer", arguments: all)
  func questions(name: String) {
    let questions = Self.lines(name).filter { $0.hasPrefix("ask ") }
    #expect(questions.count >= 3)
    #expect(questions.allSatisfy { $0.contains(" because \"") })
  }

  @Test("Enter alone leads to the end; right answers pass", arguments: small)
  func plays(name: String) throws {
    let session = try Self.begun(name)
    var asked = 0
    var text = ""
    for _ in 0..<500 where session.lessonPage != nil {
      if let question = session.interpreter.openQuestion {
        asked += 1
        #expect(!question.reason.isEmpty)
        text = session.succeed(question.solution(session))
        #expect(text.hasPrefix("Right"), "\(question.text): \(text)")
      } else {
        text = session.succeed("")
      }
    }
    #expect(session.lessonPage == nil)
    #expect(text.hasSuffix("\(asked) of \(asked) answers right\n"))
    #expect(asked == Self.lines(name).count { $0.hasPrefix("ask ") })
  }

  @Test("Wrong answers fail, and the right one is shown", arguments: small)
  func wrongAnswers(name: String) throws {
    let session = try Self.begun(name)
    for _ in 0..<500 where session.lessonPage != nil {
      guard let question = session.interpreter.openQuestion else {
        session.succeed("")
        continue
      }
      let wrong: String
      switch question.answer {
      case .number(let value): wrong = "\(value * 3 + 7.25)"
      case .word: wrong = "nonsense"
      case .choice(let right): wrong = try #require(question.choices.first { $0 != right })
      case .sign(let sign): wrong = sign > 0 ? "-" : "+"
      case .condition(let holds): wrong = holds ? "no" : "yes"
      }
      let text = session.succeed(wrong)
      #expect(text.hasPrefix("No"))
      let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(shown.contains("it is \(question.solution(session))."))
    }
  }

  @Test(
    "`preset back` returns to a paragraph bit for bit", arguments: ["fox", "update-order", "tour"])
  func back(name: String) throws {
    let session = try Self.begun(name)
    var states: [String: String] = [:]
    func state() -> String {
      session.output("info model") + session.output("where") + session.output("show eta")
    }
    for _ in 0..<60 {
      guard let page = session.lessonPage else { break }
      if let question = session.interpreter.openQuestion {
        session.succeed(question.solution(session))
        continue
      }
      states[page.title] = states[page.title] ?? state()
      session.succeed("")
    }
    #expect(states.count > 5)
    if session.lessonPage == nil { session.succeed("preset \(name)", "preset next", "preset next") }
    while session.outcome("preset back").failure == nil {
      let page = try #require(session.lessonPage)
      if let before = states[page.title], session.interpreter.openQuestion == nil {
        #expect(state() == before, "\(page.title)")
      }
    }
  }

  @Test("Other commands work meanwhile; the lesson waits for its own")
  func otherCommands() throws {
    let session = try Self.begun("fox")
    session.succeed("")
    let page = try #require(session.lessonPage)
    #expect(page.line == "info window")
    #expect(session.succeed("print J").contains("info window"))
    #expect(session.lessonPage == page)
    #expect(session.outcome("print (").failure != nil)
    #expect(session.lessonPage == page)
    session.succeed("info  window")
    #expect(session.lessonPage?.line == nil)
  }

  @Test("Paragraphs can be skipped, and a lesson ended")
  func skipping() throws {
    let session = try Session.start(SessionOptions())
    session.host.isAtPrompt = true
    for move in ["next", "back", "off"] {
      #expect(session.outcome("preset \(move)").failure != nil)
      #expect(session.outcome("tour \(move)").failure != nil)
    }
    session.succeed("tour")
    for _ in 0..<200 where session.lessonPage != nil { session.succeed("tour next") }
    #expect(session.lessonPage == nil)
    session.succeed("tour", "tour off")
    #expect(session.lessonPage == nil)
  }

  @Test("With panes, Enter types the line that is to be typed")
  func typing() throws {
    let session = try Session.start(SessionOptions())
    session.host.hasPanes = true
    _ = session.run("preset fox")
    _ = session.run("")
    #expect(session.run("") == [.type("info window")])
    #expect(session.lessonPage?.line == "info window")
  }

  @Test("A lesson of a file plays as a bundled one, trusted no more than its folder")
  func ownLesson() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      """
      # Mine
      # Two lines.
      load fox

      # Look.
      print J
      ask "J?" = J because "So."
      export j.json
      """, to: "mine.sgdb")
    let session = try Session.start(SessionOptions())
    session.host.isAtPrompt = true
    session.succeed("preset \(path)")
    #expect(session.lessonPage?.text == "Mine. Two lines.")
    session.succeed("")
    #expect(session.succeed("").contains("$1 = "))
    session.succeed("")
    #expect(session.interpreter.openQuestion?.text == "J?")
    #expect(session.outcome("foo bar").failure != nil)
    #expect(session.succeed("2 * J").hasPrefix("No, off by 100 %: it is"))
    session.succeed("")
    // The same line is refused when the reader types it in the lesson.
    #expect(session.outcome("").failure?.contains("may not write") == true)
    #expect(session.outcome("export j.json").failure?.contains("may not write") == true)
  }

  @Test("Numbers are judged by the digits given")
  func digits() throws {
    let session = try Self.begun("fox")
    session.succeed("preset off")
    func verdict(_ expression: String, _ answer: String, within: String = "") -> String {
      session.succeed("ask \"?\" = \(expression)\(within)")
      let outcome = session.outcome(answer)
      if outcome.failure != nil { _ = session.endInput() }
      return String((outcome.failure ?? outcome.text).prefix(5))
    }
    #expect(verdict("1/3", "0.33") == "Right")
    #expect(verdict("1/3", "0.34") == "No, o")
    #expect(verdict("1/3", "0.333") == "Right")
    #expect(verdict("1/3", "0.334") == "No, o")
    #expect(verdict("1/3", "0.3") == "give ")
    #expect(verdict("1/3", "1/3") == "Right")
    #expect(verdict("0.5", "0.5") == "Right")
    #expect(verdict("12", "12") == "Right")
    #expect(verdict("3", "3") == "Right")
    #expect(verdict("3", "4") == "No, o")
    #expect(verdict("-2/3", "0.67") == "No, o")
    #expect(verdict("-2/3", "2/3") == "No, t")
    #expect(verdict("10", "11", within: " within 2") == "Right")
    #expect(verdict("sign(0 - 2)", "-") == "Right")
    #expect(verdict("sign(0 - 2)", "positive") == "No: i")
    #expect(verdict("2 < 1", "no") == "Right")
  }

  @Test("At the end of input the answer is printed, and nothing counted")
  func endOfInput() throws {
    let session = try Self.begun("fox")
    session.succeed("preset off", "ask \"?\" = 1/4 because \"So.\"")
    #expect(session.endInput() == [.print("It is 0.25. So.")])
    #expect(session.prompt == "(sgdb) ")
  }
}
