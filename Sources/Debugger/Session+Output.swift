import SkipGram

extension Session {
  /// Adds text to what the command prints; nothing in it can steer a terminal.
  func say(_ text: String) {
    output.add(.print(safeText(spelled(text))))
  }

  /// Adds lines to what the command prints, of which there may be very many.
  ///
  /// - Throws: ``Interruption``; nothing has been added then.
  func say(lines: some Sequence<String>) throws {
    let before = output.count
    var piece: [String] = []
    func sayPiece() {
      if !piece.isEmpty { say(piece.joined(separator: "\n")) }
      piece = []
    }
    do {
      for line in lines {
        piece.append(line)
        guard piece.count == 256 else { continue }
        sayPiece()
        try cancellation.check()
      }
      sayPiece()
    } catch {
      output.removeAll(after: before)
      throw error
    }
  }

  /// Adds text that a run prints at its end, with the time it took if that is wanted.
  func sayMeasured(_ text: String, words: Int) {
    if measuresTime {
      output.add(.measured(safeText(spelled(text)), words: words))
    } else {
      say(text)
    }
  }

  /// Asks for an effect other than text.
  func request(_ effect: Effect) {
    output.add(effect)
  }

  /// Takes the next effects: all of a command that runs, but of a long text only what takes a few
  /// milliseconds to show.
  package func takeEffects() -> [Effect] {
    sayStaleDisplays()
    return output.take(textLimit: isRunning ? .max : Self.longText)
  }

  private static let longText = 1 << 16

  /// Whether symbols are spelled in ASCII.
  package var usesASCII: Bool { interface.ascii }

  /// Text in the spelling the user sees: as it is, or in ASCII.
  package func spelled(_ text: String) -> String {
    interface.ascii ? asciiSpelling(text) : text
  }
}
