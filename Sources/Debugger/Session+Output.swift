import Word2Vec

extension Session {
  /// Prints text, with control characters escaped.
  func report(_ text: String) {
    output.add(.print(safeText(spelled(text))))
  }

  /// Prints lines, possibly very many.
  ///
  /// - Throws: ``Interruption``; nothing is printed then.
  func report(lines: some Sequence<String>) throws {
    let before = output.count
    var piece: [String] = []
    func reportPiece() {
      if !piece.isEmpty { report(piece.joined(separator: "\n")) }
      piece = []
    }
    do {
      for line in lines {
        piece.append(line)
        guard piece.count == 256 else { continue }
        reportPiece()
        try cancellation.check()
      }
      reportPiece()
    } catch {
      output.removeAll(after: before)
      throw error
    }
  }

  /// Prints text at the end of a run, with its time if ``measuresTime``.
  func reportMeasured(_ text: String, words: Int) {
    if measuresTime {
      output.add(.measured(safeText(spelled(text)), words: words))
    } else {
      report(text)
    }
  }

  /// Requests an effect other than text.
  func request(_ effect: Effect) {
    output.add(effect)
  }

  /// Takes the next effects: all while a command runs, else at most the text that a terminal shows in a
  /// few milliseconds.
  package func takeEffects() -> [Effect] {
    reportStaleDisplays()
    return output.take(textLimit: isRunning ? .max : Self.longText)
  }

  private static let longText = 1 << 16

  /// Whether symbols are spelled in ASCII.
  package var usesASCII: Bool { interface.ascii }

  /// Text as the user sees it: unchanged, or spelled in ASCII.
  package func spelled(_ text: String) -> String {
    interface.ascii ? asciiSpelling(text) : text
  }
}
