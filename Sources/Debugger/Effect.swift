/// What a session asks the program around it to do; the session itself touches no terminal.
package enum Effect: Equatable, Sendable {
  /// Show text in the transcript, or write it to standard output. Lines end without a newline.
  case print(String)
  /// Show text as `print` does, and behind it how long the activity that ends with it has taken and
  /// how many words a second that is.
  case measured(String, words: Int)
  /// Show the message of a command that failed, or write it to standard error.
  case failure(String)
  /// Paint the whole screen again, as after other programs have written on it.
  case repaint
  /// Show a pane alone, as text in the transcript or on standard output.
  case show(Pane)
  /// Write a picture to a file, as text where its name ends in `.txt`.
  case export(Picture, path: String)
  /// End the program.
  case quit
}

/// What can be written to a file as it is seen.
package enum Picture: Equatable, Sendable {
  /// The whole screen.
  case screen
  /// One pane.
  case pane(Pane)
}

/// How far a long-running command has come.
package struct Progress: Equatable, Sendable {
  /// What is being done, as `loading bible.txt`.
  package var title: String
  /// Units done so far.
  package var done: Int
  /// Units to do, where that is known.
  package var total: Int?
  /// The unit, in the plural, as `windows` or `bytes`.
  package var unit: String
  /// What else is worth seeing meanwhile, as `J 11.2`.
  package var note: String

  package init(title: String, done: Int, total: Int?, unit: String, note: String = "") {
    self.title = title
    self.done = done
    self.total = total
    self.unit = unit
    self.note = note
  }
}

/// What can stand in place of the word before the cursor.
package struct Completions: Equatable, Sendable {
  /// Where the word being completed starts, as an offset into the line's UTF-8 bytes.
  package var start: Int
  /// The whole replacements, sorted, quoted where the language needs it.
  package var candidates: [String]
  /// Whether a blank follows a single candidate.
  package var closes: Bool

  package init(start: Int, candidates: [String], closes: Bool = true) {
    self.start = start
    self.candidates = candidates
    self.closes = closes
  }
}
