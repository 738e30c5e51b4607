import Glibc
import Runs
import Word2Vec

/// The memory available to the program, in bytes: the machine's, or the limit of `ulimit -v`.
var usableMemory: Int {
  var limit = rlimit()
  guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else {
    return physicalMemory
  }
  return min(physicalMemory, Int(clamping: limit.rlim_cur))
}

/// The size of a run's parameters, in bytes.
func parameterByteCount(words: Int, dimension: Int) -> Int {
  let stride = (dimension + Matrix.block - 1) / Matrix.block * Matrix.block
  return 2 * words * stride * MemoryLayout<Float>.stride
}

extension Session {
  /// Refuses a run that needs too much memory, before allocating it.
  ///
  /// The estimate includes the session while the run is allocated, and later the run with its history
  /// and, under softmax, a copy for dry runs.
  ///
  /// - Parameters:
  ///   - words: The vocabulary size `W`.
  ///   - settings: The settings of the run.
  ///   - copies: The number of copies of its parameters allocated.
  ///   - bytes: The size of other allocations, in bytes.
  /// - Throws: ``CommandError``.
  func requireMemory(
    words: Int, _ settings: Hyperparameters, allocating copies: Int = 1, bytes: Int = 0
  ) throws {
    let parameters = parameterByteCount(words: words, dimension: settings.dimension)
    let making =
      run.trainer.parameterByteCount + run.history.byteCount + copies * parameters + bytes
    let limit = interface.historyLimit
    let history = parameters <= limit ? min(limit, History.mostCheckpoints * parameters) : 0
    let running = (settings.objective.readsWholeVocabulary ? 2 : 1) * parameters + history
    let needed = max(making, running)
    guard needed > usableMemory / 5 * 4 else { return }
    throw CommandError.other(
      "\(counted(words, "word")) with \(counted(settings.dimension, "component")) each need "
        + "\(grouped(needed / 1_000_000)) MB with copies and history, and this machine has "
        + "\(grouped(usableMemory / 1_000_000)); try a smaller dimension, a larger min-count"
        + " or a smaller history-memory")
  }
}
