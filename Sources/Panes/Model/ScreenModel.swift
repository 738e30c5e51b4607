import Debugger
import Word2Vec

/// Everything that a screen shows of a session at one moment, as words and numbers.
///
/// All of it is computed when the model is made, for the panes that the screen has room for and no
/// others. So drawing computes nothing, and a pane whose content is not computed cannot be drawn.
package struct ScreenModel: Sendable {
  package let size: Size
  let glyphs: Glyphs
  let content: Content

  enum Content: Sendable {
    /// The terminal is too small for panes.
    case tooSmall
    /// The first text is being loaded.
    case starting
    case panes(PanesModel)
  }

  /// The model of a screen of a size.
  ///
  /// - Throws: ``Interruption``, if the user interrupts; what has been computed is kept for the next
  ///   model of the same window.
  package init(_ session: Session, size: Size) throws {
    self.size = size
    glyphs = Glyphs(isASCII: session.interface.ascii)
    if size.columns < Arrangement.least.columns || size.rows < Arrangement.least.rows {
      content = .tooSmall
    } else if session.isStarting {
      content = .starting
    } else {
      content = .panes(try PanesModel(session, size: size))
    }
  }
}

/// The panes of a screen with the status line, or a pane alone.
struct PanesModel: Sendable {
  /// The panes with their content.
  let arrangement: Arrangement
  /// The line above the panes; `nil` for a pane alone.
  let status: StatusModel?
  /// The pane that keys scroll; `nil` for a pane alone.
  let focus: Pane?
  /// The number of the session's last stop.
  let stop: Int
  /// Whether the session runs.
  let isRunning: Bool
  /// The numbers to compare with those of the next stop.
  let numbers: StopNumbers
  /// Numbers that an open question covers.
  let coveredNumbers: [Double]
  /// How the symbols of the derivation's current line are written.
  let symbols: [String]
  let glyphs: Glyphs

  /// The panes that a screen of a size has room for.
  init(_ session: Session, size: Size) throws {
    let reader = try SessionReader(session)
    try self.init(
      reader, Arrangement(session.screen, size: size, reader), status: StatusModel(reader),
      focus: session.screen.focus)
  }

  /// A pane alone, as high as its content needs, up to a size.
  init(_ pane: Pane, of session: Session, atMost most: Size) throws {
    let reader = try SessionReader(session)
    try self.init(reader, Arrangement(pane, atMost: most, reader), status: nil, focus: nil)
  }

  private init(
    _ reader: SessionReader, _ arrangement: Arrangement, status: StatusModel?, focus: Pane?
  ) throws {
    self.arrangement = arrangement
    self.status = status
    self.focus = focus
    stop = reader.session.stopCount
    isRunning = reader.session.isRunning
    numbers = reader.numbers
    coveredNumbers = reader.session.coveredNumbers
    symbols = try reader.symbols
    glyphs = reader.window.glyphs
  }
}
