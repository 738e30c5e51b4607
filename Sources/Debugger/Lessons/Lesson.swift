import Corpora
import Word2Vec

/// A script read paragraph by paragraph: comments are its text, commands are typed by the reader.
struct Lesson: Equatable, Sendable {
  /// A paragraph, and the lines up to the next one.
  struct Step: Equatable, Sendable {
    /// The text of a paragraph in one line; empty for lines before the first.
    var text: String
    var lines: [WaitingLine] = []
  }

  let name: String
  private(set) var steps: [Step] = []

  /// The lesson of a script; the first comment is its title.
  ///
  /// - Parameters:
  ///   - script: The script.
  ///   - name: Its name.
  ///   - trust: The trust in its lines, unless they are trusted less.
  init(_ script: Script, name: String, trust: Trust) {
    self.name = name
    var isParagraphOpen = false
    var titleIsRead = false
    for line in script.lines {
      let text = line.text.trimmingBlanks
      if text.hasPrefix("#") {
        let words = String(text.drop { $0 == "#" }).trimmingBlanks
        if isParagraphOpen {
          // The title is a line without a full stop.
          let isTitle = steps.count == 1 && !steps[0].text.contains(". ") && !titleIsRead
          titleIsRead = true
          let separator = isTitle && steps[0].text.last?.isPunctuation != true ? ". " : " "
          steps[steps.count - 1].text += separator + words
        } else {
          steps.append(Step(text: words))
        }
        isParagraphOpen = true
      } else {
        isParagraphOpen = false
        if text.isEmpty { continue }
        if steps.isEmpty { steps.append(Step(text: "")) }
        var line = line
        line.trust = trust.lesser(line.trust)
        steps[steps.count - 1].lines.append(line)
      }
    }
  }
}

extension WaitingLine {
  /// Whether a lesson runs it by itself, instead of asking the reader to type it.
  var playsByItself: Bool {
    guard let name = ParsedLine(text)?.name, let command = try? Command.named(name) else {
      return false
    }
    return command.playsByItself
  }

  /// Whether it waits for the reader.
  var waitsForReader: Bool {
    ["ask", "pause"].contains(ParsedLine(text)?.commandName)
  }

  /// Whether a typed line is this one: the same command with the same arguments.
  func isTyped(as typed: String) -> Bool {
    guard let wanted = ParsedLine(text), let typed = ParsedLine(typed),
      let command = wanted.commandName
    else { return false }
    func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    return command == typed.commandName && words(wanted.rest) == words(typed.rest)
  }
}

/// A lesson under way.
struct LessonProgress: Sendable {
  let lesson: Lesson
  /// The current step, and the line of it that comes next.
  fileprivate(set) var step = 0
  fileprivate(set) var line = 0
  /// Whether the reader looks at an answer, and Enter goes on.
  fileprivate(set) var rests = false
  /// The verdict on the last answer, with the explanation; shown instead of the paragraph.
  var verdict: String?
  /// Questions answered, and those of them answered right.
  var score = (asked: 0, right: 0)
  /// The number of the last breakpoint, and of printed values, at the start.
  fileprivate let lastBreakpoint: Int
  fileprivate let valueCount: Int

  /// The next line; `nil` at the end of the step.
  var nextLine: WaitingLine? {
    let lines = lesson.steps[step].lines
    return line < lines.count ? lines[line] : nil
  }

  /// Whether nothing follows.
  fileprivate var isAtEnd: Bool { step == lesson.steps.count - 1 && nextLine == nil }
}

/// What a lesson shows: one paragraph, and what to do next.
package struct LessonPage: Equatable, Sendable {
  /// The lesson's name with the number of the paragraph, as `fox 3/21`.
  package let title: String
  /// The paragraph, a question, or the verdict on an answer.
  package let text: String
  /// The line to type; `nil` where the reader only goes on.
  package let line: String?
  /// What to do, if nothing is to be typed.
  package let request: String
}

extension Session {
  /// The page of the current lesson; `nil` without one.
  package var lessonPage: LessonPage? {
    guard let lesson else { return nil }
    let title = "\(lesson.lesson.name) \(lesson.step + 1)/\(lesson.lesson.steps.count)"
    if let question = interpreter.openQuestion {
      return LessonPage(
        title: title, text: question.text, line: nil,
        request: question.choices.isEmpty
          ? "type your answer, then Enter" : "type one of: \(question.choiceList)")
    }
    let line = lesson.rests ? nil : lesson.nextLine?.text.trimmingBlanks
    let isPlaying = lesson.nextLine?.playsByItself == true || interpreter.isAwaiting
    return LessonPage(
      title: title, text: lesson.verdict ?? lesson.lesson.steps[lesson.step].text,
      line: isPlaying ? nil : line,
      request: lesson.isAtEnd ? "Enter ends the lesson" : "Enter goes on")
  }

  /// Whether lessons wait for the reader, instead of running through.
  var readsLessons: Bool { host.isAtPrompt || host.hasPanes }

  // MARK: Commands

  /// Begins a lesson at window 0 under the default settings.
  func beginLesson(_ script: Script, name: String) throws {
    let lesson = Lesson(script, name: name, trust: trust)
    guard !lesson.steps.isEmpty else {
      throw CommandError.other("the lesson \(displayText(name.utf8)) is empty")
    }
    try askBeforeLosingRun("begin the lesson")
    try resetForLesson()
    guard readsLessons else {
      return try interpreter.runNext(script)
    }
    self.lesson = LessonProgress(
      lesson: lesson, lastBreakpoint: breakpoints.lastNumber, valueCount: valueHistory.count)
    reportParagraph()
    playLesson()
  }

