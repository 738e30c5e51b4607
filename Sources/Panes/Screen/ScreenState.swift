import Debugger
import DequeModule

/// The state of the screen between two frames, written by keys, commands and stops,
/// never by drawing.
package struct ScreenState: Sendable {
  /// The size of the terminal.
  package var size: Size
  /// The transcript, oldest line first.
  package private(set) var transcript = Deque<TranscriptLine>()
  /// The line being typed.
  package var input = InputLine()
  /// Completions to choose from; empty when none are wanted.
  package var candidates: [String] = []
  /// The progress of a long run, as one line; empty when none is under way.
  package var progress = ""

  /// The answer open over the panes, if any.
  package internal(set) var overlay: Overlay?

  /// Whether single keys are commands while the line is empty.
  package var takesSingleKeys = false
  /// Whether the next key is a single-key command.
  package var awaitsSingleKey = false

  /// The first row wanted of each pane that the user has scrolled; other panes choose.
  var scroll: [Pane: Int] = [:]
  /// The stop shown last, with its numbers.
  private var stop: (number: Int, numbers: StopNumbers)?
  /// The numbers of the stop before that.
  private var numbersBefore: StopNumbers?
  /// The numbers against which changes are marked; `nil` while the session runs.
  private(set) var reference: StopNumbers?
  /// The transcript in lines of the pane's width.
  var wrapped = WrappedTranscript()

  package init(size: Size) {
    self.size = size
  }

  /// Appends text to the transcript, line by line, and forgets the oldest beyond 10,000 lines.
  package mutating func append(_ text: String, kind: TranscriptLine.Kind) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      transcript.append(TranscriptLine(text: String(line), kind: kind))
      wrapped.append(count: 1)
    }
    let excess = transcript.count - 10_000
    if excess > 0 {
      transcript.removeFirst(excess)
      wrapped.forget(excess)
    }
    // Wrapping much text only at the next frame would delay that frame.
    wrapped.wrap(transcript)
    scroll[.transcript] = nil
  }

  /// The rows of a pane to show in a height; where the user has not scrolled, from a standard one on.
  func window(of pane: Pane, total: Int, height: Int, standard: Int = 0) -> ScrollWindow {
    ScrollWindow(total: total, height: height, first: scroll[pane] ?? standard)
  }

  /// Follows the session to where a model shows it, before the model is drawn.
  ///
  /// While the session runs no number is marked, so that a stop is compared with a stop and not with
  /// a frame in between; and the text around the window follows the window.
  package mutating func update(to model: ScreenModel) {
    guard case .panes(let panes) = model.content else { return }
    if let columns = panes.arrangement.textColumns {
      wrapped.update(transcript, columns: columns, glyphs: model.glyphs)
    }
    if panes.isRunning || panes.stop != stop?.number { scroll[.corpus] = nil }
    reference = nil
    guard !panes.isRunning else { return }
    if panes.stop != stop?.number { numbersBefore = stop?.numbers }
    stop = (panes.stop, panes.numbers)
    reference = numbersBefore
  }

  /// Updates the state to a session and draws it.
  ///
  /// - Throws: ``Interruption``, if the user interrupts the computation of its content.
  package mutating func nextFrame(of session: Session) throws -> DrawnFrame {
    let model = try ScreenModel(session, size: size)
    update(to: model)
    return drawScreen(model, self)
  }
}

/// A line of the transcript.
package struct TranscriptLine: Equatable, Sendable {
  /// Where it comes from.
  package enum Kind: Sendable {
    /// A command, as typed or read from a script.
    case command
    /// The output of a command.
    case output
    /// Why a command failed.
    case failure
  }

  package var text: String
  package var kind: Kind
}
