import Debugger
import Testing
import Word2Vec

@testable import Panes

@Suite("Scrolling and focus")
struct ScrollTests {
  /// The views of a pane while a key is pressed until nothing moves.
  func texts(
    _ session: Session, _ pane: Pane, _ size: Size, key: PaneKey.Scroll,
    state start: ScreenState? = nil
  ) throws -> [String] {
    _ = session.run("focus \(pane.rawValue)")
    var state = start ?? ScreenState(size: size)
    state.size = size
    state.handle(.scroll(.top), in: try state.nextFrame(of: session), session: session)
    var texts: [String] = []
    var last = -1
    for _ in 0..<10_000 {
      let frame = try state.nextFrame(of: session)
      texts.append(frame.canvas.text)
      let first = frame.windows[pane]?.visible.lowerBound ?? 0
      if first == last { break }
      last = first
      state.handle(.scroll(key), in: frame, session: session)
    }
    return texts
  }

  @Test(
    "Scrolling down reaches every word of the vocabulary",
    arguments: [PaneKey.Scroll.lines(1), .pages(1)],
    [Size(columns: 60, rows: 16), Size(columns: 110, rows: 30)])
  func scores(key: PaneKey.Scroll, size: Size) throws {
    let words = (0..<90).map { "w\($0)x" }
    let session = try Fixture.session(words.joined(separator: " "))
    for pane in [Pane.scores, .outside] {
      let screens = try texts(session, pane, size, key: key).joined()
      for word in words { #expect(screens.contains(word), "\(word) in \(pane)") }
    }
  }

  @Test(
    "Scrolling down reaches every term and every draw",
    arguments: [PaneKey.Scroll.lines(1), .pages(1)])
  func terms(key: PaneKey.Scroll) throws {
    let session = try Fixture.session(objective: .negativeSampling) { $0.negatives = 20 }
    _ = session.run("step 6")
    let record = session.pending.trace(.never)
    let size = Size(columns: 80, rows: 24)
    let center = try texts(session, .center, size, key: key).joined()
    let scores = try texts(session, .scores, size, key: key).joined()
    for pair in record.pairs {
      for draw in pair.negatives {
        let word = session.corpus.vocabulary.name(of: draw.word)
        #expect(center.contains("u_\(word)"))
        #expect(scores.contains(fixed(draw.sigma, decimals: 4)))
      }
    }
  }

  @Test("Scrolling reaches every sentence and every line of the transcript")
  func texts() throws {
    let lines = (0..<120).map { "line \($0) ends" }
    let session = try Fixture.session(lines.map { $0 + "\n" }.joined())
    let size = Size(columns: 80, rows: 24)
    let corpus = try texts(session, .corpus, size, key: .lines(1)).joined()
    var state = ScreenState(size: size)
    state.append(lines.joined(separator: "\n"), kind: .output)
    let transcript = try texts(session, .transcript, size, key: .pages(1), state: state).joined()
    for line in lines { #expect(transcript.contains(line)) }
    // The first line has the marks of the window.
    for line in lines.dropFirst() { #expect(corpus.contains(line)) }
  }

  @Test("Home and End go to the first and the last row, and page keys come back")
  func ends() throws {
    let session = try Fixture.session((0..<200).map { "w\($0)" }.joined(separator: " "))
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    state.handle(.scroll(.bottom), in: try state.nextFrame(of: session), session: session)
    var frame = try state.nextFrame(of: session)
    #expect(frame.windows[.scores]?.visible.upperBound == 200)
    state.handle(.scroll(.pages(-1)), in: frame, session: session)
    state.handle(.scroll(.lines(-1)), in: frame, session: session)
    frame = try state.nextFrame(of: session)
    #expect((frame.windows[.scores]?.visible.upperBound ?? 200) < 200)
    state.handle(.scroll(.top), in: frame, session: session)
    frame = try state.nextFrame(of: session)
    #expect(frame.windows[.scores]?.visible.lowerBound == 0)
  }

  @Test("Keys pressed before the next frame add up")
  func keysBetweenFrames() throws {
    let session = try Fixture.session((0..<200).map { "w\($0)" }.joined(separator: " "))
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    let frame = try state.nextFrame(of: session)
    for _ in 0..<5 { state.handle(.scroll(.lines(1)), in: frame, session: session) }
    let next = try state.nextFrame(of: session)
    #expect(next.windows[.scores]?.visible.lowerBound == 5)
  }

  @Test("New output shows the end of the transcript again")
  func newOutput() throws {
    let session = try Fixture.session()
    _ = session.run("focus transcript")
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    state.append((0..<100).map { "line \($0)" }.joined(separator: "\n"), kind: .output)
    state.handle(.scroll(.pages(-1)), in: try state.nextFrame(of: session), session: session)
    #expect(try !state.text(session).contains("line 99"))
    state.append("line 100", kind: .output)
    #expect(try state.text(session).contains("line 100"))
  }

  @Test("The focus moves through every pane of a layout", arguments: PaneLayout.all)
  func focus(layout: PaneLayout) throws {
    let session = try Fixture.session()
    _ = session.run("layout \(layout.name)")
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    var seen: Set<Pane> = []
    for _ in layout.panes {
      let frame = try state.nextFrame(of: session)
      seen.insert(session.screen.focus)
      state.handle(.nextPane, in: frame, session: session)
    }
    #expect(seen == Set(layout.panes))
  }

  @Test("The focused pane is on the smallest screen", arguments: PaneLayout.step.panes)
  func focusedPaneStays(pane: Pane) throws {
    let session = try Fixture.session()
    _ = session.run("focus \(pane.rawValue)")
    var state = ScreenState(size: Arrangement.least)
    let frame = try state.nextFrame(of: session)
    #expect(frame.panes.contains { $0.pane == pane })
  }

  @Test("Only the focused pane's title is reversed", arguments: PaneLayout.step.panes)
  func focusIsVisible(pane: Pane) throws {
    let session = try Fixture.session()
    _ = session.run("focus \(pane.rawValue)")
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    let frame = try state.nextFrame(of: session)
    for area in frame.panes {
      let cell = frame.canvas[area.border.column + 3, area.border.row]
      #expect(cell.style.reverse == (area.pane == pane))
    }
  }
}