  private func resetForLesson() throws {
    var settings = settings
    settings.hyperparameters = Hyperparameters()
    settings.text = TextSettings()
    try change(to: settings)
    if run.number > 0 { try startOver() }
  }

  /// Goes on to the next paragraph, and leaves out the lines that were not typed.
  func skipLessonStep() throws {
    let lesson = try requireLesson()
    interpreter.stopWaiting()
    self.lesson?.line = lesson.lesson.steps[lesson.step].lines.count
    goOn()
  }

  /// Goes back to the paragraph before: the lesson is run again up to it.
  func goBackInLesson() throws {
    let lesson = try requireLesson()
    guard lesson.step > 0 else { throw CommandError.other("this is the first paragraph") }
    interpreter.stopWaiting()
    // The lesson repeats its own run, so nothing is lost.
    savedWindow = run.history.end
    try resetForLesson()
    breakpoints.remove(after: lesson.lastBreakpoint)
    valueHistory.removeLast(max(0, valueHistory.count - lesson.valueCount))
    let target = lesson.step - 1
    self.lesson?.step = target
    self.lesson?.line = 0
    self.lesson?.rests = false
    self.lesson?.verdict = nil
    interpreter.afterwards { session in
      session.reportParagraph()
      session.playLesson()
    }
    interpreter.runQuietly(
      lesson.lesson.steps[..<target].flatMap(\.lines).filter { !$0.waitsForReader })
  }

  /// Ends the lesson before its end.
  func endLesson() throws {
    let lesson = try requireLesson()
    interpreter.stopWaiting()
    self.lesson = nil
    report("the lesson is off; `preset \(lesson.lesson.name)` begins it again")
  }

  private func requireLesson() throws -> LessonProgress {
    guard let lesson else {
      throw CommandError.other("no lesson is under way; `preset` lists them, `tour` is a tour")
    }
    return lesson
  }

  // MARK: Playing

  /// Handles Enter on an empty line: goes on, or types the line that is to be typed.
  ///
  /// - Returns: A line to run now, in line mode, where nothing can be typed for the reader.
  func enterInLesson() -> WaitingLine? {
    guard let lesson else { return nil }
    if !lesson.rests, let line = lesson.nextLine, !line.playsByItself {
      guard host.hasPanes else { return line }
      request(.type(line.text.trimmingBlanks))
    } else {
      goOn()
    }
    return nil
  }

  private func goOn() {
    guard let lesson else { return }
    self.lesson?.rests = false
    self.lesson?.verdict = nil
    if lesson.isAtEnd { return finishLesson() }
    if lesson.nextLine == nil {
      self.lesson?.step += 1
      self.lesson?.line = 0
      reportParagraph()
    }
    playLesson()
  }

  /// The trust in a typed line: that of the lesson, if the lesson gave it.
  func lessonLine(typedAs typed: String) -> WaitingLine? {
    guard let line = lesson?.nextLine, lesson?.rests == false,
      line.text.trimmingBlanks == typed.trimmingBlanks
    else { return nil }
    return line
  }

  /// Notes a typed line that was run without an error.
  func continueLesson(at typed: String) {
    guard let lesson, !lesson.rests, let line = lesson.nextLine else { return }
    guard line.isTyped(as: typed) else {
      if let parsed = ParsedLine(typed), !["preset", "tour"].contains(parsed.commandName),
        !host.hasPanes
      {
        reportLine()
      }
      return
    }
    self.lesson?.line += 1
    let next = self.lesson?.nextLine
    self.lesson?.rests = next == nil || next?.playsByItself == true
    if !host.hasPanes { reportLine() }
  }

  /// Runs the lines that need no reader, up to one that does.
  func playLesson() {
    guard let lesson, !lesson.rests, !interpreter.isAwaiting else { return }
    guard let line = lesson.nextLine else {
      if lesson.lesson.steps[lesson.step].text.isEmpty {
        goOn()
      } else if lesson.line > 0, !host.hasPanes {
        reportLine()
      }
      return
    }
    guard line.playsByItself else {
      if !host.hasPanes { reportLine() }
      return
    }
    self.lesson?.line += 1
    interpreter.play(line) { $0.playLesson() }
  }

  /// Shows the verdict on an answer until the reader goes on.
  func showVerdict(_ verdict: String, isRight: Bool?) {
    guard lesson != nil else { return }
    lesson?.verdict = verdict
    lesson?.rests = true
    if let isRight {
      lesson?.score.asked += 1
      if isRight { lesson?.score.right += 1 }
    }
  }

  /// Asks a question again that was interrupted.
  func rewindLesson() {
    if let lesson, lesson.line > 0 { self.lesson?.line -= 1 }
  }

  private func finishLesson() {
    guard let lesson else { return }
    self.lesson = nil
    let score = lesson.score
    report(
      "end of \(lesson.lesson.name)"
        + (score.asked > 0 ? ": \(score.right) of \(counted(score.asked, "answer")) right" : ""))
  }

  // MARK: Line mode

  /// Prints the paragraph where there are no panes.
  private func reportParagraph() {
    guard !host.hasPanes, let page = lessonPage, !page.text.isEmpty else { return }
    report("\n" + wrapped("[\(page.title)] \(page.text)"))
    if lesson?.nextLine == nil { report("(\(page.request))") }
  }

  /// Prints what to type, or how to go on.
  private func reportLine() {
    guard let page = lessonPage else { return }
    report(page.line.map { "▸ \($0)   (Enter types it)" } ?? "(\(page.request))")
  }
}
