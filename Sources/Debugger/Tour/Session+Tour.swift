extension Session {
  /// Whether the tour is under way.
  package var isOnTour: Bool { tourStep != nil }

  /// Begins the tour, or asks again for what it waits for.
  func beginTour() {
    if tourStep == nil {
      tourStep = 0
      say(
        wrapped(
          """
          A quarter of an hour. The tour says what to type, waits for it, and explains what \
          changed. Anything else works meanwhile; `tour next` skips a step, `tour off` ends.
          """))
    }
    inviteToStep()
  }

  /// Goes on to the next step without the present one.
  func skipTourStep() throws {
    guard let step = tourStep else {
      throw CommandError.other("no tour is under way; `tour` begins one")
    }
    advanceTour(from: step)
  }

  /// Ends the tour.
  func endTour() throws {
    guard tourStep != nil else {
      throw CommandError.other("no tour is under way; `tour` begins one")
    }
    tourStep = nil
    say("the tour is off; `tour` begins it anew")
  }

  /// Looks at a line that was typed and has done its work: explains it if it is what the tour waits
  /// for, and reminds of that if not.
  func tourLooks(at line: ParsedLine) {
    guard let number = tourStep else { return }
    let step = TourStep.all[number]
    if step.isDone(by: line) {
      say("")
      say(wrapped((try? step.explanation(self)) ?? ""))
      advanceTour(from: number)
    } else if (try? Command.named(line.name))?.name != "tour" {
      say("(the tour waits: \(step.request ?? "type: \(step.line)"))")
    }
  }

  private func advanceTour(from number: Int) {
    if number + 1 < TourStep.all.count {
      tourStep = number + 1
      inviteToStep()
    } else {
      tourStep = nil
    }
  }

  private func inviteToStep() {
    guard let number = tourStep else { return }
    say("\n" + TourStep.all[number].invitation(number: number + 1))
  }
}
