import CReadline
import Debugger
import Panes
import SystemPackage

/// The line being typed, edited by GNU Readline.
///
/// Readline edits one line on one terminal: make only one editor. It reads the keyboard
/// directly; call `read()` when the keyboard is readable.
final class LineEditor {
  /// An event caused by keys.
  enum Event: Equatable {
    /// A command to run; empty when only Enter was pressed.
    case command(String)
    /// The end of the input, Ctrl-D on an empty line.
    case end
    /// A key for the panes.
    case key(PaneKey.Action)
    /// A single key that is a command.
    case singleKey(SingleKey)
    /// A key of a long answer that is open.
    case overlayKey(OverlayKey)
    /// An event of the mouse.
    case mouse(MouseEvent)
    /// Candidates to choose from.
    case candidates([String])
  }

  /// Keys that are not for the line while it is empty.
  enum KeySet: Int32, CaseIterable {
    /// Commands by single keys.
    case commands
    /// The keys of a long answer, without and with a search.
    case overlay
    case searchedOverlay

    fileprivate var keys: [Character] {
      switch self {
      case .commands: SingleKey.all.map(\.key)
      case .overlay, .searchedOverlay:
        OverlayKey.allCases.filter { self == .searchedOverlay || !$0.needsSearch }
          .map { Character($0.rawValue) }
      }
    }
  }

  /// The events of the keys read so far, oldest first.
  private var events: [Event] = []
  private var candidates: [String] = []
  private let history: LineHistory
  private let complete: (String, Int) -> Completions
  private let isInterrupted: () -> Bool

  /// Starts readline and reads the user's inputrc.
  ///
  /// - Parameters:
  ///   - keyboard: The terminal to read from.
  ///   - terminal: Where readline draws the line; `nil` if the user of `line` draws it.
  ///   - history: Where lines are remembered.
  ///   - isInterrupted: Whether to stop waiting for the rest of a paste.
  ///   - complete: The completions of the word that ends at an offset into a line's bytes.
  init?(
    keyboard: FileDescriptor, terminal: FileDescriptor?, history: LineHistory,
    isInterrupted: @escaping () -> Bool, complete: @escaping (String, Int) -> Completions
  ) {
    self.history = history
    self.complete = complete
    self.isInterrupted = isInterrupted
    // Readline keeps this pointer and uses it only within calls that this makes.
    let handlers = LineEvents(
      context: Unmanaged.passUnretained(self).toOpaque(),
      entered: { LineEditor.at($0)?.entered($1) },
      completing: { LineEditor.at($0)?.offerCompletions(of: $1, at: Int($2)) },
      listing: { context in
        LineEditor.at(context).map { $0.events.append(.candidates($0.candidates)) }
      },
      pressed: { LineEditor.at($0)?.events.append(.key(PaneKey.all[Int($1)].action)) },
      struck: { LineEditor.at($0)?.struck($1) },
      clicked: { LineEditor.at($0)?.clicked(Int($1), column: Int($2), row: Int($3)) },
      interrupted: { LineEditor.at($0)?.isInterrupted() ?? true }
    )
    if terminal == nil { Self.declareKeys() }
    guard line_open(keyboard.rawValue, terminal?.rawValue ?? -1, handlers) else { return nil }
    history.read()
  }

