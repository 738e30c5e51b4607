import Debugger
import Glibc
import Panes

/// Adds each frame or line of a session to its recording, with its time.
///
/// Each recording starts with a whole frame; after that come the cells that differ.
struct SessionRecorder {
  private weak var recording: Recording?
  private var started = ContinuousClock.now
  private var hasFrame = false

  /// Records a frame that follows another one.
  ///
  /// - Returns: A message if the recording could not be written.
  mutating func record(
    _ canvas: Canvas, after previous: Canvas?, of session: Session
  ) -> [Effect] {
    start(session)
    let before = hasFrame ? previous : nil
    hasFrame = true
    let seconds = seconds
    return session.record { recording in
      let size = canvas.size
      try recording.begin(columns: size.columns, rows: size.rows, date: time(nil))
      if let before, before.size != size {
        try recording.append(.resize(columns: size.columns, rows: size.rows), at: seconds)
      }
      let known = before?.size == size ? before : nil
      if known == canvas { return }
      let isColored = session.interface.color != .never
      try recording.append(
        .output(canvas.escapes(from: known, isColored: isColored)), at: seconds)
    }
  }

  /// Records lines, on a terminal of a size.
  ///
  /// - Returns: A message if the recording could not be written.
  mutating func record(_ text: String, size: Size, of session: Session) -> [Effect] {
    start(session)
    let seconds = seconds
    return session.record { recording in
      try recording.begin(columns: size.columns, rows: size.rows, date: time(nil))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      try recording.append(.output(lines.map { $0 + "\r\n" }.joined()), at: seconds)
    }
  }

  /// Forgets the recording before, if another one is under way.
  private mutating func start(_ session: Session) {
    guard recording !== session.recording else { return }
    recording = session.recording
    started = .now
    hasFrame = false
  }

  private var seconds: Double { (ContinuousClock.now - started) / .seconds(1) }
}
