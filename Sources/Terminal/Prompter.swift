import CPlatform
import Debugger
import Glibc
import SystemPackage
import Word2Vec

/// Commands typed at a prompt that readline draws.
final class Prompter: CommandSource {
  private let session: Session
  private let keyboard: FileDescriptor
  private let signals: Signals
  private let editor: LineEditor
  private var events: [LineEditor.Event] = []

  /// Starts readline; `nil` if there is no terminal to draw on.
  init?(_ session: Session, keyboard: FileDescriptor, signals: Signals) {
    func openEditor(on terminal: FileDescriptor) -> LineEditor? {
      LineEditor(
        keyboard: keyboard, terminal: terminal, history: .ofUser(),
        isInterrupted: Signals.isInterrupted,
        complete: { [session] in session.completions(in: $0, at: $1) })
    }
    var editor: LineEditor?
    // No prompt may end up in a file or a pipe.
    if isatty(STDOUT_FILENO) == 1 {
      editor = openEditor(on: .standardOutput)
    } else if let terminal = try? FileDescriptor.opening("/dev/tty", .writeOnly) {
      // Readline draws on its own copy of the descriptor.
      editor = try? terminal.closeAfter { openEditor(on: terminal) }
    }
    guard let editor else { return nil }
    self.session = session
    self.keyboard = keyboard
    self.signals = signals
    self.editor = editor
    signals_guard(keyboard.rawValue, editor.marksPastes ? "\u{1B}[?2004l" : "")
  }

  func next() -> CommandInput {
    if events.isEmpty { editor.begin(prompt: session.prompt) }
    while true {
      if !events.isEmpty {
        switch events.removeFirst() {
        case .command(let line): return .line(line)
        case .end: return .end
        case .key, .singleKey, .overlayKey, .mouse, .candidates: continue
        }
      }
      if let input = handleSignals() {
        editor.end()
        return input
      }
      if waitForInput(keyboard, signals: signals, milliseconds: -1), !Signals.isInterrupted() {
        editor.read()
        events = editor.takeEvents()
      }
    }
  }

  /// - Returns: The input that replaces a command, if a signal brought one.
  private func handleSignals() -> CommandInput? {
    while let signal = signals.next() {
      switch signal {
      case .interrupt:
        editor.cancel()
        if !session.takesCommands { return .interrupted }
      case .end(let number): return .killed(number)
      case .stop:
        editor.suspend()
        signals.stopProgram()
        editor.resume()
      case .resumed: editor.resume()
      case .resized: editor.resize(to: terminalSize(keyboard))
      }
    }
    return nil
  }
}
