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
    advanceTour(from: try requireTour())
  }

  /// Ends the tour.
  func endTour() throws {
    _ = try requireTour()
    tourStep = nil
    say("the tour is off; `tour` begins it anew")
  }

  private func requireTour() throws -> Int {
    guard let tourStep else {
      throw CommandError.other("no tour is under way; `tour` begins one")
    }
    return tourStep
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
    tourStep = number + 1 < TourStep.all.count ? number + 1 : nil
    inviteToStep()
  }

  private func inviteToStep() {
    guard let number = tourStep else { return }
    say("\n" + TourStep.all[number].invitation(number: number + 1))
  }
}
