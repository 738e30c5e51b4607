/// A request of a session to its host; the session itself never uses a terminal.
package enum Effect: Equatable, Sendable {
  /// Show text in the transcript, or write it to standard output. Lines end without a newline.
  case print(String)
  /// Show text as `print` does, followed by the time of the activity that it ends and the words per
  /// second.
  case measured(String, words: Int)
  /// Show the message of a command that failed, or write it to standard error.
  case failure(String)
  /// Redraw the screen, as after other programs have written on it.
  case repaint
  /// Print a pane as text in the transcript or on standard output.
  case show(Pane)
  /// Write a picture to a file, as text if its name ends in `.txt`.
  case export(Picture, path: String)
  /// Type text into the line, where there are panes.
  case type(String)
  /// End the program.
  case quit
}

/// A picture that can be exported.
package enum Picture: Equatable, Sendable {
  /// The whole screen.
  case screen
  /// One pane.
  case pane(Pane)
}

/// The progress of a long command.
package struct Progress: Equatable, Sendable {
  /// The activity, as `loading bible.txt`.
  package var title: String
  /// Units done so far.
  package var done: Int
  /// Units to do, if known.
  package var total: Int?
  /// The unit, in the plural, as `windows` or `bytes`.
  package var unit: String
  /// Further information, as `J 11.2`.
  package var note: String

  package init(title: String, done: Int, total: Int?, unit: String, note: String = "") {
    self.title = title
    self.done = done
    self.total = total
    self.unit = unit
    self.note = note
  }
}

/// The completions of the word before the cursor.
package struct Completions: Equatable, Sendable {
  /// The start of that word, as an offset into the line's UTF-8 bytes.
  package var start: Int
  /// The replacements, sorted, in quotes where needed.
  package var candidates: [String]
  /// Whether a blank follows a single candidate.
  package var closes: Bool

  package init(start: Int, candidates: [String], closes: Bool = true) {
    self.start = start
    self.candidates = candidates
    self.closes = closes
  }
}
