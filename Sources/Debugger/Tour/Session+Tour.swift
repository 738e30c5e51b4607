extension Session {
  /// Whether the tour is under way.
  package var isOnTour: Bool { tourStep != nil }

  /// Begins the tour, or repeats the present step.
  func beginTour() {
    if tourStep == nil {
      tourStep = 0
      report(
        wrapped(
          """
          The tour takes 15 minutes. Each step names a command, waits for it, and explains what \
          changed. Other commands work meanwhile; `tour next` skips a step, `tour off` ends the tour.
          """))
    }
    inviteToStep()
  }

  /// Skips the present step.
  func skipTourStep() throws {
    advanceTour(from: try requireTour())
  }

  /// Ends the tour.
  func endTour() throws {
    _ = try requireTour()
    tourStep = nil
    report("the tour is off; `tour` restarts it")
  }

  private func requireTour() throws -> Int {
    guard let tourStep else {
      throw CommandError.other("no tour is running; `tour` starts one")
    }
    return tourStep
  }

  /// Handles a line that was run: explains it if it completes the present step, else repeats what to
  /// type.
  func continueTour(at line: ParsedLine) {
    guard let number = tourStep else { return }
    let step = TourStep.all[number]
    if step.isDone(by: line) {
      report("")
      report(wrapped((try? step.explanation(self)) ?? ""))
      advanceTour(from: number)
    } else if (try? Command.named(line.name))?.name != "tour" {
      report("(tour: \(step.request ?? "type: \(step.line)"))")
    }
  }

  private func advanceTour(from number: Int) {
    tourStep = number + 1 < TourStep.all.count ? number + 1 : nil
    inviteToStep()
  }

  private func inviteToStep() {
    guard let number = tourStep else { return }
    report("\n" + TourStep.all[number].invitation(number: number + 1))
  }
}
