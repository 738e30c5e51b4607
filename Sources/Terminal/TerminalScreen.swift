import CCurses
import Debugger
import Panes
import SystemPackage

/// The terminal's screen, on which a canvas is shown.
///
/// Curses, behind ``CCurses``, draws it; ``Palette`` manages its colours.
final class TerminalScreen {
  private let output: FileDescriptor
  private var palette: Palette
  /// Whether the terminal may show something else than the frame before: at first, and after others
  /// wrote on it.
  private var needsRepaint = true

  /// Whether to colour.
  var color: ColorChoice {
    didSet {
      guard color != oldValue else { return }
      palette = Palette(color)
      needsRepaint = true
    }
  }

  /// Whether everything but ASCII is shown as `?`, because the terminal could show it wrongly.
  var usesASCII = false {
    didSet {
      if usesASCII != oldValue { needsRepaint = true }
    }
  }

  /// Whether the terminal reports clicks and the wheel, if it can.
  var usesMouse = false {
    didSet {
      if usesMouse != oldValue { screen_mouse(usesMouse) }
    }
  }

  /// Takes the terminal over.
  init?(keyboard: FileDescriptor, output: FileDescriptor, color: ColorChoice, marksPastes: Bool) {
    guard screen_open(keyboard.rawValue, output.rawValue, marksPastes) else { return nil }
    self.output = output
    self.color = color
    palette = Palette(color)
  }

  /// Leaves the terminal as it was found.
  func close() { screen_close() }

  /// Leaves the terminal as it was found, until `resume`.
  func suspend() { screen_suspend() }

  /// Takes the terminal over again; the next frame is painted whole.
  func resume() {
    screen_resume()
    needsRepaint = true
  }

  /// The size of the terminal.
  var size: Size { terminalSize(output) }

  /// Follows the terminal to a new size.
  func resize(to size: Size) {
    screen_resize(Int32(size.columns), Int32(size.rows))
    needsRepaint = true
  }

  /// Makes the next frame be painted whole.
  func repaint() { needsRepaint = true }

  /// Shows a canvas; only cells that differ from the one shown before are sent to curses.
  func draw(_ canvas: Canvas, after previous: Canvas?) {
    let size = canvas.size
    let before = needsRepaint || previous?.size != size ? nil : previous
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = canvas[column, row]
        let hasRight = column + 1 < size.columns && canvas[column + 1, row].text.isEmpty
        let isRightHalf = cell.text.isEmpty && column > 0 && !canvas[column - 1, row].text.isEmpty
        if isRightHalf || before?[column, row] == cell { continue }
        put(cell, column: column, row: row, columns: hasRight ? 2 : 1)
      }
    }
    let cursor = canvas.cursor ?? Point(column: -1, row: -1)
    screen_show(Int32(cursor.column), Int32(cursor.row), needsRepaint)
    needsRepaint = false
  }

  private func put(_ cell: Cell, column: Int, row: Int, columns: Int32) {
    var text = cell.text
    if text.isEmpty { text = " " }
    if usesASCII && !text.utf8.allSatisfy({ $0 < 0x80 }) {
      text = String(repeating: "?", count: Int(columns))
    }
    let attributes = attributes(of: cell.style)
    let pair = palette.pair(of: cell.style)
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        screen_put(
          Int32(column), Int32(row), $0.baseAddress, Int32($0.count), columns, attributes, pair)
      }
    }
  }

  private func attributes(of style: Style) -> Int32 {
    var attributes: Int32 = 0
    if style.bold { attributes |= Int32(screen_bold) }
    if style.dim { attributes |= Int32(screen_dim) }
    if style.underline { attributes |= Int32(screen_underline) }
    if style.reverse { attributes |= Int32(screen_reverse) }
    return attributes
  }
}
