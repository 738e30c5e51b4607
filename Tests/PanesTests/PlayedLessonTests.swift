import Corpora
import Debugger
import TestSupport
import Testing

@testable import Panes

/// Lessons played as a person plays them: by the lines they tell to type, Enter and PgDn.
@Suite("Lessons on the screen")
struct PlayedLessonTests {
  static let sizes = [(60, 16), (80, 24), (120, 36)].map { Size(columns: $0.0, rows: $0.1) }
  static let lessons = BundledTexts.lessons.keys.sorted().filter { name in
    !String(decoding: BundledTexts.lessons[name] ?? [], as: UTF8.self).contains("load royals")
  }

  @Test(
    "Every row of every answer is on the screen or in the overlay before the next paragraph",
    arguments: lessons, sizes)
  func plays(name: String, size: Size) throws {
    let session = try Session.start(SessionOptions())
    session.host.hasPanes = true
    var player = Player(session: session, size: size)
    try player.enter("preset \(name)")
    var shown: Set<String> = []
    for _ in 0..<500 {
      guard let page = session.lessonPage else { break }
      shown.insert(page.title)
      try player.checkPage(page)
      if !session.coveredNumbers.isEmpty {
        try player.checkCovered()
      }
      switch page.line {
      case let line?: try player.enter(line)
      case nil: try player.enter(player.answer ?? "")
      }
    }
    #expect(session.lessonPage == nil)
    #expect(shown.count > 5)
  }
}

/// A person at a screen of some size.
private struct Player {
  let session: Session
  var state: ScreenState

  init(session: Session, size: Size) {
    self.session = session
    state = ScreenState(size: size)
  }

  /// Some answer to the open question; `nil` without one.
  var answer: String? {
    guard session.prompt == "answer: ", let page = session.lessonPage else { return nil }
    let choices = page.request.split(separator: ": ", maxSplits: 1)
    guard page.request.hasPrefix("type one of") else { return "11" }
    return choices.last?.split(separator: ",").first.map(String.init)
  }

  /// Types a line, and reads the answer to its end.
  mutating func enter(_ line: String) throws {
    let page = session.lessonPage?.title
    if !line.isEmpty { state.append(session.prompt + line, kind: .command) }
    var effects = session.run(line)
    // A question that wants a sign or a condition refuses a number.
    if effects.contains(where: { if case .failure = $0 { true } else { false } }), line == "11" {
      effects = session.run("no")
      if session.prompt == "answer: " { effects = session.run("+") }
      if session.prompt == "answer: " { effects = session.run("king") }
    }
    let count = state.transcript.count
    for effect in effects {
      switch effect {
      case .print(let text), .measured(let text, _): state.append(text, kind: .output)
      case .failure(let text): Issue.record("\(line): \(text)")
      case .show(let pane):
        state.append(try drawPane(pane, of: session).text, kind: .output)
      default: break
      }
    }
    guard !line.isEmpty, page == nil || page == session.lessonPage?.title, page != nil else {
      return
    }
    try read(state.transcript.dropFirst(count).map(\.text), after: line)
  }

  /// Reads the latest answer, in the overlay if it does not fit into the transcript.
  private mutating func read(_ lines: [String], after line: String) throws {
    var seen: Set<String> = []
    var frame = try state.nextFrame(of: session)
    let covered = !session.coveredNumbers.isEmpty
    func look(_ frame: DrawnFrame) {
      for row in frame.canvas.text.split(separator: "\n") { seen.insert(words(String(row))) }
    }
    look(frame)
    if frame.hiddenAnswerRows > 0 {
      state.openOverlay()
      for _ in 0..<200 {
        frame = try state.nextFrame(of: session)
        look(frame)
        guard let window = frame.overlay?.window, window.visible.upperBound < window.total else {
          break
        }
        state.handle(.scroll(.pages(1)), in: frame, session: session)
      }
      state.closeOverlay()
    }
    guard !covered else { return }
    let columns = state.size.columns - 4
    let rows = WrappedTranscript().rows(
      of: .init(lines.map { TranscriptLine(text: $0, kind: .output) }), columns: columns,
      glyphs: Glyphs(isASCII: false))
    for row in rows where !words(row.text).isEmpty {
      #expect(seen.contains { $0.contains(words(row.text)) }, "\(line): \(row.text)")
    }
  }

  /// A row without borders and extra blanks.
  private func words(_ row: String) -> String {
    row.split { " │┃".contains($0) }.joined(separator: " ")
  }

  /// The whole paragraph is in sight, with what to do.
  mutating func checkPage(_ page: LessonPage) throws {
    let frame = try state.nextFrame(of: session)
    let area = try #require(frame.area(of: .lesson))
    let rows = (area.inside.row..<area.inside.row + area.inside.rows).map { row in
      (area.inside.column..<area.inside.column + area.inside.columns)
        .map { frame.canvas[$0, row].text }.joined()
    }
    let text = words(rows.joined(separator: " "))
    #expect(text.contains(words(page.line ?? page.request)), "\(page.title)")
    if session.coveredNumbers.isEmpty { #expect(text.contains(words(page.text)), "\(page.title)") }
  }

  /// The number that is asked for is nowhere on the screen.
  mutating func checkCovered() throws {
    let text = try state.nextFrame(of: session).canvas.text
    for token in text.split(whereSeparator: { !"0123456789.-+,".contains($0) }) {
      for number in session.coveredNumbers {
        #expect(!shows(String(token), number), "\(token)")
      }
    }
  }
}
