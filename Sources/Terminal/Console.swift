import CCurses
import Glibc
import Panes
import SystemPackage
import Word2Vec

/// The terminal or pipe of the program: where commands come from, whether panes can be shown.
package struct Console: Sendable {
  /// Where commands are read from, if anywhere.
  let input: FileDescriptor?
  /// Whether commands are typed on a terminal.
  package let isInteractive: Bool
  /// Whether there can be panes.
  package let showsPanes: Bool

  /// The name of a terminal that has no terminfo entry, which is why there are no panes.
  let unknownTerminal: String?

  /// Whether there are panes, on a terminal without the dots and marks of theirs: Linux's own
  /// console has a font of 512 characters at most.
  package var hasFewCharacters: Bool {
    showsPanes && getenv("TERM").map { String(cString: $0) } == "linux"
  }

  /// Whether there is no user to ask any more: commands come from a file or pipe, or the terminal has
  /// hung up.
  var isGone: Bool { !isInteractive || input.map { isatty($0.rawValue) == 0 } ?? true }

  /// Looks at the standard streams and the terminal.
  ///
  /// - Parameters:
  ///   - corpusOnInput: Whether standard input holds the corpus; commands are then typed on the
  ///     controlling terminal.
  ///   - isPlain: Whether the user wants no panes.
  package init(corpusOnInput: Bool, isPlain: Bool) {
    // The terminal stays open as long as the program runs, as standard input does.
    input = corpusOnInput ? try? .opening("/dev/tty", .readWrite) : .standardInput
    isInteractive = input.map { isatty($0.rawValue) == 1 } ?? false
    let wantsPanes = !isPlain && isInteractive && isatty(STDOUT_FILENO) == 1
    showsPanes = wantsPanes && screen_can_open(STDOUT_FILENO)
    unknownTerminal =
      wantsPanes && !showsPanes && screen_is_unknown(STDOUT_FILENO)
      ? getenv("TERM").map { String(cString: $0) } : nil
  }
}

/// Whether the locale's characters are those of Unicode; otherwise only ASCII is safe.
///
/// Also tells the C library to follow the locale in characters, and in nothing else: a comma in
/// numbers would spoil every file.
package func localeShowsUnicode() -> Bool {
  setlocale(LC_ALL, "")
  setlocale(LC_NUMERIC, "C")
  return String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
}

/// The size of the terminal behind a descriptor.
func terminalSize(_ terminal: FileDescriptor) -> Size {
  var columns: Int32 = 0
  var rows: Int32 = 0
  screen_size(terminal.rawValue, &columns, &rows)
  return Size(columns: Int(columns), rows: Int(rows))
}
