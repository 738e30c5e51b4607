import Debugger
import DequeModule

/// What the screen remembers between two frames; everything else is read from the session.
package struct ScreenState: Sendable {
  /// The size of the terminal.
  package var size: Size
  /// The transcript, oldest line first.
  package private(set) var transcript = Deque<TranscriptLine>()
  /// The line being typed.
  package var input = InputLine()
  /// Completions to choose from; empty when none are asked for.
  package var candidates: [String] = []
  /// The progress of a long run, as one line; empty when none is under way.
  package var progress = ""

  /// Whether single keys are commands while the line is empty.
  package var takesSingleKeys = false
  /// Whether the next key is one of them.
  package var awaitsSingleKey = false

  /// Where the panes were drawn last.
  var frames: [Arrangement.Frame] = []
  /// The columns of a line of the transcript; `nil` where it is not on the screen.
  package var textColumns: Int? {
    frames.last { $0.pane == .transcript }.map { $0.inside.columns - 2 }
  }
  /// How many rows of what the latest command printed are above those seen; none where the user has
  /// scrolled.
  var rowsAbove: Int {
    guard let scroll = scroll[.transcript], scroll.isStandard else { return 0 }
    let start = wrapped.rows.lastIndex { $0.kind == .command } ?? -1
    return max(0, scroll.visible.lowerBound - start - 1)
  }
  /// Where words stand that can be clicked on.
  var words: [Canvas.WordPlace] = []
  /// What is seen of each pane.
  package internal(set) var scroll: [Pane: ScrollPosition] = [:]
  /// The numbers of the stop before.
  var changes = ChangeMarks()
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
    // What is left to the next frame would hold it up if it is much.
    wrapped.wrap(transcript)
    scroll[.transcript]?.release()
  }
}

/// A line of the transcript.
package struct TranscriptLine: Equatable, Sendable {
  /// Where it comes from.
  package enum Kind: Sendable {
    /// A command, as typed or read from a script.
    case command
    /// What a command printed.
    case output
    /// Why a command failed.
    case failure
  }

  package var text: String
  package var kind: Kind
}
