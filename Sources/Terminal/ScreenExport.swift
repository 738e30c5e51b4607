import Debugger
import Glibc
import Panes

/// Writes a canvas to a file as text.
///
/// - Returns: What went wrong, if anything.
func export(_ canvas: Canvas, to path: String) -> Effect? {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard file >= 0 else { return .failure("\(path): \(message(ofError: errno)).") }
  defer { close(file) }
  let output = FileOutput(file)
  output.write(canvas.text + "\n")
  output.flush()
  return output.error.map { .failure("\(path): \(message(ofError: $0)).") }
}
