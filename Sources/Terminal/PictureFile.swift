import Panes
import Word2Vec

/// Writes a canvas to a file: as SVG if its name ends in `.svg`, else as text.
///
/// - Throws: ``FileError``; the old content then stays.
func write(_ canvas: Canvas, to path: String) throws {
  let file = try AtomicFile(path: path)
  try file.append(path.hasSuffix(".svg") ? canvas.svg : canvas.text + "\n")
  try file.commit()
}