  /// Tells readline which keys are not for the line, once in a process.
  private static func declareKeys() {
    var fits = true
    for key in PaneKey.all {
      fits = line_declare_key(key.function) && fits
      for sequence in key.sequences { fits = line_declare_sequence(sequence) && fits }
    }
    for set in KeySet.allCases {
      for key in set.keys.compactMap(\.asciiValue) {
        fits = line_declare_single_key(set.rawValue, CChar(bitPattern: key)) && fits
      }
    }
    precondition(fits, "CReadline has room for all keys")
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> LineEditor? {
    context.map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
  }

  /// Whether the terminal should mark pastes, so that a paste does not run while it arrives.
  var marksPastes: Bool { line_marks_pastes() }

  /// Shows a prompt and accepts keys.
  func begin(prompt: String) { line_begin(prompt) }

  /// Stops accepting keys and puts the terminal's mode back.
  func end() { line_end() }

  /// Shows another prompt before the line being typed.
  func show(prompt: String) { line_prompt_set(prompt) }

  /// Reads the typed bytes, at least one.
  func read() { line_read() }

  /// Drops the typed text.
  func cancel() { line_cancel() }

  /// Types text at the cursor.
  func type(_ text: String) { line_type(text) }

  /// The keys that are not for the line while it is empty; `nil` for none.
  var keySet: KeySet? {
    didSet {
      if keySet != oldValue { line_single_keys(keySet?.rawValue ?? -1) }
    }
  }

  /// Whether the next key is a single-key command.
  var awaitsSingleKey: Bool { line_awaits_single_key(KeySet.commands.rawValue) }

  /// Puts the terminal's mode back until `resume`.
  func suspend() { line_suspend() }

  /// Takes the terminal over again and draws the line.
  func resume() { line_resume() }

  /// Follows the terminal to a new size.
  func resize(to size: Size) { line_resize(Int32(size.columns), Int32(size.rows)) }

  /// The events since the last call, oldest first.
  func takeEvents() -> [Event] {
    defer { events = [] }
    return events
  }

  /// The line typed so far.
  ///
  /// Invalid UTF-8 is shown as `�`; the cursor counts the bytes of the shown text.
  var line: InputLine {
    let bytes = UnsafeRawBufferPointer(start: line_text(), count: Int(line_length()))
    let cursor = min(max(0, Int(line_cursor())), bytes.count)
    let before = String(decoding: bytes[..<cursor], as: UTF8.self)
    let after = String(decoding: bytes[cursor...], as: UTF8.self)
    return InputLine(
      prompt: line_prompt().map { String(cString: $0) } ?? "", text: before + after,
      cursor: before.utf8.count)
  }

  private func entered(_ line: UnsafePointer<CChar>?) {
    guard let line else {
      events.append(.end)
      return
    }
    let commands = splitIntoCommands(String(cString: line))
    for command in commands where !command.isEmpty { history.add(command) }
    events += commands.map { .command($0) }
  }

  private func offerCompletions(of line: UnsafePointer<CChar>?, at offset: Int) {
    // In a repaired line, offsets would not be those of readline.
    guard let line = line.flatMap({ String(validatingCString: $0) }) else { return }
    let completions = complete(line, offset)
    candidates = completions.candidates
    line_completes_from(Int32(completions.start), completions.closes)
    for candidate in candidates { line_offer(candidate) }
  }

  private func struck(_ key: CChar) {
    let character = Character(UnicodeScalar(UInt8(bitPattern: key)))
    if let keySet, keySet != .commands {
      if let key = OverlayKey(rawValue: String(character)) { events.append(.overlayKey(key)) }
    } else if let single = SingleKey.all.first(where: { $0.key == character }) {
      events.append(.singleKey(single))
    }
  }

  private func clicked(_ button: Int, column: Int, row: Int) {
    let kinds: [Int: MouseEvent.Kind] = [0: .click, 64: .wheelUp, 65: .wheelDown]
    guard let kind = kinds[button] else { return }
    events.append(.mouse(MouseEvent(kind, at: Point(column: column, row: row))))
  }
}

/// The commands in entered text: several where a paste contained newlines.
///
/// A single empty line is a command, it repeats the last one; empty lines among others are not.
package func splitIntoCommands(_ entered: String) -> [String] {
  let lines = entered.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  let commands = lines.filter { !$0.allSatisfy { $0 == " " || $0 == "\t" } }
  return lines.count <= 1 || commands.isEmpty ? [lines.first ?? ""] : commands
}
