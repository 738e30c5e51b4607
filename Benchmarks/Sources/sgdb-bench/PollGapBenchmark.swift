import Debugger
import Foundation
import Panes
import Runs
import Terminal
import Word2Vec

/// Measures the longest gap between two polls of Ctrl-C in each command on a vocabulary of 500,000
/// words, and in the frame after it.
///
/// A key is seldom pressed at the worst moment, so the benchmark reports the longest time between two
/// polls.
func measurePollGaps() throws -> [Figure] {
  var text = SyntheticText(words: 500_000)
  text.appendRandom(300_000)
  text.appendAll()
  let corpus = try text.corpus()
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sgdb-\(getpid())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  var figures = try Objective.allCases.flatMap { objective in
    let watched = WatchedSession(Session(corpus: corpus, hyperparameters: .large(objective)))
    return try watched.pollGaps(of: commands(in: folder.path), what: objective.rawValue)
  }
  let watched = WatchedSession(Session(corpus: corpus, hyperparameters: .large(.negativeSampling)))
  figures += try watched.pollGaps(of: commandsOnLargeText(), what: "100 MB of text")
  return figures
}

/// The milliseconds within which Ctrl-C must be handled.
private let allowed = 50.0

/// Commands in an order in which each has something to do.
private func commands(in folder: String) -> [String] {
  let running = [
    "step", "step 40", "stepi", "back", "reverse-step 3", "goto 30", "continue 1",
    "until step >= 60", "break if J < 1", "continue", "reverse-continue", "delete",
    "watch v[waaaaa][0]", "continue", "continue", "delete", "why waaaaa waaaab",
    "set update pair", "step", "stepi", "step 3", "back 2", "set update window",
  ]
  let looking = [
    "print J", "print lossAfter", "print yhat", "print ln(yhat) + z", "display yhat", "undisplay",
    "list 100000", "print yhat[waaaaa]", "print v[waaaaa] - v[waaaab] + v[wbaaaa]",
    "whatif", "whatif eta 1", "check", "check all", "compare", "compare 20", "nearest waaaaa",
    "nearest waaaaa 5 in v+u", "nearest waaaaa 500000", "analogy waaaaa waaaab wbaaaa", "terms",
    "terms outside waaaaa", "derive", "derive window", "derive table", "derive sigma",
    "info corpus", "info vocabulary", "info window", "info model", "info history", "info update",
    "plot projection", "plot heat", "plot yhat", "plot eta", "plot samples",
  ]
  let changing = [
    "set history-memory 100", "step", "set history-memory 4000", "set eta 1e30", "step 5",
    "set var v[waaaaa] = v[waaaab]", "run", "set eta 0.1", "step 3",
    "set var v[waaaaa][0] = 0.5", "set power 0.5", "negatives redraw",
    "window waaaaa : waaaab wbaaaa", "window corpus", "toggle", "toggle",
  ]
  let files = [
    "export \(folder)/w.json", "export \(folder)/w.csv", "export \(folder)/w.tex",
    "export \(folder)/w.m", "export screen \(folder)/s.svg", "save vectors \(folder)/v.txt",
    "save vectors \(folder)/v.bin", "load vectors \(folder)/v.bin", "goto 0", "step 5",
    "save session \(folder)/s.sgdbs", "load session \(folder)/s.sgdbs", "step 5", "back 5",
  ]
  let loading = ["load vectors \(folder)/v.bin", "load vectors \(folder)/v.bin --outside"]
  let repeating =
    loading + ["step 2", "back 2", "run"] + loading + ["step 3", "goto 0", "run", "step 2"]
    + loading + [
      "step 2", "back 2", "back", "step", "back", "goto 4", "goto 1", "continue 3",
      "reverse-continue", "goto 4", "why waaaaa waaaab", "set power 0.6", "step", "back 2",
      "step 2",
    ]
  let rebuilding = [
    "run", "set seed 2", "set dimension 90", "set dimension 100", "set init word2vec",
    "set subsample 0.001", "set min-count 2", "set min-count 1", "set tokens raw",
    "set tokens words",
  ]
  return running + looking + changing + files + repeating + rebuilding
}

/// Commands that take long on a large text rather than on a large vocabulary.
private func commandsOnLargeText() throws -> [String] {
  [
    "load \(try Prepared.corpus("t100"))", "step", "set min-count 100", "set min-count 1",
    "step 1000", "set tokens raw", "set tokens words", "list 1000000",
  ]
}

/// A session with panes, whose polls of Ctrl-C are timed.
private final class WatchedSession {
  private let session: Session
  private var state = ScreenState(size: Size(columns: 120, rows: 40))
  private var lastPoll = ContinuousClock.now
  private var longest = Duration.zero
  /// When the command that is running is interrupted.
  private var end: ContinuousClock.Instant?

  init(_ session: Session) {
    self.session = session
    session.host.hasPanes = true
    session.host.breathe = { [unowned self] _ throws(Interruption) in
      poll()
      if let end, .now >= end { throw Interruption() }
    }
  }

  /// Runs commands, and draws a frame after each.
  ///
  /// - Parameters:
  ///   - commands: The commands.
  ///   - what: The name of the data they run on.
  /// - Returns: The longest gap between two polls, in milliseconds: of the commands, of the frames.
  /// - Throws: ``BenchmarkError`` if a command fails.
  func pollGaps(of commands: [String], what: String) throws -> [Figure] {
    var figures = [
      Figure(what: "a command, \(what)", unit: "ms"), Figure(what: "a frame, \(what)", unit: "ms"),
    ]
    for command in commands {
      let longest = [try run(command), draw()]
      for (index, time) in longest.enumerated() {
        figures[index].values.append(time)
        figures[index].references.append(allowed)
        if time > allowed { note("\(figures[index].what), \(command): \(time) ms") }
      }
    }
    return figures
  }

  /// Runs a command; one that takes too long is interrupted.
  ///
  /// - Parameter command: The command.
  /// - Returns: The longest gap between two polls, in milliseconds.
  /// - Throws: ``BenchmarkError`` if it fails.
  func run(_ command: String) throws -> Double {
    end = .now + .seconds(3)
    defer { end = nil }
    return try longestGap {
      try perform(session.run(command), of: command)
    }
  }

  /// Shows the effects of a command.
  private func perform(_ effects: [Effect], of command: String) throws {
    for effect in effects {
      switch effect {
      case .print(let text): state.append(text, kind: .output)
      case .failure(let message) where !message.contains("at most 200,000 numbers"):
        throw BenchmarkError("\(command): \(message)")
      default: break
      }
    }
  }

  /// Draws a frame as the program does.
  ///
  /// - Returns: The longest gap between two polls, in milliseconds.
  func draw() -> Double {
    longestGap {
      _ = try? state.nextFrame(of: session)
    }
  }

  private func longestGap(_ work: () throws -> Void) rethrows -> Double {
    longest = .zero
    lastPoll = .now
    try work()
    poll()
    return longest / .milliseconds(1)
  }

  private func poll() {
    let now = ContinuousClock.now
    longest = max(longest, now - lastPoll)
    lastPoll = now
  }
}
